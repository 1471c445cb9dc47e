import { kept } from "../kept.ts";
import { day } from "../time/civil.ts";
import { instantOf, offsetAt } from "../time/offset.ts";
import { parseZone, type Tzid, utc } from "../time/zone.ts";
import { matchZone } from "./match-zone.ts";
import { abbreviatedZones } from "./names/abbreviation.ts";
import { exchangeTable } from "./names/exchange.table.ts";
import { namedZone } from "./names/named-zone.ts";
import { offsetOfName, zoneOfOffset } from "./names/offset-name.ts";
import { cityZone } from "./names/place.ts";
import { cleanTzid } from "./names/spelling.ts";
import { pairedZone } from "./paired-zone.ts";
import type { ForeignZone } from "./read-vtimezone.ts";
import { foreignInstantOf, foreignOffsetAt } from "./vtimezone-offset.ts";

/** What a TZID was found to mean. */
interface FoundZone {
  readonly tzid: Tzid;
  /** Not named: worked out from the rules of the message's VTIMEZONE, or from an abbreviation. */
  readonly guessed: boolean;
  /** The VTIMEZONE of the message says otherwise at that moment. */
  readonly contradicted?: true;
  /** The moment by the rules of the VTIMEZONE, where the zone was worked out from them. */
  readonly instant?: number;
}

/** What a message tells about a TZID beside its name, and the moment the zone is wanted for. */
interface ZoneContext {
  /** The message's VTIMEZONE of that TZID. */
  readonly foreign?: ForeignZone | undefined;
  /** The zone of the original invite. */
  readonly hint?: Tzid | undefined;
  /** Milliseconds: a local time as if it were UTC, or an instant. */
  readonly moment: { readonly wall: number } | { readonly instant: number };
  /**
   * A local time, as if it were UTC, that rules are to be matched at in place of the moment: a search for each of a
   * thousand years would take a minute. Asked for only where no name decides.
   */
  readonly first?: (() => number | undefined) | undefined;
}

/**
 * The zone that a TZID parameter means: by its name, else by the rules of its VTIMEZONE. Never the host's zone.
 *
 * @example
 * findZone("Customized Time Zone", { foreign: readVtimezone(component), hint: berlin, moment: { wall } })
 * // { tzid: "Europe/Berlin", guessed: true, instant: … }
 */
export function findZone(tzid: string, context: ZoneContext): FoundZone | undefined {
  const { name, zone: named } = cleanedName(tzid);
  const { foreign } = context;
  const contradicted = named !== undefined && foreign !== undefined && contradicts(foreign, named, context);
  if (named !== undefined && !(contradicted && isOfClocks(name, named))) {
    return { tzid: named, guessed: false, ...(contradicted ? { contradicted } : {}) };
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

/**
 * Whether a name speaks of clocks and not of a region: UTC, GMT, CET. Such a name yields to a VTIMEZONE that contradicts it
 * (RFC 5545 section 3.2.19: the VTIMEZONE is the definition): Outlook calls British clocks GMT.
 */
function isOfClocks(name: string, zone: Tzid): boolean {
  if (name.includes("/")) return false;
  return zone === utc || /^(?:cet|eet|met|wet|hst)$/i.test(name) || abbreviatedZones(name).length > 0;
}

/** A TZID cleaned, and the zone it names: the same for each of the thousand times of a message. */
function cleanedName(tzid: string): { name: string; zone: Tzid | undefined } {
  return tzid.length > 300 ? readTzid(tzid) : everydayTzid(tzid);
}

const everydayTzid = kept(500, readTzid);

function readTzid(tzid: string): { name: string; zone: Tzid | undefined } {
  const name = cleanTzid(tzid);
  return { name, zone: namedZone(name) };
}

/** The zone of a name that is not a zone's: an offset, a city, an abbreviation that fits the season. */
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
  // CST is used in America and in China: without rules beside it, it stands for no zone.
  if (new Set(abbreviated.map(({ offset }) => offset)).size !== 1) {
    const paired = pairedZone(name, moment);
    return paired === undefined ? undefined : { tzid: paired, guessed: true };
  }
  const fitting = abbreviated.find(({ zone, offset }) => offsetAt(zone, moment - offset) === offset);
  return fitting === undefined ? undefined : { tzid: fitting.zone, guessed: true };
}

/** The zone by the rules, where the name is not a zone's. Among zones that fit equally, those that the name suggests come first. */
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
  const wall = context.first?.();
  const first = wall === undefined ? instant : instantBy(foreign, { moment: { wall } });
  const matched = matchZone(foreign, first, suggestions(name, foreign, context.hint));
  return matched === undefined ? undefined : { tzid: matched, guessed: true, instant };
}

/** What the hint and the words in the message suggest, the likeliest first. */
function suggestions(name: string, foreign: ForeignZone, hint: Tzid | undefined): Tzid[] {
  const zoneNames = foreign.observances.slice(0, 4).flatMap(({ names }) => names.slice(0, 2));
  const words = [name, ...zoneNames].map((word) => cleanedName(word));
  const numbered = exchangeTable.flatMap((row: string) => row.split(","))[foreign.number ?? -1];
  const suggested = [
    hint,
    // A short TZNAME is an abbreviation: CET is Brussels to IANA, and to nobody else.
    ...words.map(({ name, zone }) => (name.length > 5 ? (zone ?? cityZone(name)) : undefined)),
    parseZone(numbered),
    ...words.flatMap(({ name }) => abbreviatedZones(name).map(({ zone }) => zone)),
  ];
  return [...new Set(suggested.filter((zone) => zone !== undefined))];
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
