import { addressKey } from "../event/address/address.ts";
import { emailOf } from "../event/address/email-of.ts";
import { timeLine } from "../event/to-vevent.ts";
import { type Component, type ContentLine, componentsOf, firstLine } from "../icalendar/component.ts";
import { isName } from "../icalendar/content-line.ts";
import { readProperty } from "../icalendar/property.ts";
import { component, contentLine, formatComponent, type ParameterValue } from "../icalendar/write.ts";
import { basicOf } from "../time/civil.ts";
import { instantOf, wallAt } from "../time/offset.ts";
import { formatPoint, type Point, rezone } from "../time/point.ts";
import { type Tzid, utc } from "../time/zone.ts";
import { statedTime } from "../timezone/time-property.ts";
import { occurrenceKey, readSaid, type Told } from "./read-said.ts";
import type { Derived } from "./regular.ts";
import type { Seen } from "./seen.ts";

/** A component, and the VTIMEZONEs that it needs. */
export interface CalendarAt {
  readonly event: Component;
  readonly zones: readonly Component[];
}

/**
 * What is seen as the organizer would write it: the text that says it; for an occurrence that has no text of its own, the text of the
 * series or of the range, with the times of that occurrence.
 *
 * @param later whether it stands for all that follow too (RFC 5545 section 3.2.13)
 */
export function calendarAt({ said, derived }: Seen, later: boolean): CalendarAt | undefined {
  if (said === undefined) return undefined;
  const told = readSaid(said);
  const { message, component: own } = told;
  if (own === undefined) return undefined;
  const zones = componentsOf(message.calendar, "VTIMEZONE");
  const event = derived === undefined ? own : atOccurrence(told, derived);
  return { event: withRange(event, later), zones };
}

/**
 * What is answered, as the organizer would have sent it alone: a REQUEST for the event, or for the one occurrence.
 *
 * @param later whether all that follow are answered too
 */
export function requestAt(seen: Seen, later: boolean): string | undefined {
  const found = calendarAt(seen, later);
  if (found === undefined || seen.said === undefined) return undefined;
  const { calendar } = readSaid(seen.said).message;
  const lines = calendar.lines.filter(({ name }) => name !== "METHOD");
  const head = [...lines, contentLine("METHOD", "REQUEST")];
  return formatComponent(component("VCALENDAR", head, [...found.zones, found.event]));
}

const timeNames: ReadonlySet<string> = new Set(["DTSTART", "DTEND", "DURATION", "RECURRENCE-ID"]);
const seriesNames: ReadonlySet<string> = new Set(["RRULE", "RDATE", "EXDATE", "EXRULE"]);

function atOccurrence({ message, component: event, event: counted }: Told, at: Derived): Component {
  if (event === undefined) return component("VEVENT", []);
  const { instance, start, end } = at;
  const others = event.lines.filter(({ name }) => !timeNames.has(name) && !seriesNames.has(name));
  const isEmpty = occurrenceKey(formatPoint(start)) === occurrenceKey(formatPoint(end));
  // Only its VTIMEZONE tells the clock of a zone that nobody knows; a time in UTC needs none.
  const isPrivate = counted?.recurrence?.clock !== undefined;
  const line = (name: string, point: Point) =>
    timeIn(name, point, isPrivate ? undefined : writtenFormOf(event, [name, "DTSTART"], message.calendar));
  const times = [
    line("RECURRENCE-ID", instance),
    line("DTSTART", start),
    ...(isEmpty ? [] : [line("DTEND", end)]),
  ];
  return { ...event, lines: [...others, ...times] };
}

/** How a text writes its times: its own TZID, or none for a floating time. */
interface WrittenForm {
  readonly zone: Tzid | undefined;
  readonly tzid: string | undefined;
}

function writtenFormOf(
  event: Component,
  names: readonly string[],
  calendar: Component,
): WrittenForm | undefined {
  const name = names.find((one) => firstLine(event, one) !== undefined) ?? "";
  const [line, stated] = [firstLine(event, name), statedTime(event, name, { calendar })];
  if (line === undefined || stated === undefined) return undefined;
  if (stated.kind === "floating") return { zone: undefined, tzid: undefined };
  const { value, parameters } = readProperty(line);
  const isAsWritten =
    stated.kind === "zoned" && basicOf(wallAt(stated.tzid, stated.instant)) === value.trim();
  return isAsWritten ? { zone: stated.tzid, tzid: parameters.get("TZID")?.[0] } : undefined;
}

/** A time in the form of the text, else in UTC. */
function timeIn(name: string, point: Point, form: WrittenForm | undefined): ContentLine {
  if (point.kind === "date") return timeLine(name, point);
  if (form === undefined) return timeLine(name, rezone(point, utc));
  const zone = form.zone ?? point.tzid;
  const wall = wallAt(zone, point.instant);
  // The second of two equal wall times has no name but in UTC.
  if (instantOf(zone, wall) !== point.instant) return timeLine(name, rezone(point, utc));
  return contentLine(name, basicOf(wall), { TZID: form.tzid });
}

function withRange(event: Component, later: boolean): Component {
  return {
    ...event,
    lines: event.lines.map((line) =>
      line.name === "RECURRENCE-ID"
        ? withParameters(line, { RANGE: later ? "THISANDFUTURE" : undefined })
        : line,
    ),
  };
}

/** Whether a line is the ATTENDEE of a person: by its value, or by EMAIL where the value is an address of a server's own (RFC 7986 section 6.2). */
export function isAbout(line: ContentLine, key: string): boolean {
  if (line.name !== "ATTENDEE") return false;
  const email = emailOf(readProperty(line));
  return email !== undefined && addressKey(email) === key;
}

/** A line with some of its parameters set, or left out. A foreign one that has no name by the grammar is left out too: it could not be written. */
export function withParameters(line: ContentLine, changed: Record<string, ParameterValue>): ContentLine {
  const { name, value, parameters } = readProperty(line);
  const writable = [...parameters].filter(([parameter]) => isName(parameter));
  return contentLine(name, value, { ...Object.fromEntries(writable), ...changed });
}
