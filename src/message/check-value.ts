import { parseRule } from "../icalendar/rule.ts";
import { wallOf } from "../time/civil.ts";
import { addressKey, parseEmailAddress } from "./calendar-user-address.ts";
import type { ValueType } from "./property.table.ts";

/** What is wrong with one value; the caller knows where it stands. */
export interface ValueFault {
  readonly code: string;
  readonly severity: "error" | "warning";
  /** `"RFC 5545 section 3.3.4"`. */
  readonly reference: string;
  /** The end of a sentence that starts with the property's name. */
  readonly message: string;
}

// Every repetition ends at a letter or sign of its own: nothing to backtrack over.
const dateForm = /^(\d{4})(\d{2})(\d{2})$/;
const dateTimeForm = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(Z?)$/;
const timeForm = /^(\d{2})(\d{2})(\d{2})Z?$/;
const durationForm =
  /^[+-]?P(?:\d{1,9}W|\d{1,9}D(?:T(?:\d{1,9}H(?:\d{1,9}M(?:\d{1,9}S)?)?|\d{1,9}M(?:\d{1,9}S)?|\d{1,9}S))?|T(?:\d{1,9}H(?:\d{1,9}M(?:\d{1,9}S)?)?|\d{1,9}M(?:\d{1,9}S)?|\d{1,9}S))$/;
const floatForm = /^[+-]?\d{1,20}(?:\.\d{1,30})?$/;
const integerForm = /^[+-]?\d{1,15}$/;
const offsetForm = /^([+-])(\d{2})(\d{2})(\d{2})?$/;
const schemeForm = /^[a-z][a-z0-9+.-]{0,40}:/i;
const statusForm = /^\d{1,9}\.\d{1,9}(?:\.\d{1,9})?;/;
const base64Form = /^[A-Za-z0-9+/]*={0,2}$/;

const section = {
  BINARY: "3.3.1",
  BOOLEAN: "3.3.2",
  "CAL-ADDRESS": "3.3.3",
  DATE: "3.3.4",
  "DATE-TIME": "3.3.5",
  DURATION: "3.3.6",
  FLOAT: "3.3.7",
  INTEGER: "3.3.8",
  PERIOD: "3.3.9",
  RECUR: "3.3.10",
  TEXT: "3.3.11",
  TIME: "3.3.12",
  URI: "3.3.13",
  "UTC-OFFSET": "3.3.14",
  UID: "3.3.11",
  "XML-REFERENCE": "3.3.13",
  GEO: "3.8.1.6",
  "REQUEST-STATUS": "3.8.8.3",
} as const satisfies Record<ValueType, string>;

/** Whether a value has the form of its type and says something that exists; 30 February does not. */
export function* checkValue(type: ValueType, value: string): Generator<ValueFault> {
  const bad = (message: string, code = "invalid-value", severity: ValueFault["severity"] = "error") => ({
    code,
    severity,
    reference: `RFC 5545 section ${section[type]}`,
    message,
  });
  switch (type) {
    case "TEXT":
      yield* checkText(value, bad);
      break;
    case "URI":
    case "XML-REFERENCE":
      yield* checkUri(value, bad);
      break;
    case "CAL-ADDRESS":
      yield* checkAddress(value, bad);
      break;
    case "RECUR": {
      const rule = parseRule(value);
      if ("kind" in rule && rule.kind === "fault") yield bad(`is no recurrence rule: ${rule.message}`);
      break;
    }
    case "UID":
      break;
    default:
      if (!hasForm(type, value)) yield bad(`is no ${type} value`);
  }
}

function hasForm(
  type: Exclude<ValueType, "TEXT" | "URI" | "XML-REFERENCE" | "CAL-ADDRESS" | "RECUR" | "UID">,
  value: string,
): boolean {
  switch (type) {
    case "BINARY":
      return base64Form.test(value) && value.length % 4 === 0;
    case "BOOLEAN":
      return /^(?:TRUE|FALSE)$/i.test(value);
    case "DATE":
      return isDate(value);
    case "DATE-TIME":
      return isDateTime(value);
    case "DURATION":
      return durationForm.test(value);
    case "FLOAT":
      return floatForm.test(value);
    case "INTEGER":
      return integerForm.test(value) && Math.abs(Number(value)) <= 2_147_483_648;
    case "PERIOD":
      return isPeriod(value);
    case "TIME":
      return timeForm.test(value) && isDateTime(`20000101T${value}`);
    case "UTC-OFFSET":
      return isOffset(value);
    case "GEO":
      return isPosition(value);
    case "REQUEST-STATUS":
      return statusForm.test(value);
  }
}

