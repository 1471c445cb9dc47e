import type { CheckedEvent } from "../event/event.ts";
import { hasStart, startStated } from "../event/series.ts";
import { firstLine } from "../icalendar/component.ts";
import { defined } from "../input.ts";
import { laterKey, splitKey } from "../invite/occurrences/this-and-future.ts";
import { compareTexts } from "../invite/order.ts";
import { keptWith } from "../kept.ts";
import { formatPoint, type Point, readTime } from "../time/point.ts";
import { type Tzid, utc } from "../time/zone.ts";
import { statedTime } from "../timezone/time-property.ts";
import type { Attendance, Revision, Said, Slot } from "./attendance.ts";
import { type Since, sinceLastChange } from "./history.ts";
import { callsOff, compareRevisions, countedAt, joinSlots } from "./order.ts";
import { slotsOfOrganizer, standingOrganizer } from "./organizers.ts";
import { occurrenceKey, readSaid, type Told } from "./read-said.ts";

/** What stands of an attendance: the words of the organizer whose event it is, as far as nothing later has replaced them. */
export interface Standing {
  /** Address of the organizer in lower case; empty where none is named. */
  readonly organizer: string;
  /** What was said of the series, or of the event that does not recur. */
  readonly series: SeriesStanding | undefined;
  /** The zone of the event. */
  readonly zone: Tzid;
  /** The slots of the organizer, by the keys that the texts have. */
  readonly slots: ReadonlyMap<string, Slot>;
  /** For keys of texts that the series has not: the key that it has for the same occurrence. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Single occurrences by their keys, in order. */
  readonly occurrences: ReadonlyMap<string, OccurrenceStanding>;
  /** Occurrences that stand for all that follow, by their start. */
  readonly ranges: readonly OccurrenceStanding[];
  /** Occurrences that once differed from the series and do so no more: an answer to one of them may have ended with that. */
  readonly gone: readonly OccurrenceStanding[];
}

/** What stands of the series. */
export interface SeriesStanding {
  readonly slot: Slot;
  /** The invitation where there is one, else the CANCEL. */
  readonly told: Told;
  readonly cancelled: boolean;
  /** From when on answers to it, and words about its occurrences, count: since it has its present time and recurrence. */
  readonly counts: Since;
}

/** What stands of one occurrence, or of one and all that follow. */
export interface OccurrenceStanding {
  readonly slot: Slot;
  /** The original start. */
  readonly key: string;
  /** The later text of the series by which this occurrence is like all others. */
  readonly replaced?: Revision;
}

/** What stands of an attendance, which never changes: it is read once. */
export const standingOf: (attendance: Attendance) => Standing = keptWith(readStanding);

function readStanding(attendance: Attendance): Standing {
  const organizer = standingOrganizer(attendance);
  const slots = slotsOfOrganizer(attendance, organizer);
  const series = seriesOf(slots.find(({ occurrence }) => occurrence === ""));
  const zone = series?.told.event?.start.tzid ?? firstZone(slots) ?? utc;
  const renamed = renamedIn(slots, series, zone);
  const apart = liveSlots(slots, { series, zone, renamed });
  return {
    organizer,
    series,
    zone,
    slots: new Map(slots.map((slot) => [slot.occurrence, slot])),
    renamed,
    occurrences: new Map(apart.filter((one) => !isGone(one) && isSingle(one)).map((one) => [one.key, one])),
    ranges: apart.filter((one) => !isGone(one) && !isSingle(one)),
    gone: apart.filter(isGone),
  };
}

function isGone({ slot: { invited, cancelled, answer } }: OccurrenceStanding): boolean {
  return invited === undefined && cancelled === undefined && answer === undefined;
}

function isSingle({ slot }: OccurrenceStanding): boolean {
  return !splitKey(slot.occurrence).later;
}

function seriesOf(slot: Slot | undefined): SeriesStanding | undefined {
  const said = slot?.invited ?? slot?.cancelled;
  if (slot === undefined || said === undefined) return undefined;
  const cancelled = callsOff(slot.cancelled, slot.invited);
  return { slot, told: readSaid(said), cancelled, counts: sinceLastChange(slot.prints) };
}

function firstZone(slots: readonly Slot[]): Tzid | undefined {
  for (const { invited, cancelled } of slots) {
    const said = invited ?? cancelled;
    const zone = said === undefined ? undefined : readSaid(said).event?.start.tzid;
    if (zone !== undefined) return zone;
  }
  return undefined;
}

function renamedIn(
  slots: readonly Slot[],
  series: SeriesStanding | undefined,
  zone: Tzid,
): Map<string, string> {
  const event = series?.told.event;
  const renamed = new Map<string, string>();
  if (event === undefined) return renamed;
  for (const slot of slots) {
    const key = keyInSeries(slot, event, zone);
    if (key !== slot.occurrence) renamed.set(slot.occurrence, key);
  }
  return renamed;
}

