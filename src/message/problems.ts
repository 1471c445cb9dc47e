import type { Finding } from "../finding.ts";
import { type Component, type ContentLine, firstLine } from "../icalendar/component.ts";
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
  const line = firstLine(component, "DTEND");
  return {
    code: "end-before-start",
    severity: "error",
    message: "the end is before the start",
    path: `${path}.DTEND`,
    ...(line === undefined ? {} : { line: line.line }),
    reference: "RFC 5545 section 3.8.2.2",
  };
}

function problemOf(line: ContentLine, path: string, time: CalendarTime): Finding[] {
  if (time.kind === "fault") {
    const reference =
      time.code === "invalid-date-time" ? "RFC 5545 section 3.3.5" : "RFC 5545 section 3.2.19";
    return [{ code: time.code, severity: "error", message: time.message, path, line: line.line, reference }];
  }
  if ("contradicted" in time) {
    const message = "the VTIMEZONE gives another offset than the zone that its TZID names; the zone counts";
    return [
      {
        code: "contradicted-time-zone",
        severity: "warning",
        message,
        path,
        line: line.line,
        reference: "RFC 5545 section 3.6.5",
      },
    ];
  }
  return [];
}
