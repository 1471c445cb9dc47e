import { excerpt, ItipError } from "../errors.ts";
import type { Finding } from "../icalendar/finding.ts";
import { type Limits, limitsFrom } from "../icalendar/limits.ts";
import { scanCalendar } from "../icalendar/scan.ts";
import { checkAlarms } from "./check-alarm.ts";
import { checkCalendarCounts, checkCounts, columnOf } from "./check-counts.ts";
import { type CalendarPart, checkPart } from "./check-email.ts";
import { checkMethodRules, type Scheduled } from "./check-method.ts";
import { everyNode, finding, itemOf, type Node, readNode, within } from "./check-node.ts";
import { checkOccurrences } from "./check-occurrences.ts";
import { checkProperty } from "./check-property.ts";
import { checkSpan } from "./check-span.ts";
import { checkText } from "./check-text.ts";
import { type Zones, zonesOf } from "./check-time.ts";
import { checkZones } from "./check-zones.ts";
import { type ComponentRule, componentRules } from "./component.table.ts";
import { gather } from "./gather.ts";
import type { Kind } from "./message.ts";
import { methods } from "./status.table.ts";

/** How {@link checkMessage} is to look at a text. */
export interface CheckOptions {
  /** The MIME part that brought the text: RFC 6047 is checked too. */
  part?: CalendarPart;
  limits?: Partial<Limits>;
}

const kinds = ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"] as const satisfies readonly Kind[];
const components: ReadonlyMap<string, ComponentRule> = new Map(Object.entries(componentRules));

/**
 * Holds calendar text against RFC 5545 and RFC 5546, and against RFC 6047 where it came by email.
 *
 * A broken MUST is an `error`, a broken SHOULD or an unregistered value a `warning`, advice is `info`; where
 * RFC 5546 contradicts itself, or its own examples break a rule, the severity is lowered and the message says why.
 * Text without METHOD is no iTIP message and is held against RFC 5545 alone. Findings come in the order of the text;
 * of more than `limits.findings` the gravest are listed and the last one counts the others.
 *
 * @throws {ItipError} `not-calendar-text`, `limit-exceeded`, `invalid-argument`
 * @example
 * checkMessage(ics)
 * // [{ code: "property-missing", severity: "error", path: "VCALENDAR.VEVENT[0].ORGANIZER", line: 6,
 * //    reference: "RFC 5546 section 3.2.3", message: "A REPLY of a VEVENT needs ORGANIZER." }]
 */
export function checkMessage(ics: string, options?: CheckOptions): Finding[] {
  if (typeof ics !== "string") throw invalid("ics", "calendar text is a string");
  if (options !== undefined && (typeof options !== "object" || options === null)) {
    throw invalid("options", "options is an object");
  }
  const limits = limitsFrom(options?.limits);
  const { calendars, findings } = scanCalendar(ics, limits);
  const nodes = calendars.map((calendar, index) =>
    readNode(calendar, calendars.length === 1 ? "VCALENDAR" : `VCALENDAR[${index}]`),
  );
  return gather(everything(ics, findings, nodes, options?.part), limits.findings);
}

function invalid(path: string, message: string): ItipError {
  return new ItipError("invalid-argument", [{ path, code: "invalid-type", message }]);
}

function* everything(
  text: string,
  scanned: readonly Finding[],
  calendars: readonly Node[],
  part: CalendarPart | undefined,
): Generator<Finding> {
  yield* scanned;
  yield* checkText(text);
  for (const calendar of calendars) {
    yield* checkCalendar(calendar);
    if (part !== undefined) yield* checkPart(calendar, text, part);
  }
}

function* checkCalendar(calendar: Node): Generator<Finding> {
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
  if (scheduled !== undefined) yield* checkMethodRules(calendar, scheduled);
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
