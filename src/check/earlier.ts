import { addressKey } from "../event/address/address.ts";
import { type Finding, finding } from "../finding.ts";
import { textValue } from "../icalendar/property.ts";
import { type Scheduled, sectionOf } from "./counts.ts";
import { type Item, itemOf, itemsOf, type Node, nodesOf, within } from "./node.ts";
import { between, type Zones } from "./times.ts";

/** Properties whose change raises SEQUENCE (RFC 5546 section 2.1.4). */
const weighty = ["DTSTART", "DTEND", "DURATION", "DUE", "RRULE", "RDATE", "EXDATE", "STATUS"] as const;
/** What a REPLY may repeat but not change (RFC 5546 section 3.2.3); its COMMENT is its own. */
const repeated = ["SUMMARY", "DESCRIPTION", "LOCATION", "URL", "PRIORITY", "CLASS", "GEO", "RRULE"] as const;
const times: ReadonlySet<string> = new Set(["DTSTART", "DTEND", "DUE"]);
const answers: ReadonlySet<string> = new Set(["REPLY", "COUNTER", "DECLINECOUNTER"]);

/** A message against the one that it answers or follows. */
export function* checkEarlier(
  calendar: Node,
  earlier: Node,
  { kind, method }: Scheduled,
  zones: Zones,
): Generator<Finding> {
  const reference = sectionOf(kind, method);
  const before = nodesOf(earlier, kind);
  const [first] = before;
  if (first === undefined || method === "PUBLISH") return;
  for (const node of nodesOf(calendar, kind)) {
    const same = before.filter((one) => written(one, "UID") === written(node, "UID"));
    if (same.length === 0 && method !== "REQUEST") {
      yield finding({ code: "uid-unknown", at: itemOf(node, "UID") ?? node, reference, values: { method } });
    }
    const counterpart = counterpartOf(node, same, zones);
    if (counterpart === undefined) continue;
    yield* checkRevision(node, counterpart, { method, reference, zones });
    if (method === "COUNTER") yield* checkOrganizer(node, counterpart, reference);
    if (method === "CANCEL" && kind !== "VJOURNAL") yield* checkUninvited(node, counterpart, reference);
    if (method === "REPLY") yield* checkUnchanged(node, counterpart, reference, zones);
  }
}

function written(node: Node, name: string): string | undefined {
  return itemOf(node, name)?.property.value;
}

/** What a component is compared with: the same occurrence in the earlier message, else the series there. */
function counterpartOf(node: Node, same: readonly Node[], zones: Zones): Node | undefined {
  const named = itemOf(node, "RECURRENCE-ID");
  const occurrence = same.find((one) => {
    const theirs = itemOf(one, "RECURRENCE-ID");
    return named !== undefined && theirs !== undefined && between(named, theirs, zones) === 0;
  });
  return occurrence ?? same.find((one) => itemOf(one, "RECURRENCE-ID") === undefined);
}

function sequenceIn(node: Node): number {
  const number = Number(written(node, "SEQUENCE") ?? 0);
  return Number.isSafeInteger(number) ? number : 0;
}

/** RFC 5546 section 2.1.4: who raises SEQUENCE, and who repeats it. */
function* checkRevision(
  node: Node,
  before: Node,
  { method, reference, zones }: { method: string; reference: string; zones: Zones },
): Generator<Finding> {
  const at = itemOf(node, "SEQUENCE") ?? within(node, "SEQUENCE");
  const [now, then] = [sequenceIn(node), sequenceIn(before)];
  if (answers.has(method)) {
    // A REPLY without SEQUENCE, or with 0, says nothing of the revision ("if non-zero", section 3.2.3).
    if (now === then || (method === "REPLY" && now === 0)) return;
    yield finding({ code: "sequence-not-echoed", at, reference, values: { then, now } });
    return;
  }
  if (method === "REFRESH" || now > then) return;
  const changed = method === "REQUEST" ? weightyChange(node, before, zones) : method;
  if (changed === undefined && now === then) return;
  const why =
    changed === undefined ? "goes back" : `was not raised above ${then}, though ${changed} asks for it`;
  yield finding({ code: "sequence-not-raised", at, note: `It is ${now}, and ${why}.` });
}

