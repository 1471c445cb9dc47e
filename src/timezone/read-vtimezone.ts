import { hour, minute, second, wallOf } from "../time/civil.ts";
import { type OnsetRule, readOnsetRule } from "./onset-rule.ts";

/** A STANDARD or DAYLIGHT sub-component of somebody else's VTIMEZONE. Milliseconds. */
export interface ForeignObservance {
  readonly before: number;
  readonly after: number;
  /** DTSTART as if it were UTC. */
  readonly start: number;
  readonly rule?: OnsetRule | undefined;
  /** RDATEs as if they were UTC. */
  readonly more: readonly number[];
  readonly names: readonly string[];
}

/** What somebody else's VTIMEZONE says. */
export interface ForeignZone {
  /** Empty where there are none, or one that cannot be understood: half the rules would tell a wrong time. */
  readonly observances: readonly ForeignObservance[];
  /** X-LIC-LOCATION, LOCATION of Evolution: an Olson name. */
  readonly location?: string | undefined;
  /** X-MICROSOFT-CDO-TZID: a number of Exchange 2000. */
  readonly number?: number | undefined;
}

// The longest history of a zone has some hundred observances; ten thousand are an attack.
const mostText = 64 * 1_024;
const mostObservances = 120;
const mostOnsets = 400;
const mostPartialWeeks = 8;

const unread: ForeignZone = { observances: [] };
const cache = new Map<string, ForeignZone>();

/**
 * Reads the text of a VTIMEZONE, folded or not, in one pass; of one that is larger than any zone's history, nothing.
 *
 * @example
 * readForeignZone("BEGIN:VTIMEZONE\r\n…").observances.length // 2
 */
export function readForeignZone(text: string): ForeignZone {
  if (text.length > mostText) return unread;
  let zone = cache.get(text);
  if (zone === undefined) {
    zone = read(text);
    // One message asks again and again about its two or three zones; fifty is the most that it may have.
    if (cache.size >= 64) cache.clear();
    cache.set(text, zone);
  }
  return zone;
}

function read(text: string): ForeignZone {
  const found: ForeignObservance[] = [];
  let properties: Property[] | undefined;
  let location: string | undefined;
  let number: number | undefined;
  let understood = true;
  let onsets = 0;
  for (const property of propertiesOf(text)) {
    const { name, value } = property;
    const part = value.trim().toUpperCase();
    if (name === "BEGIN" && (part === "STANDARD" || part === "DAYLIGHT")) properties = [];
    else if (name === "END" && (part === "STANDARD" || part === "DAYLIGHT")) {
      const observance: ForeignObservance | undefined = understood
        ? readObservance(properties ?? [])
        : undefined;
      onsets += 1 + (observance?.more.length ?? 0);
      understood = observance !== undefined && found.length < mostObservances && onsets <= mostOnsets;
      if (observance !== undefined) found.push(observance);
      properties = undefined;
    } else if (properties !== undefined) properties.push(property);
    else if (name === "X-LIC-LOCATION" || name === "LOCATION") location ??= value.trim();
    else if (name === "X-MICROSOFT-CDO-TZID" && /^\s*\d{1,2}\s*$/.test(value)) number ??= Number(value);
  }
  // Each of those costs a look at a dozen years.
  const partial = found.filter(({ rule }) => rule?.monthdays !== undefined).length;
  return { observances: understood && partial <= mostPartialWeeks ? found : [], location, number };
}

interface Property {
  readonly name: string;
  readonly value: string;
}

/** Name and value of each content line; of parameters only that they end at a colon outside of quotes. */
function* propertiesOf(text: string): Generator<Property> {
  for (const line of text
    .replace(/\r\n?|\n/g, "\n")
    .replace(/\n[ \t]/g, "")
    .split("\n")) {
    let quoted = false;
    let nameEnd = -1;
    for (let i = 0; i < line.length; i++) {
      const char = line[i];
      if (char === '"') quoted = !quoted;
      if ((char === ";" || char === ":") && nameEnd < 0) nameEnd = i;
      if (char !== ":" || quoted) continue;
      yield { name: line.slice(0, nameEnd).trim().toUpperCase(), value: line.slice(i + 1) };
      break;
    }
  }
}

function readObservance(properties: readonly Property[]): ForeignObservance | undefined {
  const all = (name: string) =>
    properties.filter((property) => property.name === name).map(({ value }) => value);
  const after = readOffset(all("TZOFFSETTO")[0]);
  // Outlook cannot do without TZOFFSETFROM either, but the time that holds is said by TZOFFSETTO.
  const before = readOffset(all("TZOFFSETFROM")[0]) ?? after;
  const start = readLocal(all("DTSTART")[0]);
  const rules = all("RRULE");
  const rule = rules[0] === undefined || start === undefined ? undefined : readOnsetRule(rules[0], start);
  const more = all("RDATE")
    .flatMap((list) => list.split(","))
    .map(readLocal);
  if (before === undefined || after === undefined || start === undefined || rules.length > 1)
    return undefined;
  if ((rules.length === 1 && rule === undefined) || all("EXRULE").length > 0) return undefined;
  return {
    before,
    after,
    start,
    rule,
    more: more.filter((wall) => wall !== undefined),
    names: all("TZNAME").map((name) => name.trim()),
  };
}

/** A UTC-OFFSET (RFC 5545 section 3.3.14), also with seconds, with a colon, and the forbidden -0000. */
function readOffset(value: string | undefined): number | undefined {
  const parts = /^\s*([+-]?)(\d{2}):?(\d{2}):?(\d{2})?\s*$/.exec(value ?? "");
  if (parts === null) return undefined;
  const [, sign, hours, minutes, seconds] = parts;
  const size = Number(hours) * hour + Number(minutes) * minute + Number(seconds ?? 0) * second;
  if (Number(minutes) > 59 || size > 26 * hour) return undefined;
  return size === 0 ? 0 : sign === "-" ? -size : size;
}

/** A local DATE-TIME; years before 1 do not occur, a Z is a slip. */
function readLocal(value: string | undefined): number | undefined {
  const parts = /^\s*(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})Z?)?\s*$/i.exec(value ?? "");
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  return wallOf({ year, month, day, hour: hours, minute: minutes, second: Math.min(seconds, 59) });
}
