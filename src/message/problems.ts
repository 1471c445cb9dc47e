import { excerpt } from "../errors.ts";
import { type Finding, finding } from "../finding.ts";
import { type Component, type ContentLine, placedLinesOf } from "../icalendar/component.ts";
import { parameter, rawValue, readProperty } from "../icalendar/property.ts";
import type { CalendarTime } from "../timezone/calendar-time.ts";
import { isBackwards, readTimeLine, type StatedSpan } from "../timezone/time-property.ts";
import type { Kind } from "./message.ts";

const timeProperties = [
  "DTSTART",
  "DTEND",
  "DUE",
  "RECURRENCE-ID",
  "X-MS-OLK-ORIGINALSTART",
  "X-MS-OLK-ORIGINALEND",
] as const;

/** What is wrong with the times of a message: no such date, a zone that nobody knows, a VTIMEZONE that says otherwise. */
export function timeProblems(calendar: Component, kind: Kind, components: readonly Component[]): Finding[] {
  const context = { calendar };
  const problems: Finding[] = [];
  components.forEach((component, index) => {
    const path = `VCALENDAR.${kind}[${index}]`;
    const stated = timeProperties.flatMap((name) =>
      placedLinesOf(component, name, path).map((placed) => ({
        ...placed,
        time: readTimeLine(placed.line, component, context),
      })),
    );
    problems.push(...stated.flatMap(problemOf));
    const start = stated.find(({ line }) => line.name === "DTSTART");
    const end = stated.find(({ line }) => line.name === "DTEND");
    if (start === undefined || end === undefined) return;
    if (start.time.kind === "fault" || end.time.kind === "fault") return;
    const span = { start: start.time, end: end.time };
    if (isComparable(span) && isBackwards(span)) problems.push(endsBeforeStart(end));
  });
  return problems;
}

/** A time with the line that states it. */
interface PlacedTime {
  readonly line: ContentLine;
  readonly path: string;
  readonly time: CalendarTime;
}

/** Whether both are dates, both local without a zone, or both moments: of any other two nobody knows which comes first. */
function isComparable({ start, end }: StatedSpan): boolean {
  const scales = [start, end].map(({ kind }) => (kind === "zoned" ? "utc" : kind));
  return scales[0] === scales[1];
}

function endsBeforeStart({ line, path }: PlacedTime): Finding {
  return finding({ code: "end-not-after-start", at: { path, line: line.line }, values: { end: "DTEND" } });
}

function problemOf({ line, path, time }: PlacedTime): Finding[] {
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
