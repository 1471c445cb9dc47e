import { excerpt } from "../errors.ts";
import { type Finding, finding } from "../finding.ts";
import { parameter } from "../icalendar/property.ts";
import { everyNode, type Item, itemOf, itemsOf, type Node, nodesOf } from "./node.ts";
import { timeFormOf, timeOf, type Zones } from "./times.ts";

const tzidReference = "RFC 5545 section 3.2.19";

/** Every TZID has its VTIMEZONE, and every VTIMEZONE is whole (RFC 5545 sections 3.2.19, 3.6.5, 3.8.3.1). */
export function* checkZones(calendar: Node, zones: Zones): Generator<Finding> {
  const used = new Set<string>();
  for (const node of everyNode(calendar)) {
    if (node.name === "VTIMEZONE") yield* checkZone(node);
    for (const item of node.items) yield* checkTzid(item, zones, used);
  }
  const seen = new Set<string>();
  for (const zone of nodesOf(calendar, "VTIMEZONE")) {
    const item = itemOf(zone, "TZID");
    if (item === undefined) continue;
    const tzid = item.property.value;
    if (seen.has(tzid)) {
      yield finding({ code: "time-zone-repeated", at: item, values: { tzid: excerpt(tzid) } });
    } else if (!used.has(tzid)) {
      yield finding({ code: "time-zone-unused", at: item, values: { tzid: excerpt(tzid) } });
    }
    seen.add(tzid);
  }
}

function* checkTzid(item: Item, zones: Zones, used: Set<string>): Generator<Finding> {
  const tzid = parameter(item.property, "TZID");
  if (tzid === undefined) return;
  const fresh = !used.has(tzid);
  used.add(tzid);
  if (fresh && !zones.vtimezones.has(tzid)) {
    yield finding({
      code: "time-zone-missing",
      at: item,
      reference: tzidReference,
      values: { tzid: excerpt(tzid) },
    });
  }
  const [first = ""] = item.property.value.split(",", 1);
  const form = timeFormOf(item, first);
  if (form === "date" || form === "utc") {
    const what = form === "date" ? "a DATE" : "a time in UTC";
    yield finding({ code: "tzid-not-allowed", at: item, reference: tzidReference, values: { what } });
  }
  // Each zone is read once: an unfriendly VTIMEZONE costs its milliseconds every time.
  const time = form === "zoned" && fresh && zones.vtimezones.has(tzid) ? timeOf(item, zones) : undefined;
  if (time !== undefined && "contradicted" in time) {
    yield finding({ code: "time-zone-contradicted", at: item, values: { tzid: excerpt(tzid) } });
  }
}

function* checkZone(zone: Node): Generator<Finding> {
  const observances = [...nodesOf(zone, "STANDARD"), ...nodesOf(zone, "DAYLIGHT")];
  if (observances.length === 0) {
    yield finding({ code: "time-zone-empty", at: zone });
  }
  for (const observance of observances) yield* checkObservance(observance);
}

function* checkObservance(observance: Node): Generator<Finding> {
  const start = itemOf(observance, "DTSTART");
  if (start !== undefined && (/Z$/i.test(start.property.value) || start.property.parameters.has("TZID"))) {
    yield finding({ code: "observance-not-local", at: start });
  }
  const [rule] = itemsOf(observance, "RRULE");
  const [date] = itemsOf(observance, "RDATE");
  if (rule !== undefined && /(?:^|;)UNTIL=\d{8}(?:T\d{6})?(?:;|$)/i.test(rule.property.value)) {
    yield finding({ code: "invalid-until", at: rule, note: "In an observance it must be in UTC." });
  }
  if (rule !== undefined && date !== undefined) {
    yield finding({ code: "rule-and-dates", at: date });
  }
}
