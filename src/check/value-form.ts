import { wallOf } from "../time/civil.ts";
import type { ValueType } from "./rules/property.table.ts";

/** Value types whose every value has one form, which either holds or does not. */
export type FormedType = Exclude<
  ValueType,
  "TEXT" | "URI" | "XML-REFERENCE" | "CAL-ADDRESS" | "RECUR" | "UID"
>;

// Every repetition ends at a letter or sign of its own: nothing to backtrack over.
const dateForm = /^(\d{4})(\d{2})(\d{2})$/;
const dateTimeForm = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(Z?)$/;
const timeForm = /^(\d{2})(\d{2})(\d{2})Z?$/;
const durationForm =
  /^[+-]?P(?:\d{1,9}W|\d{1,9}D(?:T(?:\d{1,9}H(?:\d{1,9}M(?:\d{1,9}S)?)?|\d{1,9}M(?:\d{1,9}S)?|\d{1,9}S))?|T(?:\d{1,9}H(?:\d{1,9}M(?:\d{1,9}S)?)?|\d{1,9}M(?:\d{1,9}S)?|\d{1,9}S))$/;
const floatForm = /^[+-]?\d{1,20}(?:\.\d{1,30})?$/;
const integerForm = /^[+-]?\d{1,15}$/;
const offsetForm = /^([+-])(\d{2})(\d{2})(\d{2})?$/;
const statusForm = /^\d{1,9}\.\d{1,9}(?:\.\d{1,9})?;/;
const base64Form = /^[A-Za-z0-9+/]*={0,2}$/;

/** Whether a value is one of its type, and says something that exists (RFC 5545 section 3.3): 30 February does not. */
export function hasForm(type: FormedType, value: string): boolean {
  switch (type) {
    case "BINARY":
      return base64Form.test(value) && value.length % 4 === 0;
    case "BOOLEAN":
      return /^(?:TRUE|FALSE)$/i.test(value);
    case "DATE":
      return isDateValue(value);
    case "DATE-TIME":
      return isDateTime(value);
    case "DURATION":
      return durationForm.test(value);
    case "FLOAT":
      return floatForm.test(value);
    case "INTEGER":
      return integerForm.test(value) && Number(value) >= -2_147_483_648 && Number(value) <= 2_147_483_647;
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

function isDateValue(value: string): boolean {
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
  if (!isDateTime(start)) return false;
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
