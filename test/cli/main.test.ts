import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { review } from "../support/fixtures/review-event.ts";
import { runnable } from "../support/runnable.ts";

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command as a process of its own. */
async function itip(args: readonly string[], stdin: string, hurried = false): Promise<Ended> {
  const command = await runnable("src/cli/main.ts");
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...args]);
    const said = { out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said.out += text;
      // What `| head` does.
      if (hurried) child.stdout.destroy();
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said.err += text;
    });
    child.on("error", reject).on("close", (status) => resolve({ status, ...said }));
    child.stdin.on("error", () => undefined).end(stdin);
  });
}

const reply = (lines: readonly string[]) =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "METHOD:REPLY", "BEGIN:VEVENT", "UID:1"]
    .concat(lines, "END:VEVENT", "END:VCALENDAR", "")
    .join("\r\n");

it("runs as a process: input by a pipe, output, exit status", async () => {
  const shown = await itip(["show", "-"], reply(["ATTENDEE;PARTSTAT=ACCEPTED:mailto:jané@example.test"]));
  expect(shown).toMatchObject({ status: 0, err: "" });
  expect(shown.out).toContain("jané@example.test has accepted");
  expect(await itip(["check", "no-such-file.ics"], "")).toMatchObject({
    status: 2,
    out: "",
    err: "itip check: invalid-argument: no-such-file.ics: there is no such file\n",
  });
  expect(await itip(["check", "src"], "")).toMatchObject({ status: 2 });
  expect((await itip(["--version"], "")).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});

it("ends quietly when nobody reads on", async () => {
  const many = Array.from({ length: 90 }, (_, index) => `X-${index}:${"é".repeat(20_000)}`);
  const { err } = await itip(["check", "--json", "-", "-", "-"], reply([...many, "DTSTART:x"]), true);
  expect(err).not.toContain("EPIPE");
});

it("says in one line, and with 2, that a file cannot be written", async () => {
  const folder = mkdtempSync(join(tmpdir(), "itip-"));
  const file = join(folder, "event.json");
  writeFileSync(file, JSON.stringify(review));
  for (const out of [file, join(file, "mails")]) {
    expect(await itip(["invite", file, "--out", out], "")).toEqual({
      status: 2,
      out: "",
      err: `itip invite: invalid-argument: ${out}/jane@example.test.eml: must be a path in a folder: a file stands where the folder is needed\n`,
    });
  }
  rmSync(folder, { recursive: true });
});

it("says in one line, and with 2, that standard output cannot be written", async () => {
  // Open for reading alone.
  const out = openSync("package.json", "r");
  const child = spawn(process.execPath, [await runnable("src/cli/main.ts"), "--help"], {
    stdio: ["ignore", out, "pipe"],
  });
  let err = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  const status = await new Promise((resolve) => child.on("close", resolve));
  closeSync(out);
  expect({ status, err }).toEqual({
    status: 2,
    err: expect.stringMatching(/^itip: invalid-argument: the system refused \(.*\bE[A-Z]+\b.*\)\n$/),
  });
});
