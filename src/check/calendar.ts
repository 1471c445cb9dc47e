import { excerpt } from "../errors.ts";
import { methods } from "../event/status.table.ts";
import type { Finding } from "../finding.ts";
import type { Kind } from "../message/message.ts";
import { checkAlarms } from "./alarm.ts";
import { checkCalendarCounts, checkCounts, columnOf } from "./counts.ts";
import { checkEarlier } from "./earlier.ts";
import { checkMethodRules, type Scheduled } from "./method.ts";
import { everyNode, finding, itemOf, type Node, within } from "./node.ts";
import { checkOccurrences } from "./occurrences.ts";
import { checkProperty } from "./property.ts";
import { type ComponentRule, componentRules } from "./rules/component.table.ts";
import { checkSpan } from "./span.ts";
import { type Zones, zonesOf } from "./times.ts";
import { checkZones } from "./zones.ts";

const kinds = ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"] as const satisfies readonly Kind[];
const components: ReadonlyMap<string, ComponentRule> = new Map(Object.entries(componentRules));

/** One VCALENDAR, from its parts to the whole; `earlier` is what it answers or follows. */
export function* checkCalendar(calendar: Node, earlier: Node | undefined): Generator<Finding> {
  const zones = zonesOf(calendar);
  const method = itemOf(calendar, "METHOD")?.property.value.trim().toUpperCase();
  const scheduled = yield* checkCombination(calendar, method);
  if (scheduled !== undefined) yield* checkCalendarCounts(calendar, scheduled.kind, scheduled.method);
  for (const node of everyNode(calendar)) {
    yield* checkPlace(node);
    yield* checkCounts(node, scheduled);
    for (const item of node.items) yield* checkProperty(item, node.name);
  }
  yield* checkZones(calendar, zones);
  yield* checkEntries(calendar, zones, method);
  if (scheduled === undefined) return;
  yield* checkMethodRules(calendar, scheduled);
  if (earlier !== undefined) yield* checkEarlier(calendar, earlier, scheduled, zones);
}

/** RFC 5546 section 3: which methods there are, and for which components. */
function* checkCombination(
  calendar: Node,
  written: string | undefined,
): Generator<Finding, Scheduled | undefined> {
  const kind = kinds.find((name) => name === calendar.nodes.find(isEntry)?.name);
  if (calendar.nodes.length === 0) {
    const message = "A calendar must have at least one component.";
    yield finding("error", "component-missing", calendar, "RFC 5545 section 3.6", message);
  } else if (kind === undefined && written !== undefined) {
    const message = "The message has nothing to schedule: no VEVENT, VTODO, VJOURNAL or VFREEBUSY.";
    yield finding("error", "component-missing", calendar, "RFC 5546 section 3", message);
  }
  if (written === undefined) {
    const message = "There is no METHOD: this is a calendar and no scheduling message.";
    yield finding("warning", "method-missing", within(calendar, "METHOD"), "RFC 5546 section 3", message);
    return undefined;
  }
  const at = itemOf(calendar, "METHOD") ?? calendar;
  const method = methods.find((candidate) => candidate === written);
  if (method === undefined) {
    const message = `METHOD:${excerpt(written, 30)} is no method of RFC 5546.`;
    yield finding("warning", "unregistered-method", at, "RFC 5546 section 3", message);
    return undefined;
  }
  if (kind === undefined) return undefined;
  if (columnOf(kind, method) >= 0) return { kind, method };
  const message = `RFC 5546 has no ${method} of a ${kind}.`;
  yield finding("error", "method-not-for-component", at, "RFC 5546 section 3", message);
  return undefined;
}

function isEntry(node: Node): boolean {
  return kinds.some((kind) => kind === node.name);
}

function* checkPlace(node: Node): Generator<Finding> {
  const rule = components.get(node.name);
  if (rule === undefined) {
    if (node.name.startsWith("X-")) return;
    const message = `${excerpt(node.name, 30)} is no registered component.`;
    yield finding("warning", "unregistered-component", node, "RFC 5545 section 8.3.1", message);
    return;
  }
  for (const child of node.nodes) {
    const parents = components.get(child.name)?.parents;
    if (parents === undefined || parents.includes(node.name)) continue;
    const message = `A ${child.name} cannot stand in a ${node.name}.`;
    yield finding("error", "component-misplaced", child, "RFC 5545 section 3.6", message);
  }
}

function* checkEntries(calendar: Node, zones: Zones, method: string | undefined): Generator<Finding> {
  const entries = calendar.nodes.filter(isEntry);
  yield* checkOccurrences(entries, method);
  for (const node of entries) {
    yield* checkSpan(node, zones);
    yield* checkAlarms(node);
    if (method !== undefined) continue;
    if (node.name === "VEVENT" && itemOf(node, "DTSTART") === undefined) {
      const message = "A VEVENT in a calendar without METHOD needs DTSTART.";
      yield finding("error", "property-missing", within(node, "DTSTART"), "RFC 5545 section 3.6.1", message);
    }
    if (itemOf(node, "ATTENDEE") !== undefined && itemOf(node, "ORGANIZER") === undefined) {
      const message = "What has an ATTENDEE is scheduled by someone and needs ORGANIZER.";
      yield finding(
        "error",
        "property-missing",
        within(node, "ORGANIZER"),
        "RFC 5545 section 3.8.4.3",
        message,
      );
    }
  }
}
