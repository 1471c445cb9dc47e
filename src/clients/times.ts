import { lastStart } from "../event/span.ts";
import type { Component, ContentLine } from "../icalendar/component.ts";
import { rawValue } from "../icalendar/property.ts";
import { contentLine } from "../icalendar/write.ts";
import type { AnswerTarget } from "../reply/target.ts";
import { basicOf, day } from "../time/civil.ts";
import { wallAt } from "../time/offset.ts";
import { epochOf, type Point } from "../time/point.ts";
import { type Tzid, utc } from "../time/zone.ts";
import { formatCalendarTime } from "../timezone/format-calendar-time.ts";
import { windowsId, windowsZone } from "../timezone/names/windows.ts";
import { vtimezonesOf, type ZoneSpan } from "../timezone/write-vtimezone.ts";
import type { Facts } from "./answer-facts.ts";
import type { EventLine, TimeShape } from "./dialects/dialect.ts";
import { type RuleOrder, reordered } from "./dialects/rule-order.ts";
import { microsoftZone } from "./microsoft-zone.ts";
import { parameterText } from "./parameter-text.ts";

/** A time of one of the events that are answered, in the client's way. */
export function playedTimeLine(
  name: string,
  point: Point,
  { dialect }: Facts,
  target: AnswerTarget,
): ContentLine {
  const { times } = dialect;
  if (point.kind === "instant" && target.span.start.kind === "floating") {
    return contentLine(name, basicOf(wallAt(point.tzid, point.instant)));
  }
  const { value, tzid } = written(name, point, times, target);
  if (tzid === undefined) return contentLine(name, value, { VALUE: value.length === 8 ? "DATE" : undefined });
  const zone = parameterText("TZID", zoneName(tzid, times), times.quoted === true);
  return { name, text: `${name}${zone}:${value}`, line: 0 };
}

/**
 * What a client calls a zone. Windows knows some 140; Exchange leaves another one its IANA name.
 *
 * @example
 * zoneName(berlin, exchange.times) // "W. Europe Standard Time"
 */
function zoneName(tzid: Tzid, { names, utc: utcName }: TimeShape): string {
  if (tzid === utc) return utcName ?? "UTC";
  const id = names === "windows" ? windowsId(tzid) : undefined;
  return id !== undefined && windowsZone(id) === tzid ? id : tzid;
}

/** Value and zone, of which a date and a time in UTC have none. */
function written(
  name: string,
  point: Point,
  times: TimeShape,
  target: AnswerTarget,
): { value: string; tzid?: Tzid } {
  if (point.kind === "date") {
    const midnight = basicOf(point.wall);
    return times.days === "date" ? { value: midnight.slice(0, 8) } : { value: midnight, tzid: point.tzid };
  }
  // Google and KOrganizer name an occurrence in the series' zone, and say in UTC when it is.
  if (times.single === "utc" && !isSeries(target) && name !== "RECURRENCE-ID") {
    return { value: `${basicOf(point.instant)}Z` };
  }
  const { value, tzid } = formatCalendarTime(point);
  if (tzid !== undefined) return { value, tzid };
  return point.tzid === utc && times.utc !== undefined
    ? { value: basicOf(point.instant), tzid: utc }
    : { value };
}

/** Whether a whole series is answered. */
export function isSeries({ event, instance }: AnswerTarget): boolean {
  return instance === undefined && event.recurrence !== undefined;
}

/** The dates that a series adds to its rule, or leaves out, where it is answered as a whole. */
export function addedOrLeftOut(name: "RDATE" | "EXDATE", target: AnswerTarget): readonly Point[] {
  const { recurrence } = target.event;
  if (!isSeries(target) || recurrence === undefined) return [];
  return (name === "RDATE" ? recurrence.include : recurrence.exclude) ?? [];
}

/** The VTIMEZONEs of all TZIDs that an answer names. */
export function zoneComponents(facts: Facts): Component[] {
  const { times, ruleOrder } = facts.dialect;
  if (times.place === "series" && !facts.targets.some(isSeries)) return [];
  const spans = zoneSpans(facts);
  if (times.form === "rules") {
    return vtimezonesOf(spans).map((zone) => inRuleOrder(withMore(zone, times.more ?? [], spans), ruleOrder));
  }
  const { form } = times;
  const [{ event }] = facts.targets;
  const at = epochOf(event.start);
  return [...spans.keys()].map((tzid) => microsoftZone(zoneName(tzid, times), tzid, at, form));
}

/** libical writes the rules of a zone in its own order; ical.js keeps the text that it was given. */
function inRuleOrder(zone: Component, order: RuleOrder | undefined): Component {
  if (order !== "libical") return zone;
  const lines = zone.lines.map((line) =>
    line.name === "RRULE" ? contentLine("RRULE", reordered(rawValue(line), order)) : line,
  );
  return { ...zone, lines, components: zone.components.map((each) => inRuleOrder(each, order)) };
}

function zoneSpans(facts: Facts): ReadonlyMap<Tzid, ZoneSpan> {
  const { dialect, targets, proposal } = facts;
  const spans = new Map<Tzid, ZoneSpan>();
  for (const target of targets) {
    if (target.span.start.kind === "floating") continue;
    const { event, instance } = target;
    const named = [
      ["DTSTART", event.start],
      ["DTEND", event.end],
      ...datesWritten(dialect.event, target),
      ...(instance === undefined ? [] : [["RECURRENCE-ID", instance.point] as const]),
      ...(proposal === undefined
        ? []
        : [["DTSTART", proposal.start] as const, ["DTEND", proposal.end] as const]),
    ] as const;
    const last = isSeries(target) ? lastStart(event) : 0;
    for (const [name, point] of named) {
      const { tzid } = written(name, point, dialect.times, target);
      if (tzid === undefined) continue;
      const at = epochOf(point);
      const span = spans.get(tzid) ?? { from: at, to: at };
      spans.set(tzid, { from: Math.min(span.from, at), to: Math.max(span.to, at, last) });
    }
  }
  return spans;
}

function datesWritten(event: readonly EventLine[], target: AnswerTarget): (readonly [string, Point])[] {
  return (["RDATE", "EXDATE"] as const)
    .filter((name) => event.includes(name))
    .flatMap((name) => addedOrLeftOut(name, target).map((point) => [name, point] as const));
}

/** Cyrus says until when its VTIMEZONE holds, Google which zone it is. */
function withMore(zone: Component, more: readonly string[], spans: ReadonlyMap<Tzid, ZoneSpan>): Component {
  const [first, ...rest] = zone.lines;
  if (first === undefined || more.length === 0) return zone;
  const tzid = first.text.slice(first.text.indexOf(":") + 1);
  const span = [...spans].find(([name]) => name === tzid)?.[1];
  const end = Math.min(span?.to ?? 0, Date.UTC(9998, 0, 1)) + day;
  const until = `${basicOf(end - (end % day)).slice(0, 8)}T000000Z`;
  const lines = more.map((line): ContentLine => {
    const text = line.replace("{tzid}", tzid).replace("{until}", until);
    return { name: text.slice(0, text.indexOf(":")), text, line: 0 };
  });
  return { ...zone, lines: [first, ...lines, ...rest] };
}
