import { presence } from "../../src/message/presence.table.ts";
import { type Method, methods } from "../../src/message/status.table.ts";

export type Kind = keyof typeof presence;

/** A value in good form for every property of RFC 5546's tables, and for the parts of a VTIMEZONE and VALARM. */
const samples: Readonly<Record<string, string>> = {
  ATTACH: "ATTACH:https://example.com/agenda.pdf",
  ATTENDEE: "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.test",
  CATEGORIES: "CATEGORIES:WORK",
  CLASS: "CLASS:PUBLIC",
  COMMENT: "COMMENT:A word",
  COMPLETED: "COMPLETED:20260507T093000Z",
  CONTACT: "CONTACT:Reception",
  CREATED: "CREATED:20260501T080000Z",
  DESCRIPTION: "DESCRIPTION:What it is about",
  DTEND: "DTEND:20260507T103000Z",
  DTSTAMP: "DTSTAMP:20260501T080000Z",
  DTSTART: "DTSTART:20260507T093000Z",
  DUE: "DUE:20260508T093000Z",
  DURATION: "DURATION:PT1H",
  EXDATE: "EXDATE:20260514T093000Z",
  FREEBUSY: "FREEBUSY;FBTYPE=BUSY:20260507T093000Z/PT1H",
  GEO: "GEO:51.5;-0.1",
  "LAST-MODIFIED": "LAST-MODIFIED:20260501T080000Z",
  LOCATION: "LOCATION:Room 1",
  ORGANIZER: "ORGANIZER:mailto:org@example.test",
  "PERCENT-COMPLETE": "PERCENT-COMPLETE:50",
  PRIORITY: "PRIORITY:5",
  RDATE: "RDATE:20260601T093000Z",
  "RECURRENCE-ID": "RECURRENCE-ID:20260507T093000Z",
  "RELATED-TO": "RELATED-TO:other@example.test",
  "REQUEST-STATUS": "REQUEST-STATUS:2.0;Success",
  RESOURCES: "RESOURCES:PROJECTOR",
  RRULE: "RRULE:FREQ=WEEKLY;COUNT=3",
  SEQUENCE: "SEQUENCE:1",
  STATUS: "STATUS:CONFIRMED",
  SUMMARY: "SUMMARY:A meeting",
  TRANSP: "TRANSP:OPAQUE",
  UID: "UID:1@example.test",
  URL: "URL:https://example.com/1",
};

/** STATUS that RFC 5546 lets the method have. */
function statusOf(kind: Kind, method: Method): string {
  if (method === "CANCEL") return "STATUS:CANCELLED";
  return { VEVENT: "STATUS:CONFIRMED", VTODO: "STATUS:IN-PROCESS", VJOURNAL: "STATUS:FINAL", VFREEBUSY: "" }[
    kind
  ];
}

export function sampleOf(name: string, kind: Kind, method: Method): string[] {
  if (name === "STATUS") return [statusOf(kind, method)];
  if (name === "VALARM") {
    return ["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Soon", "TRIGGER:-PT15M", "END:VALARM"];
  }
  return [samples[name] ?? `${name}:1`];
}

/** The methods that RFC 5546 section 3 has for a kind, in the order of the table's columns. */
export function methodsOf(kind: Kind): Method[] {
  const { sections }: { sections: Partial<Record<Method, string>> } = presence[kind];
  return methods.filter((method) => sections[method] !== undefined);
}

export function componentText(kind: string, lines: readonly string[]): string[] {
  return [`BEGIN:${kind}`, ...lines, `END:${kind}`];
}

export function calendarText(method: string | undefined, components: readonly (readonly string[])[]): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "PRODID:-//Example//Test//EN",
    "VERSION:2.0",
    ...(method === undefined ? [] : [`METHOD:${method}`]),
    ...components.flat(),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${line}\r\n`).join("");
}

/**
 * What a component of a method needs and no more, with the properties of `counts` as often as they say.
 */
export function minimalComponent(
  kind: Kind,
  method: Method,
  counts: Readonly<Record<string, number>> = {},
): string[] {
  const column = methodsOf(kind).indexOf(method);
  const rows: Readonly<Record<string, readonly string[]>> = presence[kind].component;
  const lines = Object.entries(rows).flatMap(([name, row]) => {
    const needed = row[column] === "1" || row[column] === "1+" ? 1 : 0;
    const times = counts[name] ?? needed;
    return Array.from({ length: times }, () => sampleOf(name, kind, method)).flat();
  });
  return componentText(kind, lines);
}
