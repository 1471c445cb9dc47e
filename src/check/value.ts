import { addressKey, parseEmailAddress } from "../event/address/address.ts";
import type { FindingCode } from "../finding.table.ts";
import { defined } from "../input.ts";
import { parseRule } from "../recurrence/rule.ts";
import type { ValueType } from "./rules/property.table.ts";
import { hasForm } from "./value-form.ts";

/** What is wrong with one value; the caller knows where it stands. */
interface ValueFault {
  readonly code: FindingCode;
  /** `"RFC 5545 section 3.3.4"`. */
  readonly reference: string;
  /** What is to be added to the sentence of its code. */
  readonly note?: string;
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
  const bad = (code: FindingCode, note?: string): ValueFault => ({
    code,
    reference: `RFC 5545 section ${section[type]}`,
    ...defined({ note }),
  });
  switch (type) {
    case "TEXT":
      yield* checkTextValue(value, bad);
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
      if ("kind" in rule) yield bad("invalid-value", `It is no recurrence rule: ${rule.message}.`);
      break;
    }
    case "UID":
      break;
    default:
      if (!hasForm(type, value)) yield bad("invalid-value", `It is no ${type} value.`);
  }
}

type Bad = (code: FindingCode, note?: string) => ValueFault;

/** Examples of RFC 5546 have bare commas in TEXT (4.4.5 and others), and every reader takes them as they are. */
function* checkTextValue(value: string, bad: Bad): Generator<ValueFault> {
  let bare = false;
  for (let at = 0; at < value.length; at += 1) {
    const character = value[at];
    if (character === "," || character === ";") bare = true;
    if (character !== "\\") continue;
    at += 1;
    if (!/^[\\;,Nn]$/.test(value[at] ?? "")) {
      yield bad("invalid-escape");
      break;
    }
  }
  if (bare) yield bad("text-not-escaped");
}

function* checkUri(value: string, bad: Bad): Generator<ValueFault> {
  if (!schemeForm.test(value) || /[\s<>"]/.test(value)) yield bad("invalid-uri");
  else if (/[^!-~]|[\\^`{|}]/.test(value)) {
    yield bad("uri-not-encoded");
  }
}

/** Section 3.3.3: an Internet email address must be a mailto URI. */
function* checkAddress(value: string, bad: Bad): Generator<ValueFault> {
  if (!schemeForm.test(value)) {
    yield bad("invalid-uri", "An email address is one with mailto: before it.");
  } else if (/^mailto:/i.test(value) && parseEmailAddress(addressKey(value)) === undefined) {
    yield bad("invalid-address");
  } else yield* checkUri(value, bad);
}