/** The property whose change raises SEQUENCE, if one has changed. */
function weightyChange(node: Node, before: Node, zones: Zones): string | undefined {
  const named = itemOf(node, "RECURRENCE-ID");
  if (named === undefined || itemOf(before, "RECURRENCE-ID") !== undefined)
    return weighty.find((name) => differs(node, before, name));
  // An occurrence beside its series starts at its own time, lasts as long as the series says, and has no rule.
  const start = itemOf(node, "DTSTART");
  if (start !== undefined && (between(named, start, zones) ?? 0) !== 0) return "DTSTART";
  const [now, then] = [lengthOf(node, zones), lengthOf(before, zones)];
  if (now !== undefined && then !== undefined && now !== then) return "DTEND";
  return (["DURATION", "STATUS"] as const).find((name) => differs(node, before, name));
}

function lengthOf(node: Node, zones: Zones): number | undefined {
  const [start, end] = [itemOf(node, "DTSTART"), itemOf(node, "DTEND")];
  return start === undefined || end === undefined ? undefined : between(start, end, zones);
}

function differs(node: Node, before: Node, name: string): boolean {
  const lines = (one: Node) =>
    one.items
      .filter((item) => item.name === name)
      .map(({ source }) => source.text.toUpperCase())
      .sort();
  return lines(node).join("\n") !== lines(before).join("\n");
}

function* checkOrganizer(node: Node, before: Node, reference: string): Generator<Finding> {
  const [now, then] = [itemOf(node, "ORGANIZER"), itemOf(before, "ORGANIZER")];
  if (now === undefined || then === undefined) return;
  if (addressKey(now.property.value) === addressKey(then.property.value)) return;
  yield finding({ code: "organizer-differs", at: now, reference });
}

/**
 * RFC 5546 section 3.2.5: STATUS:CANCELLED takes the event from everyone, and must not stand where only some people are
 * un-invited. What is meant cannot be told: everyone may be named in several messages.
 */
function* checkUninvited(node: Node, before: Node, reference: string): Generator<Finding> {
  const status = itemOf(node, "STATUS");
  if (status?.property.value.toUpperCase() !== "CANCELLED") return;
  // The people of a series are not those of its occurrences.
  if ((itemOf(node, "RECURRENCE-ID") === undefined) !== (itemOf(before, "RECURRENCE-ID") === undefined))
    return;
  const organizer = written(before, "ORGANIZER");
  const named = new Set([...attendeeAddresses(node), addressKey(organizer ?? "")]);
  const others = attendeeAddresses(before).filter((address) => !named.has(address)).length;
  if (named.size === 1 || others === 0) return;
  yield finding({ code: "not-everyone-cancelled", at: status, reference, values: { count: others } });
}

function attendeeAddresses(node: Node): string[] {
  return itemsOf(node, "ATTENDEE").map(({ property }) => addressKey(property.value));
}

/** RFC 5546 section 3.2.3: who wants something else sends a COUNTER. */
function* checkUnchanged(node: Node, before: Node, reference: string, zones: Zones): Generator<Finding> {
  const occurrence =
    itemOf(node, "RECURRENCE-ID") !== undefined && itemOf(before, "RECURRENCE-ID") === undefined;
  // The times of a series are not those of its occurrences.
  for (const name of occurrence ? repeated : [...repeated, ...times]) {
    const [now, then] = [itemOf(node, name), itemOf(before, name)];
    if (now === undefined || isSame(now, then, zones)) continue;
    yield finding({ code: "property-changed", at: now, reference, values: { property: name } });
  }
}

function isSame(now: Item, then: Item | undefined, zones: Zones): boolean {
  if (times.has(now.name)) return then === undefined || (between(now, then, zones) ?? 0) === 0;
  return textValue(now.source) === (then === undefined ? undefined : textValue(then.source));
}
