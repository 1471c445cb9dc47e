import { addressKey, parseEmailAddress } from "../event/address.ts";
import { parseRule } from "../recurrence/rule.ts";
import type { ValueType } from "./rules/property.table.ts";
import { hasForm } from "./value-form.ts";

/** What is wrong with one value; the caller knows where it stands. */
export interface ValueFault {
  readonly code: string;
  readonly severity: "error" | "warning";
  /** `"RFC 5545 section 3.3.4"`. */
  readonly reference: string;
  /** The end of a sentence that starts with the property's name. */
  readonly message: string;
}

const schemeForm = /^[a-z][a-z0-9+.-]{0,40}:/i;

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
      if ("kind" in rule) yield bad(`is no recurrence rule: ${rule.message}`);
      break;
    }
    case "UID":
      break;
    default:
      if (!hasForm(type, value)) yield bad(`is no ${type} value`);
  }
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
