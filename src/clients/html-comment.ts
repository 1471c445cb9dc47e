import { entityCodePoints } from "../event/html/html-entity.ts";
import { escapeText } from "../icalendar/write.ts";

let names: ReadonlyMap<number, string> | undefined;

/**
 * A comment as Google puts it into a parameter: first encoded as HTML, then escaped as TEXT. No `^` is left, which would begin an
 * escape of RFC 6868.
 *
 * @example
 * htmlComment("I’ve tried, it's late") // "I&rsquo\\;ve tried\\, it&#39\\;s late"
 */
export function htmlComment(comment: string): string {
  return escapeText(Array.from(comment, reference).join(""));
}

function reference(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  names ??= new Map(Array.from(entityCodePoints(), ([name, point]) => [point, name]));
  const name = names.get(code);
  if (character === "'" || character === "^") return `&#${code};`;
  return name === undefined ? character : `&${name};`;
}
