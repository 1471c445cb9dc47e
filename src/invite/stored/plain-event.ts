import type { CheckedEvent, EventDetails, Location } from "../../event/event.ts";
import { countOf, isPlainText, isRecord } from "../../input.ts";
import { formatRule, parseRule, type RecurrenceRule } from "../../recurrence/rule.ts";
import { hour, minute, numberAt, second, utcOf } from "../../time/civil.ts";
import { type EventTime, isEventTime } from "../../time/event-time.ts";
import { instantOf, wallAt } from "../../time/offset.ts";
import { isPlainClock } from "../../time/plain-moment.ts";
import type { Point } from "../../time/point.ts";
import { parseZone, type Tzid, utc } from "../../time/zone.ts";

/** Text of several lines, for people, that a reader would give back as it is. */
const strange = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]/;

/** A page of the web, at a glance: no user, no port, nothing that has to be encoded. */
const plainUrl =
  /^https:\/\/(?:[a-z0-9]{1,30}(?:-[a-z0-9]{1,30})?\.){1,3}[a-z]{2,30}(?:\/[\w./~=&?%+:@-]*)?$/;

/** An event as it was stored, and as it is understood. */
interface PlainEvent {
  readonly stored: EventDetails;
  readonly event: CheckedEvent;
}

/**
 * A stored event that is, at a glance, one that `readEvent` would take and `storeEvent` would write the same again: timed, in one zone,
 * once or by a rule alone, with words and a page (1 µs; by the reader 9). `undefined`: the reader has to tell.
 */
export function readPlainEvent(value: unknown): PlainEvent | undefined {
  if (!isPlainDetails(value)) return undefined;
  const { start, end, tzid } = value;
  const zone = parseZone(tzid);
  if (zone === undefined || zone !== tzid || zone === utc || start.tzid !== zone || end.tzid !== zone)
    return undefined;
  const from = pointOnClock(start.time, zone);
  const to = pointOnClock(end.time, zone);
  if (from === undefined || to === undefined || to.instant < from.instant) return undefined;
  const event = timed(value, { start: from, end: to, tzid: zone });
  if (value.recurrence === undefined) return { stored: value, event };
  const rule = plainRule(value.recurrence.rule);
  return rule === undefined ? undefined : { stored: value, event: { ...event, recurrence: { rule } } };
}

/** A spread that takes nothing out costs a fifth of one that does: the recurrence is replaced by the caller, if there is one. */
function timed(
  words: Omit<EventDetails, "start" | "end" | "tzid" | "recurrence">,
  span: Pick<CheckedEvent, "start" | "end" | "tzid">,
): CheckedEvent {
  return { ...words, ...span };
}

/** The rules that series are made of are few, and cost as much to read as all the rest. */
const rules = new Map<string, RecurrenceRule>();
const mostRules = 500;

/** A rule without an end on a day, which would depend on the start, and as `formatRule` writes it. */
function plainRule(text: string): RecurrenceRule | undefined {
  const known = rules.get(text);
  if (known !== undefined) return known;
  const rule = parseRule(text);
  if ("kind" in rule || text.includes("UNTIL") || formatRule(rule) !== text) return undefined;
  if (rules.size >= mostRules) rules.clear();
  rules.set(text, rule);
  return rule;
}

/** Everything but whether the times exist, and follow each other. */
function isPlainDetails(value: unknown): value is EventDetails {
  if (!isRecord(value) || !isPlainText(value.summary, 10_000)) return false;
  if (!isTime(value.start) || !isTime(value.end) || typeof value.tzid !== "string") return false;
  for (const name in value) {
    const member = value[name];
    switch (name) {
      case "summary":
      case "start":
      case "end":
      case "tzid":
        break;
      case "description":
        if (!isWords(member, 100_000)) return false;
        break;
      case "location":
        if (!isPlace(member)) return false;
        break;
      case "url":
      case "conferenceUrl":
        if (typeof member !== "string" || member.length > 2_000 || !plainUrl.test(member)) return false;
        break;
      case "status":
        if (member !== "confirmed" && member !== "tentative") return false;
        break;
      case "transparency":
        if (member !== "opaque" && member !== "transparent") return false;
        break;
      case "recurrence":
        if (!isRuleAlone(member)) return false;
        break;
      case "private":
        if (typeof member !== "boolean") return false;
        break;
      default:
        return false;
    }
  }
  return true;
}

function isRuleAlone(value: unknown): boolean {
  return isRecord(value) && isPlainText(value.rule, 1_024) && countOf(value) === 1;
}

function isWords(value: unknown, longest: number): boolean {
  return typeof value === "string" && value.length <= longest && !strange.test(value) && /\S/.test(value);
}

function isPlace(value: unknown): value is Location {
  return isRecord(value) && isWords(value.description, 10_000) && countOf(value) === 1;
}

function isTime(value: unknown): value is EventTime {
  return isEventTime(value) && countOf(value) === 2;
}

/** A time on the clock as `formatLocal` writes it; none that a clock skips, and none that is not of our century. */
function pointOnClock(text: string, tzid: Tzid): Extract<Point, { kind: "instant" }> | undefined {
  if (text.length !== "2026-05-07T09:30:00".length || !text.startsWith("20") || !isPlainClock(text))
    return undefined;
  const time = numberAt(text, 11) * hour + numberAt(text, 14) * minute + numberAt(text, 17) * second;
  const wall = utcOf(2_000 + numberAt(text, 2), numberAt(text, 5), numberAt(text, 8)) + time;
  const instant = instantOf(tzid, wall);
  return wallAt(tzid, instant) === wall ? { kind: "instant", instant, tzid } : undefined;
}
