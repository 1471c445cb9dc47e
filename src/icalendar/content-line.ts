import type { ContentLine } from "./component.ts";
import { everydayName } from "./everyday-name.ts";

/*
 * The grammar of one unfolded content line (RFC 5545 section 3.1), by index: no regular expression looks at
 * foreign text that could make it backtrack.
 *
 *   contentline = name *(";" param ) ":" value
 *   name        = 1*(ALPHA / DIGIT / "-")
 *
 * Lotus Notes and Yandex have names with an underscore (X-LOTUS-CHILD_UID): such lines are kept, and reported.
 */

const colon = 58;
const semicolon = 59;
const underscore = 95;

/** Where the name of a line that was read ends: as far from its start as the name is long. A line made by hand may have another name than it says. */
export function endOfNameIn({ name, text }: ContentLine): number {
  const code = text.charCodeAt(name.length);
  return code === colon || code === semicolon ? name.length : endOfName(text);
}

/** Where the property name ends (at `;` or `:`), or -1 where the line has none that can be read. */
export function endOfName(text: string): number {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === colon || code === semicolon) return index === 0 ? -1 : index;
    if (!isNameCharacter(code) && code !== underscore) return -1;
  }
  return -1;
}

/** Where the colon before the value stands, counted from `from` (the end of the name), or -1; no name, no value. */
export function startOfValue(text: string, from: number): number {
  if (from === -1 || text.charCodeAt(from) === colon) return from;
  const plain = text.indexOf(":", from);
  const quoted = text.indexOf('"', from);
  const first = quoted === -1 || quoted > plain ? plain : findOutsideQuotes(text, ":", from, text.length);
  const second = first === -1 ? -1 : text.indexOf(":", first + 1);
  if (second === -1) return first;
  if (namesCalendarUser(text, from)) return startOfAddress(text, first, second);
  return namesTime(text, from) ? startOfTime(text, first) : first;
}

/** Whether the value of a line is a CAL-ADDRESS (RFC 5545 section 3.3.3): its name is ATTENDEE or ORGANIZER. */
export function namesCalendarUser(text: string, nameEnd: number): boolean {
  if (nameEnd !== 8 && nameEnd !== 9) return false;
  const name = everydayName(text, 0, nameEnd) ?? text.slice(0, nameEnd).toUpperCase();
  return name === "ATTENDEE" || name === "ORGANIZER";
}

const times: ReadonlySet<string> = new Set(["DTSTART", "DTEND", "DUE", "RECURRENCE-ID", "EXDATE", "RDATE"]);

function namesTime(text: string, nameEnd: number): boolean {
  return nameEnd <= "RECURRENCE-ID".length && times.has(text.slice(0, nameEnd).toUpperCase());
}

/**
 * Where a time stands that has a colon before it which ought to have been quoted, as in `TZID=GMT+02:00:20260507T093000`: no time has a
 * colon in it, so that the last one begins the value.
 */
function startOfTime(text: string, first: number): number {
  const last = text.lastIndexOf(":");
  return /^\s*\d{8}/.test(text.slice(last + 1, last + 30)) ? last : first;
}

const scheme = ":mailto";

/**
 * Where the address of a calendar user stands, when a colon may stand before it that ought to have been quoted: in
 * `SENT-BY=mailto:pa@example.test:mailto:jane@example.test` (RFC 5545 section 3.2.18 wants quotation marks), or in a name whose
 * quotation marks are escaped by backslashes, which RFC 5545 section 3.1 does not know. The last `mailto:` is the value.
 */
function startOfAddress(text: string, first: number, second: number): number {
  // Nearly always it is the one `mailto:`, and to look for the last colon takes four times as long.
  if (
    text.startsWith(scheme, first) &&
    second === first + scheme.length &&
    text.indexOf(":", second + 1) === -1
  )
    return first;
  const last = text.lastIndexOf(":");
  for (let at = last; at - scheme.length >= first; at = text.lastIndexOf(":", at - 1)) {
    if (text.slice(at - scheme.length, at).toLowerCase() === scheme)
      return isSchemeAlone(text, first, at) ? first : at - scheme.length;
  }
  // A parameter that is a URI and a value that is none: the colon of the URI's scheme does not end the parameters.
  const endsInScheme = /=mailto$/i.test(text.slice(Math.max(0, first - 7), first));
  return endsInScheme ? text.indexOf(":", first + 1) : first;
}

/** `mailto:mailto:jane@example.test`: the scheme twice, and no parameter before it. */
function isSchemeAlone(text: string, first: number, last: number): boolean {
  return /^(?::mailto)+$/i.test(text.slice(first, Math.min(last, first + 100)));
}

/**
 * The first place of a character, from `from` and before `end`, that no pair of quotation marks encloses; or -1.
 *
 * A quotation mark that is never closed quotes nothing. One parameter may then be read wrongly, but the ATTENDEE is not lost.
 */
export function findOutsideQuotes(text: string, wanted: string, from: number, end: number): number {
  // Of this line alone: where a text has no quotation mark, each line would be followed by a search of all the rest.
  const line = text.slice(from, end);
  let found = line.indexOf(wanted);
  let opened = line.slice(0, Math.max(0, found)).indexOf('"');
  while (opened !== -1 && opened < found) {
    const closed = line.indexOf('"', opened + 1);
    if (closed === -1) break;
    if (found < closed) found = line.indexOf(wanted, closed + 1);
    opened = line.indexOf('"', closed + 1);
  }
  return found === -1 ? -1 : from + found;
}

/** The parameters of a line as they are written, each without the semicolon before it; none where no value follows. */
export function writtenParameters(text: string): string[] {
  const nameEnd = endOfName(text);
  const end = nameEnd === -1 ? -1 : startOfValue(text, nameEnd);
  const found: string[] = [];
  for (let at = nameEnd; at < end; ) {
    const next = findOutsideQuotes(text, ";", at + 1, end);
    const stop = next === -1 ? end : next;
    found.push(text.slice(at + 1, stop));
    at = stop;
  }
  return found;
}

/** Whether a string is a property, parameter or component name: `1*(ALPHA / DIGIT / "-")`. */
export function isName(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (!isNameCharacter(text.charCodeAt(index))) return false;
  }
  return text.length > 0;
}

function isNameCharacter(code: number): boolean {
  return (
    (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 45
  );
}
