import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { partTree } from "../../../src/cli/demo/part-tree.ts";
import { runnable } from "../../support/runnable.ts";

function multipart(boundary: string, ...parts: readonly string[]): string {
  const body = parts.map((part) => `--${boundary}\r\n${part}\r\n`).join("");
  return `Content-Type: multipart/${boundary};\r\n boundary="${boundary}"\r\n\r\n${body}--${boundary}--\r\n`;
}

const leaf = (type: string) => `Content-Type: ${type}\r\n\r\nx`;

it("draws parts as a tree: only the last of several ends its branch", () => {
  const raw = multipart(
    "mixed",
    multipart("alternative", leaf("text/plain"), multipart("related", leaf("text/html"), leaf("image/png"))),
    leaf("application/ics; name=a.ics"),
    multipart("digest", leaf("message/rfc822")),
  );
  expect(partTree(raw).split("\n")).toEqual([
    "multipart/mixed",
    "├─ multipart/alternative",
    "│  ├─ text/plain",
    "│  └─ multipart/related",
    "│     ├─ text/html",
    "│     └─ image/png",
    "├─ application/ics; name=a.ics",
    "└─ multipart/digest",
    "   └─ message/rfc822",
  ]);
  expect(partTree(leaf("text/plain"))).toBe("text/plain");
});

interface Played {
  readonly out: string;
  readonly mails: readonly string[];
}

/** What the demo prints, in a folder of its own. */
async function play(...options: readonly string[]): Promise<Played> {
  const folder = mkdtempSync(join(tmpdir(), "itip-"));
  const demo = await runnable("src/cli/demo/demo.ts");
  const out = execFileSync(process.execPath, [demo, ...options], { cwd: folder, encoding: "utf8" });
  const mails = readdirSync(join(folder, "demo"));
  rmSync(folder, { recursive: true });
  return { out, mails };
}

let inBrief: Promise<Played>;
beforeAll(() => {
  inBrief = play();
});

const applied = /^ {2}receive, told that .*authentication is "pass", says: applied\.$/gm;

it("tells the story in about 60 lines: each mail in one, and where everybody stands", async () => {
  const { out, mails } = await inBrief;
  expect(out.split("\n").length).toBeLessThanOrEqual(60);
  expect(out.match(/^ {2}→ REQUEST /gm)).toHaveLength(6);
  expect(out.match(/^ {2}← (?:REPLY|COUNTER) /gm)).toHaveLength(3);
  expect(out.match(/^ {2}→ CANCEL /gm)).toHaveLength(3);
  expect(out.match(/^ {4}gina@example\.test +accepted +“I'll bring the figures”$/gm)?.length).toBeGreaterThan(
    2,
  );
  expect(out).toMatch(/^ {4}tove@example\.test .* proposes 2027-06-10T14:00/m);
  expect(out).toContain("the event is cancelled");
  expect(out.match(/^ {2}→ REQUEST .*: new$/gm)).toHaveLength(3);
  expect(out.match(/^ {2}→ REQUEST .*: updated \(time\), the answer is open again$/gm)).toHaveLength(3);
  expect(out.match(/^ {2}→ CANCEL .*: cancelled$/gm)).toHaveLength(3);
  expect(
    out.match(/^ {2}calendarOf: .*Otto's has 2027-06-10T14:00:00\+01:00 (?:pending|cancelled);/gm),
  ).toHaveLength(2);
  expect(out).not.toContain("BEGIN:VCALENDAR");
  expect(mails).toHaveLength(6);
});

it("plays the round as the README advises: every answer comes with the mail server's verdict on its author", async () => {
  const { out } = await inBrief;
  expect(out.match(applied)).toHaveLength(3);
});

it("shows the bytes where --full asks for them, and the story all the same", async () => {
  const { out } = await play("--full");
  expect(out.match(applied)).toHaveLength(3);
  expect(out).toContain("    │  ├─ text/html");
  expect(out.match(/^ {4}BEGIN:VCALENDAR$/gm)).toHaveLength(6);
  expect(out).toMatch(/^ {4}Subject: /m);
});

it("refuses an option that it does not know", async () => {
  const demo = await runnable("src/cli/demo/demo.ts");
  const { status, stderr } = spawnSync(process.execPath, [demo, "--fulll"], { encoding: "utf8" });
  expect([status, stderr]).toEqual([2, "The demo takes one option: --full shows the bytes of every mail.\n"]);
});
