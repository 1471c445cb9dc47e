import { addressKey } from "../event/address/address.ts";
import { type Method, methods } from "../event/status.table.ts";
import type { FindingCode } from "../finding.table.ts";
import { type Finding, finding, type Place } from "../finding.ts";
import { rowOf } from "../input.ts";
import type { Kind } from "../message/message.ts";
import { isEmpty, itemsOf, type Node, nodesOf, within } from "./node.ts";
import { alarmRules, type ComponentRule, componentRules } from "./rules/component.table.ts";
import { type Dispute, disputes } from "./rules/dispute.table.ts";
import { type Count, presence, type RestrictionTable } from "./rules/presence.table.ts";

/** A calendar whose METHOD and kind RFC 5546 knows together. */
export interface Scheduled {
  readonly kind: Kind;
  readonly method: Method;
}

/** A count of the restriction tables, with the section that it comes from. */
interface Rule {
  readonly count: Count;
  /** `"RFC 5546 section 3.2.3"`. */
  readonly reference: string;
  /** The message or component that the rule is for, as a sentence begins: `A REPLY of a VEVENT`. */
  readonly owner: string;
  /** Passages of the RFC that contradict the count. */
  readonly disputes: readonly Dispute[];
}

/** The restriction table of a kind. */
function restrictions(kind: Kind): RestrictionTable {
  return presence[kind];
}

/** The section of RFC 5546 about a method of a kind. */
export function sectionOf(kind: Kind, method: Method): string {
  return `RFC 5546 section ${restrictions(kind).sections[method] ?? "3"}`;
}

/** Which column of a kind's table a method has; -1 for a combination that RFC 5546 section 3 does not know. */
export function columnOf(kind: Kind, method: Method): number {
  return methods.filter((candidate) => restrictions(kind).sections[candidate] !== undefined).indexOf(method);
}

/** How many components of each kind the calendar of a method may hold (RFC 5546 sections 3.2 to 3.5). */
export function* checkCalendarCounts(calendar: Node, kind: Kind, method: Method): Generator<Finding> {
  const column = columnOf(kind, method);
  for (const [name, counts] of Object.entries(restrictions(kind).calendar)) {
    const found = nodesOf(calendar, name);
    const rule = tableRule(kind, method, name, counts[column] ?? "-");
    const [first] = found;
    if (rule.count === "-" && first !== undefined) yield kindsDiffer(first, name, rule);
    yield* checkCount(name, found, calendar, rule);
  }
}

/** A kind of component that the table forbids by having no row for it, as some tables have none for VJOURNAL: an oversight, it seems. */
function kindsDiffer(at: Place, component: string, { owner, reference }: Rule): Finding {
  const note = "The table of the RFC has no row for it.";
  return finding({ code: "component-not-allowed", at, reference, values: { owner, component }, note });
}

/** How often each property may stand in a component, by RFC 5546 where it has a row, else by RFC 5545. */
export function* checkCounts(node: Node, scheduled: Scheduled | undefined): Generator<Finding> {
  const present = new Set(node.items.map(({ name }) => name));
  for (const [name, rule] of rulesFor(node, scheduled)) {
    const found = name === "VALARM" ? nodesOf(node, name) : present.has(name) ? itemsOf(node, name) : [];
    yield* checkCount(name, name === "UID" && isNameless(node) ? [] : found, node, rule);
  }
}

/** Whether the component has no UID or an empty one, which counts as missing. */
function isNameless(node: Node): boolean {
  return itemsOf(node, "UID").slice(0, 1).every(isEmpty);
}

/** At most one entry for each kind of component and method: a calendar may have thousands of the same. */
const cache = new Map<string, ReadonlyMap<string, Rule>>();

function rulesFor(node: Node, scheduled: Scheduled | undefined): ReadonlyMap<string, Rule> {
  const own = scheduled?.kind === node.name ? scheduled : undefined;
  if (!isComponentName(node.name) || node.name === "VALARM") return collectRules(node, own);
  const key = `${node.name} ${own?.method ?? ""}`;
  const rules = cache.get(key) ?? collectRules(node, own);
  cache.set(key, rules);
  return rules;
}

