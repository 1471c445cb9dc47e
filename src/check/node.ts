import { excerpt } from "../errors.ts";
import type { Place } from "../finding.ts";
import type { Component, ContentLine } from "../icalendar/component.ts";
import { type Property, readProperty } from "../icalendar/property.ts";

/** A content line with what it says and where it stands. */
export interface Item {
  readonly name: string;
  /** `VCALENDAR.VEVENT[0].ATTENDEE[1]`; the index only where a name repeats. */
  readonly path: string;
  readonly line: number;
  readonly source: ContentLine;
  readonly property: Property;
}

/** A component with its place, its properties taken apart once for all rules. */
export interface Node {
  readonly name: string;
  /** `VCALENDAR.VEVENT[0]`. */
  readonly path: string;
  readonly line: number;
  readonly source: Component;
  readonly items: readonly Item[];
  readonly nodes: readonly Node[];
}

/** A finding carries no more than an excerpt of the input: names in its path are cut, too. */
const longestName = 40;

/** The tree of a component; its depth was bounded by the scanner. */
export function readNode(source: Component, path: string): Node {
  return {
    name: source.name,
    path,
    line: source.line,
    source,
    items: numbered(source.lines, `${path}.`, false).map(({ value, at }) => ({
      name: value.name,
      path: at,
      line: value.line,
      source: value,
      property: readProperty(value),
    })),
    nodes: numbered(source.components, `${path}.`, true).map(({ value, at }) => readNode(value, at)),
  };
}

function numbered<T extends { readonly name: string }>(
  values: readonly T[],
  prefix: string,
  always: boolean,
): { value: T; at: string }[] {
  const totals = new Map<string, number>();
  for (const { name } of values) totals.set(name, (totals.get(name) ?? 0) + 1);
  const seen = new Map<string, number>();
  return values.map((value) => {
    const index = seen.get(value.name) ?? 0;
    seen.set(value.name, index + 1);
    const single = !always && totals.get(value.name) === 1;
    return { value, at: `${prefix}${excerpt(value.name, longestName)}${single ? "" : `[${index}]`}` };
  });
}

/** The properties of one name, in the order written. */
export function itemsOf(node: Node, name: string): readonly Item[] {
  return node.items.filter((item) => item.name === name);
}

/** The first property of a name: what readers go by. */
export function itemOf(node: Node, name: string): Item | undefined {
  return node.items.find((item) => item.name === name);
}

/** Whether a property is there and says nothing. */
export function isEmpty({ property }: Item): boolean {
  return property.value.trim() === "";
}

/** The direct sub-components of one name, in the order written. */
export function nodesOf(node: Node, name: string): readonly Node[] {
  return node.nodes.filter((child) => child.name === name);
}

/** Where something that is absent would stand. */
export function within(node: Node, name: string): Place {
  return { path: `${node.path}.${name}`, line: node.line };
}

/** The node itself and everything in it. */
export function* everyNode(node: Node): Generator<Node> {
  yield node;
  for (const child of node.nodes) yield* everyNode(child);
}
