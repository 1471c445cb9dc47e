import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
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

it("plays the round as the README advises: every answer comes with the mail server's verdict on its author", async () => {
  const folder = mkdtempSync(join(tmpdir(), "itip-"));
  const out = execFileSync(process.execPath, [await runnable("src/cli/demo/demo.ts")], {
    cwd: folder,
    encoding: "utf8",
  });
  rmSync(folder, { recursive: true });
  expect(out.match(/^ {2}receive, told that .*authentication is "pass", says: applied\.$/gm)).toHaveLength(3);
  expect(out).toContain("    │  ├─ text/html");
});
