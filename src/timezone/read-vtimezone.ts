import type { Component } from "../icalendar/component.ts";
import { rawValue } from "../icalendar/property.ts";
import { scanCalendar } from "../icalendar/scan.ts";
import { defaultLimits, type Limits } from "../limits.ts";
import { readRule } from "../recurrence/rule.ts";
import { hour, minute, second, wallOf } from "../time/civil.ts";
import { type OnsetRule, onsetRule } from "./onset-rule.ts";

/** A STANDARD or DAYLIGHT sub-component of somebody else's VTIMEZONE. Milliseconds. */
interface ForeignObservance {
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

/** A VTIMEZONE handed in alone is bounded by its length: nothing else about it is refused. */
const byLength: Limits = {
  ...defaultLimits,
  components: mostText,
  depth: mostText,
  properties: mostText,
  parameters: mostText,
  values: mostText,
  timeZones: mostText,
  observances: mostText,
  findings: 1,
};

/** A VTIMEZONE that was read, and its lines. */
interface KnownZone {
  readonly lines: readonly string[];
  readonly zone: ForeignZone;
}

/**
 * What was read of VTIMEZONEs, by their first line: all mail of one calendar program and zone brings the same one. A reply of Exchange is
 * read in half the time. Comparing the lines one by one takes 0.2 µs, putting them together 0.75.
 */
const known = new Map<string, KnownZone[]>();
const mostKnown = 200;
const mostAlike = 10;
const longestKnown = 4_000;

/**
 * Reads a VTIMEZONE in one pass; of one that is larger than any zone's history, nothing.
 *
 * @example
 * readVtimezone(componentsOf(calendar, "VTIMEZONE")[0]).observances.length // 2
 */
export function readVtimezone(vtimezone: Component): ForeignZone {
  const alike = known.get(vtimezone.lines[0]?.text ?? "") ?? [];
  for (const { lines, zone } of alike) if (isWritten(vtimezone, lines)) return zone;
  const lines = everyLineOf(vtimezone);
  const length = lengthOf(lines);
  if (length > mostText) return unread;
  const zone = readZone(vtimezone);
  if (length <= longestKnown) keep(alike.length < mostAlike ? alike : [], lines, zone);
  return zone;
}

/** Whether a VTIMEZONE has just these lines, in the order of {@link everyLineOf}. */
function isWritten({ lines, components }: Component, known: readonly string[]): boolean {
  let at = 0;
  for (const { text } of lines) if (text !== known[at++]) return false;
  for (const child of components) {
    if (child.name !== known[at++]) return false;
    for (const { text } of child.lines) if (text !== known[at++]) return false;
  }
  return at === known.length;
}

/** A text of its own: the lines that were read are pieces of the whole mail, and would hold it. */
function keep(alike: KnownZone[], lines: readonly string[], zone: ForeignZone): void {
  const own = lines.join("\n").split("\n");
  alike.push({ lines: own, zone });
  if (known.size >= mostKnown) known.clear();
  known.set(own[0] ?? "", alike);
}

function lengthOf(lines: readonly string[]): number {
  let length = 0;
  for (const line of lines) length += line.length + 1;
  return length;
}

function readZone(vtimezone: Component): ForeignZone {
  const observances = readObservances(vtimezone.components);
  let location: string | undefined;
  let number: number | undefined;
  for (const line of vtimezone.lines) {
    if (line.name === "X-LIC-LOCATION" || line.name === "LOCATION") location ??= rawValue(line).trim();
    else if (line.name === "X-MICROSOFT-CDO-TZID") number ??= smallNumber(rawValue(line));
  }
  return { observances, location, number };
}

/**
 * Reads the text of one VTIMEZONE, folded or not, with or without a calendar around it: the form that callers hand in.
 *
 * @example
 * readVtimezoneText("BEGIN:VTIMEZONE\r\n…").observances.length // 2
 */
export function readVtimezoneText(text: string): ForeignZone {
  if (text.length > mostText) return unread;
  // VERSION takes the continuation that a text may begin with.
  const wrapped = `BEGIN:VCALENDAR\nVERSION:2.0\n${text.replace(/\r\n?/g, "\n")}\nEND:VCALENDAR\n`;
  const { calendars } = scanCalendar(wrapped, byLength);
  const components = calendars.flatMap((calendar) => calendar.components);
  const vtimezone = components.find(({ name }) => name === "VTIMEZONE") ?? calendars.at(-1);
  return vtimezone === undefined ? unread : readVtimezone(vtimezone);
}

/** The lines of a VTIMEZONE, and of its observances behind their names; what is nested deeper is not read. */
function everyLineOf({ lines, components }: Component): string[] {
  const found: string[] = [];
  for (const { text } of lines) found.push(text);
  for (const child of components) {
    found.push(child.name);
    for (const { text } of child.lines) found.push(text);
  }
  return found;
}

/** All of them, or none where one cannot be understood: half of the rules would tell a wrong time. */
function readObservances(components: readonly Component[]): ForeignObservance[] {
  const found: ForeignObservance[] = [];
  let onsets = 0;
  for (const component of components) {
    if (component.name !== "STANDARD" && component.name !== "DAYLIGHT") continue;
    const observance = found.length < mostObservances ? readObservance(component) : undefined;
    onsets += 1 + (observance?.more.length ?? 0);
    if (observance === undefined || onsets > mostOnsets) return [];
    found.push(observance);
  }
  // To evaluate a rule that holds a week to some of its days takes a look at a dozen years.
  const partial = found.filter(({ rule }) => rule?.monthdays !== undefined).length;
  return partial <= mostPartialWeeks ? found : [];
}

function smallNumber(value: string): number | undefined {
  return /^\s*\d{1,2}\s*$/.test(value) ? Number(value) : undefined;
}

function readObservance({ lines }: Component): ForeignObservance | undefined {
  const all = (name: string) => lines.filter((line) => line.name === name).map(rawValue);
  const after = readOffset(all("TZOFFSETTO")[0]);
  // Outlook cannot do without TZOFFSETFROM either, but the time that holds is said by TZOFFSETTO.
  const before = readOffset(all("TZOFFSETFROM")[0]) ?? after;
  const start = readLocal(all("DTSTART")[0]);
  const rules = all("RRULE");
  const rule = rules[0] === undefined || start === undefined ? undefined : readOnsets(rules[0], start);
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

function readOnsets(value: string, start: number): OnsetRule | undefined {
  const rule = readRule(value);
  return "kind" in rule ? undefined : onsetRule(rule, start);
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
