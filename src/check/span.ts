import { excerpt } from "../errors.ts";
import { type Finding, finding } from "../finding.ts";
import { givesStart } from "../recurrence/expand.ts";
import { parseRule } from "../recurrence/rule.ts";
import { parseDuration } from "../time/duration.ts";
import { type Item, itemOf, itemsOf, type Node } from "./node.ts";
import { between, type TimeForm, timeFormOf, wallOf, type Zones } from "./times.ts";

const endReference: Readonly<Record<string, string>> = {
  DTEND: "RFC 5545 section 3.8.2.2",
  DUE: "RFC 5545 section 3.8.2.3",
};

/** Whether start, end, duration and recurrence of one component agree with each other. */
export function* checkSpan(node: Node, zones: Zones): Generator<Finding> {
  if (node.name === "VFREEBUSY") return yield* checkFreeBusySpan(node, zones);
  const start = itemOf(node, "DTSTART");
  const end = itemOf(node, "DTEND") ?? itemOf(node, "DUE");
  const duration = itemOf(node, "DURATION");
  if (end !== undefined && duration !== undefined) {
    const reference = componentReference(node);
    yield finding({ code: "end-and-duration", at: duration, reference, values: { end: end.name } });
  }
  if (duration !== undefined && start === undefined && node.name === "VTODO") {
    yield finding({ code: "duration-without-start", at: duration });
  }
  if (end !== undefined) yield* checkEnd(start, end, zones);
  if (duration !== undefined) yield* checkDuration(start, duration);
  yield* checkRecurrence(node, start);
}

/** RFC 5545 section 3.6.4 and the tables of RFC 5546 section 3.3: the times of a VFREEBUSY must be in UTC. */
function* checkFreeBusySpan(node: Node, zones: Zones): Generator<Finding> {
  const [start, end] = [itemOf(node, "DTSTART"), itemOf(node, "DTEND")];
  let sound = true;
  for (const item of [start, end]) {
    if (item === undefined || /^\d{8}T\d{6}Z$/.test(item.property.value)) continue;
    sound = false;
    const reference = "RFC 5545 section 3.6.4";
    yield finding({ code: "not-utc", at: item, reference, values: { property: item.name } });
  }
  if (sound && end !== undefined) yield* checkEnd(start, end, zones);
}

function componentReference(node: Node): string {
  return `RFC 5545 section ${node.name === "VTODO" ? "3.6.2" : "3.6.1"}`;
}

function* checkEnd(start: Item | undefined, end: Item, zones: Zones): Generator<Finding> {
  const [from, to] = [timeFormOf(start), timeFormOf(end)];
  const reference = endReference[end.name] ?? "RFC 5545 section 3.8.2";
  if (start === undefined || from === undefined || to === undefined) return;
  if ((from === "date") !== (to === "date")) {
    yield finding({ code: "value-types-differ", at: end, reference, values: { property: end.name } });
  } else if ((from === "local") !== (to === "local")) {
    yield finding({ code: "time-forms-differ", at: end, reference, values: { property: end.name } });
  }
  const length = between(start, end, zones);
  if (length !== undefined && length <= 0) {
    const note = `It ${length === 0 ? "is the same as" : "lies before"} DTSTART.`;
    yield finding({ code: "end-not-after-start", at: end, reference, values: { end: end.name }, note });
  }
}

function* checkDuration(start: Item | undefined, duration: Item): Generator<Finding> {
  const { value } = duration.property;
  const length = parseDuration(value);
  if (length !== undefined && (length.days < 0 || length.seconds < 0 || length.days + length.seconds === 0)) {
    yield finding({ code: "duration-not-positive", at: duration, values: { value: excerpt(value, 30) } });
  }
  if (timeFormOf(start) === "date" && value.toUpperCase().includes("T")) {
    yield finding({ code: "duration-not-in-days", at: duration });
  }
}

/** RFC 5545 sections 3.8.2.4 and 3.3.10: what a rule needs of DTSTART, and what UNTIL must look like. */
function* checkRecurrence(node: Node, start: Item | undefined): Generator<Finding> {
  const rules = itemsOf(node, "RRULE");
  const [rule] = rules;
  if (rule !== undefined && start === undefined) {
    yield finding({ code: "rule-without-start", at: rule });
  }
  const from = timeFormOf(start);
  if (start === undefined || from === undefined) return;
  for (const item of rules) {
    yield* checkUntil(item, from);
    if (!isOutOfStep(item, start)) continue;
    const values = { start: excerpt(start.property.value, 30), rule: excerpt(item.property.value, 80) };
    yield finding({ code: "start-not-in-rule", at: item, values });
  }
  for (const item of [...itemsOf(node, "EXDATE"), ...itemsOf(node, "RDATE")]) {
    // A period, which has a slash, is neither a date nor a time.
    const [first = ""] = item.property.value.split(",", 1);
    const form = timeFormOf(item, first);
    if (form === undefined || (form === "date") === (from === "date")) continue;
    yield finding({
      code: "value-types-differ",
      at: item,
      reference: "RFC 5545 section 3.8.5",
      severity: "warning",
      values: { property: item.name },
      note: "As it stands it names no occurrence.",
    });
  }
}

/** Whether a rule gives another first time than DTSTART, which calendars show then, pass over or move. */
function isOutOfStep(item: Item, start: Item): boolean {
  const rule = parseRule(item.property.value);
  // The times of day that a rule names may be 86,400, which are too many to look at for a remark.
  if ("kind" in rule || rule.byHour || rule.byMinute || rule.bySecond) return false;
  const wall = wallOf(start);
  return wall !== undefined && !givesStart(rule, wall, timeFormOf(start) === "date");
}

function* checkUntil(item: Item, form: TimeForm): Generator<Finding> {
  const until = /(?:^|;)UNTIL=([^;]*)/i.exec(item.property.value)?.[1];
  if (until === undefined || !/^\d{8}(?:T\d{6}Z?)?$/i.test(until)) return;
  const isDate = until.length === 8;
  const isUtc = /Z$/i.test(until);
  const wanted = { date: "a DATE", local: "local time", utc: "in UTC", zoned: "in UTC" }[form];
  const right = form === "date" ? isDate : form === "local" ? !isDate && !isUtc : isUtc;
  if (right) return;
  yield finding({
    code: "invalid-until",
    at: item,
    note: `It must be ${wanted}, because DTSTART is ${form === "zoned" ? "in a time zone" : wanted}: ${until}.`,
  });
}
