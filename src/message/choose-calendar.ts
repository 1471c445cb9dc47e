import { ItipError } from "../errors.ts";
import { type Component, componentsOf, firstLine } from "../icalendar/component.ts";
import type { Kind } from "./message.ts";

/** The components that schedule something (RFC 5546 section 1.4). */
export const kinds = ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"] as const satisfies readonly Kind[];

/** The calendar that schedules something: the first with a METHOD and a component of a known kind, else with the latter. */
export function chooseCalendar(calendars: readonly Component[]): {
  calendar: Component;
  kind: Kind;
  components: Component[];
} {
  let chosen: { calendar: Component; kind: Kind } | undefined;
  for (const calendar of calendars) {
    const kind = kindOf(calendar);
    if (kind === undefined) continue;
    chosen ??= { calendar, kind };
    if (firstLine(calendar, "METHOD") === undefined) continue;
    chosen = { calendar, kind };
    break;
  }
  if (chosen !== undefined) {
    const { calendar, kind } = chosen;
    return { calendar, kind, components: componentsOf(calendar, kind) };
  }
  throw new ItipError("not-a-scheduling-message", [
    {
      path: "VCALENDAR",
      code: "no-component",
      message: "there is no VEVENT, VTODO, VJOURNAL or VFREEBUSY in it",
    },
  ]);
}

/** The kind of the first component that is of any. */
function kindOf(calendar: Component): Kind | undefined {
  for (const { name } of calendar.components) {
    const kind = kinds.find((candidate) => candidate === name);
    if (kind !== undefined) return kind;
  }
  return undefined;
}
