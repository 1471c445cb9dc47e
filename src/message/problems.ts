import { excerpt } from "../errors.ts";
import { type Finding, finding } from "../finding.ts";
import { type Component, type ContentLine, firstLine } from "../icalendar/component.ts";
import { parameter, rawValue, readProperty } from "../icalendar/property.ts";
import type { CalendarTime } from "../timezone/calendar-time.ts";
import { isBackwards, readTimeLine } from "../timezone/time-property.ts";
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
    const found: { DTSTART?: CalendarTime; DTEND?: CalendarTime } = {};
    for (const line of component.lines) {
      if (!timeProperties.has(line.name)) continue;
      const time = readTimeLine(line, component, context);
      if (line.name === "DTSTART" || line.name === "DTEND") found[line.name] ??= time;
      problems.push(...problemOf(line, `${path}.${line.name}`, time));
    }
    const { DTSTART: start, DTEND: end } = found;
    if (start === undefined || end === undefined || start.kind === "fault" || end.kind === "fault") return;
    if (isBackwards({ start, end })) problems.push(endsBeforeStart(component, path));
  });
  return problems;
}

function endsBeforeStart(component: Component, path: string): Finding {
  const at = { path: `${path}.DTEND`, line: firstLine(component, "DTEND")?.line };
  return finding({ code: "end-not-after-start", at, values: { end: "DTEND" } });
}

function problemOf(line: ContentLine, path: string, time: CalendarTime): Finding[] {
  const at = { path, line: line.line };
  const property = line.name;
  const value = excerpt(rawValue(line), 40);
  if (time.kind === "fault") {
    if (time.code === "unresolved-time-zone") {
      return [finding({ code: time.code, at, values: { reason: time.message } })];
    }
    const reference = "RFC 5545 section 3.3.5";
    return [
      finding({
        code: "invalid-value",
        at,
        reference,
        values: { property, value },
        note: "There is no such date or time.",
      }),
    ];
  }
  if (!("contradicted" in time)) return [];
  const tzid = excerpt(parameter(readProperty(line), "TZID") ?? "");
  return [finding({ code: "time-zone-contradicted", at, values: { tzid }, note: "The zone counts." })];
}
