import { excerpt } from "../errors.ts";
import type { Finding } from "../finding.ts";
import { parameter } from "../icalendar/property.ts";
import { everyNode, finding, type Item, itemOf, itemsOf, type Node, nodesOf } from "./node.ts";
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
      const message = `A second VTIMEZONE has the TZID ${excerpt(tzid)}.`;
      yield finding("error", "time-zone-repeated", item, "RFC 5545 section 3.8.3.1", message);
    } else if (!used.has(tzid)) {
      const message = `No time refers to the VTIMEZONE ${excerpt(tzid)}.`;
      yield finding("info", "time-zone-unused", item, "RFC 5545 section 3.6.5", message);
    }
    seen.add(tzid);
  }
}

function* checkTzid(item: Item, zones: Zones, used: Set<string>): Generator<Finding> {
  const tzid = parameter(item.property, "TZID");
  if (tzid === undefined) return;
  const fresh = !used.has(tzid);
  used.add(tzid);
  if (fresh && !zones.texts.has(tzid)) {
    const message = `There is no VTIMEZONE for the TZID ${excerpt(tzid)}.`;
    yield finding("error", "time-zone-missing", item, tzidReference, message);
  }
  const [first = ""] = item.property.value.split(",", 1);
  const form = timeFormOf(item, first);
  if (form === "date" || form === "utc") {
    const what = form === "date" ? "a DATE" : "a time in UTC";
    yield finding("error", "tzid-not-allowed", item, tzidReference, `TZID must not stand on ${what}.`);
  }
  // Each zone is read once: an unfriendly VTIMEZONE costs its milliseconds every time.
  const time = form === "zoned" && fresh && zones.texts.has(tzid) ? timeOf(item, zones) : undefined;
  if (time !== undefined && "contradicted" in time) {
    const message = `The VTIMEZONE gives another offset than the zone ${excerpt(tzid)} has at that time.`;
    yield finding("warning", "time-zone-contradicted", item, "RFC 5545 section 3.6.5", message);
  }
}

function* checkZone(zone: Node): Generator<Finding> {
  const observances = [...nodesOf(zone, "STANDARD"), ...nodesOf(zone, "DAYLIGHT")];
  if (observances.length === 0) {
    const message = "A VTIMEZONE must have a STANDARD or a DAYLIGHT.";
    yield finding("error", "time-zone-empty", zone, "RFC 5545 section 3.6.5", message);
  }
  for (const observance of observances) yield* checkObservance(observance);
}

function* checkObservance(observance: Node): Generator<Finding> {
  const start = itemOf(observance, "DTSTART");
  if (start !== undefined && (/Z$/i.test(start.property.value) || start.property.parameters.has("TZID"))) {
    const message = "DTSTART of an observance must be local time without a TZID.";
    yield finding("error", "observance-not-local", start, "RFC 5545 section 3.6.5", message);
  }
  const [rule] = itemsOf(observance, "RRULE");
  const [date] = itemsOf(observance, "RDATE");
  if (rule !== undefined && /(?:^|;)UNTIL=\d{8}(?:T\d{6})?(?:;|$)/i.test(rule.property.value)) {
    const message = "UNTIL in an observance must be in UTC.";
    yield finding("error", "invalid-until", rule, "RFC 5545 section 3.3.10", message);
  }
  if (rule !== undefined && date !== undefined) {
    const message =
      "RFC 5546 rules out RDATE beside RRULE in an observance, but RFC 5545 section 3.6.5 allows it.";
    yield finding("info", "rule-and-dates", date, "RFC 5546 section 3.1.2", message);
  }
}