function isDate(value: string): boolean {
  const [, year, month, day] = (dateForm.exec(value) ?? []).map(Number);
  return exists(year, month, day, 0, 0, 0);
}

/** Second 60 is a leap second (RFC 5545 section 3.3.12). */
function isDateTime(value: string): boolean {
  const [, year, month, day, hour, minute, second] = (dateTimeForm.exec(value) ?? []).map(Number);
  return exists(year, month, day, hour, minute, second === 60 ? 59 : second);
}

function exists(
  year = Number.NaN,
  month = 0,
  day = 0,
  hour = Number.NaN,
  minute = Number.NaN,
  second = Number.NaN,
): boolean {
  return wallOf({ year, month, day, hour, minute, second }) !== undefined;
}

function isPeriod(value: string): boolean {
  const slash = value.indexOf("/");
  const start = value.slice(0, Math.max(slash, 0));
  const end = value.slice(slash + 1);
  if (slash === -1 || !isDateTime(start)) return false;
  if (isDateTime(end)) return start.endsWith("Z") === end.endsWith("Z") && end > start;
  return durationForm.test(end) && !end.startsWith("-");
}

/** `-0000` and `-000000` are ruled out by section 3.3.14. */
function isOffset(value: string): boolean {
  const [, sign, hours, minutes, seconds = "00"] = offsetForm.exec(value) ?? [];
  if (hours === undefined || minutes === undefined) return false;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return false;
  return sign === "+" || Number(hours) + Number(minutes) + Number(seconds) > 0;
}

function isPosition(value: string): boolean {
  const [latitude, longitude, ...more] = value.slice(0, 200).split(";");
  return (
    more.length === 0 &&
    floatForm.test(latitude ?? "") &&
    floatForm.test(longitude ?? "") &&
    Math.abs(Number(latitude)) <= 90 &&
    Math.abs(Number(longitude)) <= 180
  );
}

type Bad = (message: string, code?: string, severity?: ValueFault["severity"]) => ValueFault;

/** Examples of RFC 5546 have bare commas in TEXT (4.4.5 and others), and every reader takes them as they are. */
function* checkText(value: string, bad: Bad): Generator<ValueFault> {
  let bare = false;
  for (let at = 0; at < value.length; at += 1) {
    const character = value[at];
    if (character === "," || character === ";") bare = true;
    if (character !== "\\") continue;
    at += 1;
    if (!/^[\\;,Nn]$/.test(value[at] ?? "")) {
      yield bad("has a backslash that escapes nothing", "invalid-escape");
      break;
    }
  }
  if (bare) {
    const message = "has a comma or semicolon without a backslash before it, as the RFC's own examples do";
    yield bad(message, "text-not-escaped", "warning");
  }
}

function* checkUri(value: string, bad: Bad): Generator<ValueFault> {
  if (!schemeForm.test(value) || /[\s<>"]/.test(value)) yield bad("is no URI", "invalid-uri");
  else if (/[^!-~]|[\\^`{|}]/.test(value)) {
    yield bad("has characters that a URI writes percent-encoded", "uri-not-encoded", "warning");
  }
}

/** Section 3.3.3: an Internet email address must be a mailto URI. */
function* checkAddress(value: string, bad: Bad): Generator<ValueFault> {
  if (!schemeForm.test(value)) {
    yield bad(
      "is no calendar user address: it must be a URI, an email address one with mailto:",
      "invalid-uri",
    );
  } else if (/^mailto:/i.test(value) && parseEmailAddress(addressKey(value)) === undefined) {
    yield bad("holds no email address", "invalid-address");
  } else yield* checkUri(value, bad);
}
