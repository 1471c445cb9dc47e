import { excerpt } from "../errors.ts";
import { type Finding, finding, type Place } from "../finding.ts";
import { type Component, type ContentLine, firstLine } from "../icalendar/component.ts";
import { rawValue } from "../icalendar/property.ts";
import type { Kind } from "./message.ts";
import { placesIn } from "./places.ts";
import { greatestSequence } from "./sequence.ts";

/** SEQUENCE; absent, malformed or beyond an INTEGER (RFC 5545 section 3.3.8): Microsoft's own number, else 0. */
export function sequenceOf(component: Component): number {
  return (
    integerIn(firstLine(component, "SEQUENCE")) ??
    integerIn(firstLine(component, "X-MICROSOFT-CDO-APPT-SEQUENCE")) ??
    0
  );
}

/** A SEQUENCE that could not be used: Google has sent milliseconds since 1970. */
export function sequenceProblems(kind: Kind, components: readonly Component[]): Finding[] {
  const problems: Finding[] = [];
  for (const [index, component] of components.entries()) {
    const line = firstLine(component, "SEQUENCE");
    if (line === undefined || integerIn(line) !== undefined) continue;
    problems.push(problemOf(line, placesIn(component, kind, index)(line)));
  }
  return problems;
}

function problemOf(line: ContentLine, at: Place): Finding {
  const value = rawValue(line).trim();
  // A number below 0 is an INTEGER that SEQUENCE must not hold; any other text is not an INTEGER.
  if (/^-\d{1,10}$/.test(value) && Number(value) >= -greatestSequence - 1) {
    const range = { least: 0, greatest: greatestSequence };
    return finding({ code: "out-of-range", at, values: { property: "SEQUENCE", value, ...range } });
  }
  const values = { property: "SEQUENCE", value: excerpt(value, 30) };
  const note = `It is no whole number up to ${greatestSequence}.`;
  return finding({ code: "invalid-value", at, reference: "RFC 5545 section 3.3.8", values, note });
}

function integerIn(line: ContentLine | undefined): number | undefined {
  const text = line === undefined ? "" : rawValue(line).trim();
  const number = /^\+?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  return number <= greatestSequence ? number : undefined;
}
