import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { parseMessage } from "../../../src/index.ts";
import { spanFrom, statedSpan } from "../../../src/inspector/inspect/stated-span.ts";
import { type StatedTime, statedTime } from "../../../src/inspector/inspect/stated-time.ts";
import { calendarText, eventText, zoneText } from "../calendar.ts";

/** A moment in ISO 8601: a date, a time of the clock, or an instant in UTC. */
function shown(moment: StatedTime | undefined): string | undefined {
  if (moment === undefined) return undefined;
  const text = moment.at.toJSDate().toISOString();
  switch (moment.kind) {
    case "date":
      return text.slice(0, 10);
    case "floating":
      return text.slice(0, 19);
    case "instant":
      return text;
    case "unknown-zone":
      return `${text.slice(0, 19)} ${moment.tzid}`;
  }
}

/** What DTSTART of such a line means. */
function read(line: string, zones: readonly string[] = [], more: readonly string[] = []): string | undefined {
  const message = parseMessage(calendarText("REQUEST", ...zones, eventText(line, ...more)));
  return shown(statedTime(message.components[0], "DTSTART", message.calendar));
}

describe("A moment", () => {
  // Offsets by the tz database: London +01:00 in June, New York −04:00 until 1 November 2026 at two o'clock, Paris from 28 March 2027.
  it.each([
    ["DTSTART:20270610T090000Z", "2027-06-10T09:00:00.000Z"],
    ["DTSTART;TZID=Europe/London:20270610T100000", "2027-06-10T09:00:00.000Z"],
    ["DTSTART;TZID=GMT Standard Time:20270610T100000", "2027-06-10T09:00:00.000Z"],
    ['DTSTART;TZID="tzone://Microsoft/Utc":20270610T100000', "2027-06-10T10:00:00.000Z"],
    ["DTSTART;VALUE=DATE:20270610", "2027-06-10"],
    ["DTSTART:20270610T100000", "2027-06-10T10:00:00"],
    ["DTSTART;TZID=Narnia/Lamppost:20270610T100000", "2027-06-10T10:00:00 Narnia/Lamppost"],
    ["DTSTART;TZID=America/New_York:20261101T013000", "2026-11-01T05:30:00.000Z"],
    ["DTSTART;TZID=Europe/Paris:20270328T023000", "2027-03-28T01:30:00.000Z"],
  ])("%s is %s", (line, expected) => {
    expect(read(line)).toBe(expected);
  });

  it("is told by the VTIMEZONE of its own message where no zone has that name", () => {
    const line = "DTSTART;TZID=Our House:20270610T100000";
    expect(read(line, [zoneText("Our House", "+0900")])).toBe("2027-06-10T01:00:00.000Z");
    expect(read(line, [zoneText("Their House", "+0900")])).toBe("2027-06-10T10:00:00 Our House");
  });

  it("is a date where Outlook writes midnights for days", () => {
    const allDay = ["X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"];
    expect(read("DTSTART:20270610T000000", [], allDay)).toBe("2027-06-10");
    expect(read("DTSTART:20270610T000000Z", [], allDay)).toBe("2027-06-10");
    expect(read("DTSTART:20270610T100000Z", [], allDay)).toBe("2027-06-10T10:00:00.000Z");
  });

  it("is absent where no time can be read, however it is written", () => {
    expect(read("DTSTART:soon")).toBeUndefined();
    expect(read("DTSTART:20270231T100000Z")).toBeUndefined();
    expect(read(`DTSTART${";X=1".repeat(60)}:20270610`)).toBe("2027-06-10");
    expect(read(`DTSTART${";X=1".repeat(60)}:2027061`)).toBeUndefined();
  });
});

describe("A span", () => {
  const span = (...lines: string[]) => {
    const message = parseMessage(calendarText("REQUEST", eventText(...lines)));
    return statedSpan(message.components[0], message.calendar);
  };

  // Paris springs forward on 28 March 2027: days are counted on the calendar, hours are exact (RFC 5545 section 3.3.6).
  it.each([
    ["DTSTART:20270610T100000Z", "DURATION:PT90M", "2027-06-10T11:30:00.000Z"],
    ["DTSTART:20270610T100000", "DURATION:P1DT2H", "2027-06-11T12:00:00"],
    ["DTSTART;VALUE=DATE:20270610", "DURATION:P2W", "2027-06-24"],
    ["DTSTART;TZID=Europe/Paris:20270327T100000", "DURATION:P1D", "2027-03-28T08:00:00.000Z"],
    ["DTSTART;TZID=Europe/Paris:20270327T100000", "DURATION:PT24H", "2027-03-28T09:00:00.000Z"],
    ["DTSTART;TZID=Narnia:20270610T100000", "DURATION:PT1H", "2027-06-10T11:00:00 Narnia"],
    ["DTSTART;VALUE=DATE:20270610", "X-NOTHING:", "2027-06-11"],
    ["DTSTART:20270610T100000Z", "DURATION:an hour", "2027-06-10T10:00:00.000Z"],
    ["DTSTART:99990610T100000Z", "DURATION:P99999W", "9999-12-31T00:00:00.000Z"],
  ])("of %s with %s ends at %s", (start, duration, end) => {
    expect(shown(span(start, duration)?.end)).toBe(end);
  });

  it("gives its length to another start, where both of its ends are told in one way", () => {
    const hours = span("DTSTART:20270610T100000Z", "DURATION:PT2H");
    const start: StatedTime = { kind: "floating", at: DateTime.fromISO("2027-01-01T09:00", { zone: "utc" }) };
    expect(shown(spanFrom(start, hours).end)).toBe("2027-01-01T11:00:00");
    expect(shown(spanFrom(start, undefined).end)).toBe("2027-01-01T09:00:00");
    expect(shown(spanFrom(start, span("DTSTART:20270610T100000Z", "DTEND;VALUE=DATE:20270611")).end)).toBe(
      "2027-01-01T09:00:00",
    );
  });
});
