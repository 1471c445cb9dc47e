import { everydayComponents, everydayNames, everydayParameters } from "./everyday-name.table.ts";

let places: readonly string[] | undefined;

/**
 * The name that stands from one index to another, where it is one of the usual ones in upper case; else nothing is said.
 *
 * To find it at the place that its length and two of its letters give, and to compare it, takes 20 ns; to look it up by all of its letters, or to
 * bring it into upper case, 35. A reply has fifty names. It is one text for each name, so that to compare two takes a look at where they lie.
 *
 * @example
 * everydayName("DTSTART;TZID=Europe/London:20260507T103000", 0, 7) // "DTSTART"
 * everydayName("X-MOOD:good", 0, 6)                                // undefined
 */
export function everydayName(text: string, from: number, end: number): string | undefined {
  if (end - from < 2) return undefined;
  places ??= placedNames();
  const name = places[placeOf(text, from, end)];
  return name !== undefined && name.length === end - from && name === text.slice(from, end)
    ? name
    : undefined;
}

function placedNames(): string[] {
  const placed = new Array<string>(256).fill("");
  for (const name of [...everydayNames, ...everydayParameters, ...everydayComponents])
    placed[placeOf(name, 0, name.length)] = name;
  return placed;
}

/** The factors are the first by which no two of the names have the same place. */
function placeOf(text: string, from: number, end: number): number {
  return (text.charCodeAt(end - 2) + text.charCodeAt(from) * 3 + (end - from) * 71) & 255;
}
