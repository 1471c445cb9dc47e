import { type ContentLine, firstLine, linesOf } from "../icalendar/component.ts";
import { endOfName, startOfValue, writtenParameters } from "../icalendar/content-line.ts";
import { rawValue, textValue, textValues } from "../icalendar/property.ts";
import { contentLine, textLine } from "../icalendar/write.ts";
import type { AnswerTarget } from "../reply/target.ts";
import type { Facts } from "./answer-facts.ts";
import { spokenLine } from "./comment-lines.ts";
import type { Dialect, EchoLine } from "./dialects/dialect.ts";

/** Lines of the invitation that go back, as the entry of a dialect has it (see {@link EchoLine}). */
export function echoed(line: EchoLine, facts: Facts, { component }: AnswerTarget): readonly ContentLine[] {
  const { dialect } = facts;
  if (line === "*") return othersOf(component.lines, dialect).flatMap((each) => echo(each, dialect));
  if (line === "X-*") return extensionsOf(component.lines, dialect);
  const name = line.slice(0, -1);
  if (line.endsWith("*")) return linesOf(component, name).flatMap((each) => echo(each, dialect));
  const found = firstLine(component, name);
  if (found === undefined) return line.endsWith("!") ? [contentLine(name, "")] : [];
  const text = dialect.language === true ? textValue(found) : undefined;
  return [text === undefined ? asLine(found, dialect) : spokenLine(name, text, facts)];
}

/** Whether the invitation has the property: an entry of a dialect may name what stands in its place. */
export function hasLine({ component }: AnswerTarget, name: string): boolean {
  return firstLine(component, name) !== undefined;
}

/** One line as it goes back: each of several words of CATEGORIES in a line. */
export function echo(line: ContentLine, dialect: Dialect): ContentLine[] {
  if (line.name === "CATEGORIES") return textValues(line).map((word) => textLine(line.name, word));
  return [asLine(line, dialect)];
}

/** The property that an entry of a dialect is about; empty for one that is about many. */
export function propertyNameIn(line: string): string {
  return /^[A-Z-]*(?![A-Z*-])/.exec(line)?.[0] ?? "";
}

/** What no entry of the dialect speaks of, and no client sends back as it came. */
function othersOf(lines: readonly ContentLine[], { event, leavesOut = [] }: Dialect): readonly ContentLine[] {
  const spoken = new Set([
    ...event.map((entry) => propertyNameIn(entry.replace(/\*$/, ""))),
    ...leavesOut,
    ...never,
  ]);
  return lines.filter(({ name }) => !spoken.has(name));
}

const never = ["DURATION", "DTEND", "EXRULE", "REQUEST-STATUS", "RECURRENCE-ID"];

/** In the order of their names: KCalendarCore keeps them in a map. */
function extensionsOf(lines: readonly ContentLine[], dialect: Dialect): readonly ContentLine[] {
  return othersOf(lines, dialect)
    .filter(({ name }) => name.startsWith("X-"))
    .map((line) => asLine(line, dialect))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function asLine(line: ContentLine, { geo, valueLast }: Dialect): ContentLine {
  if (geo !== undefined && line.name === "GEO") return geoLine(line, geo);
  return valueLast === true ? withValueLast(line) : { ...line, line: 0 };
}

function geoLine(line: ContentLine, precision: "float" | "double"): ContentLine {
  const numbers = rawValue(line).split(";").map(Number);
  if (numbers.length !== 2 || !numbers.every(Number.isFinite)) return { ...line, line: 0 };
  const [lat, long] = numbers.map((each) => (precision === "float" ? Math.fround(each) : each).toFixed(6));
  return contentLine("GEO", `${lat};${long}`);
}

function withValueLast(line: ContentLine): ContentLine {
  const { text } = line;
  const start = endOfName(text);
  const end = start === -1 ? -1 : startOfValue(text, start);
  if (end <= start) return { ...line, line: 0 };
  const parameters = writtenParameters(text);
  const isValue = (parameter: string) => parameter.slice(0, 6).toUpperCase() === "VALUE=";
  const moved = [...parameters.filter((each) => !isValue(each)), ...parameters.filter(isValue)];
  return { ...line, text: `${[text.slice(0, start), ...moved].join(";")}${text.slice(end)}`, line: 0 };
}
