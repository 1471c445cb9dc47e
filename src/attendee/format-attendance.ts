import { addressKey } from "../event/address.ts";
import { partstatOf } from "../event/status.table.ts";
import { type Component, type ContentLine, componentsOf, firstLine } from "../icalendar/component.ts";
import { readProperty } from "../icalendar/property.ts";
import { component, contentLine, formatComponent } from "../icalendar/write.ts";
import { parseMessage } from "../message/parse.ts";
import { prodid } from "../message/write-calendar.ts";
import { answered } from "../reply/answer.ts";
import { withParameters } from "./answer-invitation.ts";
import type { Attendance, Own } from "./attendance.ts";
import { myPlace, type Seen, seenOf } from "./attendance-of.ts";
import { parseAttendance } from "./parse-attendance.ts";
import { exceptionSlots, seriesSlot } from "./standing.ts";

/**
 * The calendar object to store for a person, as CalDAV wants it (RFC 4791 section 4.1): the series, its exceptions, the person's own
 * alarms, categories and unknown lines; no METHOD.
 *
 * @throws {ItipError} `invalid-state`
 * @example
 * formatAttendance(attendance) // "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n…"
 */
export function formatAttendance(attendance: Attendance): string {
  const base = parseAttendance(attendance);
  const keys = [
    ...(seriesSlot(base)?.invited === undefined && seriesSlot(base)?.cancelled === undefined ? [] : [""]),
    ...exceptionSlots(base).map(({ occurrence }) => occurrence),
  ];
  const parts = keys.flatMap((key) => partAt(base, key));
  const zones = new Map(parts.flatMap(({ zones }) => zones).map((zone) => [zoneKey(zone), zone]));
  const head = [contentLine("VERSION", "2.0"), contentLine("PRODID", prodid)];
  return formatComponent(
    component("VCALENDAR", head, [...zones.values(), ...parts.map(({ event }) => event)]),
  );
}

function zoneKey(zone: Component): string {
  return firstLine(zone, "TZID")?.text ?? "";
}

interface Part {
  readonly event: Component;
  readonly zones: readonly Component[];
}

function partAt(base: Attendance, key: string): Part[] {
  const seen = seenOf(base, key === "" ? undefined : instanceOf(key));
  if (seen.said === undefined) return [];
  const { calendar } = parseMessage(seen.said.ics);
  const [event] = componentsOf(calendar, "VEVENT");
  if (event === undefined) return [];
  const isRegular = key !== "" && firstLine(event, "RECURRENCE-ID") === undefined;
  const own = isRegular ? occurrenceComponent(event, seen, base) : event;
  return [{ event: asStored(own, seen, base), zones: componentsOf(calendar, "VTIMEZONE") }];
}

function instanceOf(key: string): { time: string; tzid: string } {
  return { time: key, tzid: "Etc/UTC" };
}

/** An occurrence that the series has as all others, but that was answered or called off apart. */
function occurrenceComponent(
  event: Component,
  { said, view, occurrence }: Seen,
  base: Attendance,
): Component {
  if (said === undefined) return event;
  const me = myPlace(base.me, view.guests)?.email ?? base.me[0] ?? "";
  const message = { ...parseMessage(said.ics), method: "REQUEST" as const };
  const as = { email: me, status: "accepted" as const, instance: instanceOf(occurrence) };
  const reply = parseMessage(answered(message, as, { now: new Date(0) }).message.ics);
  const times = (reply.components[0]?.lines ?? []).filter(({ name }) => timeNames.has(name));
  const others = event.lines.filter(({ name }) => !timeNames.has(name) && !seriesNames.has(name));
  return { ...event, lines: [...others, ...times] };
}

const timeNames: ReadonlySet<string> = new Set(["DTSTART", "DTEND", "DURATION", "RECURRENCE-ID"]);
const seriesNames: ReadonlySet<string> = new Set(["RRULE", "RDATE", "EXDATE"]);

function asStored(event: Component, { view, occurrence }: Seen, base: Attendance): Component {
  const me = myPlace(base.me, view.guests);
  const key = me === undefined ? undefined : addressKey(me.email);
  const lines = event.lines
    .filter(({ name }) => !(view.cancelled && name === "STATUS"))
    .map((line) => (key === undefined ? line : withMyAnswer(line, key, view.status)));
  const own = base.own.find((one) => one.occurrence === occurrence);
  const kept = own === undefined ? undefined : ownComponent(own);
  const more = (kept?.lines ?? []).filter((line) => !lines.some((other) => other.text === line.text));
  return {
    ...event,
    lines: [...lines, ...(view.cancelled ? [contentLine("STATUS", "CANCELLED")] : []), ...more],
    components: [
      ...event.components.filter(({ name }) => name !== "VALARM"),
      ...(kept === undefined ? [] : componentsOf(kept, "VALARM")),
    ],
  };
}

function withMyAnswer(line: ContentLine, key: string, status: Seen["view"]["status"]): ContentLine {
  if (line.name !== "ATTENDEE" || addressKey(readProperty(line).value) !== key) return line;
  const answered = status === "pending" ? {} : { RSVP: undefined };
  return withParameters(line, { PARTSTAT: partstatOf[status], ...answered });
}

function ownComponent({ ics }: Own): Component | undefined {
  const text = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${ics}END:VCALENDAR\r\n`;
  return parseMessage(text).components[0];
}
