import { excerpt } from "../errors.ts";
import { type Method, methods } from "../event/status.table.ts";
import { type Finding, finding } from "../finding.ts";
import { type Component, linesOf } from "../icalendar/component.ts";
import { rawValue } from "../icalendar/property.ts";

const path = "VCALENDAR.METHOD";

/**
 * The METHOD of a calendar (RFC 5546 section 1.4); undefined where it names none, or one that nobody knows.
 *
 * @param fromMime the `method` parameter of the MIME part, which stands in for a missing METHOD
 * @example
 * statedMethod(calendar, undefined).stated // "REPLY"
 */
export function statedMethod(
  calendar: Component,
  fromMime: Method | undefined,
): { stated: Method | undefined; problems: Finding[] } {
  const [line, second] = linesOf(calendar, "METHOD");
  const repeated = second === undefined ? [] : [repeatedMethod(second.line)];
  if (line === undefined) {
    const note = "The method of the MIME part stands in.";
    const missing = finding({ code: "method-missing", at: { path }, note });
    return { stated: fromMime, problems: fromMime === undefined ? [] : [missing] };
  }
  const word = rawValue(line).trim().toUpperCase();
  const stated = methods.find((candidate) => candidate === word);
  const at = { path, line: line.line };
  const unknown = finding({ code: "unregistered-method", at, values: { method: excerpt(word, 30) } });
  return { stated, problems: stated === undefined ? [...repeated, unknown] : repeated };
}

function repeatedMethod(line: number): Finding {
  const values = { owner: "A VCALENDAR", property: "METHOD" };
  return finding({ code: "property-repeated", at: { path, line }, values, note: "The first counts." });
}
