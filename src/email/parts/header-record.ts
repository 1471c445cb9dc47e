import { at, isRecord, type Reading, required, wrongKind } from "../../input.ts";
import { holdLimit, type Limits } from "../../limits.ts";
import type { HeaderField } from "../header/header-block.ts";

/**
 * The fields of a header that somebody has taken apart: by name, one value or several, folded or not. Names are the same in any
 * letter case, and whatever blanks stand around them.
 *
 * @throws {ItipError} `limit-exceeded` for too many fields, or one that is too long.
 */
export function readHeaderRecord(headers: unknown, reading: Reading, limits: Limits): HeaderField[] {
  if (!isRecord(headers)) {
    if (headers === undefined) required(reading);
    else wrongKind(reading, "an object of header fields by name", headers);
    return [];
  }
  const fields: HeaderField[] = [];
  for (const [key, given] of Object.entries(headers)) {
    const name = fieldName(key);
    const values: readonly unknown[] = Array.isArray(given) ? given : given === undefined ? [] : [given];
    holdLimit(limits, "emailHeaders", fields.length + values.length);
    for (const value of values) {
      if (typeof value === "string") fields.push({ name, value: oneLine(value, limits) });
      else wrongKind(at(reading, key), "text", value);
    }
  }
  return fields;
}

/** Text as it was given, however long. */
export function givenText(value: unknown, reading: Reading): string | undefined {
  if (value === undefined || value === null || typeof value === "string") return value ?? undefined;
  return wrongKind(reading, "text", value);
}

/** A name of a field as it is compared: whoever puts a blank or a control character into `From` has named a second one. */
export function fieldName(name: string): string {
  return name.replace(/[\u0000- \u007f-\u00a0]/g, "").toLowerCase();
}

/** A value without the line ends that fold it (RFC 5322 section 2.2.3). */
export function oneLine(value: string, limits: Limits): string {
  holdLimit(limits, "lineLength", value.length);
  return value.replace(/\r?\n(?=[ \t])/g, "").trim();
}
