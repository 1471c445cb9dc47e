import { type Finding, finding } from "../finding.ts";
import { parameter } from "../icalendar/property.ts";
import { itemOf, type Node, nodesOf } from "./node.ts";

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
  yield finding({ code: "alarm-repetition", at: lone });
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
    yield finding({ code: "related-not-allowed", at: item, reference: trigger });
    return;
  }
  const has = (name: string) => itemOf(owner, name) !== undefined;
  const ends = has(owner.name === "VTODO" ? "DUE" : "DTEND") || (has("DTSTART") && has("DURATION"));
  if (related === "END" ? ends : has("DTSTART")) return;
  const code = related === "END" ? "trigger-without-end" : "trigger-without-start";
  yield finding({ code, at: item, reference: trigger, values: { component: owner.name } });
}
