import { excerpt } from "../errors.ts";
import type { FindingCode } from "../finding.table.ts";
import { type Finding, finding } from "../finding.ts";
import { holdLimit, type Limits, limitExceeded } from "../limits.ts";
import type { Component, ContentLine } from "./component.ts";
import { findOutsideQuotes, isName } from "./content-line.ts";
import { everydayName } from "./everyday-name.ts";

/** The tree of components while a text is read. */
export interface Outline {
  readonly limits: Limits;
  readonly calendars: Component[];
  readonly findings: Finding[];
  /** The components that have begun and not ended, the outermost first. */
  readonly open: OpenComponent[];
  /** Findings beyond the limit. */
  unlisted: number;
  components: number;
  timeZones: number;
  /** Text outside was reported since the last calendar ended. */
  outside: boolean;
}

interface OpenComponent {
  readonly component: {
    readonly name: string;
    readonly lines: ContentLine[];
    readonly components: Component[];
    readonly line: number;
  };
  attendees: number;
}

/** The tree before the first line. */
export function openOutline(limits: Limits): Outline {
  return {
    limits,
    calendars: [],
    findings: [],
    open: [],
    unlisted: 0,
    components: 0,
    timeZones: 0,
    outside: false,
  };
}

/** Lists a finding, at the innermost open component, with excerpts of foreign text; beyond the limit it is counted only, and not even made. */
export function report(
  outline: Outline,
  code: FindingCode,
  line: number | undefined,
  foreign: Readonly<Record<string, string>> = {},
): void {
  if (outline.findings.length >= outline.limits.findings) {
    outline.unlisted++;
    return;
  }
  const values = Object.fromEntries(Object.entries(foreign).map(([key, text]) => [key, excerpt(text)]));
  outline.findings.push(finding({ code, at: { path: pathOf(outline), line }, values }));
}

/** Text outside a calendar: reported once for each stretch. */
export function reportOutside(outline: Outline, text: string, line: number): void {
  if (outline.outside) return;
  outline.outside = true;
  report(outline, "text-outside-calendar", line, { text });
}

/** Where the innermost open component stands: `VCALENDAR.VEVENT[0]`. */
function pathOf(outline: Outline): string {
  let path = "";
  let siblings: readonly Component[] = outline.calendars;
  for (const { component } of outline.open) {
    let index = 0;
    for (const sibling of siblings) {
      if (sibling === component) break;
      if (sibling.name === component.name) index++;
    }
    if (path === "") path = index === 0 ? component.name : `${component.name}[${index}]`;
    else path += `.${excerpt(component.name)}[${index}]`;
    siblings = component.components;
  }
  return path;
}

/** Components that hold none of their own kind, nor of each other: one that begins inside another lacks its END. */
const neverNested: ReadonlySet<string> = new Set(["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"]);
const leaves: ReadonlySet<string> = new Set(["VALARM", "STANDARD", "DAYLIGHT"]);

/** BEGIN. A component whose name is none is read, so that its lines do no harm elsewhere, and dropped. */
export function beginComponent(outline: Outline, value: string, line: number): void {
  const name = componentName(value);
  if (name === "VCALENDAR") {
    const repeated = outline.open.length === 1;
    closeDownTo(outline, 0, line);
    if (repeated) dropEmptyCalendar(outline);
    outline.outside = false;
  } else if (outline.open.length === 0) {
    reportOutside(outline, `BEGIN:${value}`, line);
    return;
  } else closeUnended(outline, name, line);

  const { open, limits } = outline;
  const parent = open[open.length - 1]?.component;
  holdLimit(limits, "components", ++outline.components);
  holdLimit(limits, "depth", open.length + 1);
  if (name === "VTIMEZONE") holdLimit(limits, "timeZones", ++outline.timeZones);
  const component = { name, lines: [], components: [], line };
  if (!isName(name)) {
    report(outline, "malformed-component", line, { name: value });
  } else if (parent === undefined) outline.calendars.push(component);
  else {
    parent.components.push(component);
    if (parent.name === "VTIMEZONE") holdLimit(limits, "observances", parent.components.length);
  }
  open.push({ component, attendees: 0 });
}

