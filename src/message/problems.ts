import { excerpt } from "../errors.ts";
import { type Finding, finding, type Place } from "../finding.ts";
import { type Component, type ContentLine, linesOf } from "../icalendar/component.ts";
import { parameter, rawValue, readProperty } from "../icalendar/property.ts";
import type { CalendarTime } from "../timezone/calendar-time.ts";
import { isBackwards, readTimeLine, type StatedSpan, type StatedTime } from "../timezone/time-property.ts";
import type { Kind } from "./message.ts";

const timeProperties: ReadonlySet<string> = new Set([
  "DTSTART",
  "DTEND",
  "DUE",
  "RECURRENCE-ID",
  "X-MS-OLK-ORIGINALSTART",
  "X-MS-OLK-ORIGINALEND",
]);

/** What is wrong with the times of a message: no such date, a zone that nobody knows, a VTIMEZONE that says otherwise. */
export function timeProblems(calendar: Component, kind: Kind, components: readonly Component[]): Finding[] {
  const context = { calendar };
  const problems: Finding[] = [];
  components.forEach((component, index) => {
    const path = `VCALENDAR.${kind}[${index}]`;
    let start: StatedLine | undefined;
    let end: StatedLine | undefined;
    for (const line of component.lines) {
      if (!timeProperties.has(line.name)) continue;
      const stated = { line, time: readTimeLine(line, component, context) };
      if (stated.time.kind === "fault" || "contradicted" in stated.time)
        problems.push(problemOf(stated, placeOf(line, component, path)));
      if (line.name === "DTSTART") start ??= stated;
      else if (line.name === "DTEND") end ??= stated;
    }
    if (start === undefined || end === undefined) return;
    if (start.time.kind === "fault" || end.time.kind === "fault") return;
    const span = { start: start.time, end: end.time };
    if (isComparable(span) && isBackwards(span)) {
      const at = placeOf(end.line, component, path);
      problems.push(finding({ code: "end-not-after-start", at, values: { end: "DTEND" } }));
    }
  });
  return problems;
}

/** A time with the line that states it. */
interface StatedLine {
  readonly line: ContentLine;
  readonly time: CalendarTime;
}

/** Where a line stands, worked out for the few that have a fault. */
function placeOf(line: ContentLine, component: Component, path: string): Place {
  const alike = linesOf(component, line.name);
  const index = alike.length === 1 ? "" : `[${alike.indexOf(line)}]`;
  return { path: `${path}.${line.name}${index}`, line: line.line };
}

/** Whether both are dates, both local without a zone, or both moments: of any other two nobody knows which comes first. */
function isComparable({ start, end }: StatedSpan): boolean {
  const scaleOf = (kind: StatedTime["kind"]) => (kind === "zoned" ? "utc" : kind);
  return scaleOf(start.kind) === scaleOf(end.kind);
}

function problemOf({ line, time }: StatedLine, at: Place): Finding {
  const property = line.name;
  const value = excerpt(rawValue(line), 40);
  if (time.kind === "fault") {
    if (time.code === "unresolved-time-zone") {
      return finding({ code: time.code, at, values: { reason: time.message } });
    }
    const reference = "RFC 5545 section 3.3.5";
    const note = "There is no such date or time.";
    return finding({ code: "invalid-value", at, reference, values: { property, value }, note });
  }
  const tzid = excerpt(parameter(readProperty(line), "TZID") ?? "");
  return finding({ code: "time-zone-contradicted", at, values: { tzid }, note: "The zone counts." });
}
