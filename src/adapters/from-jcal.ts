import ICAL from "ical.js";
import { type ItipError, kindOf, shown, wrongArgument } from "../errors.ts";
import type { Component, ContentLine } from "../icalendar/component.ts";
import { isName } from "../icalendar/content-line.ts";
import { contentLine, escapeText } from "../icalendar/write.ts";
import { isRecord } from "../input.ts";
import { weekdays } from "../recurrence/part.table.ts";
import { unchangedText, unknownType } from "./jcal.ts";

/** Nesting that no calendar needs, and that a stack survives. */
const deepest = 64;

/**
 * A component of jCal as content lines.
 *
 * @param jcal of whatever made it: nothing is taken for granted
 * @throws {ItipError} `invalid-argument` for what is no jCal, and for what no content line can hold
 */
export function fromJcal(jcal: unknown, depth = 1): Component {
  const [name, properties, components = []]: unknown[] = Array.isArray(jcal) ? jcal : [];
  if (typeof name !== "string" || !Array.isArray(properties) || !Array.isArray(components) || depth > deepest)
    throw refused("component", "must be a component of ical.js");
  return {
    name: name.toUpperCase(),
    lines: properties.map(toLine),
    components: components.map((child) => fromJcal(child, depth + 1)),
    line: 0,
  };
}

function toLine(property: unknown): ContentLine {
  const [name, parameters, type, ...values]: unknown[] = Array.isArray(property) ? property : [];
  if (!Array.isArray(property) || typeof name !== "string" || !isRecord(parameters))
    throw refused("component", "must hold properties as ical.js has them");
  const upper = name.toUpperCase();
  const text = unchangedText(property);
  if (text !== undefined) return { name: upper, text, line: 0 };
  const known = typeof type === "string" ? type : unknownType;
  const { value, date } = toValue(known, values, name);
  const stated = statedType(name, known, date);
  // Names with an underscore, which Lotus and Yandex have, are read and written, but not made.
  const safe = isName(upper) ? upper : "X";
  const written = contentLine(safe, value, { ...toParameters(parameters), VALUE: stated });
  return { name: upper, text: upper + written.text.slice(safe.length), line: 0 };
}

/** Lists that ical.js does not know as such (RFC 7986 sections 6.1 and 6.3). */
const lists = new Set(["display", "feature"]);

function toParameters(parameters: Record<string, unknown>): Record<string, string | string[]> {
  const entries = Object.entries(parameters).map(([name, value]): [string, string | string[]] => {
    const values = [value].flat().map((one) => plainText(one, name));
    const split = lists.has(name) ? values.flatMap((one) => one.split(",")) : values;
    return [name, split];
  });
  return Object.fromEntries(entries.filter(([name]) => name !== "value"));
}

/** VALUE, where the type is another one than the property has by itself. */
function statedType(name: string, type: string, date: boolean): string | undefined {
  const shown = date ? "date" : type;
  const { property } = ICAL.design.defaultSet;
  const usual = Object.hasOwn(property, name) ? property[name]?.defaultType : unknownType;
  return shown === usual || shown === unknownType ? undefined : shown.toUpperCase();
}

/** @returns `date` where a DATE was taken for a DATE-TIME */
function toValue(
  type: string,
  values: readonly unknown[],
  name: string,
): { readonly value: string; readonly date: boolean } {
  const texts = values.map((value) => oneValue(type, value, name));
  const date = type === "date-time" && texts.length > 0 && texts.every((text) => /^\d{8}$/.test(text));
  return { value: texts.join(","), date };
}

function oneValue(type: string, value: unknown, name: string): string {
  if (type === "recur") return toRule(value);
  if (type === "period")
    return [value]
      .flat()
      .map((part) => toDuration(toTime(plainText(part, name))))
      .join("/");
  // GEO and REQUEST-STATUS have values in a row.
  return [value]
    .flat()
    .map((part) => simpleValue(type, part, name))
    .join(";");
}

function simpleValue(type: string, value: unknown, name: string): string {
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  const text = plainText(value, name);
  switch (type) {
    case "text":
      return escapeText(text);
    case "date":
    case "date-time":
    case "time":
      return toTime(text);
    case "duration":
      return toDuration(text);
    case "utc-offset":
      return text.replaceAll(":", "");
    default:
      return text;
  }
}

/** What JSON has beside lists and objects, as text; of a number that is shown with an exponent, which RFC 5545 section 3.3.7 does not know, all digits. */
function plainText(value: unknown, name: string): string {
  if (typeof value === "string" || typeof value === "boolean") return String(value);
  if (typeof value !== "number" || !Number.isFinite(value))
    throw refused(name, `must have values that JSON has, got ${shown(value)}`);
  const text = String(value);
  return text.includes("e")
    ? value.toLocaleString("en", { useGrouping: false, maximumFractionDigits: 20 })
    : text;
}

/** A duration has weeks or days (RFC 5545 section 3.3.6); ical.js 2.0 makes `P1W2D` of nine days. */
function toDuration(text: string): string {
  return text.replace(
    /^([+-]?P)(\d+)W(?!$)(?:(\d+)D)?/,
    (_, start: string, weeks: string, days = "0") => `${start}${Number(weeks) * 7 + Number(days)}D`,
  );
}

/**
 * ical.js puts hyphens and colons where those of a DATE-TIME stand, whatever the text is: `20260507` becomes `2026-05-07T::`,
 * and `20260507T1030` becomes `2026-05-07T10:30:`. A duration, which may end a period, has neither.
 */
function toTime(text: string): string {
  return /^\d/.test(text) ? text.replace(/[-:]/g, "").replace(/T$/, "") : text;
}

function toRule(rule: unknown): string {
  if (typeof rule === "string") return rule;
  if (!isRecord(rule)) throw refused("rrule", `must be a rule of ical.js, got ${kindOf(rule)}`);
  return Object.entries(rule)
    .map(([part, value]) => `${part.toUpperCase()}=${toRulePart(part, value)}`)
    .join(";");
}

/** ical.js numbers days from 1, Sunday. */
function toRulePart(part: string, value: unknown): string {
  if (part === "wkst" && typeof value === "number") return weekdays[(value + 5) % 7] ?? "MO";
  return [value]
    .flat()
    .map((one) => plainText(one, "rrule"))
    .map((text) => (part === "until" ? toTime(text) : text))
    .join(",");
}

function refused(path: string, message: string): ItipError {
  return wrongArgument(path.slice(0, 60), message);
}
