import { excerpt } from "../errors.ts";
import { holdLimit, limitExceeded } from "../limits.ts";
import type { ContentLine } from "./component.ts";
import { isName } from "./content-line.ts";
import { holdLineLimits } from "./line-limits.ts";
import { type Outline, report, reportOutside } from "./outline.ts";

/** Components that hold none of their own kind, nor of each other: one that begins inside another lacks its END. */
const neverNested: ReadonlySet<string> = new Set(["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"]);
const leaves: ReadonlySet<string> = new Set(["VALARM", "STANDARD", "DAYLIGHT"]);

/** BEGIN. A component whose name is none is read, so that its lines do no harm elsewhere, and dropped. */
export function beginComponent(outline: Outline, value: string, line: number): void {
  const name = value.trim().toUpperCase();
  if (name === "VCALENDAR") {
    const repeated = outline.open.length === 1;
    closeDownTo(outline, 0, line);
    if (repeated) dropEmptyCalendar(outline);
    outline.outside = false;
  } else if (outline.open.length === 0) {
    reportOutside(outline, `BEGIN:${value}`, line);
    return;
  } else closeUnended(outline, name, line);

  const parent = outline.open.at(-1)?.component;
  holdLimit(outline.limits, "components", ++outline.components);
  holdLimit(outline.limits, "depth", outline.open.length + 1);
  if (name === "VTIMEZONE") holdLimit(outline.limits, "timeZones", ++outline.timeZones);
  const component = { name, lines: [], components: [], line };
  if (!isName(name)) {
    report(outline, () => ({
      code: "malformed-component",
      line,
      values: { name: excerpt(value) },
    }));
  } else if (parent === undefined) outline.calendars.push(component);
  else {
    parent.components.push(component);
    if (parent.name === "VTIMEZONE") holdLimit(outline.limits, "observances", parent.components.length);
  }
  outline.open.push({ component, attendees: 0 });
}

/** END. One that names an outer component ends the inner ones too; one that names nothing open ends nothing. */
export function endComponent(outline: Outline, value: string, line: number): void {
  const name = value.trim().toUpperCase();
  const at = outline.open.findLastIndex((open) => open.component.name === name);
  if (at !== -1) {
    closeDownTo(outline, at + 1, line);
    outline.open.pop();
  } else if (outline.open.length === 0) reportOutside(outline, `END:${value}`, line);
  else {
    report(outline, () => ({
      code: "unexpected-end",
      line,
      values: { name: excerpt(name) },
    }));
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

/** The end of the text ends everything. */
export function endText(outline: Outline): void {
  closeDownTo(outline, 0, undefined);
}

function closeUnended(outline: Outline, name: string, line: number): void {
  for (;;) {
    const top = outline.open.at(-1)?.component.name ?? "";
    const inner = leaves.has(top) && (leaves.has(name) || neverNested.has(name));
    if (!inner && !(neverNested.has(top) && neverNested.has(name))) return;
    closeDownTo(outline, outline.open.length - 1, line);
  }
}

function closeDownTo(outline: Outline, depth: number, line: number | undefined): void {
  while (outline.open.length > depth) {
    const name = outline.open.at(-1)?.component.name ?? "";
    report(outline, () => ({
      code: "end-missing",
      ...(line === undefined ? {} : { line }),
      values: { name: excerpt(name) },
    }));
    outline.open.pop();
  }
}

/** BEGIN:VCALENDAR twice in a row is one calendar. */
function dropEmptyCalendar(outline: Outline): void {
  const last = outline.calendars.at(-1);
  if (last?.lines.length === 0 && last.components.length === 0) outline.calendars.pop();
}
