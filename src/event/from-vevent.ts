import { type Component, firstLine, linesOf } from "../icalendar/component.ts";
import { parameter, rawValue, readProperty, textValue, textValues } from "../icalendar/property.ts";
import { formatComponent } from "../icalendar/write.ts";
import type { Reading } from "../input.ts";
import { defined } from "../input.ts";
import { type RecurrenceRule, readRule } from "../recurrence/rule.ts";
import { midnightOf } from "../time/civil.ts";
import { addDuration, type Duration, parseDuration } from "../time/duration.ts";
import { instantOf } from "../time/offset.ts";
import { epochOf, type Point } from "../time/point.ts";
import type { Tzid } from "../time/zone.ts";
import { dayBegunAt, placeCalendarTime } from "../timezone/calendar-time.ts";
import {
  definitionOfLine,
  readTimeLine,
  statedSpan,
  statedTime,
  type TimeContext,
} from "../timezone/time-property.ts";
import { isPrivate } from "../timezone/vtimezone-offset.ts";
import { busyStatus, type Transparency, transparencies } from "./busy-status.table.ts";
import type { CheckedEvent, CheckedRecurrence, Location } from "./event.ts";
import { addableProperties } from "./own-property.table.ts";
import { mostDates } from "./read-event.ts";
import { type Particulars, readParticulars } from "./read-particulars.ts";
import { startsOnDays } from "./series.ts";
import { plainDescription, withoutLink, withoutLinkInHtml } from "./shown-text.ts";
import { localTimeOf, withUntilFor } from "./span.ts";

/** What a VEVENT is read with: the calendar around it, and the zone of times that have none. */
export interface EventContext extends TimeContext {
  readonly zone: Tzid;
}

/**
 * The event that a VEVENT describes; `undefined` where its time cannot be told: a start or an end that is none, or that
 * do not go together. Any other property that is wrong is left out, and costs nothing but itself.
 */
export function eventOf(component: Component, context: EventContext): CheckedEvent | undefined {
  const span = spanOf(component, context);
  if (span === undefined) return undefined;
  const recurrence = recurrenceOf(component, span.start, context);
  return {
    // SUMMARY may be empty (RFC 5546 section 3.2.2).
    summary: textValue(firstLine(component, "SUMMARY")) ?? "",
    ...particularsOf(component),
    ...span,
    tzid: span.start.tzid,
    ...defined({ recurrence }),
  };
}

function spanOf(component: Component, context: EventContext): { start: Point; end: Point } | undefined {
  const span = statedSpan(component, ["DTSTART", "DTEND"], context);
  if (span === undefined) return undefined;
  const start = placeCalendarTime(span.start, context.zone);
  const end = placeCalendarTime(span.end, start.tzid);
  return start.kind === end.kind && epochOf(end) >= epochOf(start) ? { start, end } : undefined;
}

/** Each property read by itself: one that is wrong is left out. */
function particularsOf(component: Component): Particulars {
  const { position, ...said } = statedIn(component);
  const read = Object.entries(said).map(([name, value]) => alone(name, value));
  const particulars: Particulars = Object.assign({}, ...read);
  const { location = position } = particulars;
  return location === undefined ? particulars : { ...particulars, location: { ...location, ...position } };
}

function alone(name: string, value: unknown): Particulars {
  const reading: Reading = { path: "", problems: [] };
  const read = readParticulars({ [name]: value }, reading);
  return reading.problems.length === 0 ? read : {};
}

function statedIn(component: Component): Record<string, unknown> & { position: Location | undefined } {
  const text = (name: string) => textValue(firstLine(component, name));
  const raw = (name: string) => valueIn(component, name);
  const [lat, long] = raw("GEO")?.slice(0, 100).split(";") ?? [];
  const conferenceUrl = raw("CONFERENCE");
  // The link of the meeting stands there for calendars that show no CONFERENCE.
  const place = text("LOCATION") === conferenceUrl ? undefined : text("LOCATION");
  const html = withoutLinkInHtml(htmlOf(component), conferenceUrl);
  const description = withoutLink(text("DESCRIPTION"), conferenceUrl);
  const secrecy = raw("CLASS")?.toUpperCase();
  return {
    // What was made from the HTML is not said twice.
    description: html !== undefined && description === plainDescription({ html }) ? undefined : description,
    html,
    location: place === undefined ? undefined : { description: place },
    position: lat === undefined || long === undefined ? undefined : alone("location", { lat, long }).location,
    url: raw("URL"),
    transparency: transparencyOf(raw("TRANSP"), raw("X-MICROSOFT-CDO-BUSYSTATUS"), raw("STATUS")),
    status: confirmationOf(raw("TRANSP"), raw("X-MICROSOFT-CDO-BUSYSTATUS"), raw("STATUS")),
    private: secrecy === undefined ? undefined : secrecy !== "PUBLIC",
    color: text("COLOR"),
    conferenceUrl,
    categories: categoriesOf(component),
    attachments: attachmentsOf(component),
    properties: propertiesOf(component),
  };
}