function componentName(value: string): string {
  return everydayName(value, 0, value.length) ?? value.trim().toUpperCase();
}

/** END. One that names an outer component ends the inner ones too; one that names nothing open ends nothing. */
export function endComponent(outline: Outline, value: string, line: number): void {
  const name = componentName(value);
  if (outline.open[outline.open.length - 1]?.component.name === name) {
    outline.open.pop();
    return;
  }
  const at = outline.open.findLastIndex((open) => open.component.name === name);
  if (at !== -1) {
    closeDownTo(outline, at + 1, line);
    outline.open.pop();
  } else if (outline.open.length === 0) reportOutside(outline, `END:${value}`, line);
  else {
    report(outline, "unexpected-end", line, { name });
  }
}

/** A content line of the innermost open component. */
export function addLine(outline: Outline, line: ContentLine, nameEnd: number, valueAt: number): void {
  const { open: opened, limits } = outline;
  const open = opened[opened.length - 1];
  if (open === undefined) return;
  holdLineLimits(limits, line, nameEnd, valueAt);
  const { lines } = open.component;
  lines.push(line);
  if (lines.length > limits.properties) throw limitExceeded(limits, "properties", lines.length);
  if (line.name === "ATTENDEE") holdLimit(limits, "attendees", ++open.attendees);
}

/** Ends what is still open where the text ends. */
export function endText(outline: Outline): void {
  closeDownTo(outline, 0, undefined);
}

function closeUnended(outline: Outline, name: string, line: number): void {
  for (;;) {
    const top = outline.open[outline.open.length - 1]?.component.name ?? "";
    const inner = leaves.has(top) && (leaves.has(name) || neverNested.has(name));
    if (!inner && !(neverNested.has(name) && neverNested.has(top))) return;
    closeDownTo(outline, outline.open.length - 1, line);
  }
}

function closeDownTo(outline: Outline, depth: number, line: number | undefined): void {
  while (outline.open.length > depth) {
    const name = outline.open.at(-1)?.component.name ?? "";
    report(outline, "end-missing", line, { name });
    outline.open.pop();
  }
}

/** BEGIN:VCALENDAR twice in a row is one calendar. */
function dropEmptyCalendar(outline: Outline): void {
  const last = outline.calendars.at(-1);
  if (last?.lines.length === 0 && last.components.length === 0) outline.calendars.pop();
}

/** Properties whose value is a list (RFC 5545 sections 3.8.1.2, 3.8.1.10, 3.8.2.6, 3.8.5.1, 3.8.5.2). */
const lists: ReadonlySet<string> = new Set(["EXDATE", "RDATE", "CATEGORIES", "RESOURCES", "FREEBUSY"]);

/**
 * Refuses a line with too many parameters, or with a list of too many values. Where the line is too short for that,
 * nothing is counted.
 *
 * @throws {ItipError} `limit-exceeded`
 */
function holdLineLimits(limits: Limits, line: ContentLine, nameEnd: number, valueAt: number): void {
  const { text, name } = line;
  if (valueAt - nameEnd > limits.parameters) {
    holdLimit(limits, "parameters", countOf(text, ";", nameEnd, valueAt, limits.parameters));
  }
  if (text.length - valueAt > limits.values && lists.has(name)) {
    holdLimit(limits, "values", 1 + countOf(text, ",", valueAt, text.length, limits.values - 1));
  }
}

/** How often a character stands outside quotation marks, which are looked for only where it stands more than `most` times. */
function countOf(text: string, wanted: string, from: number, end: number, most: number): number {
  let count = 0;
  for (let at = text.indexOf(wanted, from); at !== -1 && at < end; at = text.indexOf(wanted, at + 1)) count++;
  if (count <= most) return count;
  count = 0;
  for (let at = findOutsideQuotes(text, wanted, from, end); at !== -1; count++) {
    at = findOutsideQuotes(text, wanted, at + 1, end);
  }
  return count;
}
