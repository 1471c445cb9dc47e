import { excerpt } from "../errors.ts";
import { wallOf } from "../time/civil.ts";
import {
  type Frequency,
  frequencies,
  type NumberPart,
  numberParts,
  type Weekday,
  weekdays,
} from "./part.table.ts";

/** Why a text is no recurrence rule: a stable code, and a sentence for a person. */
export interface RuleFault {
  readonly kind: "fault";
  readonly code:
    | "too-long"
    | "malformed-part"
    | "unknown-part"
    | "repeated-part"
    | "missing-frequency"
    | "out-of-range"
    | "count-and-until"
    | "not-with-frequency";
  readonly message: string;
}

/** UNTIL. `wall` is its date and time in milliseconds, read as if they were UTC. */
export interface Until {
  readonly form: "date" | "local" | "utc";
  readonly wall: number;
}

/** The parts of a rule by name, all in upper case. */
export type RuleParts = ReadonlyMap<string, string>;

/** As far as an INTEGER of iCalendar goes (RFC 5545 section 3.3.8). */
const greatestInteger = 2_147_483_647;

const listParts = /* @__PURE__ */ (() =>
  new Map<string, NumberPart>(Object.values(numberParts).map((part) => [part.part, part])))();
const byDayForm = /^([+-]?\d{1,2})?(?:MO|TU|WE|TH|FR|SA|SU)$/;
const untilForm = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/;

/** The first fault of a rule by RFC 5545 section 3.3.10; `undefined` for a valid rule. */
export function ruleFault(parts: RuleParts): RuleFault | undefined {
  const frequency = frequencyOf(parts);
  if (frequency === undefined)
    return fault(
      "missing-frequency",
      `A rule must have a FREQ from SECONDLY to YEARLY, got ${got(parts.get("FREQ") ?? "none")}`,
    );
  for (const [name, text] of parts) {
    const part = listParts.get(name);
    const found = part === undefined ? plainPartFault(name, text) : listFault(part, text, frequency);
    if (found !== undefined) return found;
  }
  if (parts.has("COUNT") && parts.has("UNTIL")) {
    return fault("count-and-until", "A rule must end by COUNT or by UNTIL, not by both");
  }
  return byDayFault(parts, frequency) ?? setPositionFault(parts);
}

export function frequencyOf(parts: RuleParts): Frequency | undefined {
  const text = parts.get("FREQ");
  return frequencies.find((frequency) => frequency === text);
}

export function weekdayOf(text: string | undefined): Weekday | undefined {
  return weekdays.find((weekday) => weekday === text);
}

/** UNTIL as a date (`20260507`), a local time, or a UTC time (`20260507T080000Z`); `undefined` for other text. */
export function readUntil(text: string): Until | undefined {
  const form = untilForm.exec(text);
  if (form === null) return undefined;
  const [year, month, day, hour, minute, second] = form.slice(1, 7).map((digits) => Number(digits ?? 0));
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const wall = wallOf({ year, month, day, hour: hour ?? 0, minute: minute ?? 0, second: second ?? 0 });
  if (wall === undefined) return undefined;
  return { form: form[4] === undefined ? "date" : form[7] === "Z" ? "utc" : "local", wall };
}

function plainPartFault(name: string, text: string): RuleFault | undefined {
  switch (name) {
    case "FREQ":
    case "BYDAY":
      return undefined;
    case "COUNT":
    case "INTERVAL":
      if (!/^\d{1,20}$/.test(text))
        return fault("malformed-part", `${name} must be a whole number, got ${got(text)}`);
      return Number(text) >= 1 && Number(text) <= greatestInteger
        ? undefined
        : fault("out-of-range", `${name} must be from 1 to ${greatestInteger}, got ${text}`);
    case "UNTIL":
      return readUntil(text) === undefined
        ? fault("malformed-part", `UNTIL must be a date or a date-time, got ${got(text)}`)
        : undefined;
    case "WKST":
      return weekdayOf(text) === undefined
        ? fault("malformed-part", `WKST must be a weekday such as MO, got ${got(text)}`)
        : undefined;
    case "":
      return fault("malformed-part", `Every part of a rule must be NAME=VALUE, got ${got(text)}`);
    default:
      return fault("unknown-part", `A rule must have no part that RFC 5545 does not know, got ${got(name)}`);
  }
}

function listFault(part: NumberPart, text: string, frequency: Frequency): RuleFault | undefined {
  if (part.notWith.includes(frequency)) {
    return fault("not-with-frequency", `${part.part} must not stand with FREQ=${frequency}`);
  }
  const form = part.signed ? /^[+-]?\d{1,3}$/ : /^\d{1,2}$/;
  for (const item of text.split(",")) {
    if (!form.test(item))
      return fault("malformed-part", `${part.part} must be a list of whole numbers, got ${got(item)}`);
    const size = Math.abs(Number(item));
    if (size < part.from || size > part.to) {
      return fault("out-of-range", `${part.part} must be from ${part.from} to ${part.to}, got ${item}`);
    }
  }
  return undefined;
}

function byDayFault(parts: RuleParts, frequency: Frequency): RuleFault | undefined {
  const text = parts.get("BYDAY");
  if (text === undefined) return undefined;
  for (const item of text.split(",")) {
    const form = byDayForm.exec(item);
    if (form === null)
      return fault(
        "malformed-part",
        `BYDAY must be a list of weekdays, each with or without a number, got ${got(item)}`,
      );
    if (form[1] === undefined) continue;
    const size = Math.abs(Number(form[1]));
    if (size < 1 || size > 53)
      return fault("out-of-range", `The number of a weekday in BYDAY must be from 1 to 53, got ${form[1]}`);
    if ((frequency !== "MONTHLY" && frequency !== "YEARLY") || parts.has("BYWEEKNO")) {
      return fault(
        "not-with-frequency",
        "BYDAY must have no numbers, but with MONTHLY or YEARLY and without BYWEEKNO",
      );
    }
  }
  return undefined;
}

function setPositionFault(parts: RuleParts): RuleFault | undefined {
  if (!parts.has("BYSETPOS")) return undefined;
  for (const name of parts.keys()) if (name.startsWith("BY") && name !== "BYSETPOS") return undefined;
  return fault("not-with-frequency", "BYSETPOS must stand beside another BY part, from whose dates it picks");
}

/** As much of foreign text as a sentence bears; nothing is shown as such. */
function got(text: string): string {
  return text === "" ? "nothing" : excerpt(text, 30);
}

function fault(code: RuleFault["code"], message: string): RuleFault {
  return { kind: "fault", code, message };
}
