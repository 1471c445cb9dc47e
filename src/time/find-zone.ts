import { abbreviatedZones } from "./abbreviation.ts";
import { day } from "./civil.ts";
import { cleanTzid } from "./clean-tzid.ts";
import { exchangeTable } from "./exchange.table.ts";
import { foreignInstantOf, foreignOffsetAt } from "./foreign-offset.ts";
import { type ForeignZone, readForeignZone } from "./foreign-zone.ts";
import { namedZone } from "./named-zone.ts";
import { instantOf, offsetAt } from "./offset.ts";
import { offsetOfName, zoneOfOffset } from "./offset-name.ts";
import { cityZone } from "./place.ts";
import { parseZone, type Tzid } from "./zone.ts";
import { matchZone } from "./zone-match.ts";

/** What a TZID was found to mean. */
export interface FoundZone {
  readonly tzid: Tzid;
  /** Not named: worked out from the rules of the message's VTIMEZONE, or from an abbreviation. */
  readonly guessed: boolean;
  /** The VTIMEZONE of the message says otherwise at that moment. */
  readonly contradicted?: true;
  /** The moment by the rules of the VTIMEZONE, where the zone was worked out from them. */
  readonly instant?: number;
}

/** What a message tells about a TZID beside its name, and the moment the zone is wanted for. */
export interface ZoneContext {
  /** The text of the message's VTIMEZONE of that TZID. */
  readonly vtimezone?: string | undefined;
  /** The zone of the original invite. */
  readonly hint?: Tzid | undefined;
  /** Milliseconds: a local time as if it were UTC, or an instant. */
  readonly moment: { readonly wall: number } | { readonly instant: number };
}

/**
 * The zone that a TZID parameter means: by its name, else by the rules of its VTIMEZONE. Never the host's zone.
 *
 * @example
 * findZone("Customized Time Zone", { vtimezone, hint: berlin, moment: { wall } })
 * // { tzid: "Europe/Berlin", guessed: true, instant: … }
 */
export function findZone(tzid: string, context: ZoneContext): FoundZone | undefined {
  const name = cleanTzid(tzid);
  const foreign = context.vtimezone === undefined ? undefined : readForeignZone(context.vtimezone);
  const named = namedZone(name);
  if (named !== undefined) {
    const contradicted =
      foreign !== undefined && contradicts(foreign, named, context) ? { contradicted: true as const } : {};
    return { tzid: named, guessed: false, ...contradicted };
  }
  const located = foreign?.location === undefined ? undefined : namedZone(cleanTzid(foreign.location));
  if (foreign === undefined || foreign.observances.length === 0) {
    return located === undefined ? withoutRules(name, context) : { tzid: located, guessed: false };
  }
  const instant = instantBy(foreign, context);
  if (located !== undefined && !contradicts(foreign, located, context))
    return { tzid: located, guessed: false, instant };
  return byRules(name, foreign, instant, context);
}

/** A name alone that is none: an offset, a city, an abbreviation that fits the season. */
function withoutRules(name: string, context: ZoneContext): FoundZone | undefined {
  const offset = offsetOfName(name);
  if (offset !== undefined) {
    const zone = zoneOfOffset(offset);
    return zone === undefined ? undefined : { tzid: zone, guessed: false };
  }
  const city = cityZone(name);
  if (city !== undefined) return { tzid: city, guessed: false };
  const moment = "wall" in context.moment ? context.moment.wall : context.moment.instant;
  const abbreviated = abbreviatedZones(name);
  // CST is America's and China's: without rules beside it, it is nobody's.
  if (new Set(abbreviated.map(({ offset }) => offset)).size !== 1) return pairedZone(name, moment);
  const fitting = abbreviated.find(({ zone, offset }) => offsetAt(zone, moment - offset) === offset);
  return fitting === undefined ? undefined : { tzid: fitting.zone, guessed: true };
}

/** The name is nobody's, so the rules decide; what the name suggests comes first among equals. */
function byRules(
  name: string,
  foreign: ForeignZone,
  instant: number,
  context: ZoneContext,
): FoundZone | undefined {
  const offset = offsetOfName(name);
  const named = offset === undefined ? cityZone(name) : zoneOfOffset(offset);
  const always = [-6, 0, 6].every(
    (months) => foreignOffsetAt(foreign, instant + months * 30 * day) === offset,
  );
  if (named !== undefined && offset !== undefined && always) return { tzid: named, guessed: false, instant };
  if (named !== undefined && offset === undefined && !contradicts(foreign, named, context)) {
    return { tzid: named, guessed: false, instant };
  }
  const zoneNames = foreign.observances.slice(0, 8).flatMap(({ names }) => names.slice(0, 2));
  const words = [name, ...zoneNames].map(cleanTzid);
  const numbered = exchangeTable.flatMap((row: string) => row.split(","))[foreign.number ?? -1];
  const preferred = [
    context.hint,
    ...words.map((word) => namedZone(word) ?? cityZone(word)),
    parseZone(numbered),
    ...words.flatMap((word) => abbreviatedZones(word).map(({ zone }) => zone)),
  ].filter((zone) => zone !== undefined);
  const matched = matchZone(foreign, instant, [...new Set(preferred)]);
  return matched === undefined ? undefined : { tzid: matched, guessed: true, instant };
}

/** `GMT +0100 (Standard) / GMT +0200 (Daylight)`: the zone that has both. */
function pairedZone(name: string, moment: number): FoundZone | undefined {
  const [, standard, daylight] = /^(.{1,20}) \(standard\) ?\/ ?(.{1,20}) \(daylight\)$/i.exec(name) ?? [];
  const [before, after] = [standard, daylight].map((part) => offsetOfName(part?.trim() ?? ""));
  if (before === undefined || after === undefined) return undefined;
  const year = new Date(moment).getUTCFullYear();
  const onset = (month: number, offset: number) => ({ at: Date.UTC(year, month, 15), offset });
  // Summer in the north: a southern zone would be a guess against the odds.
  const observance = (month: number, from: number, to: number) => ({
    before: from,
    after: to,
    start: onset(month, from).at,
    more: [],
    names: [],
  });
  const observances = [
    observance(-9, before, after),
    observance(-3, after, before),
    observance(3, before, after),
    observance(9, after, before),
  ];
  const matched = matchZone({ observances }, Date.UTC(year, 0, 15), []);
  return matched === undefined ? undefined : { tzid: matched, guessed: true };
}

function instantBy(foreign: ForeignZone, { moment }: ZoneContext): number {
  return "instant" in moment ? moment.instant : (foreignInstantOf(foreign, moment.wall) ?? moment.wall);
}

/** Whether the rules of a VTIMEZONE make another instant of the moment than the zone does. */
function contradicts(foreign: ForeignZone, zone: Tzid, { moment }: ZoneContext): boolean {
  if (foreign.observances.length === 0) return false;
  if ("instant" in moment) return foreignOffsetAt(foreign, moment.instant) !== offsetAt(zone, moment.instant);
  return foreignInstantOf(foreign, moment.wall) !== instantOf(zone, moment.wall);
}
