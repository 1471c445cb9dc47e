import { expect, it } from "vitest";
import { itip } from "../support/fake-io.ts";
import { answerText } from "../support/fixtures/answer-text.ts";

/** An order of seven bits and of eight, a link, a title, a window that is cleared, and text that is turned about. */
const orders =
  "\u001b[31m\u009b31m\u001b]8;;http://evil.test\u0007\u009d0;title\u009c\u009b2J\u202e\u2066\u061c\u200b\u200f";
const calendar = answerText({
  uid: `7@example.com${orders}`,
  email: "jane@example.test",
  partstat: "ACCEPTED",
  parameters: [`CN="N${orders}"`, `X-${orders}=1`],
  comment: `See ${orders}\\nomar@example.test declined`,
  lines: [
    `SUMMARY:S${orders}`,
    `LOCATION:L${orders}`,
    `X-${orders}:1`,
    `DTSTART;TZID=${orders}Nowhere:20260507T103000`,
    `RECURRENCE-ID;TZID=\u009b2Jfoo:20260101T000000`,
  ],
});
const word = (text: string) => `=?UTF-8?B?${Buffer.from(text).toString("base64")}?=`;
const mail = [
  `From: ${word(`A${orders}`)} <jane@example.test>`,
  `Subject: ${word(`S${orders}`)}`,
  "MIME-Version: 1.0",
  `Content-Type: text/calendar; charset=utf-8; method="\u009b2J"; name="\u009b.ics"`,
  "",
  calendar,
].join("\r\n");
const files = { "evil.ics": calendar, "evil.eml": mail, "\u009b2J.ics": calendar };

it.each([
  { argv: ["show", "evil.ics"] },
  { argv: ["show", "--json", "evil.ics"] },
  { argv: ["show", "evil.eml"] },
  { argv: ["show", "--json", "evil.eml"] },
  { argv: ["show", "--json", "evil.ics", "evil.eml"] },
  { argv: ["check", "evil.ics"] },
  { argv: ["check", "--json", "evil.ics"] },
  { argv: ["check", "evil.eml"] },
  { argv: ["check", "--json", "evil.eml"] },
  { argv: ["check", "\u009b2J.ics", "evil.eml"] },
  { argv: ["show", "\u009b2J.eml"] },
  { argv: ["answer", "evil.eml", "--as", `${orders}@example.test`, "--status", "accepted"] },
])("itip $argv prints no terminal command that somebody else wrote", async ({ argv }) => {
  const { out, err } = await itip(argv, { files });
  expect(`${out}${err}`.length).toBeGreaterThan(20);
  expect(`${out}${err}`).not.toMatch(
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/,
  );
  if (argv.includes("--json")) expect(() => JSON.parse(out)).not.toThrow();
});
