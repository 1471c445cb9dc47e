import type { OutgoingMessage } from "../../src/message/outgoing.ts";
import type { Method } from "../../src/message/status.table.ts";

const start = { time: "2026-05-07T10:30:00+01:00", tzid: "Europe/London" };
const end = { time: "2026-05-07T11:30:00+01:00", tzid: "Europe/London" };

/** A calendar text written by hand, for tests that care about the mail around it. */
export function calendarText(method: Method, summary = "Budget review", ...more: string[]): string {
  return [
    "BEGIN:VCALENDAR",
    "PRODID:-//Example Corp//Tests//EN",
    "VERSION:2.0",
    `METHOD:${method}`,
    "BEGIN:VEVENT",
    "UID:budget-7f3a@example.test",
    "DTSTAMP:20260501T090000Z",
    "DTSTART:20260507T093000Z",
    "DTEND:20260507T103000Z",
    `SUMMARY:${summary}`,
    "ORGANIZER:mailto:org@example.test",
    "ATTENDEE:mailto:jane@example.test",
    ...more,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");
}

/** A message from the organizer to Jane, or from Jane where the method is an answer. */
export function outgoing(
  method: Method = "REQUEST",
  overrides: Partial<OutgoingMessage> = {},
): OutgoingMessage {
  const organizer = { email: "org@example.test", name: "Anna Org" };
  const jane = { email: "jane@example.test", name: "Jane Roe" };
  const answer = method === "REPLY" || method === "COUNTER" || method === "REFRESH";
  return {
    method,
    from: answer ? jane : organizer,
    to: answer ? organizer : jane,
    ics: calendarText(method),
    uid: "budget-7f3a@example.test",
    sequence: 0,
    dtstamp: "2026-05-01T09:00:00Z",
    organizer,
    event: { summary: "Budget review", start, end, tzid: "Europe/London" },
    ...overrides,
  };
}
