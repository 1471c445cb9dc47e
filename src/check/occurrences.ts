import { excerpt } from "../errors.ts";
import { type Finding, finding } from "../finding.ts";
import { type Item, itemOf, type Node } from "./node.ts";
import { timeFormOf } from "./times.ts";

const reference = "RFC 5545 section 3.8.4.4";

/** Components of one UID against each other: a series and its occurrences (RFC 5545 section 3.8.4.4). */
export function* checkOccurrences(nodes: readonly Node[], method: string | undefined): Generator<Finding> {
  const masters = new Map<string, Node>();
  const seen = new Set<string>();
  for (const node of nodes) {
    const uid = itemOf(node, "UID")?.property.value;
    if (uid !== undefined && itemOf(node, "RECURRENCE-ID") === undefined && !masters.has(uid)) {
      masters.set(uid, node);
    }
  }
  for (const node of nodes) {
    const uid = itemOf(node, "UID");
    const item = itemOf(node, "RECURRENCE-ID");
    if (uid === undefined) continue;
    const key = JSON.stringify([uid.property.value, item?.source.text.toUpperCase() ?? ""]);
    if (seen.has(key)) {
      const what = item === undefined ? "the whole" : "the same occurrence";
      const values = { what, uid: excerpt(uid.property.value, 40) };
      yield finding({ code: "component-twice", at: item ?? node, values });
    }
    seen.add(key);
    const master = masters.get(uid.property.value);
    if (item !== undefined && master !== undefined) yield* checkAgainst(item, master, method);
  }
}

function* checkAgainst(item: Item, master: Node, method: string | undefined): Generator<Finding> {
  const recurs = itemOf(master, "RRULE") !== undefined || itemOf(master, "RDATE") !== undefined;
  const start = itemOf(master, "DTSTART");
  // Answers and cancellations may leave out what recurs (RFC 5546 sections 3.2.3, 3.2.5): only a whole event can tell.
  const whole = method === undefined || method === "REQUEST" || method === "PUBLISH";
  if (!recurs && whole) {
    yield finding({ code: "occurrence-of-nothing", at: item });
  }
  const original = timeFormOf(start);
  const named = timeFormOf(item);
  if (original === undefined || named === undefined) return;
  if ((original === "date") !== (named === "date")) {
    yield finding({ code: "value-types-differ", at: item, reference, values: { property: "RECURRENCE-ID" } });
  } else if ((original === "local") !== (named === "local")) {
    yield finding({ code: "time-forms-differ", at: item, reference, values: { property: "RECURRENCE-ID" } });
  }
}
