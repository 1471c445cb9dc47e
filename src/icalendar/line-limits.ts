import { holdLimit, type Limits } from "../limits.ts";
import type { ContentLine } from "./component.ts";
import { findOutsideQuotes } from "./content-line.ts";

/** Properties whose value is a list (RFC 5545 sections 3.8.1.2, 3.8.1.10, 3.8.2.6, 3.8.5.1, 3.8.5.2). */
const lists: ReadonlySet<string> = new Set(["EXDATE", "RDATE", "CATEGORIES", "RESOURCES", "FREEBUSY"]);

/**
 * Refuses a line with too many parameters, or with a list of too many values. Where the line is too short for that,
 * nothing is counted.
 *
 * @throws {ItipError} `limit-exceeded`
 */
export function holdLineLimits(limits: Limits, line: ContentLine, nameEnd: number, valueAt: number): void {
  const { text, name } = line;
  if (valueAt - nameEnd > limits.parameters) {
    holdLimit(limits, "parameters", countOf(text, ";", nameEnd, valueAt, limits.parameters));
  }
  if (text.length - valueAt > limits.values && lists.has(name)) {
    holdLimit(limits, "values", 1 + countOf(text, ",", valueAt, text.length, limits.values - 1));
  }
}

/** How often a character stands outside quotation marks, which are looked for only where it stands more than `most` times. */
function countOf(text: string, wanted: string, from: number, end: number, most: number): number {
  let count = 0;
  for (let at = text.indexOf(wanted, from); at !== -1 && at < end; at = text.indexOf(wanted, at + 1)) count++;
  if (count <= most) return count;
  count = 0;
  for (let at = findOutsideQuotes(text, wanted, from, end); at !== -1; count++) {
    at = findOutsideQuotes(text, wanted, at + 1, end);
  }
  return count;
}
