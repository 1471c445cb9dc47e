import { excerpt } from "../errors.ts";
import { day, firstWall, lastWall, midnightOf, numberAt, wallOf } from "../time/civil.ts";
import { instantOf, wallAt } from "../time/offset.ts";
import type { Point } from "../time/point.ts";
import { type Tzid, utc } from "../time/zone.ts";
import { findZone } from "./find-zone.ts";
import type { ForeignZone } from "./read-vtimezone.ts";
import { foreignInstantOf } from "./vtimezone-offset.ts";

/** A DATE or DATE-TIME value of calendar text (RFC 5545 sections 3.3.4 and 3.3.5), as far as the text itself tells. */
export type CalendarTime =
  | { kind: "date"; wall: number }
  | { kind: "utc"; instant: number; contradicted?: true }
  | { kind: "floating"; wall: number }
  | {
      kind: "zoned";
      instant: number;
      tzid: Tzid;
      /** The zone was worked out from the rules of the VTIMEZONE, not from a name. */
      guessed: boolean;
      /** The VTIMEZONE of the message gives another offset than the zone that its TZID names. */
      contradicted?: true;
    }
  | { kind: "fault"; code: "invalid-date-time" | "unresolved-time-zone"; message: string };

/** What stands around a date or time in calendar text. */
interface CalendarTimeContext {
  /** VALUE=DATE. */
  date?: boolean | undefined;
  /** The TZID parameter as written. */
  tzid?: string | undefined;
  /** The message's VTIMEZONE of that TZID. */
  foreign?: ForeignZone | undefined;
  /** The first local time of the message with that TZID, as if it were UTC: one TZID is one zone throughout. */
  first?: (() => number | undefined) | undefined;
  /** The zone of the original invite. */
  hint?: Tzid | undefined;
  /** X-MICROSOFT-CDO-ALLDAYEVENT:TRUE: Outlook writes midnights for days. */
  allDay?: boolean | undefined;
}

/**
 * Reads a value of DTSTART, DTEND, RECURRENCE-ID, EXDATE and the like.
 *
 * A trailing `Z` beats a TZID, a value of eight digits is a date whatever VALUE says; nothing is rolled over.
 *
 * @example
 * readCalendarTime("20260507T103000", { tzid: "W. Europe Standard Time" })
 * // { kind: "zoned", instant: Date.UTC(2026, 4, 7, 8, 30), tzid: "Europe/Berlin", guessed: false }
 */
export function readCalendarTime(value: string, context: CalendarTimeContext): CalendarTime {
  const text = value.trim();
  const wall = wallIn(text);
  if (wall === undefined) return invalid(text);
  const midnight = wall % day === 0;
  if (text.length === dateLength) return { kind: "date", wall };
  if (text.length === utcLength) return utcTime(wall, context);
  if (midnight && (context.date === true || context.allDay === true)) return { kind: "date", wall };
  if (context.tzid === undefined || context.tzid.trim() === "") return { kind: "floating", wall };
  const { foreign, hint, first } = context;
  const zone = findZone(context.tzid, { moment: { wall }, foreign, hint, first });
  if (zone === undefined) return byDefinition(wall, context.tzid, foreign);
  // Where no name decides, the VTIMEZONE alone is the zone (RFC 5545 section 3.6.5), whatever zone is most like it.
  const ruled = zone.instant !== undefined && (zone.guessed || wallAt(zone.tzid, zone.instant) === wall);
  const instant = (ruled ? zone.instant : undefined) ?? instantOf(zone.tzid, wall);
  const contradicted = zone.contradicted === true ? { contradicted: zone.contradicted } : {};
  if (instant < firstWall || instant > lastWall) return invalid(text);
  if (zone.tzid === utc) return { kind: "utc", instant, ...contradicted };
  return { kind: "zoned", instant, tzid: zone.tzid, guessed: zone.guessed, ...contradicted };
}

