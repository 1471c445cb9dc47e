import { excerpt } from "../errors.ts";
import { addressKey } from "../event/address.ts";
import type { Method } from "../event/status.table.ts";
import type { Finding } from "../finding.ts";
import { parameter } from "../icalendar/property.ts";
import type { Kind } from "../message/message.ts";
import { restrictions } from "./counts.ts";
import { finding, type Item, itemOf, itemsOf, type Node, nodesOf } from "./node.ts";
import { sameUid, statusAllowed } from "./rules/scheduling.table.ts";

/** A calendar whose METHOD and kind RFC 5546 knows together. */
export interface Scheduled {
  readonly kind: Kind;
  readonly method: Method;
}

/** What the prose and the comments of RFC 5546 ask for beyond counts. */
export function* checkMethodRules(calendar: Node, scheduled: Scheduled): Generator<Finding> {
  const { kind, method } = scheduled;
  const reference = `RFC 5546 section ${restrictions(kind).sections[method] ?? "3"}`;
  const nodes = nodesOf(calendar, kind);
  if (sameUid[kind]?.includes(method) === true) yield* checkSameUid(nodes, reference);
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
  const uids = nodes.flatMap((node) => itemsOf(node, "UID").slice(0, 1));
  const other = uids.find((item) => item.property.value !== uids[0]?.property.value);
  if (other === undefined) return;
  const message = "All components of the message must have the same UID.";
  yield finding("error", "uids-differ", other, reference, message);
}

function* checkStatus(node: Node, { kind, method }: Scheduled, reference: string): Generator<Finding> {
  const item = itemOf(node, "STATUS");
  const allowed: readonly string[] | undefined = statusAllowed[kind]?.[method];
  if (item === undefined || allowed === undefined) return;
  const value = item.property.value.toUpperCase();
  if (allowed.includes(value)) return;
  const occurrence = itemOf(node, "RECURRENCE-ID") !== undefined;
  const common = occurrence && method === "REQUEST" && value === "CANCELLED";
  const message = `STATUS of a ${method} is ${allowed.join(" or ")}, not ${excerpt(value, 30)}${
    common ? ", though many calendars cancel an occurrence this way" : ""
  }.`;
  yield finding(common ? "warning" : "error", "status-not-allowed", item, reference, message);
}

function* checkSequence(node: Node, method: Method, reference: string): Generator<Finding> {
  const item = itemOf(node, "SEQUENCE");
  if (item === undefined || !/^[+-]?0+$/.test(item.property.value)) return;
  if (method === "ADD") {
    const message = "SEQUENCE of an ADD must be greater than 0.";
    yield finding("error", "sequence-not-raised", item, reference, message);
  } else if (method === "CANCEL") {
    const message = "Cancelling must raise SEQUENCE, so it cannot be 0.";
    yield finding("error", "sequence-not-raised", item, reference, message);
  }
}

/** RFC 6638 sections 7.1 to 7.3: what client and server tell each other stays between them. */
function* checkSchedulingParameters(node: Node): Generator<Finding> {
  const sections = { "SCHEDULE-AGENT": "7.1", "SCHEDULE-FORCE-SEND": "7.2", "SCHEDULE-STATUS": "7.3" };
  for (const item of [...itemsOf(node, "ORGANIZER"), ...itemsOf(node, "ATTENDEE")]) {
    for (const [name, section] of Object.entries(sections)) {
      if (!item.property.parameters.has(name)) continue;
      const message = `${name} must not leave the server in a scheduling message.`;
      yield finding("error", "schedule-parameter", item, `RFC 6638 section ${section}`, message);
    }
  }
}

function partstatOf(attendee: Item): string {
  return (parameter(attendee.property, "PARTSTAT") ?? "NEEDS-ACTION").toUpperCase();
}

/** RFC 5546 sections 3.2.3 and 3.2.2.3: an answer says something, a delegation says to whom. */
function* checkReply(node: Node, kind: Kind, reference: string): Generator<Finding> {
  const attendees = itemsOf(node, "ATTENDEE");
  const failed = itemOf(node, "REQUEST-STATUS") !== undefined;
  const [first] = attendees;
  if (first !== undefined && !failed && attendees.every((item) => partstatOf(item) === "NEEDS-ACTION")) {
    const message = "The REPLY answers nothing: its ATTENDEE has no PARTSTAT other than NEEDS-ACTION.";
    yield finding("warning", "reply-without-answer", first, reference, message);
  }
  const delegation = `RFC 5546 section ${kind === "VTODO" ? "3.4.2.3" : "3.2.2.3"}`;
  const present = new Set(attendees.map(({ property }) => addressKey(property.value)));
  for (const item of attendees) {
    if (partstatOf(item) !== "DELEGATED") continue;
    const delegates = item.property.parameters.get("DELEGATED-TO") ?? [];
    if (delegates.length === 0) {
      const message = "Who delegates must name the delegate in DELEGATED-TO.";
      yield finding("error", "delegate-missing", item, delegation, message);
    } else if (!delegates.some((delegate) => present.has(addressKey(delegate)))) {
      const message =
        "Who delegates should add the delegate as an ATTENDEE; the section says must, but the table of section " +
        "3.2.3 allows one ATTENDEE only, as example 4.2.5 does.";
      yield finding("info", "delegate-not-attendee", item, delegation, message);
    }
  }
}

/** The count says 0+, the comment beside it that some must be there. */
function* checkCancel(node: Node, reference: string): Generator<Finding> {
  if (itemOf(node, "ATTENDEE") !== undefined) return;
  const message =
    "A CANCEL must name some or all of those it takes the event from, though its table lets ATTENDEE be absent.";
  yield finding(
    "warning",
    "cancel-without-attendee",
    { path: `${node.path}.ATTENDEE`, line: node.line },
    reference,
    message,
  );
}

function* checkFreeBusy(node: Node, method: Method, reference: string): Generator<Finding> {
  if (method === "REQUEST") return;
  let last = "";
  for (const item of itemsOf(node, "FREEBUSY")) {
    if (parameter(item.property, "FBTYPE")?.toUpperCase() === "FREE") {
      const message = "FREEBUSY in a message must be busy time; FBTYPE=FREE is not.";
      yield finding("error", "free-time", item, reference, message);
    }
    const sorted = item.property.value.split(",").every((period) => {
      const before = last;
      last = period;
      return period >= before;
    });
    if (sorted) continue;
    const message = "FREEBUSY periods should be in ascending order.";
    yield finding("warning", "periods-not-sorted", item, "RFC 5546 section 3.3", message);
  }
}
