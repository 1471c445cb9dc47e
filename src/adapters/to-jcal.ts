import ICAL from "ical.js";
import { type FormedType, hasForm } from "../check/value-form.ts";
import type { Component, ContentLine } from "../icalendar/component.ts";
import { type Property, parameter, readProperty } from "../icalendar/property.ts";
import { rowOf } from "../input.ts";
import { parseRule } from "../recurrence/rule.ts";
import { type Jcal, type JcalProperty, markOrigin, unknownType } from "./jcal.ts";

/** A component as jCal, each property in the type that ical.js gives it. */
export function toJcal(component: Component): Jcal {
  return [
    component.name.toLowerCase(),
    component.lines.map((line) => markOrigin(toProperty(line), line.text)),
    component.components.map(toJcal),
  ];
}

function toProperty(line: ContentLine): JcalProperty {
  const property = readProperty(line);
  const parameters = toParameters(property);
  const typed = typedValue(property);
  return typed === undefined
    ? [line.name.toLowerCase(), parameters, unknownType, property.value]
    : [line.name.toLowerCase(), parameters, ...typed];
}

/** The parameters but VALUE, which is the type of the property. Several values stay a list where ical.js can write one. */
function toParameters(property: Property): JcalProperty[1] {
  const entries = [...property.parameters]
    .filter(([name]) => name !== "VALUE")
    .map(([name, values]): [string, string | string[]] => {
      const [first = "", ...others] = values;
      if (others.length === 0) return [name.toLowerCase(), first];
      return [name.toLowerCase(), isList(name) ? [...values] : values.join(",")];
    });
  return Object.fromEntries(entries);
}

function isList(parameterName: string): boolean {
  const { param } = ICAL.design.defaultSet;
  const name = parameterName.toLowerCase();
  return Object.hasOwn(param, name) && param[name]?.multiValue !== undefined;
}

/** Type and values as ical.js reads them; undefined where it would read something else into the text, or throws. */
function typedValue(property: Property): [type: string, ...values: unknown[]] | undefined {
  const stated = isDateUnsaid(property) ? "DATE" : parameter(property, "VALUE");
  const value = stated === undefined ? "" : `;VALUE=${stated}`;
  const read = parsed(`${property.name}${value}:${property.value}`);
  if (!Array.isArray(read)) return undefined;
  const [, , type, ...values]: unknown[] = read;
  if (typeof type !== "string" || values.length === 0) return undefined;
  return isOfType(type, property, values.length > 1) ? [type, ...values] : undefined;
}

/** What ical.js makes of a line; undefined where it throws. */
function parsed(line: string): unknown {
  try {
    return ICAL.parse.property(line);
  } catch {
    return undefined;
  }
}

/** `DTSTART:20260507`, which many write. */
function isDateUnsaid(property: Property): boolean {
  const { name, value } = property;
  return dated.has(name) && parameter(property, "VALUE") === undefined && /^\d{8}(?:,\d{8})*$/.test(value);
}

/** Properties that have a DATE or a DATE-TIME (RFC 5545 section 3.8). */
const dated = new Set(["DTSTART", "DTEND", "DUE", "RECURRENCE-ID", "EXDATE", "RDATE"]);

const formed = {
  binary: "BINARY",
  boolean: "BOOLEAN",
  date: "DATE",
  "date-time": "DATE-TIME",
  duration: "DURATION",
  float: "FLOAT",
  integer: "INTEGER",
  period: "PERIOD",
  time: "TIME",
  "utc-offset": "UTC-OFFSET",
} as const satisfies Record<string, FormedType>;

/** @param isReadAsList whether ical.js has read several values: of a list in a property that it knows as none, it reads the first alone */
function isOfType(type: string, { name, value }: Property, isReadAsList: boolean): boolean {
  if (name === "GEO") return hasForm("GEO", value);
  if (type === "recur") return isRule(value);
  const form = rowOf<FormedType>(formed, type);
  if (form === undefined) return true;
  return hasForm(form, value) || (isReadAsList && value.split(",").every((one) => hasForm(form, one)));
}

/** ical.js takes names that RFC 5545 does not have for members of its own, and changes the case of some. */
function isRule(value: string): boolean {
  return value === value.toUpperCase() && !("kind" in parseRule(value));
}
