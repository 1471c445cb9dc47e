import fc from "fast-check";
import { methods } from "../../../src/event/status.table.ts";
import type { Change, OutgoingMessage } from "../../../src/message/outgoing.ts";
import { calendarText, outgoing } from "../fixtures/outgoing.ts";
import { anyTextAnd } from "./letters.ts";

/** Text that wants to be more than text: line ends, boundaries, encoded-words, header names, markup, any Unicode. */
export const trickyText: fc.Arbitrary<string> = anyTextAnd(
  40,
  "\r\n",
  "\n",
  "\r",
  "Bcc: eve@example.test",
  "--=_itip_",
  "--",
  "=?UTF-8?Q?a?=",
  "=?",
  "?=",
  " ",
  "\t",
  "\u2028",
  "\u0085",
  "\ud800",
  "é",
  "日本語",
  "🎉",
  "<b>",
  '"',
  "\\",
  ",",
  ";",
  ":",
  "From ",
  ".",
  "=",
  "x".repeat(90),
  "END:VCALENDAR",
  "Content-Type: text/calendar; method=CANCEL",
);

/** The same without control characters, which the writers of names refuse. */
const printable = trickyText.map((text) => text.replace(/[\p{Cc}\u2028\u2029]/gu, " "));
/** Text of several lines, which keeps its tabs and line ends. */
const prose = trickyText.map((text) => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, ""));

const change: fc.Arbitrary<Change> = fc.record(
  {
    field: fc.constantFrom("location" as const, "summary" as const, "description" as const, "url" as const),
    from: prose,
    to: prose,
  },
  { requiredKeys: ["field"] },
);

/** Messages of every method with trying text in every place that takes any. */
export const arbitraryOutgoing: fc.Arbitrary<OutgoingMessage> = fc
  .record({
    method: fc.constantFrom(...methods),
    summary: prose,
    calendarSummary: fc.oneof(fc.constant("plain"), printable),
    description: prose,
    location: prose,
    url: printable,
    name: printable,
    other: printable,
    comment: prose,
    changes: fc.option(fc.array(change, { maxLength: 3 }), { nil: undefined }),
  })
  .map((raw) => {
    const base = outgoing(raw.method);
    return {
      ...base,
      ics: calendarText(raw.method, raw.calendarSummary),
      from: { ...base.from, name: raw.name },
      to: { ...base.to, name: raw.other },
      organizer: { ...base.organizer, name: raw.name },
      event: {
        ...base.event,
        summary: raw.summary,
        description: raw.description,
        location: { description: raw.location },
        url: raw.url,
      },
      guests: { shown: [{ email: "omar@example.test", name: raw.other }], count: 3 },
      comment: raw.comment,
      ...(raw.changes === undefined ? {} : { changes: raw.changes }),
    };
  });
