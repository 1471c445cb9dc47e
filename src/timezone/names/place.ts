import { aliasTable } from "../../time/alias.table.ts";
import { hour, minute } from "../../time/civil.ts";
import { offsetAt } from "../../time/offset.ts";
import { parseZone, type Tzid } from "../../time/zone.ts";
import { cityTable } from "./city.table.ts";
import { splitOffset } from "./offset-name.ts";
import { placeTable } from "./place.table.ts";
import { foldName, withoutSeason } from "./spelling.ts";

/** For each place, in folded spelling: the zones whose display names list it, and the zone that is named after it. */
interface PlaceIndex {
  readonly listed: ReadonlyMap<string, readonly string[]>;
  readonly cities: ReadonlyMap<string, string>;
}

let places: PlaceIndex | undefined;

/**
 * The zone that a list of places means, or a place after an offset: the display names of Windows, Outlook and Exchange
 * in many languages. For a list it is the zone that most of its places belong to.
 *
 * @example
 * listedZone("(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien") // "Europe/Berlin"
 */
export function listedZone(name: string): Tzid | undefined {
  places ??= readPlaces();
  const known = places;
  const { offset, rest } = splitOffset(name);
  // Pacific Time (US & Canada), in whatever language: the offset before it says which.
  const american = /canad|kanad|канад|カナダ|加拿大|캐나다/u.test(foldName(rest))
    ? northAmerica.get(offset ?? 0)
    : undefined;
  if (american !== undefined) return parseZone(american);
  const token = withoutSeason(foldName(rest));
  const list = known.listed.get(token) ?? [];
  const city = known.cities.get(token);
  if (list.length === 1 && city === undefined) return parseZone(list[0]);
  const whole = city === undefined ? list : [city, ...list.filter((zone) => zone !== city)];
  const words = wordsOf(rest);
  const lists = words.map((word) => listsOf(word, known)).filter((zones) => zones.length > 0);
  // A single known place does not make a list ("Conference room, Paris"), unless the text as a whole is one place ("New/York").
  const several = whole.length > 0 ? words.length > 1 : lists.length > 1;
  if (!several && offset === undefined) return undefined;
  return parseZone(elected(whole.length > 0 ? [whole] : lists, offset));
}

/**
 * The zone of a single city or country, in many languages.
 *
 * @example
 * cityZone("Wien") // "Europe/Vienna"
 */
export function cityZone(name: string): Tzid | undefined {
  places ??= readPlaces();
  // There is no zone Asia/Hanoi, but Hanoi is a place with a zone.
  const token = foldName(name.slice(name.lastIndexOf("/") + 1));
  return parseZone(places.cities.get(token) ?? places.listed.get(token)?.[0]);
}

const northAmerica: ReadonlyMap<number, string> = new Map([
  [-8 * hour, "America/Los_Angeles"],
  [-7 * hour, "America/Denver"],
  [-6 * hour, "America/Chicago"],
  [-5 * hour, "America/New_York"],
  [-4 * hour, "America/Halifax"],
  [-210 * minute, "America/St_Johns"],
]);

function wordsOf(text: string): string[] {
  return text
    .split(/[,;:/|、，；]/)
    .map(foldName)
    .filter((word) => word !== "");
}

/** The lists that a place stands in, also by its name in another language; where it stands in none, its own zone. */
function listsOf(token: string, { listed, cities }: PlaceIndex): readonly string[] {
  const city = cities.get(token);
  const english = city === undefined ? "" : foldName(city.slice(city.lastIndexOf("/") + 1));
  return listed.get(token) ?? listed.get(english) ?? (city === undefined ? [] : [city]);
}

/** The zone with the most votes. Between equals: the one with the offset that stands before the list, then the first one voted for. */
function elected(ballots: readonly (readonly string[])[], offset: number | undefined): string | undefined {
  const votes = new Map<string, number>();
  for (const zone of ballots.flat()) votes.set(zone, (votes.get(zone) ?? 0) + 2);
  for (const [zone, count] of votes) {
    const tzid = offset === undefined ? undefined : parseZone(zone);
    if (tzid !== undefined && winterOffset(tzid) === offset) votes.set(zone, count + 1);
  }
  let best: string | undefined;
  for (const [zone, count] of votes) if (count > (votes.get(best ?? "") ?? 0)) best = zone;
  return best;
}

/** The offset of winter time, which Windows writes before the names of its zones. */
function winterOffset(tzid: Tzid): number {
  return Math.min(offsetAt(tzid, Date.UTC(2027, 0, 15)), offsetAt(tzid, Date.UTC(2027, 6, 15)));
}

function readPlaces(): PlaceIndex {
  const listed = new Map<string, string[]>();
  const cities = new Map<string, string>();
  const old = Object.values(aliasTable).flatMap((names) => names.split(" "));
  for (const name of [...old, ...Object.keys(aliasTable), ...Intl.supportedValuesOf("timeZone")]) {
    // A word for a part of a country is not a place: "West" of Australia/West.
    if (
      !name.includes("/") ||
      /^(?:Etc|SystemV|US|Canada|Brazil|Chile|Mexico)\/|_Dakota|\/[A-Z]+$|\/(?:North|South|West)$/.test(name)
    )
      continue;
    cities.set(foldName(name.slice(name.lastIndexOf("/") + 1)), name);
  }
  for (const [zone, words] of Object.entries(cityTable)) {
    for (const word of words.split(";")) if (!cities.has(word)) cities.set(word, zone);
  }
  for (const [zone, words] of Object.entries(placeTable)) {
    for (const word of words.split(";")) listed.set(word, [...(listed.get(word) ?? []), zone]);
  }
  return { listed, cities };
}
