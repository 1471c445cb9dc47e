import { addressKey } from "../event/address/address.ts";
import { partstatOf, type Status } from "../event/status.table.ts";
import { type Component, type ContentLine, componentsOf, firstLine } from "../icalendar/component.ts";
import { component, contentLine, formatComponent } from "../icalendar/write.ts";
import { laterKey } from "../invite/occurrences/this-and-future.ts";
import { prodid } from "../message/write-calendar.ts";
import type { Attendance, Own } from "./attendance.ts";
import { myPlace, ownStatus } from "./attendance-of.ts";
import { type CalendarAt, calendarAt, isAbout, withParameters } from "./calendar-at.ts";
import { parseAttendance } from "./parse-attendance.ts";
import { readSaid, storedMessage } from "./read-said.ts";
import { regularOf } from "./regular.ts";
import { findSeen, type Seen } from "./seen.ts";
import { type Standing, standingOf } from "./standing.ts";

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
  const standing = standingOf(base);
  const own = ownOf(base, standing);
  const partOf = (key: string, later: boolean) =>
    partAt(base, findSeen(standing, key, later), { own, later });
  const parts = [
    ...(standing.series === undefined ? [] : partOf("", false)),
    ...standing.ranges.flatMap(({ key }) => partOf(key, true)),
    ...[...standing.occurrences.keys()].flatMap((key) => partOf(key, false)),
  ];
  const zones = new Map(parts.flatMap(({ zones }) => zones).map((zone) => [zoneKey(zone), zone]));
  const head = [contentLine("VERSION", "2.0"), contentLine("PRODID", prodid)];
  const events = withAdded(
    parts.map(({ event }) => event),
    standing,
  );
  return formatComponent(component("VCALENDAR", head, [...zones.values(), ...events]));
}

function zoneKey(zone: Component): string {
  return firstLine(zone, "TZID")?.text ?? "";
}

function partAt(
  base: Attendance,
  seen: Seen | undefined,
  { own, later }: { readonly own: OwnByPlace; readonly later: boolean },
): CalendarAt[] {
  const found = seen === undefined ? undefined : calendarAt(seen, later);
  return seen === undefined || found === undefined
    ? []
    : [{ ...found, event: asStored(found.event, seen, ownAt(own, seen, later), base) }];
}

/** An occurrence that was added by ADD is one of the series only where its RDATE says so (RFC 5546 section 3.2.4). */
function withAdded([series, ...others]: readonly Component[], standing: Standing): readonly Component[] {
  if (series === undefined) return [];
  if (standing.series?.slot.invited === undefined) return [series, ...others];
  const added = [...standing.occurrences.values()].flatMap(({ slot, key }) => {
    if (slot.invited?.method !== "ADD" || regularOf(standing, key) !== undefined) return [];
    const line = firstLine(readSaid(slot.invited).component ?? series, "RECURRENCE-ID");
    return line === undefined
      ? []
      : [{ ...line, name: "RDATE", text: line.text.replace(/^[^;:]+/, "RDATE") }];
  });
  return [{ ...series, lines: [...series.lines, ...added] }, ...others];
}

/** What a cancellation changes in the text that it calls off: it is a revision of its own. */
function calledOffLines({ sequence }: Seen): ContentLine[] {
  return [contentLine("SEQUENCE", `${sequence}`), contentLine("STATUS", "CANCELLED")];
}

function asStored(event: Component, seen: Seen, { more, alarms }: Kept, base: Attendance): Component {
  const { cancelled, invitation } = seen;
  const me = myPlace(base.me, invitation?.guests ?? []);
  const status = ownStatus(seen, me);
  const key = me === undefined ? undefined : addressKey(me.email);
  const lines = event.lines
    .filter(({ name }) => !(cancelled && (name === "STATUS" || name === "SEQUENCE")))
    .map((line) => (key === undefined ? line : withMyAnswer(line, key, status)));
  const kept = more.filter((line) => isMissing(line, lines));
  return {
    ...event,
    lines: [...lines, ...(cancelled ? calledOffLines(seen) : []), ...kept],
    components: [...event.components.filter(({ name }) => name !== "VALARM"), ...alarms],
  };
}

/** A line of the organizer's beats the person's of that name, except that both may sort the event by words of their own. */
function isMissing(line: ContentLine, lines: readonly ContentLine[]): boolean {
  return line.name === "CATEGORIES"
    ? lines.every(({ text }) => text !== line.text)
    : lines.every(({ name }) => name !== line.name);
}

/** What is the person's own. */
interface Kept {
  readonly more: readonly ContentLine[];
  readonly alarms: readonly Component[];
}

/** What a person has added to the event, by the occurrence and by whether it stood in their calendar: there may be thousands. */
type OwnByPlace = ReadonlyMap<string, Own>;

function ownOf({ own }: Attendance, { organizer }: Standing): OwnByPlace {
  const mine = own.filter((one) => one.organizer === "" || one.organizer === organizer);
  // Of two in one place the first counts.
  return new Map(mine.toReversed().map((one) => [ownPlace(one.occurrence, one.adopted), one]));
}

function ownPlace(occurrence: string, adopted: boolean): string {
  return `${occurrence} ${adopted}`;
}

/** What is the person's own in an occurrence: what they put there, else what they have in the series. */
function ownAt(own: OwnByPlace, { key }: Seen, later: boolean): Kept {
  const here = later ? laterKey(key) : key;
  const at = (occurrence: string, adopted: boolean) => own.get(ownPlace(occurrence, adopted));
  const found = at(here, true) ?? at("", true) ?? at("", false) ?? at(here, false);
  const kept = found === undefined ? undefined : ownComponent(found);
  return { more: kept?.lines ?? [], alarms: kept === undefined ? [] : componentsOf(kept, "VALARM") };
}

function withMyAnswer(line: ContentLine, key: string, status: Status): ContentLine {
  if (!isAbout(line, key)) return line;
  const answered = status === "pending" ? {} : { RSVP: undefined };
  return withParameters(line, { PARTSTAT: partstatOf[status], ...answered });
}

function ownComponent({ ics }: Own): Component | undefined {
  const text = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${ics}END:VCALENDAR\r\n`;
  return storedMessage(text).components[0];
}