function valueIn(component: Component, name: string): string | undefined {
  const line = firstLine(component, name);
  return line === undefined ? undefined : rawValue(line).trim();
}

/** RFC 9073 section 6.5, else as Outlook writes it. */
function htmlOf(component: Component): string | undefined {
  const lines = [...linesOf(component, "STYLED-DESCRIPTION"), ...linesOf(component, "X-ALT-DESC")];
  const line = lines.find((one) => /^text\/html$/i.test(parameter(readProperty(one), "FMTTYPE") ?? ""));
  return textValue(line);
}

/** Exchange's word where TRANSP cannot say it; a hold that says nothing else takes up time tentatively by itself. */
function transparencyOf(transp = "", busy = "", status = ""): Transparency | undefined {
  const word = transparencies.find((one) => busyStatus[one].busy === busy.toUpperCase());
  const plain = transparencies.find((one) => busyStatus[one].transp === transp.toUpperCase());
  if (word === "tentative" && transp === "" && status.toUpperCase() === "TENTATIVE") return undefined;
  return word === undefined || word === "opaque" || word === "transparent" ? plain : word;
}

/** STATUS:CONFIRMED tells nothing, as every event is confirmed; only with BUSY and without TRANSP, as `eventComponent` writes it, is it the caller's word. */
function confirmationOf(transp = "", busy = "", status = ""): "tentative" | "confirmed" | undefined {
  if (status.toUpperCase() === "TENTATIVE") return "tentative";
  const spoken = status.toUpperCase() === "CONFIRMED" && busy.toUpperCase() === busyStatus.opaque.busy;
  return spoken && transp === "" ? "confirmed" : undefined;
}

function categoriesOf(component: Component): string[] | undefined {
  const names = linesOf(component, "CATEGORIES").flatMap((line) =>
    textValues(line).map((name) => name.trim()),
  );
  const said = names.filter((name) => name !== "");
  return said.length === 0 ? undefined : said;
}

/** Attachments that are links. Files inside of the calendar text belong to the mail, which has them as parts. */
function attachmentsOf(component: Component): unknown[] | undefined {
  const links = linesOf(component, "ATTACH").flatMap((line) => {
    const property = readProperty(line);
    if (parameter(property, "VALUE")?.toUpperCase() === "BINARY") return [];
    const read = {
      url: property.value.trim(),
      name: parameter(property, "FILENAME") ?? parameter(property, "X-FILENAME"),
      mediaType: parameter(property, "FMTTYPE"),
    };
    return alone("attachments", [read]).attachments ?? [];
  });
  return links.length === 0 ? undefined : links;
}

/** Properties that a caller may add in `properties`, without those that this package writes by itself and those that must not be written. */
function propertiesOf(component: Component): unknown[] | undefined {
  const own = component.lines.flatMap((line) => {
    if (!isKept(line.name)) return [];
    const { name, value, parameters } = readProperty(line);
    const pairs = [...parameters].map(([key, values]) => [key, values.join(",")]);
    const read = { name, value, ...(pairs.length === 0 ? {} : { parameters: Object.fromEntries(pairs) }) };
    return alone("properties", [read]).properties ?? [];
  });
  return own.length === 0 ? undefined : own;
}

/** What a caller may add goes on; LAST-MODIFIED would be a lie from the next change on (RFC 5545 section 3.8.7.3). */
function isKept(name: string): boolean {
  return /^X-/i.test(name) || (Object.hasOwn(addableProperties, name) && name !== "LAST-MODIFIED");
}

/** A rule that breaks RFC 5545 section 3.3.10 is no rule; dates may be added and left out without one. */
function recurrenceOf(
  component: Component,
  start: Point,
  context: EventContext,
): CheckedRecurrence | undefined {
  const rule = validRule(valueIn(component, "RRULE"), start);
  // A date that names no zone is in that of the start.
  const around = { ...context, zone: start.tzid };
  const added = datesOf(component, "RDATE", around);
  if (rule === undefined && added.length === 0) return undefined;
  const duration = start.kind === "date" ? undefined : nominalOf(component);
  const privateZone = privateZoneOf(component, start, context);
  const include = added.map(({ point }) => ofKind(point, start, context));
  const periods = added.flatMap((date) => periodOf(date, start));
  const whole: CheckedRecurrence = {
    ...privateZone,
    ...defined({ rule, duration }),
    ...(include.length === 0 ? {} : { include }),
    ...(periods.length === 0 ? {} : { periods }),
  };
  const exclude = excludedOf(datesOf(component, "EXDATE", around), start, whole, context);
  return exclude.length === 0 ? whole : { ...whole, exclude };
}

