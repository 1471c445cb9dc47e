import { describe, expect, it } from "vitest";
import { parseMessage } from "../../src/message/parse.ts";
import { answer } from "../../src/reply/answer.ts";
import { calendarText, componentText } from "../support/fixtures/minimal-message.ts";
import { refused } from "../support/refusal.ts";

describe("which event or occurrence is answered", () => {
  const people = ["ORGANIZER:mailto:org@example.test", "ATTENDEE:mailto:jane@example.test"];
  const event = (...lines: string[]) => componentText("VEVENT", ["UID:1", ...people, ...lines]);
  const ask = (...events: string[][]) => calendarText("REQUEST", events);
  const jane = { email: "jane@example.test", status: "accepted" } as const;
  const now = new Date("2026-05-02T12:00:00Z");
  const line = (ics: string, name: string) =>
    ics
      .slice(ics.indexOf("BEGIN:VEVENT"))
      .split("\r\n")
      .filter((text) => text.startsWith(name));
  const of = (text: string, instance?: string) => {
    const { ics } = answer(text, { ...jane, ...(instance === undefined ? {} : { instance }) }, { now });
    return [...line(ics, "RECURRENCE-ID"), ...line(ics, "DTSTART"), ...line(ics, "DTEND")];
  };
  const none = ["unknown-instance", "as.instance unknown-instance"];
  const rule = "RRULE:FREQ=WEEKLY;COUNT=4";

  it("one of a series of times, in any zone", () => {
    const series = ask(
      event("DTSTART;TZID=Europe/London:20260507T103000", "DTEND;TZID=Europe/London:20260507T113000", rule),
    );
    const answered = [
      "RECURRENCE-ID;TZID=Europe/London:20260514T103000",
      "DTSTART;TZID=Europe/London:20260514T103000",
      "DTEND;TZID=Europe/London:20260514T113000",
    ];
    expect(of(series, "2026-05-14T10:30:00")).toEqual(answered);
    expect(of(series, "2026-05-14T09:30:00Z")).toEqual(answered);
    // The only one of that day.
    expect(of(series, "2026-05-14")).toEqual(answered);
    for (const wrong of ["2026-05-14T09:30:00", "2026-05-15T10:30:00", "2026-05-15"])
      expect(refused(() => of(series, wrong))).toEqual(none);
    expect(refused(() => of(series, "soon"))).toEqual(["invalid-argument", "as.instance invalid-time"]);
    expect(refused(() => of(ask(event("DTSTART:20260507T093000Z")), "2026-05-07T09:30:00Z"))).toEqual(none);
  });

  it("one of a series of days", () => {
    const series = ask(event("DTSTART;VALUE=DATE:20260507", "DTEND;VALUE=DATE:20260509", rule));
    expect(of(series, "2026-05-14")).toEqual([
      "RECURRENCE-ID;VALUE=DATE:20260514",
      "DTSTART;VALUE=DATE:20260514",
      "DTEND;VALUE=DATE:20260516",
    ]);
    expect(of(series, "2026-05-14T00:00:00")).toHaveLength(3);
    expect(of(series, "2026-05-14T00:00:00+09:00")).toEqual(of(series, "2026-05-14"));
    expect(refused(() => of(series, "2026-05-14T10:00:00"))).toEqual(none);
  });

  it("one of a series on the wall", () => {
    const series = ask(event("DTSTART:20260328T103000", "DTEND:20260328T113000", "RRULE:FREQ=DAILY;COUNT=4"));
    const london = parseMessage(series, { timeZone: "Europe/London" });
    const { ics } = answer(london, { ...jane, instance: "2026-03-29T10:30:00" }, { now });
    // The clocks went ahead that night; on the wall it is the same time of day.
    expect([...line(ics, "RECURRENCE-ID"), ...line(ics, "DTSTART"), ...line(ics, "DTEND")]).toEqual([
      "RECURRENCE-ID:20260329T103000",
      "DTSTART:20260329T103000",
      "DTEND:20260329T113000",
    ]);
  });

  it("one that the invitation changed, with or without its series", () => {
    const changed = event(
      "RECURRENCE-ID:20260514T093000Z",
      "DTSTART:20260514T120000Z",
      "DTEND:20260514T130000Z",
    );
    const series = event("DTSTART:20260507T093000Z", "DTEND:20260507T103000Z", rule);
    const answered = ["RECURRENCE-ID:20260514T093000Z", "DTSTART:20260514T120000Z", "DTEND:20260514T130000Z"];
    expect(of(ask(series, changed), "2026-05-14T09:30:00Z")).toEqual(answered);
    expect(of(ask(changed, series), "2026-05-14T09:30:00Z")).toEqual(answered);
    expect(of(ask(series, changed))).toEqual(["DTSTART:20260507T093000Z", "DTEND:20260507T103000Z"]);
    expect(of(ask(changed))).toEqual(answered);
    expect(of(ask(changed), "2026-05-14T09:30:00Z")).toEqual(answered);
    expect(refused(() => of(ask(changed), "2026-05-21T09:30:00Z"))).toEqual(none);
    const zoned = event("RECURRENCE-ID;TZID=Europe/London:20260514T103000", "DTSTART:20260514T120000Z");
    expect(of(ask(zoned), "2026-05-14T10:30:00")).toHaveLength(2);
    const day = event("RECURRENCE-ID;VALUE=DATE:20260514", "DTSTART:20260514T120000Z");
    expect(of(ask(day), "2026-05-14")).toHaveLength(2);
    expect(refused(() => of(ask(day), "2026-05-15"))).toEqual(none);
  });

  it("no event of another UID beside it", () => {
    const other = componentText("VEVENT", ["UID:2", ...people, "DTSTART:20260601T093000Z"]);
    expect(of(ask(event("DTSTART:20260507T093000Z"), other))).toEqual(["DTSTART:20260507T093000Z"]);
    const same = componentText("VEVENT", [
      "UID: 1 ",
      ...people,
      "RECURRENCE-ID:20260514T093000Z",
      "DTSTART:20260514T120000Z",
    ]);
    expect(of(ask(event("DTSTART:20260507T093000Z", rule), same), "2026-05-14T09:30:00Z")).toContain(
      "DTSTART:20260514T120000Z",
    );
  });

  it("with a time that can be read, at least where it starts", () => {
    const unreadable = ["cannot-answer", "request.event unreadable-time"];
    expect(refused(() => of(ask(event("DTSTART:soon"))))).toEqual(unreadable);
    expect(refused(() => of(ask(event())))).toEqual(unreadable);
    expect(refused(() => of(ask(event("DTSTART:20260507T093000Z", "RECURRENCE-ID:soon"))))).toEqual(
      unreadable,
    );
    expect(of(ask(event("DTSTART:20260507T093000Z", "DTEND:soon")))).toEqual(["DTSTART:20260507T093000Z"]);
    expect(of(ask(event("DTSTART:20260507T093000Z", "DURATION:-PT1H")))).toEqual([
      "DTSTART:20260507T093000Z",
    ]);
  });
});
