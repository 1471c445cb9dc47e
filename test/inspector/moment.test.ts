import { describe, expect, it } from "vitest";
import { parseMessage } from "../../src/index.ts";
import { momentOf } from "../../src/inspector/moment.ts";

/** What DTSTART of such a line means, as RFC 3339. */
function read(line: string): string | undefined {
  const text = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Example//EN",
    "METHOD:REQUEST",
    "BEGIN:VEVENT",
    "UID:moment@example.com",
    line,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");
  const moment = momentOf(parseMessage(text).components[0], "DTSTART");
  return moment === undefined ? undefined : new Date(moment).toISOString();
}

describe("A moment on the time line", () => {
  // Offsets by the tz database: London +01:00 in June, New York −04:00 until 1 November 2026 at two o'clock, Paris from 28 March 2027.
  it.each([
    ["DTSTART:20270610T090000Z", "2027-06-10T09:00:00.000Z"],
    ["DTSTART;TZID=Europe/London:20270610T100000", "2027-06-10T09:00:00.000Z"],
    ["DTSTART;TZID=GMT Standard Time:20270610T100000", "2027-06-10T09:00:00.000Z"],
    ['DTSTART;TZID="tzone://Microsoft/Utc":20270610T100000', "2027-06-10T10:00:00.000Z"],
    ["DTSTART;VALUE=DATE:20270610", "2027-06-10T00:00:00.000Z"],
    ["DTSTART:20270610T100000", "2027-06-10T10:00:00.000Z"],
    ["DTSTART;TZID=America/New_York:20261101T013000", "2026-11-01T05:30:00.000Z"],
    ["DTSTART;TZID=Europe/Paris:20270328T023000", "2027-03-28T01:30:00.000Z"],
  ])("%s", (line, expected) => {
    expect(read(line)).toBe(expected);
  });

  it("is none where nothing can be read, however it is written", () => {
    expect(read("DTSTART:soon")).toBeUndefined();
    expect(read(`DTSTART${";X=1".repeat(60)}:20270610`)).toBe("2027-06-10T00:00:00.000Z");
    expect(read(`DTSTART${";X=1".repeat(60)}:2027061`)).toBeUndefined();
  });
});
