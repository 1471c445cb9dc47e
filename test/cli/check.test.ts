import { describe, expect, it } from "vitest";
import { itip } from "../support/fake-io.ts";

const calendar = [
  "BEGIN:VCALENDAR",
  "VERSION:2.0",
  "PRODID:x",
  "METHOD:REPLY",
  "BEGIN:VEVENT",
  "UID:1",
  "bro ken",
  "END:VEVENT",
  "END:VCALENDAR",
];

/** An email of a text and a calendar part. */
function email(fields: readonly string[], body: readonly string[]): string {
  return [
    "From: jane@example.test",
    "To: planner@example.com",
    "Date: Fri, 01 May 2026 07:30:00 +0000",
    "MIME-Version: 1.0",
    "Content-Type: multipart/mixed; boundary=b",
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "Hello",
    "--b",
    'Content-Type: text/calendar; method=REPLY; charset="utf-8"',
    ...fields,
    "",
    ...body,
    "--b--",
    "",
  ].join("\r\n");
}

/** The line that somebody finds in an editor. */
function lineOf(text: string, what: string): number {
  return text.split("\n").findIndex((line) => line.startsWith(what)) + 1;
}

async function brokenLine(stdin: string | Uint8Array): Promise<{ words: string; json: unknown }> {
  const files = { "bad.eml": stdin };
  const { out } = await itip(["check", "bad.eml"], { files });
  const { out: json } = await itip(["check", "bad.eml", "--json"], { files });
  const findings: { code: string }[] = JSON.parse(json);
  return {
    words: out.split("\n").find((line) => line.includes("[malformed-line]")) ?? "",
    json: findings.find(({ code }) => code === "malformed-line"),
  };
}

describe("the line of a finding in an email", () => {
  it.each([
    [],
    ["Content-Transfer-Encoding: 7bit"],
    ["Content-Transfer-Encoding: 8bit"],
    ["Content-Transfer-Encoding: binary"],
  ])("is counted in the file, with the header fields %j", async (...fields) => {
    const raw = email(fields, calendar);
    const line = lineOf(raw, "bro ken");
    const { words, json } = await brokenLine(raw);
    expect(words).toMatch(new RegExp(`^bad\\.eml:${line}: error: `));
    expect(json).toMatchObject({ line });
    expect(json).not.toHaveProperty("part");
  });

  it("is counted in the file behind two parts, and in an email that is nothing but a calendar", async () => {
    const twice = email(
      [],
      [
        ...calendar.filter((line) => line !== "bro ken"),
        "--b",
        "Content-Type: text/calendar; method=REPLY",
        "",
        ...calendar,
      ],
    );
    expect((await brokenLine(twice)).json).toMatchObject({ line: lineOf(twice, "bro ken") });
    const bare = [
      "From: jane@example.test",
      "Content-Type: text/calendar; method=REPLY",
      "",
      ...calendar,
      "",
    ].join("\n");
    expect((await brokenLine(bare)).json).toMatchObject({ line: 10 });
  });

  it("is counted in the part where that is base64 or quoted-printable, and says so", async () => {
    const base64 = Buffer.from(calendar.join("\r\n")).toString("base64").replace(/.{76}/g, "$&\r\n");
    const encoded = [
      email(["Content-Transfer-Encoding: base64"], [base64]),
      email(
        ["Content-Transfer-Encoding: quoted-printable"],
        calendar.map((line) => line.replace("PRODID:", "PRODID:=\r\n")),
      ),
    ];
    for (const raw of encoded) {
      const { words, json } = await brokenLine(raw);
      expect(words).toMatch(/^bad\.eml part 2, line 7: error: /);
      expect(json).toMatchObject({ part: "2", line: 7 });
    }
  });

  it("is counted in the part where folds inside a character were undone", async () => {
    const whole = email(
      [],
      calendar.flatMap((line) => (line === "UID:1" ? [line, "SUMMARY:caf\u00e9"] : [line])),
    );
    const octets = Buffer.from(
      Buffer.from(whole).toString("latin1").replace("\u00c3\u00a9", "\u00c3\r\n \u00a9"),
      "latin1",
    );
    const { words, json } = await brokenLine(octets);
    expect(words).toMatch(/^bad\.eml part 2, line 8: error: /);
    expect(json).toMatchObject({ part: "2", line: 8 });
  });
});

/** What a terminal shows in the end: what stands behind a cleared line is gone. */
async function screenOf(argv: readonly string[], files: Readonly<Record<string, string>>): Promise<string[]> {
  const { screen } = await itip(argv, { files, terminal: true });
  return screen
    .split("\n")
    .map((line) => line.slice(line.lastIndexOf("\r\u001b[K") + 1).replace("\u001b[K", ""));
}

describe("progress on a terminal", () => {
  const ics = `${calendar.join("\r\n").replaceAll("\r\n", "\n")}\n`;

  it("leaves nothing before a file's findings", async () => {
    const lines = await screenOf(["check", "a.ics", "none.ics", "b.ics"], { "a.ics": ics, "b.ics": ics });
    expect(lines.some((line) => line.startsWith("a.ics:"))).toBe(true);
    expect(lines.some((line) => line.startsWith("b.ics:"))).toBe(true);
    expect(lines).toContain("itip check: invalid-argument: none.ics: there is no such file");
    expect(lines.filter((line) => line.includes("/3]"))).toEqual([]);
    expect(lines.at(-2)).toMatch(/^3 files: /);
  });

  it("leaves nothing before JSON", async () => {
    const lines = await screenOf(["check", "--json", "a.ics", "b.ics"], { "a.ics": ics, "b.ics": ics });
    expect(lines[0]).toBe("[");
  });
});
