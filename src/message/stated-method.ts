import { excerpt } from "../errors.ts";
import { type Method, methods } from "../event/status.table.ts";
import type { Finding } from "../finding.ts";
import { type Component, linesOf } from "../icalendar/component.ts";
import { rawValue } from "../icalendar/property.ts";

const path = "VCALENDAR.METHOD";

/**
 * The METHOD of a calendar (RFC 5546 section 1.4); undefined where it names none, or one that nobody knows.
 *
 * @param fromMime the `method` parameter of the MIME part, which stands in for a missing METHOD
 * @param problems what is wrong with it is added here
 * @example
 * statedMethod(calendar, undefined, []) // "REPLY"
 */
export function statedMethod(
  calendar: Component,
  fromMime: Method | undefined,
  problems: Finding[],
): Method | undefined {
  const [line, second] = linesOf(calendar, "METHOD");
  if (second !== undefined) {
    problems.push({
      code: "repeated-method",
      severity: "error",
      message: "METHOD stands more than once; the first counts",
      path,
      line: second.line,
      reference: "RFC 5545 section 3.6",
    });
  }
  if (line === undefined) {
    if (fromMime !== undefined) problems.push({ ...missingMethod });
    return fromMime;
  }
  const word = rawValue(line).trim().toUpperCase();
  const method = methods.find((candidate) => candidate === word);
  if (method === undefined) {
    problems.push({
      code: "unknown-method",
      severity: "error",
      message: `${excerpt(word)} is no method of iTIP`,
      path,
      line: line.line,
      reference: "RFC 5546 section 1.4",
    });
  }
  return method;
}

const missingMethod: Finding = {
  code: "missing-method",
  severity: "error",
  message: "METHOD is missing; the MIME parameter stands in",
  path,
  reference: "RFC 6047 section 2.4",
};
