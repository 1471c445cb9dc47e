import { expect, it } from "vitest";
import { findingTable } from "../../../src/finding.table.ts";
import { checkMessage, parseMessage } from "../../../src/index.ts";
import { meanings } from "../../../src/inspector/view/meaning.table.ts";
import { meaningOf } from "../../../src/inspector/view/meaning-of.ts";

it("gives every code of a finding exactly one meaning", () => {
  const codes = meanings.flatMap((meaning) => [...meaning.codes]);
  expect(codes.sort()).toEqual(Object.keys(findingTable).sort());
});

const withoutOrganizer = (method: string) =>
  [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Example//EN",
    `METHOD:${method}`,
    "BEGIN:VEVENT",
    "UID:tea@example.com",
    "SEQUENCE:0",
    "DTSTAMP:20270501T100000Z",
    "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.test",
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");
const meaningsIn = (method: string) => checkMessage(withoutOrganizer(method)).map(meaningOf).join("\n");

it("says that Exchange's answer without an ORGANIZER counts, as it does", () => {
  expect(meaningsIn("REPLY")).toContain("Exchange and Outlook write no ORGANIZER into an answer");
  expect(meaningsIn("COUNTER")).toContain("Exchange and Outlook write no ORGANIZER into an answer");
  expect(parseMessage(withoutOrganizer("REPLY")).method).toBe("REPLY");
});

it("says nothing of Exchange where an invitation names no organizer", () => {
  expect(meaningsIn("REQUEST")).not.toContain("Exchange");
  expect(meaningsIn("REQUEST")).toContain("The standard asks for it.");
});
