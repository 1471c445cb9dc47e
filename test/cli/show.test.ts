import { expect, it } from "vitest";
import { itip } from "../support/fake-io.ts";

function request(more: readonly string[]): string {
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:x",
    "METHOD:REQUEST",
    "BEGIN:VEVENT",
    "UID:1",
    "DTSTAMP:20260101T000000Z",
    "ORGANIZER:mailto:planner@example.com",
    "ATTENDEE:mailto:jane@example.test",
    "SUMMARY:Budget review",
    ...more,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");
}

async function oddLines(stdin: string): Promise<string[]> {
  const { out } = await itip(["show", "-"], { stdin });
  return out.split("\n").filter((line) => /^ *Odd:/.test(line));
}

it("says once what is odd about a start and an end alike", async () => {
  const stdin = request(["DTSTART;TZID=Nowhere:20260507T103000", "DTEND;TZID=Nowhere:20260507T113000"]);
  expect(await oddLines(stdin)).toEqual([
    "  Odd:         The time zone cannot be told: no zone is known by the name Nowhere.",
  ]);
});

it("says how much more is odd than it shows, and has all of it as JSON", async () => {
  const broken = (count: number) =>
    request(["DTSTART:20260507T103000Z", ...Array.from({ length: count }, (_, index) => `bro ken ${index}`)]);
  expect(await oddLines(broken(3))).toHaveLength(3);
  const lines = await oddLines(broken(8));
  expect(lines).toHaveLength(4);
  expect(lines[3]).toBe("  Odd:         and 5 more, which --json has");
  const shown = JSON.parse((await itip(["show", "--json", "-"], { stdin: broken(8) })).out);
  expect(shown.messages[0].problems).toHaveLength(8);
});

it("says whom somebody brings along", async () => {
  const stdin = request([])
    .replace("METHOD:REQUEST", "METHOD:REPLY")
    .replace("ATTENDEE:", "ATTENDEE;PARTSTAT=ACCEPTED;X-NUM-GUESTS=2:");
  expect((await itip(["show", "-"], { stdin })).out).toMatch(/^ *Brings: +2 more$/m);
});
