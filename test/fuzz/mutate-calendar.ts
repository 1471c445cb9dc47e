import { dictionary } from "./dictionary.table.ts";
import type { Random } from "./random.ts";

/**
 * Changes calendar text along its grammar: lines and whole components are dropped, doubled, moved or taken from another
 * text; values, parameters, dates and zones are replaced.
 */
export function mutateCalendar(text: string, other: string, random: Random): string {
  const end = random.pick(["\r\n", "\r\n", "\r\n", "\n", "\r"]);
  const lines = unfolded(text);
  const others = unfolded(other);
  for (let left = 1 + random.below(5); left > 0; left--) mutateLines(lines, others, random);
  const folding = random.once(6) ? 1 + random.below(80) : undefined;
  return lines.map((line) => (folding === undefined ? line : refolded(line, folding, end)) + end).join("");
}

function unfolded(text: string): string[] {
  return text.replace(/\r?\n[ \t]/g, "").split(/\r\n|\n|\r/);
}

function refolded(line: string, width: number, end: string): string {
  const pieces: string[] = [];
  for (let at = 0; at < line.length; at += width) pieces.push(line.slice(at, at + width));
  return pieces.join(`${end} `);
}

function mutateLines(lines: string[], others: readonly string[], random: Random): void {
  const at = random.below(lines.length + 1);
  const line = lines[at] ?? "";
  switch (random.below(10)) {
    case 0:
      lines.splice(at, 1);
      return;
    case 1:
      lines.splice(at, 0, random.pickOr(dictionary.lines, ""));
      return;
    case 2:
      lines.splice(at, 0, random.pickOr(others, ""));
      return;
    case 3:
      lines.splice(at, 0, ...blockAt(others, random.below(others.length + 1)));
      return;
    case 4:
      lines.splice(random.below(lines.length + 1), 0, ...blockAt(lines, at));
      return;
    case 5:
      lines.splice(at, blockAt(lines, at).length);
      return;
    case 6:
      lines.splice(at, 1, withAnotherValue(line, random));
      return;
    case 7:
      lines.splice(at, 1, withAParameter(line, random));
      return;
    case 8:
      lines.splice(at, 1, withAnotherNumber(line, random));
      return;
    default: {
      const inside = random.below(line.length + 1);
      const skipped = random.once(2) ? random.below(6) : 0;
      const piece = random.pickOr(dictionary.pieces, "").repeat(random.once(10) ? random.below(500) : 1);
      lines.splice(at, 1, line.slice(0, inside) + piece + line.slice(inside + skipped));
    }
  }
}

/** From a BEGIN to its END; else the line alone. */
function blockAt(lines: readonly string[], at: number): string[] {
  const begin = lines[at];
  if (begin === undefined) return [];
  const end = begin.startsWith("BEGIN:") ? lines.indexOf(begin.replace("BEGIN", "END"), at) : -1;
  return end === -1 || end - at > 200 ? [begin] : lines.slice(at, end + 1);
}

function withAnotherValue(line: string, random: Random): string {
  const colon = line.indexOf(":");
  const source = random.pickOr(dictionary.lines, "");
  return `${colon === -1 ? line : line.slice(0, colon)}:${source.slice(source.indexOf(":") + 1)}`;
}

function withAParameter(line: string, random: Random): string {
  const at = line.search(/[;:]/);
  const zone = random.pickOr(dictionary.zones, "");
  const name = random.pick(["TZID", "VALUE", "PARTSTAT", "CN", "SENT-BY", "DELEGATED-TO", "X-P", "RANGE"]);
  const value = random.once(2) ? zone : random.pickOr(dictionary.pieces, "");
  const quoted = random.once(2) ? `"${value}"` : value;
  return at === -1 ? line : `${line.slice(0, at)};${name}=${quoted}${line.slice(at)}`;
}

function withAnotherNumber(line: string, random: Random): string {
  const numbers = [...line.matchAll(/\d+/g)];
  const number = numbers[random.below(numbers.length)];
  if (number === undefined) return line;
  const width = number[0].length;
  const next = random.pick([
    "0".repeat(width),
    "9".repeat(width),
    String(random.below(10 ** Math.min(width, 8))).padStart(width, "0"),
    String(random.below(13)).padStart(2, "0"),
    "",
  ]);
  return line.slice(0, number.index) + next + line.slice(number.index + width);
}
