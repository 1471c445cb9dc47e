/**
 * A content line (RFC 5545 section 3.1) as it was read: unfolded, otherwise untouched, so that writing it again
 * loses nothing. `readProperty` takes it apart.
 */
export interface ContentLine {
  /** Property name in upper case. */
  readonly name: string;
  /** The whole line, unfolded, without its line end. */
  readonly text: string;
  /** Where its first physical line stands, counted from 1; 0 for a line of our own. */
  readonly line: number;
}

/** A component (RFC 5545 section 3.6) with its lines and sub-components in the order written. */
export interface Component {
  /** In upper case. */
  readonly name: string;
  /** Its own properties in the order written, those of sub-components not among them. */
  readonly lines: readonly ContentLine[];
  /** Its sub-components in the order written: a VTIMEZONE's STANDARD, an event's VALARM. */
  readonly components: readonly Component[];
  /** Where its BEGIN stands, counted from 1; 0 for a component of our own. */
  readonly line: number;
}

/** The lines of a component that carry one property, in the order written. */
export function linesOf(component: Component, name: string): readonly ContentLine[] {
  return allNamed(component.lines, name);
}

/** The first line that carries a property: what readers go by where a property stands more often than it may. */
export function firstLine(component: Component, name: string): ContentLine | undefined {
  for (const line of component.lines) if (line.name === name) return line;
  return undefined;
}

/** The direct sub-components of one kind, in the order written. */
export function componentsOf(component: Component, name: string): Component[] {
  return allNamed(component.components, name);
}

/**
 * The members with one name. Most often there is one: a list that begins with it takes a fifth of the room of one that begins empty, and
 * `receiveAll` a thirtieth less.
 */
function allNamed<T extends { readonly name: string }>(members: readonly T[], name: string): T[] {
  let found: T[] | undefined;
  for (const member of members) {
    if (member.name !== name) continue;
    if (found === undefined) found = [member];
    else found.push(member);
  }
  return found ?? [];
}
