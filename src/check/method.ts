import { excerpt } from "../errors.ts";
import { addressKey } from "../event/address/address.ts";
import type { Method } from "../event/status.table.ts";
import { type Finding, finding } from "../finding.ts";
import { parameter } from "../icalendar/property.ts";
import { rowOf } from "../input.ts";
import type { Kind } from "../message/message.ts";
import { sharesUid } from "../message/same-uid.table.ts";
import { type Scheduled, sectionOf } from "./counts.ts";
import { type Item, isEmpty, itemOf, itemsOf, type Node, nodesOf, within } from "./node.ts";
import { statusAllowed } from "./rules/scheduling.table.ts";

/** The rules of RFC 5546 that its prose and comments state, beyond how often a property may stand. */
export function* checkMethodRules(calendar: Node, scheduled: Scheduled): Generator<Finding> {
  const { kind, method } = scheduled;
  const reference = sectionOf(kind, method);
  const nodes = nodesOf(calendar, kind);
  if (sharesUid(kind, method)) yield* checkSameUid(nodes, reference);
  for (const node of nodes) {
    yield* checkStatus(node, scheduled, reference);
    yield* checkSequence(node, method, reference);
    yield* checkSchedulingParameters(node);
    if (method === "REPLY" && kind !== "VFREEBUSY") yield* checkReply(node, kind, reference);
    if (method === "CANCEL" && kind !== "VJOURNAL") yield* checkCancel(node, reference);
    if (kind === "VFREEBUSY") yield* checkFreeBusy(node, method, reference);
  }
}

function* checkSameUid(nodes: readonly Node[], reference: string): Generator<Finding> {
  const uids = nodes.flatMap((node) => itemsOf(node, "UID").slice(0, 1)).filter((item) => !isEmpty(item));
  const other = uids.find((item) => item.property.value !== uids[0]?.property.value);
  if (other === undefined) return;
  yield finding({ code: "uids-differ", at: other, reference });
}

function* checkStatus(node: Node, { kind, method }: Scheduled, reference: string): Generator<Finding> {
  const item = itemOf(node, "STATUS");
  const allowed: readonly string[] | undefined = statusAllowed[kind]?.[method];
  if (item === undefined || allowed === undefined) return;
  const value = item.property.value.toUpperCase();
  if (allowed.includes(value)) return;
  const occurrence = itemOf(node, "RECURRENCE-ID") !== undefined;
  const common = occurrence && method === "REQUEST" && value === "CANCELLED";
  yield finding({
    code: "status-not-allowed",
    at: item,
    reference,
    severity: common ? "warning" : "error",
    values: { method, allowed: allowed.join(" or "), value: excerpt(value, 30) },
    note: common ? "Many calendars cancel an occurrence this way." : undefined,
  });
}

function* checkSequence(node: Node, method: Method, reference: string): Generator<Finding> {
  const item = itemOf(node, "SEQUENCE");
  if (item === undefined || !/^[+-]?0+$/.test(item.property.value)) return;
  const note = rowOf<string>(raisedBy, method);
  if (note !== undefined) yield finding({ code: "sequence-not-raised", at: item, reference, note });
}

/** Why a message cannot have SEQUENCE 0, by its method. */
const raisedBy = {
  ADD: "In an ADD it is greater than 0.",
  CANCEL: "Cancelling raises it, so it cannot be 0.",
} as const satisfies Partial<Record<Method, string>>;

/** RFC 6638 sections 7.1 to 7.3: these parameters are between a client and its server, and must not be sent to others. */
function* checkSchedulingParameters(node: Node): Generator<Finding> {
  const sections = { "SCHEDULE-AGENT": "7.1", "SCHEDULE-FORCE-SEND": "7.2", "SCHEDULE-STATUS": "7.3" };
  for (const item of [...itemsOf(node, "ORGANIZER"), ...itemsOf(node, "ATTENDEE")]) {
    for (const [name, section] of Object.entries(sections)) {
      if (!item.property.parameters.has(name)) continue;
      const reference = `RFC 6638 section ${section}`;
      yield finding({ code: "schedule-parameter", at: item, reference, values: { parameter: name } });
    }
  }
}

function answerOf(attendee: Item): string {
  return (parameter(attendee.property, "PARTSTAT") ?? "NEEDS-ACTION").toUpperCase();
}

/** RFC 5546 sections 3.2.3 and 3.2.2.3: a reply must state an answer, and a delegation must name the delegate. */
function* checkReply(node: Node, kind: Kind, reference: string): Generator<Finding> {
  const attendees = itemsOf(node, "ATTENDEE");
  const failed = itemOf(node, "REQUEST-STATUS") !== undefined;
  const [first] = attendees;
  if (first !== undefined && !failed && attendees.every((item) => answerOf(item) === "NEEDS-ACTION")) {
    yield finding({ code: "reply-without-answer", at: first, reference });
  }
  const delegation = `RFC 5546 section ${kind === "VTODO" ? "3.4.2.3" : "3.2.2.3"}`;
  const present = new Set(attendees.map(({ property }) => addressKey(property.value)));
  for (const item of attendees) {
    if (answerOf(item) !== "DELEGATED") continue;
    const delegates = item.property.parameters.get("DELEGATED-TO") ?? [];
    if (delegates.length === 0) {
      yield finding({ code: "delegate-missing", at: item, reference: delegation });
    } else if (!delegates.some((delegate) => present.has(addressKey(delegate)))) {
      yield finding({ code: "delegate-not-attendee", at: item, reference: delegation });
    }
  }
}

/** A CANCEL needs an ATTENDEE: the table of RFC 5546 says `0+`, but the comment beside the count says that some must be there. */
function* checkCancel(node: Node, reference: string): Generator<Finding> {
  if (itemOf(node, "ATTENDEE") !== undefined) return;
  yield finding({ code: "cancel-without-attendee", at: within(node, "ATTENDEE"), reference });
}

function* checkFreeBusy(node: Node, method: Method, reference: string): Generator<Finding> {
  if (method === "REQUEST") return;
  let last = "";
  for (const item of itemsOf(node, "FREEBUSY")) {
    if (parameter(item.property, "FBTYPE")?.toUpperCase() === "FREE") {
      yield finding({ code: "free-time", at: item, reference });
    }
    const sorted = item.property.value.split(",").every((period) => {
      const before = last;
      last = period;
      return period >= before;
    });
    if (sorted) continue;
    yield finding({ code: "periods-not-sorted", at: item });
  }
}
