import { excerpt } from "../errors.ts";
import { methods } from "../event/status.table.ts";
import { type Finding, finding } from "../finding.ts";
import { rowOf } from "../input.ts";
import { kinds } from "../message/message.ts";
import { checkAlarms } from "./alarm.ts";
import { checkCalendarCounts, checkCounts, columnOf, type Scheduled } from "./counts.ts";
import { checkEarlier } from "./earlier.ts";
import { checkMethodRules } from "./method.ts";
import { everyNode, itemOf, type Node, within } from "./node.ts";
import { checkOccurrences } from "./occurrences.ts";
import { checkProperty } from "./property.ts";
import { type ComponentRule, componentRules } from "./rules/component.table.ts";
import { checkSpan } from "./span.ts";
import { type Zones, zonesOf } from "./times.ts";
import { checkZones } from "./zones.ts";

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
    const values = { owner: "A calendar", component: "at least one component" };
    yield finding({ code: "component-missing", at: calendar, values });
  } else if (kind === undefined && written !== undefined) {
    const values = { owner: "A message", component: "a VEVENT, VTODO, VJOURNAL or VFREEBUSY" };
    yield finding({ code: "component-missing", at: calendar, reference: "RFC 5546 section 3", values });
  }
  if (written === undefined) {
    yield finding({ code: "method-missing", at: within(calendar, "METHOD") });
    return undefined;
  }
  const at = itemOf(calendar, "METHOD") ?? calendar;
  const method = methods.find((candidate) => candidate === written);
  if (method === undefined) {
    yield finding({ code: "unregistered-method", at, values: { method: excerpt(written, 30) } });
    return undefined;
  }
  if (kind === undefined) return undefined;
  if (columnOf(kind, method) >= 0) return { kind, method };
  yield finding({ code: "method-not-for-component", at, values: { method, kind } });
  return undefined;
}

function isEntry(node: Node): boolean {
  return kinds.some((kind) => kind === node.name);
}

function* checkPlace(node: Node): Generator<Finding> {
  const rule = rowOf<ComponentRule>(componentRules, node.name);
  if (rule === undefined) {
    const values = { component: excerpt(node.name, 30) };
    if (!node.name.startsWith("X-")) yield finding({ code: "unregistered-component", at: node, values });
    return;
  }
  for (const child of node.nodes) {
    const parents = rowOf<ComponentRule>(componentRules, child.name)?.parents;
    if (parents === undefined || parents.includes(node.name)) continue;
    const values = { component: child.name, parent: node.name };
    yield finding({ code: "component-misplaced", at: child, values });
  }
}

function* checkEntries(calendar: Node, zones: Zones, method: string | undefined): Generator<Finding> {
  const entries = calendar.nodes.filter(isEntry);
  yield* checkOccurrences(entries, method);
  for (const node of entries) {
    yield* checkSpan(node, zones);
    yield* checkAlarms(node);
    if (method !== undefined) continue;
    if (node.name === "VEVENT")
      yield* checkPresence(node, "DTSTART", "A VEVENT in a calendar without METHOD", "3.6.1");
    if (itemOf(node, "ATTENDEE") !== undefined)
      yield* checkPresence(node, "ORGANIZER", "A component with an ATTENDEE", "3.8.4.3");
  }
}

/** A property that has to be there, whatever the restriction tables say. */
function* checkPresence(node: Node, property: string, owner: string, section: string): Generator<Finding> {
  if (itemOf(node, property) !== undefined) return;
  const at = within(node, property);
  const reference = `RFC 5545 section ${section}`;
  yield finding({ code: "property-missing", at, reference, values: { owner, property } });
}
