import type { CheckedEvent } from "../../event/event.ts";
import { readEvent } from "../../event/read-event.ts";
import { replyKeyOf } from "../../event/reply-address.ts";
import { localTimeOf, recurrenceSetOf } from "../../event/span.ts";
import { isRecord } from "../../input.ts";
import { defaultLimits } from "../../limits.ts";
import { expandRecurrence } from "../../recurrence/expand.ts";
import { hour } from "../../time/civil.ts";
import { isEventTime } from "../../time/event-time.ts";
import { instantOf, wallAt } from "../../time/offset.ts";
import { formatLocal, readShown, readTime, rezone } from "../../time/point.ts";
import { parseZone, type Tzid, utc } from "../../time/zone.ts";
import { keyOf } from "../occurrences/occurrence-key.ts";
import { laterKey, splitKey } from "../occurrences/this-and-future.ts";
import { compareTexts, insertionIndex } from "../order.ts";

type Stored = Readonly<Record<string, unknown>>;

/** How many occurrences of a series are looked at, at most, in search of those that keys name. */
const mostOccurrences = 100_000;

/**
 * A state of version 1 in the form of version 2. Version 1 kept instants where version 2 keeps the time on the clock: events
 * and their changes as outgoing text, occurrences by their instant in UTC, zoned times of replies by theirs.
 *
 * The law of a zone may have changed since the state was written. Then the clock of the series tells which occurrence an
 * instant named. What has not the form of version 1 stays as it is, for the reader of version 2 to refuse.
 */
export function carryOver(stored: Stored): Stored {
  const { plan } = stored;
  if (!isRecord(plan)) return withKey(stored);
  const event = onClock(plan.event);
  // For its times and its rule alone. Half a position, which version 1 might hold, must not keep occurrences from their new keys.
  const checked = readEvent(event, { path: "", problems: [], tolerant: true });
  const keys = checked === undefined ? undefined : newKeys(stored, plan, checked);
  const entries = (list: unknown) => mapped(list, (entry) => carriedEntry(entry, keys, plan));
  return {
    ...withKey(stored),
    plan: {
      ...plan,
      event,
      occurrences: inOrderOfKeys(
        mapped(plan.occurrences, (occurrence) => carriedOccurrence(occurrence, keys)),
      ),
    },
    answers: entries(stored.answers),
    strangers: entries(stored.strangers),
  };
}

/** The key that takes the place of the secret. Copies that were sent out before name an address that it does not know. */
function withKey(stored: Stored): Stored {
  const { replySecret, ...others } = stored;
  if (typeof replySecret !== "string" || typeof stored.uid !== "string") return stored;
  return { ...others, replyKey: replyKeyOf(replySecret, stored.uid) };
}

/** The new key for an old one; one of a series that was moved since is that of the same instant, wherever the series is now. */
type NewKey = ((key: unknown, before?: "a move") => string | undefined) | undefined;

function carriedOccurrence(occurrence: Stored, keys: NewKey): Stored {
  return {
    ...occurrence,
    ...("key" in occurrence ? { key: keys?.(occurrence.key) ?? occurrence.key } : {}),
    ...("changes" in occurrence ? { changes: onClock(occurrence.changes) } : {}),
  };
}

/** Sorted by their new keys; of two that are one now, what is called off stays called off. */
function inOrderOfKeys(occurrences: unknown): unknown {
  if (!Array.isArray(occurrences)) return occurrences;
  const list: readonly unknown[] = occurrences;
  const byKey = new Map<string, unknown>();
  for (const one of list) {
    if (!isRecord(one) || typeof one.key !== "string") return occurrences;
    const other = byKey.get(one.key);
    if (!(isRecord(other) && other.cancelled === true)) byKey.set(one.key, one);
  }
  return [...byKey].sort(([a], [b]) => compareTexts(a, b)).map(([, one]) => one);
}

function mapped(list: unknown, carry: (member: Stored) => Stored): unknown {
  if (!Array.isArray(list)) return list;
  const members: readonly unknown[] = list;
  return members.map((member) => (isRecord(member) ? carry(member) : member));
}

/** An event, or changes of one, with its times as their clocks showed them. */
function onClock(event: unknown): unknown {
  if (!isRecord(event)) return event;
  const carried: Record<string, unknown> = { ...event };
  for (const name of ["start", "end"]) if (name in event) carried[name] = localTime(event[name]);
  if (isRecord(event.recurrence)) {
    const { exclude, include } = event.recurrence;
    carried.recurrence = {
      ...event.recurrence,
      ...(Array.isArray(exclude) ? { exclude: exclude.map(localTime) } : {}),
      ...(Array.isArray(include) ? { include: include.map(localTime) } : {}),
    };
  }
  return carried;
}

function localTime(value: unknown): unknown {
  const point = isEventTime(value) ? readShown(value) : undefined;
  return isEventTime(value) && point !== undefined ? { ...value, ...formatLocal(point) } : value;
}

/** The new key for each old one. */
function newKeys(stored: Stored, plan: Stored, event: CheckedEvent): NewKey {
  const { tzid } = event.start;
  const old = [plan.occurrences, stored.answers, stored.strangers]
    .flatMap((list): unknown[] => (Array.isArray(list) ? list : []))
    .flatMap((one) => (isRecord(one) ? [one.key ?? one.occurrence] : []));
  const instants = [...new Set(old)].flatMap((key) => instantOfKey(key) ?? []);
  const walls = event.recurrence === undefined ? [] : occurrencesAround(event, instants);
  return (key, before) => {
    const instant = instantOfKey(key);
    if (typeof key !== "string" || instant === undefined) return undefined;
    const meant = before === undefined ? nearest(walls, wallAt(tzid, instant)) : undefined;
    const wall = meant ?? wallAt(tzid, instant);
    const isShifted = wall !== wallAt(tzid, instant);
    const at = isShifted ? instantOf(tzid, wall) : instant;
    const carried = keyOf({ kind: "instant", instant: at, tzid });
    return splitKey(key).later ? laterKey(carried) : carried;
  };
}