/** A time in a zone that is like none of IANA's, as one that is 3:17 ahead: its VTIMEZONE tells the moment, which is shown in UTC. */
function byDefinition(wall: number, tzid: string, foreign: ForeignZone | undefined): CalendarTime {
  const instant = foreign === undefined ? undefined : foreignInstantOf(foreign, wall);
  if (instant !== undefined && instant >= firstWall && instant <= lastWall)
    return { kind: "zoned", instant, tzid: utc, guessed: true };
  const message = `no zone is known by the name ${excerpt(tzid)}`;
  return { kind: "fault", code: "unresolved-time-zone", message };
}

const dateLength = "20260507".length;
const localLength = "20260507T103000".length;
const utcLength = "20260507T103000Z".length;

/** What `YYYYMMDD`, `YYYYMMDDTHHMMSS` or `YYYYMMDDTHHMMSSZ` says, as if it were UTC. */
function wallIn(text: string): number | undefined {
  const { length } = text;
  const date = length === dateLength;
  if (!date && length !== localLength && length !== utcLength) return undefined;
  if (!date && !isLetter(text, dateLength, "T")) return undefined;
  if (length === utcLength && !isLetter(text, localLength, "Z")) return undefined;
  const second = date ? 0 : numberAt(text, 13);
  return wallOf({
    year: numberAt(text, 0) * 100 + numberAt(text, 2),
    month: numberAt(text, 4),
    day: numberAt(text, 6),
    hour: date ? 0 : numberAt(text, 9),
    minute: date ? 0 : numberAt(text, 11),
    // Section 3.3.12: without leap seconds, 60 is read as 59.
    second: second === 60 ? 59 : second,
  });
}

/** A letter in either case. */
function isLetter(text: string, at: number, letter: "T" | "Z"): boolean {
  return text[at] === letter || text[at] === letter.toLowerCase();
}

/**
 * The date whose first moment an instant is in a zone: midnight, or the end of the hour that the clocks skip there.
 *
 * @example
 * // Santiago's clocks go forward at midnight: 6 September 2026 begins at 01:00.
 * dayBegunAt(santiago, Date.UTC(2026, 8, 6, 4)) // Date.UTC(2026, 8, 6)
 * dayBegunAt(santiago, Date.UTC(2026, 8, 6, 5)) // undefined
 */
export function dayBegunAt(zone: Tzid, instant: number): number | undefined {
  const midnight = midnightOf(wallAt(zone, instant));
  return instantOf(zone, midnight) === instant ? midnight : undefined;
}

/** In an all-day event a midnight in UTC stands for its date too, be it the midnight of the invite's zone or of UTC. */
function utcTime(instant: number, { allDay, hint }: CalendarTimeContext): CalendarTime {
  const walls = allDay === true ? [hint ?? utc, utc].map((zone) => dayBegunAt(zone, instant)) : [];
  const wall = walls.find((midnight) => midnight !== undefined);
  return wall === undefined ? { kind: "utc", instant } : { kind: "date", wall };
}

function invalid(value: string): CalendarTime {
  return { kind: "fault", code: "invalid-date-time", message: `${excerpt(value)} is no date or time` };
}

/**
 * A time of calendar text as a point in time: a date and a floating time belong to `zone`, a zoned time keeps its own.
 *
 * @param options `reexpress`: a time in UTC is shown in `zone`, as an answer to an invite that has one; else in `Etc/UTC`.
 *
 * @example
 * placeCalendarTime({ kind: "floating", wall: Date.UTC(2026, 4, 7, 10) }, london)
 * // { kind: "instant", instant: Date.UTC(2026, 4, 7, 9), tzid: "Europe/London" }
 */
export function placeCalendarTime(
  time: Exclude<CalendarTime, { kind: "fault" }>,
  zone: Tzid,
  options?: { reexpress?: boolean },
): Point {
  switch (time.kind) {
    case "date":
      return { kind: "date", wall: time.wall, tzid: zone };
    case "floating":
      return { kind: "instant", instant: instantOf(zone, time.wall), tzid: zone };
    case "utc":
      return { kind: "instant", instant: time.instant, tzid: options?.reexpress === true ? zone : utc };
    case "zoned":
      return { kind: "instant", instant: time.instant, tzid: time.tzid };
  }
}