/** The occurrences of which something still counts, each under the one key that the series has for it. */
function liveSlots(
  slots: readonly Slot[],
  { series, zone, renamed }: Pick<Standing, "series" | "zone" | "renamed">,
): OccurrenceStanding[] {
  const named = new Map<string, Slot>();
  for (const slot of slots) {
    if (slot.occurrence === "") continue;
    const occurrence = renamed.get(slot.occurrence) ?? slot.occurrence;
    const other = named.get(occurrence);
    named.set(occurrence, other === undefined ? { ...slot, occurrence } : joinSlots(other, slot));
  }
  return [...named.values()]
    .flatMap((slot) => liveSlot(slot, series, zone))
    .sort((a, b) => compareTexts(a.slot.occurrence, b.slot.occurrence));
}

/** Outlook names an occurrence of a series of whole days by a midnight: the day is meant; a time without a zone is in that of the series. */
function keyInSeries(slot: Slot, event: CheckedEvent, zone: Tzid): string {
  const { first, later } = splitKey(slot.occurrence);
  const said = slot.invited ?? slot.cancelled ?? slot.declinedCounter;
  const fits = (event.start.kind === "date") === !first.includes("T");
  if (first === "" || (fits && !isFloating(said))) return slot.occurrence;
  const point = said === undefined ? undefined : namedStart(readSaid(said), event, zone);
  if (point === undefined) return slot.occurrence;
  const key = occurrenceKey(formatPoint(point));
  return later ? laterKey(key) : key;
}

/** Whether a text names its occurrence by a time without a zone. It is not read for that: there may be thousands. */
function isFloating(said: Said | undefined): boolean {
  return said !== undefined && /^RECURRENCE-ID(?:;(?:RANGE|VALUE)=[\w-]+)*:\d{8}T\d{6}\r?$/im.test(said.ics);
}

function namedStart({ component, message }: Told, event: CheckedEvent, zone: Tzid): Point | undefined {
  if (component === undefined || firstLine(component, "RECURRENCE-ID") === undefined) return undefined;
  const stated = statedTime(component, "RECURRENCE-ID", { calendar: message.calendar });
  return stated === undefined ? undefined : startStated(event, stated, zone);
}

/** What of a slot is not older than the series as it is now. */
function liveSlot(slot: Slot, series: SeriesStanding | undefined, zone: Tzid): OccurrenceStanding[] {
  const key = splitKey(slot.occurrence).first;
  if (series === undefined) return [{ slot, key }];
  const { invited, cancelled, answer, ...rest } = slot;
  const { counts } = series;
  const isHeard = invited !== undefined && counts(countedAt(invited));
  const replaced = isHeard && isReplaced(slot, series, zone) ? series.slot.invited : undefined;
  const live = {
    ...(isHeard && replaced === undefined ? { invited } : {}),
    ...(cancelled !== undefined && counts(countedAt(cancelled)) ? { cancelled } : {}),
    ...(answer !== undefined && counts(answer.to) ? { answer } : {}),
  };
  if (Object.keys(live).length === 0 && replaced === undefined) return [];
  const prints = slot.prints.filter(counts);
  return [{ slot: { ...rest, prints, ...live }, key, ...defined({ replaced }) }];
}

/**
 * A later text of the whole series says which occurrences there are. One that was added and is not in that text is gone, and so is one
 * that the text leaves out, by EXDATE or by an earlier end.
 */
function isReplaced({ invited, occurrence }: Slot, { slot, told }: SeriesStanding, zone: Tzid): boolean {
  if (invited === undefined || slot.invited === undefined) return false;
  if (compareRevisions(slot.invited, countedAt(invited)) <= 0) return false;
  if (invited.method === "ADD") return true;
  return told.event !== undefined && !mayBeInSeries(told.event, splitKey(occurrence).first, zone);
}

/** Whether the recurrence itself gives an occurrence; a rule too long to follow is believed. */
export function mayBeInSeries(event: CheckedEvent, key: string, zone: Tzid): boolean {
  const point = keyedPoint(key, zone);
  return point !== undefined && hasStart(event, point) !== false;
}

/** The original start that a key names, in the zone of the event. */
export function keyedPoint(key: string, zone: Tzid): Point | undefined {
  const point = readTime(key, zone);
  if (point.kind === "fault") return undefined;
  return point.kind === "date" ? point : { ...point, tzid: zone };
}

/**
 * What was said of an occurrence: first of the ranges over it, the nearest last, and then of it alone.
 *
 * @param wholeRange without what was said of it alone
 */
export function tellingOf(standing: Standing, key: string, wholeRange: boolean): OccurrenceStanding[] {
  const { occurrences, ranges, gone } = standing;
  const single = wholeRange ? undefined : occurrences.get(key);
  const isOver = (one: OccurrenceStanding) => one.key <= key && one.key.includes("T") === key.includes("T");
  const covers = (one: OccurrenceStanding) => (isSingle(one) ? one.key === key && !wholeRange : isOver(one));
  return [...gone.filter(covers), ...ranges.filter(covers), ...(single === undefined ? [] : [single])];
}

/** The greatest of some statements: of two at one revision the one that comes later in the list, which is the nearer. */
export function latestOf(all: readonly (Said | undefined)[]): Said | undefined {
  let found: Said | undefined;
  for (const one of all)
    if (one !== undefined && (found === undefined || compareOrder(countedAt(one), countedAt(found)) >= 0))
      found = one;
  return found;
}

function compareOrder(a: Revision, b: Revision): number {
  return a.sequence - b.sequence || compareTexts(a.dtstamp, b.dtstamp);
}