function validRule(text: string | undefined, start: Point): RecurrenceRule | undefined {
  const rule = text === undefined ? undefined : readRule(text);
  return rule === undefined || "kind" in rule ? undefined : withUntilFor(start, rule);
}

/** DURATION where it counts days; an exact duration is told by the end already. */
function nominalOf(component: Component): Duration | undefined {
  if (firstLine(component, "DTEND") !== undefined) return undefined;
  const duration = parseDuration(valueIn(component, "DURATION") ?? "");
  return duration === undefined || duration.days === 0 ? undefined : duration;
}

/** The VTIMEZONE that defines the zone of a series, where no IANA zone equals it. */
function privateZoneOf(
  component: Component,
  start: Point,
  context: EventContext,
): Pick<CheckedRecurrence, "clock" | "vtimezone"> {
  const line = firstLine(component, "DTSTART");
  const definition = line === undefined ? undefined : definitionOfLine(line, context);
  if (definition === undefined || start.kind === "date") return {};
  const time = statedTime(component, "DTSTART", context);
  if (time?.kind !== "zoned" || !time.guessed) return {};
  const clock = definition.foreign();
  return isPrivate(clock, start.tzid, start.instant)
    ? { clock, vtimezone: formatComponent(definition.vtimezone) }
    : {};
}

/** A date of RDATE or EXDATE, and the end that a period has: a time or how long it takes. */
interface StatedDate {
  readonly point: Point;
  readonly end?: Point | Duration;
}

function datesOf(component: Component, name: string, context: EventContext): StatedDate[] {
  const dates = linesOf(component, name).flatMap((line) => {
    const { value } = readProperty(line);
    const prefix = line.text.slice(0, line.text.length - value.length);
    const read = (written: string) => {
      const time = readTimeLine({ ...line, text: `${prefix}${written}` }, component, context);
      return time.kind === "fault" ? undefined : placeCalendarTime(time, context.zone);
    };
    return value.split(",").flatMap((each): StatedDate[] => {
      // Also where VALUE=PERIOD was forgotten.
      const [first = "", last = ""] = each.trim().split("/", 2);
      const point = read(first);
      const end = last === "" ? undefined : (parseDuration(last) ?? read(last));
      return point === undefined ? [] : [{ point, ...defined({ end }) }];
    });
  });
  return dates.slice(0, mostDates);
}

function periodOf({ point, end }: StatedDate, start: Point): { start: Point; end: Point }[] {
  if (end === undefined || point.kind !== start.kind) return [];
  const last = "kind" in end ? end : addDuration(point, end);
  return last.kind === point.kind && epochOf(last) > epochOf(point) ? [{ start: point, end: last }] : [];
}

/**
 * The starts that are left out. RFC 5545 section 3.8.5.1 wants them in the form of DTSTART: a time in a series of days
 * leaves out its day, and a day in a series of times whatever starts on it.
 */
function excludedOf(
  dates: readonly StatedDate[],
  start: Point,
  recurrence: CheckedRecurrence,
  context: EventContext,
): Point[] {
  const days = new Set<number>();
  const excluded = dates.flatMap(({ point }) => {
    if (start.kind === "instant" && point.kind === "date") days.add(point.wall);
    return start.kind === "date" || point.kind === "instant" ? [ofKind(point, start, context)] : [];
  });
  if (days.size === 0) return excluded;
  const event = { summary: "", start, end: start, tzid: start.tzid, recurrence };
  return [...excluded, ...startsOnDays(event, days)].slice(0, mostDates);
}

/**
 * A date of a series in the form that its start has: Exchange writes midnights into a series of days, others a day into a
 * series of times, and mean the time of the start.
 */
function ofKind(point: Point, start: Point, { zone }: EventContext): Point {
  if (point.kind === start.kind) return point;
  if (start.kind === "date") {
    const begun = point.kind === "date" ? undefined : dayBegunIn([point.tzid, zone], point.instant);
    const wall = begun ?? midnightOf(localTimeOf(point));
    return { kind: "date", wall, tzid: start.tzid };
  }
  const local = localTimeOf(start);
  const timeOfDay = local - midnightOf(local);
  const midnight = midnightOf(localTimeOf(point));
  return { kind: "instant", instant: instantOf(start.tzid, midnight + timeOfDay), tzid: start.tzid };
}

/** The day that begins at an instant in the first of some zones where one does. */
function dayBegunIn(zones: readonly Tzid[], instant: number): number | undefined {
  for (const zone of zones) {
    const wall = dayBegunAt(zone, instant);
    if (wall !== undefined) return wall;
  }
  return undefined;
}
