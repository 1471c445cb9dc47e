import { excerpt } from "../errors.ts";
import { type Finding, finding, type Noticed } from "../finding.ts";
import type { Limits } from "../limits.ts";
import type { Component, ContentLine } from "./component.ts";

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

/** Lists a finding, at the innermost open component; beyond the limit it is counted only, and not even made. */
export function report(outline: Outline, noticed: () => Omit<Noticed, "at"> & { line?: number }): void {
  if (outline.findings.length < outline.limits.findings) {
    const { line, ...rest } = noticed();
    outline.findings.push(finding({ ...rest, at: { path: pathOf(outline), line } }));
  } else outline.unlisted++;
}

/** Text outside a calendar: reported once for each stretch. */
export function reportOutside(outline: Outline, text: string, line: number): void {
  if (outline.outside) return;
  outline.outside = true;
  report(outline, () => ({
    code: "text-outside-calendar",
    line,
    values: { text: excerpt(text) },
  }));
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
