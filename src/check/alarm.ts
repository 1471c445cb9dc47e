import type { Finding } from "../finding.ts";
import { parameter } from "../icalendar/property.ts";
import { finding, itemOf, type Node, nodesOf } from "./node.ts";

const trigger = "RFC 5545 section 3.8.6.3";

/** The alarms of a component against it: what a TRIGGER counts from must be there (RFC 5545 section 3.6.6). */
export function* checkAlarms(owner: Node): Generator<Finding> {
  for (const alarm of nodesOf(owner, "VALARM")) {
    yield* checkRepetition(alarm);
    yield* checkTrigger(owner, alarm);
  }
}

function* checkRepetition(alarm: Node): Generator<Finding> {
  const duration = itemOf(alarm, "DURATION");
  const repeat = itemOf(alarm, "REPEAT");
  const lone = duration === undefined ? repeat : repeat === undefined ? duration : undefined;
  if (lone === undefined) return;
  const message = "REPEAT and DURATION of an alarm stand together or not at all.";
  yield finding("error", "alarm-repetition", lone, "RFC 5545 section 3.6.6", message);
}

function* checkTrigger(owner: Node, alarm: Node): Generator<Finding> {
  const item = itemOf(alarm, "TRIGGER");
  if (item === undefined) return;
  const declared = parameter(item.property, "VALUE")?.toUpperCase();
  const absolute =
    declared === "DATE-TIME" || (declared === undefined && /^\d{8}T/.test(item.property.value));
  const related = parameter(item.property, "RELATED")?.toUpperCase();
  if (absolute) {
    if (related === undefined) return;
    const message = "RELATED must not stand on a TRIGGER that is a DATE-TIME.";
    yield finding("error", "related-not-allowed", item, trigger, message);
    return;
  }
  const has = (name: string) => itemOf(owner, name) !== undefined;
  const ends = has(owner.name === "VTODO" ? "DUE" : "DTEND") || (has("DTSTART") && has("DURATION"));
  if (related === "END" && !ends) {
    const message = `The ${owner.name} has no end for the TRIGGER to count from.`;
    yield finding("error", "trigger-without-end", item, trigger, message);
  } else if (related !== "END" && !has("DTSTART")) {
    const message = `The ${owner.name} has no DTSTART for the TRIGGER to count from.`;
    yield finding("error", "trigger-without-start", item, trigger, message);
  }
}