function isComponentName(name: string): boolean {
  return Object.hasOwn(componentRules, name);
}

function collectRules(node: Node, scheduled: Scheduled | undefined): ReadonlyMap<string, Rule> {
  const rules = new Map<string, Rule>();
  const own = rowOf<ComponentRule>(componentRules, node.name);
  const general = { ...countsOf(own), ...(node.name === "VALARM" ? alarmCounts(node) : {}) };
  const owner = withArticle(node.name);
  for (const [name, count] of Object.entries(general)) {
    rules.set(name, { count, reference: own?.reference ?? "", owner, disputes: [] });
  }
  if (scheduled === undefined) return rules;
  const { kind, method } = scheduled;
  const column = columnOf(kind, method);
  for (const [name, counts] of Object.entries(restrictions(kind).component)) {
    const count = counts[column] ?? "-";
    if (count !== "-") rules.set(name, tableRule(kind, method, name, count));
  }
  return rules;
}

function countsOf(rule: ComponentRule | undefined): Readonly<Record<string, Count>> {
  const each = (names: string | undefined, count: Count): [string, Count][] =>
    (names ?? "").split(" ").flatMap((name) => (name === "" ? [] : [[name, count]]));
  return Object.fromEntries([...each(rule?.once, "1"), ...each(rule?.atMostOnce, "0-1")]);
}

function withArticle(name: string): string {
  return `${/^[AEIO]/.test(name) ? "An" : "A"} ${name}`;
}

function alarmCounts(alarm: Node): Readonly<Record<string, Count>> {
  const action = itemsOf(alarm, "ACTION")[0]?.property.value.toUpperCase();
  return rowOf<Readonly<Record<string, Count>>>(alarmRules, action ?? "") ?? {};
}

function tableRule(kind: Kind, method: Method, name: string, count: Count): Rule {
  return {
    count,
    reference: sectionOf(kind, method),
    owner: `${withArticle(method)} of a ${kind}`,
    disputes: disputes.filter(
      (dispute: Dispute) =>
        dispute.kind === kind && dispute.name === name && dispute.methods.includes(method),
    ),
  };
}

function* checkCount(name: string, found: readonly Place[], node: Node, rule: Rule): Generator<Finding> {
  const what = isComponentName(name) ? "component" : "property";
  const [first, second] = found;
  const judged = (code: FindingCode, at: Place, side: Dispute["side"]) =>
    judgedBy(rule, { code, at, name, dispute: disputeOf(rule, side, node) });
  if (first === undefined && (rule.count === "1" || rule.count === "1+"))
    yield judged(`${what}-missing`, within(node, name), "missing");
  if (first !== undefined && rule.count === "0") yield judged(`${what}-not-allowed`, first, "excess");
  if (second !== undefined && (rule.count === "1" || rule.count === "0-1"))
    yield judged(`${what}-repeated`, second, "excess");
}

function disputeOf(rule: Rule, side: Dispute["side"], node: Node): Dispute | undefined {
  return rule.disputes.find(
    (dispute) => dispute.side === side && (dispute.when === undefined || isDelegation(node)),
  );
}

/** Whether the ATTENDEEs are people who delegated to one another, and nobody else (RFC 5546 section 3.2.2.3). */
function isDelegation(node: Node): boolean {
  const attendees = itemsOf(node, "ATTENDEE").map(({ property }) => ({
    key: addressKey(property.value),
    linked: ["DELEGATED-TO", "DELEGATED-FROM"].flatMap((name) =>
      (property.parameters.get(name) ?? []).map(addressKey),
    ),
  }));
  const named = new Set(attendees.flatMap(({ linked }) => linked));
  return attendees.every(({ key, linked }) => linked.length > 0 || named.has(key));
}

function judgedBy(
  { owner, reference }: Rule,
  { code, at, name, dispute }: { code: FindingCode; at: Place; name: string; dispute: Dispute | undefined },
): Finding {
  const values = { owner, property: name, component: name };
  const found = { code, at, reference, values };
  if (dispute === undefined) return finding(found);
  return finding({ ...found, severity: dispute.severity, note: dispute.because });
}
