import { expect, it } from "vitest";
import { parseMessage, readInvitation } from "../../src/index.ts";
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

/** The rows under the heading, by their labels. */
async function rowsOf(stdin: string): Promise<Record<string, string>> {
  const { out } = await itip(["show", "-"], { stdin });
  return Object.fromEntries(
    [...out.matchAll(/^ {2}(\w[^:]*): +(.*)$/gm)].map(([, label = "", value = ""]) => [label, value]),
  );
}

const time = ["DTSTART:20270507T103000Z", "DTEND:20270507T113000Z"];

it("says how to join, that it is a hold, which files go with it and what its HTML says", async () => {
  const stdin = request([
    ...time,
    "STATUS:TENTATIVE",
    "CONFERENCE;VALUE=URI:https://meet.example.com/1",
    "LOCATION:https://meet.example.com/1",
    "GEO:51.5;-0.12",
    "URL:https://example.com/board",
    "ATTACH;FILENAME=agenda.pdf:https://example.com/a",
    "ATTACH:https://example.com/b",
    "X-ALT-DESC;FMTTYPE=text/html:<p>Bring <b>figures</b></p>",
  ]);
  expect(await rowsOf(stdin)).toMatchObject({
    Where: "51.5, -0.12",
    Join: "https://meet.example.com/1",
    Link: "https://example.com/board",
    Status: "a hold",
    Files: "agenda.pdf (https://example.com/a)",
    Description: "Bring figures",
  });
});

it("says of one occurrence which it is, that it is called off, and why", async () => {
  const stdin = request(["RECURRENCE-ID:20270507T103000Z", "STATUS:CANCELLED", "COMMENT:Flooded"]).replace(
    "METHOD:REQUEST",
    "METHOD:CANCEL",
  );
  expect(await rowsOf(stdin)).toMatchObject({
    Occurrence: expect.stringContaining("7 May 2027"),
    Status: "called off",
    Comment: "Flooded",
  });
});

it("tells guests and events as JSON as readInvitation does, also where a file has several events", async () => {
  const second = request(time).split("\r\n").slice(4, -2).join("\r\n").replace("UID:1", "UID:2");
  const stdin = request([...time, "ATTENDEE;ROLE=OPT-PARTICIPANT;CUTYPE=ROOM:mailto:room@example.test"])
    .replace("METHOD:REQUEST", "METHOD:PUBLISH")
    .replace("END:VCALENDAR", `${second}\r\nEND:VCALENDAR`);
  const { messages } = JSON.parse((await itip(["show", "--json", "-"], { stdin })).out);
  expect(messages[0].events).toHaveLength(2);
  const read = readInvitation(parseMessage(stdin));
  expect(messages[0].events[0]).toEqual({ ...read?.event, guests: read?.guests });
});
