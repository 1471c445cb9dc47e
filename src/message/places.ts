import type { Place } from "../finding.ts";
import type { Component, ContentLine } from "../icalendar/component.ts";
import { groupedBy } from "../input.ts";
import type { Kind } from "./message.ts";

/** Where a line of one component stands. */
export type PlaceOf = (line: ContentLine) => Place;

/** The places of the lines of a component, the `index`th of its kind. Worked out once, where a line has a fault: all of thousands may have one. */
export function placesIn(component: Component, kind: Kind, index: number): PlaceOf {
  let indices: ReadonlyMap<ContentLine, string> | undefined;
  return (line) => {
    indices ??= indicesOf(component);
    return { path: `VCALENDAR.${kind}[${index}].${line.name}${indices.get(line) ?? ""}`, line: line.line };
  };
}

/** `[1]` for the second line of its name; nothing where the name stands once. */
function indicesOf({ lines }: Component): ReadonlyMap<ContentLine, string> {
  const repeated = [...groupedBy(lines, ({ name }) => name).values()].filter(({ length }) => length > 1);
  return new Map(repeated.flatMap((group) => group.map((line, at) => [line, `[${at}]`] as const)));
}
