import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { ItipError } from "../../src/errors.ts";
import type { Component, ContentLine } from "../../src/icalendar/component.ts";
import { isName } from "../../src/icalendar/content-line.ts";
import { readProperty, textValue } from "../../src/icalendar/property.ts";
import { scanCalendar } from "../../src/icalendar/scan.ts";
import { formatComponent } from "../../src/icalendar/write.ts";
import { defaultLimits } from "../../src/limits.ts";
import { meaningOf } from "../support/fixtures/calendar-text.ts";
import { swept } from "../support/runs.ts";

/** Calendars of real clients and of other libraries' suites. They do not travel with the package. */
const corpus = fileURLToPath(new URL("../../../shared/corpus/", import.meta.url));
const files = existsSync(corpus)
  ? readdirSync(corpus, { recursive: true, encoding: "utf8" }).filter((file) =>
      /\.(ics|ical|vcs|ifb|icalendar)$/i.test(file),
    )
  : [];

type Jcal = readonly [name: string, properties: readonly JcalProperty[], components: readonly Jcal[]];
type JcalProperty = readonly [
  name: string,
  parameters: Record<string, string | string[]>,
  type: string,
  value: unknown,
];

const texts = ["SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "UID"];

describe.runIf(files.length > 0)("the corpus", () => {
  const read = swept(files, 300).map((file) => ({
    file,
    ...readOrRefused(readFileSync(join(corpus, file), "utf8")),
  }));

  it("is read, or refused with an ItipError", () => {
    const calendars = read.filter(({ text }) => /^\uFEFF?\s*BEGIN:VCALENDAR\s*$/im.test(text));
    const refused = calendars.filter((each) => each.error !== undefined);
    expect(calendars.length).toBeGreaterThan(read.length * 0.8);
    expect(refused.map(({ error }) => error?.code)).toEqual(refused.map(() => "limit-exceeded"));
    expect(refused.length).toBeLessThan(5);
  });

  it("is written again, and reads the same then", () => {
    const changed = read.filter(({ calendars }) => {
      const after = scanned(calendars.map(formatComponent).join(""));
      const faulty = after.findings.some(({ code }) => code !== "malformed-name");
      return faulty || !isSame(after.calendars.map(meaningOf), calendars.map(meaningOf));
    });
    expect(changed.map(({ file }) => file)).toEqual([]);
  });

  it("has the components, lines, parameters and texts that ical.js finds, where it reads the file at all", () => {
    const both = read.flatMap((each) => {
      const other = each.error === undefined ? byIcal(each.text) : undefined;
      return other === undefined ? [] : [{ ...each, other }];
    });
    expect(both.length).toBeGreaterThan(read.length * 0.8);
    const different = both.flatMap(({ file, calendars, other }) =>
      isSame(calendars.map(outlineOf), other.map(outlineOfJcal))
        ? calendars.flatMap((calendar, index) =>
            differingLines(calendar, other[index]).map((line) => `${file}:${line}`),
          )
        : [file],
    );
    expect(different).toEqual([]);
  });
});

function readOrRefused(text: string): { text: string; calendars: Component[]; error?: ItipError } {
  try {
    return { text, calendars: scanCalendar(text, defaultLimits).calendars };
  } catch (error) {
    if (error instanceof ItipError) return { text, calendars: [], error };
    throw error;
  }
}

function scanned(text: string) {
  return text === "" ? { calendars: [], findings: [] } : scanCalendar(text, defaultLimits);
}

/** One comparison a file: thousands of expectations are slow. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Undefined where ical.js throws, or repairs in another way: an END of the wrong name, a control character. */
function byIcal(text: string): Jcal[] | undefined {
  const repaired = /^(?:unexpected-end|end-missing|malformed-component|control-character)$/;
  if (scanCalendar(text, defaultLimits).findings.some(({ code }) => repaired.test(code))) return undefined;
  try {
    const parsed: unknown = ICAL.parse(text);
    const roots = (Array.isArray(parsed) && typeof parsed[0] === "string" ? [parsed] : parsed) as Jcal[];
    return roots.filter(([name]) => name === "vcalendar");
  } catch {
    return undefined;
  }
}

interface Outline {
  readonly name: string;
  readonly lines: readonly string[];
  readonly components: readonly Outline[];
}

function outlineOf(component: Component): Outline {
  return {
    name: component.name,
    lines: component.lines.map((line) => line.name),
    components: component.components.map(outlineOf),
  };
}

/** Of names that RFC 5545 section 3.1 does not know, ical.js reads all, and we those with underscores (`X-LOTUS-CHILD_UID`). */
function outlineOfJcal([name, properties, components]: Jcal): Outline {
  return {
    name: name.toUpperCase(),
    lines: namedProperties(properties).map(([property]) => property.toUpperCase()),
    components: components.map(outlineOfJcal),
  };
}

function namedProperties(properties: readonly JcalProperty[]): JcalProperty[] {
  return properties.filter(([property]) => isName(property.replaceAll("_", "-")));
}

/** The numbers of the lines that ical.js takes apart in another way. */
function differingLines(component: Component, other: Jcal | undefined): number[] {
  const properties = namedProperties(other?.[1] ?? []);
  const lines = component.lines.filter((line, index) => {
    const [, parameters, , value] = properties[index] ?? ["", {}, "", undefined];
    const isText = texts.includes(line.name) && !/;VALUE=/i.test(line.text);
    return (
      (isPlain(line) && !isSame(parametersOf(line), parametersOfJcal(parameters))) ||
      (isText && textValue(line) !== value)
    );
  });
  const inside = component.components.flatMap((child, index) => differingLines(child, other?.[2][index]));
  return [...lines.map((line) => line.line), ...inside];
}

/** ical.js applies TEXT escapes to parameters, splits at commas inside quotation marks, and keeps the last of two. */
function isPlain(line: ContentLine): boolean {
  const head = line.text.slice(0, line.text.length - readProperty(line).value.length);
  const names = Array.from(head.matchAll(/;([^=;"]+)=/g), (match) => match[1]?.toUpperCase());
  const inForm = /^[A-Z0-9-]+(?:;[A-Z0-9-]+=(?:"[^"\\,]*"|[^";:\\,]*))*:$/i.test(head);
  return inForm && new Set(names).size === names.length;
}

function parametersOf(line: ContentLine): [string, string][] {
  return Array.from(readProperty(line).parameters, ([name, values]): [string, string] => [
    name,
    values.join(","),
  ]).filter(([name]) => name !== "VALUE");
}

function parametersOfJcal(parameters: Record<string, string | string[]>): [string, string][] {
  return Object.entries(parameters).map(([name, value]) => [name.toUpperCase(), [value].flat().join(",")]);
}