/** The instant of a key of version 1; a day, and the key of the series, are the same in version 2. */
function instantOfKey(key: unknown): number | undefined {
  if (typeof key !== "string" || !splitKey(key).first.endsWith("Z")) return undefined;
  const point = readTime(splitKey(key).first, utc);
  return point.kind === "instant" ? point.instant : undefined;
}

/** The occurrences of a series about the time of some instants, on its clock, in order; none is left out. */
function occurrencesAround(event: CheckedEvent, instants: readonly number[]): readonly number[] {
  const walls = instants.map((instant) => wallAt(event.start.tzid, instant));
  const from = walls.reduce((least, wall) => Math.min(least, wall), Number.POSITIVE_INFINITY);
  const to = walls.reduce((greatest, wall) => Math.max(greatest, wall), Number.NEGATIVE_INFINITY);
  if (walls.length === 0) return [];
  const set = { ...recurrenceSetOf(event), exclude: [] };
  const steps = defaultLimits.recurrenceSteps;
  const around = { from: from - 12 * hour, to: to + 12 * hour, max: mostOccurrences, steps };
  return expandRecurrence(set, around).occurrences;
}

/** No law has moved the clocks further than this. */
const furthestShift = 2 * hour;

/**
 * The occurrence that a time means: the one at that very time, else the only one within half a day of it if it is no further
 * away than a law moves clocks.
 */
function nearest(walls: readonly number[], wall: number): number | undefined {
  const first = insertionIndex(walls.length, (at) => (walls[at] ?? wall) < wall - 12 * hour);
  const candidates: number[] = [];
  for (let at = first; at < walls.length; at++) {
    const candidate = walls[at];
    if (candidate === undefined || candidate > wall + 12 * hour) break;
    if (candidate === wall) return wall;
    candidates.push(candidate);
  }
  const [only] = candidates;
  return only !== undefined && candidates.length === 1 && Math.abs(only - wall) <= furthestShift
    ? only
    : undefined;
}

/** The statements that an entry may hold. */
const statements = ["reply", "counter", "settled"];

/** An entry under its new key. Its zoned times are shown by the clock of the law under which it was written, as far as its key tells that law. */
function carriedEntry(entry: Stored, keys: NewKey, plan: Stored): Stored {
  // Who answered before the series was moved answered the time that it had then, and no law has moved that to where it is now.
  const occurrence =
    keys?.(entry.occurrence, isBeforeMove(entry, plan.timeSequence) ? "a move" : undefined) ??
    entry.occurrence;
  const shift = shiftOf(entry.occurrence, occurrence) ?? shiftOfSeries(entry.occurrence, plan.event);
  const carried = statements.flatMap((name): [string, unknown][] => {
    const statement = entry[name];
    return isRecord(statement) ? [[name, carriedStatement(statement, shift)]] : [];
  });
  return { ...entry, occurrence, ...Object.fromEntries(carried) };
}

function isBeforeMove(entry: Stored, timeSequence: unknown): boolean {
  return statements.every((name) => {
    const { sequence }: Stored = isRecord(entry[name]) ? entry[name] : {};
    return typeof sequence !== "number" || typeof timeSequence !== "number" || sequence < timeSequence;
  });
}

/** How far a zone's clock was from its present position when the state was written. */
interface Shift {
  readonly tzid: Tzid;
  readonly by: number;
}

function shiftOf(old: unknown, carried: unknown): Shift | undefined {
  const instant = instantOfKey(old);
  if (instant === undefined || typeof carried !== "string") return undefined;
  const [time = "", name = ""] = splitKey(carried).first.replace("]", "").split("[");
  const tzid = parseZone(name);
  if (tzid === undefined) return undefined;
  const clock = readTime(time.slice(0, 19), utc);
  return clock.kind === "instant" ? { tzid, by: clock.instant - wallAt(tzid, instant) } : undefined;
}

/** What is said about the series names its first start. */
function shiftOfSeries(occurrence: unknown, event: unknown): Shift | undefined {
  const start = occurrence === "" && isRecord(event) ? event.start : undefined;
  if (!isEventTime(start)) return undefined;
  const [written, shown] = [readTime({ time: start.time, tzid: start.tzid }, utc), readShown(start)];
  if (written.kind !== "instant" || shown === undefined) return undefined;
  return { tzid: written.tzid, by: localTimeOf(shown) - localTimeOf(rezone(written, written.tzid)) };
}

function carriedStatement(statement: Stored, shift: Shift | undefined): Stored {
  const carried: Record<string, unknown> = { ...statement };
  for (const name of ["proposal", "named"]) {
    const span = statement[name];
    if (!isRecord(span)) continue;
    const times = Object.entries(span).map(([side, time]) => [side, keptTime(time, shift)]);
    carried[name] = Object.fromEntries(times);
  }
  return carried;
}

function keptTime(value: unknown, shift: Shift | undefined): unknown {
  if (!isRecord(value) || value.kind !== "zoned" || typeof value.instant !== "number") return value;
  const tzid = parseZone(value.tzid);
  if (tzid === undefined) return value;
  const { instant, ...zoned } = value;
  const wall = wallAt(tzid, value.instant) + (shift?.tzid === tzid ? shift.by : 0);
  const isSecond = wall === wallAt(tzid, value.instant) && instantOf(tzid, wall) !== value.instant;
  return { ...zoned, wall, ...(isSecond ? { offset: wall - value.instant } : {}) };
}
