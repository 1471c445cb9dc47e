import { describe, expect, it } from "vitest";
import { adoptAttendance, attendanceOf, receiveInvitation } from "../../src/attendee/index.ts";
import {
  adoptInvite,
  answer,
  occurrencesOf,
  parseMessage,
  readInvitation,
  statusOf,
} from "../../src/index.ts";
import { calendarText, componentText } from "../support/fixtures/minimal-message.ts";

const jane = "jane@example.test";
const event = (lines: readonly string[]) =>
  componentText("VEVENT", [
    "UID:series@example.com",
    "DTSTAMP:20260801T090000Z",
    "SUMMARY:Board",
    "ORGANIZER:mailto:planner@example.com",
    `ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:${jane}`,
    ...lines,
  ]);
const rule = "RRULE:FREQ=DAILY;COUNT=4";
const timed = [
  "DTSTART;TZID=Europe/Berlin:20260901T100000",
  "DTEND;TZID=Europe/Berlin:20260901T110000",
  rule,
];
const days = ["DTSTART;VALUE=DATE:20260901", "DTEND;VALUE=DATE:20260902", rule];
const atThree = ["DTSTART;TZID=Europe/Berlin:20260902T150000", "DTEND;TZID=Europe/Berlin:20260902T160000"];
const onTenth = ["DTSTART;VALUE=DATE:20260910", "DTEND;VALUE=DATE:20260911"];

describe.each([
  ["a day in a series of times", timed, "RECURRENCE-ID;VALUE=DATE:20260902", atThree],
  ["a time without a zone in a series of a zone", timed, "RECURRENCE-ID:20260902T100000", atThree],
  ["a midnight in a series of days", days, "RECURRENCE-ID;TZID=Europe/Berlin:20260902T000000", onTenth],
  [
    "a midnight of another zone, in UTC, in a series of days",
    days,
    "RECURRENCE-ID:20260901T150000Z",
    onTenth,
  ],
])("an occurrence that was moved, named by %s", (_, series, name, moved) => {
  const isDay = series === days;
  const instance = isDay ? "2026-09-02" : "2026-09-02T10:00:00+02:00";
  const start = isDay ? "2026-09-10" : "2026-09-02T15:00:00+02:00";
  const text = calendarText("REQUEST", [event(series), event([name, ...moved])]);

  it("stands in the place of the one that the series has", () => {
    const invitation = readInvitation(parseMessage(text));
    expect(invitation?.occurrences.map((one) => one.instance.time)).toEqual([instance]);
    const starts = invitation === undefined ? [] : occurrencesOf(invitation).map((one) => one.start.time);
    expect(starts).toHaveLength(4);
    expect(starts).toContain(start);
    expect(starts).not.toContain(instance);
  });

  it("is answered at its new time, and by the name that the series has for it", () => {
    const { ics } = answer(text, { email: jane, status: "accepted", instance });
    const named = isDay
      ? "RECURRENCE-ID;VALUE=DATE:20260902"
      : "RECURRENCE-ID;TZID=Europe/Berlin:20260902T100000";
    const lines = ics.split("\r\n");
    expect(lines).toContain(named);
    expect(lines).toContain(moved[0]);
  });

  it("is taken into the guest's calendar and into the organizer's under that name", () => {
    const taken = receiveInvitation(undefined, text, { me: jane }).attendance;
    for (const attendance of [taken, adoptAttendance(text, { me: jane })]) {
      if (attendance === undefined) throw new Error("nothing was taken in");
      const view = attendanceOf(attendance, { instance });
      expect([view.event?.start.time, view.instances?.map(({ time }) => time)]).toEqual([start, [instance]]);
    }
    expect(statusOf(adoptInvite({ id: "7", ics: text }), { instance }).event.start.time).toBe(start);
  });
});

describe("a time that names no zone beside a start that does", () => {
  const starts = (lines: readonly string[]) => {
    const invitation = readInvitation(parseMessage(calendarText("REQUEST", [event(lines)])));
    return invitation === undefined
      ? []
      : occurrencesOf(invitation).map((one) => one.start.time.slice(5, 16));
  };

  it("is in the zone of the start: a date left out, a date added", () => {
    expect(starts([...timed, "EXDATE:20260902T100000,20260904T100000"])).toEqual([
      "09-01T10:00",
      "09-03T10:00",
    ]);
    const added = starts([...timed, "RDATE:20260910T120000"]);
    expect(added.at(-1)).toBe("09-10T12:00");
  });

  it("is in the zone of the start: the end", () => {
    const lines = ["DTSTART;TZID=Europe/Berlin:20260901T100000", "DTEND:20260901T110000"];
    const end = readInvitation(parseMessage(calendarText("REQUEST", [event(lines)])))?.event.end;
    expect(end?.time).toBe("2026-09-01T11:00:00+02:00");
  });
});
