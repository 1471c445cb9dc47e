import { spawn } from "node:child_process";
import { expect, it } from "vitest";

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command as a process of its own. */
function itip(args: readonly string[], stdin: string, hurried = false): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["node_modules/tsx/dist/cli.mjs", "src/cli/main.ts", ...args]);
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
}, 60_000);

it("ends quietly when nobody reads on", async () => {
  const many = Array.from({ length: 90 }, (_, index) => `X-${index}:${"é".repeat(20_000)}`);
  const { err } = await itip(["check", "--json", "-", "-", "-"], reply([...many, "DTSTART:x"]), true);
  expect(err).not.toContain("EPIPE");
}, 60_000);
