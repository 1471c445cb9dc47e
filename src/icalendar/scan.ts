import { excerpt, type ItipError, kindOf, refusal } from "../errors.ts";
import type { Finding } from "../finding.ts";
import { holdLimit, type Limits, limitExceeded } from "../limits.ts";
import type { Component } from "./component.ts";
import { endOfName, namesCalendarUser, startOfValue } from "./content-line.ts";
import { everydayName } from "./everyday-name.ts";
import {
  addLine,
  beginComponent,
  endComponent,
  endText,
  type Outline,
  openOutline,
  report,
  reportOutside,
} from "./outline.ts";

/** Nothing but what an everyday text holds: then it has no controls, nor halves of characters, which are looked for one by one. */
const everyday = /^[\t\n\r -~]*$/;

/** CONTROL of RFC 5545 section 3.1 but for the CR: said by what it is not, which is the quicker question. */
const control = /[^\t\n\r -~\u0080-\uffff]/;
const controls = /[\u0000-\u0008\u000a-\u001f\u007f]/g;

/**
 * Reads calendar text in one pass, leniently: a byte order mark, CRLF, LF or (old Mac) CR line ends, blank lines, text
 * around the calendar, and END lines that are missing or of the wrong name are all tolerated, lines that RFC 5545
 * section 3.1 cannot read are set aside; what was odd becomes a finding. Values are not looked at: `readProperty`
 * does that, for the lines that somebody asks for.
 *
 * Every VCALENDAR of the text is returned, in order; `unlisted` counts the findings beyond the limit.
 *
 * @throws {ItipError} `not-calendar-text` where there is no VCALENDAR, `limit-exceeded`.
 * @example
 * scanCalendar("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", defaultLimits).calendars[0]?.lines
 * // [{ name: "VERSION", text: "VERSION:2.0", line: 2 }]
 */
export function scanCalendar(
  text: string,
  limits: Limits,
): { calendars: Component[]; findings: Finding[]; unlisted: number } {
  if (typeof text !== "string")
    throw notCalendarText(`must be a string of calendar text, got ${kindOf(text)}`);
  holdLimit(limits, "calendarLength", text.length);
  const outline = openOutline(limits);
  const plain = everyday.test(text);
  const whole = plain ? text : cleanText(outline, text);
  const stray = hasStrayReturn(whole);
  const lines = stray ? withLineFeeds(whole) : whole;
  readLines(outline, lines, (!plain && control.test(lines)) || (stray && hasStrayReturn(lines)));
  endText(outline);
  if (outline.calendars.length === 0)
    throw notCalendarText("must have a line BEGIN:VCALENDAR, and there is none");
  const { calendars, findings, unlisted } = outline;
  return { calendars, findings, unlisted };
}

/** Unfolds (RFC 5545 section 3.1). A blank line between a line and its continuation is a mail relay's, and no end. */
function readLines(outline: Outline, text: string, dirty: boolean): void {
  const { calendarLines, lineLength } = outline.limits;
  let line = 0;
  let unfolded = "";
  let unfoldedAt = 0;
  let foldable = false;
  let begun = "";
  /** What followed without the blank of a fold. */
  let lost = "";
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf("\n", at);
    const end = found === -1 ? text.length : found;
    if (++line > calendarLines) throw limitExceeded(outline.limits, "calendarLines", line);
    const stop = end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
    const first = text.charCodeAt(at);
    const folded = foldable && (first === 32 || first === 9);
    const slice = text.slice(folded ? at + 1 : at, Math.max(stop, folded ? at + 1 : at));
    const piece = dirty ? withoutControls(outline, slice, line) : slice;
    at = end + 1;
    if (folded && lost === "") unfolded += piece;
    else if (folded || (isContinuation(piece) && isContinuable(outline, begun))) lost += piece;
    else if (piece !== "") {
      if (unfoldedAt > 0) takeLine(outline, joined(outline, unfolded, lost, unfoldedAt), unfoldedAt);
      unfolded = piece;
      lost = "";
      unfoldedAt = line;
      foldable = isFoldable(outline, piece);
      begun = piece;
    }
    const length = unfolded.length + lost.length;
    if (length > lineLength) throw limitExceeded(outline.limits, "lineLength", length);
  }
  if (unfoldedAt > 0) takeLine(outline, joined(outline, unfolded, lost, unfoldedAt), unfoldedAt);
}

/** Outside a calendar only its first line may be folded: an indented BEGIN continues no letter. */
function isFoldable(outline: Outline, piece: string): boolean {
  return outline.open.length > 0 || "BEGIN".startsWith(piece.trimStart().slice(0, 5).toUpperCase());
}

/** No content line begins with the mark that ends its name: Lotus Notes folds lines there and forgets the blank. */
function isContinuation(piece: string): boolean {
  const first = piece.charCodeAt(0);
  return first === 58 || first === 59;
}

/** BEGIN and END are whole, and outside of a calendar nothing is read. */
function isContinuable(outline: Outline, line: string): boolean {
  return line !== "" && outline.open.length > 0 && !/^(?:BEGIN|END):/i.test(line);
}

/**
 * A line with what lost its fold. A calendar user who has an address already gains nothing by more: there it is set aside, so that
 * the address stays one.
 */
function joined(outline: Outline, unfolded: string, lost: string, line: number): string {
  if (lost === "") return unfolded;
  const isWhole = hasAddress(unfolded) && !/^:mailto:/i.test(lost);
  const setAside = /PARTSTAT=/i.test(lost) ? "malformed-attendee" : "malformed-line";
  report(outline, () => ({
    code: isWhole ? setAside : "lost-fold",
    line,
    values: { text: excerpt(lost) },
  }));
  return isWhole ? unfolded : unfolded + lost;
}

/** What stands behind a colon that ought to have been quoted is no address of the calendar user: a name, a web address, SENT-BY. */
function hasAddress(line: string): boolean {
  const nameEnd = endOfName(line);
  if (nameEnd === -1 || !namesCalendarUser(line, nameEnd)) return false;
  const valueAt = startOfValue(line, nameEnd);
  if (valueAt === -1 || !line.includes("@", valueAt)) return false;
  return !/=mailto$/i.test(line.slice(Math.max(0, valueAt - "=mailto".length), valueAt));
}

function takeLine(outline: Outline, text: string, line: number): void {
  // A name that is known, and no parameters: told by the first colon. Nine of ten lines are taken in two thirds of the time.
  const colon = text.indexOf(":");
  const name = everydayName(text, 0, colon);
  if (name === undefined || outline.open.length === 0) takeUnusual(outline, text, line);
  else if (name === "BEGIN") beginComponent(outline, text.slice(colon + 1), line);
  else if (name === "END") endComponent(outline, text.slice(colon + 1), line);
  else addLine(outline, { name, text, line }, colon, colon);
}

function takeUnusual(outline: Outline, unfolded: string, line: number): void {
  const text = outline.open.length === 0 ? unfolded.trimStart() : unfolded;
  const nameEnd = endOfName(text);
  const valueAt = nameEnd === -1 ? -1 : startOfValue(text, nameEnd);
  const name = valueAt === -1 ? "" : readName(outline, text.slice(0, nameEnd), line);
  if (name === "BEGIN") beginComponent(outline, text.slice(valueAt + 1), line);
  else if (name === "END") endComponent(outline, text.slice(valueAt + 1), line);
  else if (outline.open.length === 0) reportOutside(outline, text, line);
  else if (name !== "") addLine(outline, { name, text, line }, nameEnd, valueAt);
  else if (text.trim() !== "") {
    // What would have been an ATTENDEE has a code of its own, because somebody may have answered in it.
    const isAttendee = /^\s*ATTENDEE\b/i.test(text.slice(0, 100)) || /PARTSTAT=/i.test(text);
    report(outline, () => ({
      code: isAttendee ? "malformed-attendee" : "malformed-line",
      line,
      values: { text: excerpt(text) },
    }));
  }
}

/** A property name in upper case; one with an underscore is kept, and reported. */
function readName(outline: Outline, name: string, line: number): string {
  const known = everydayName(name, 0, name.length);
  if (known !== undefined) return known;
  if (name.includes("_") && outline.open.length > 0) {
    report(outline, () => ({
      code: "malformed-name",
      line,
      values: { name: excerpt(name) },
    }));
  }
  return name.toUpperCase();
}

/** The text with one kind of line end, whole characters only, and without its byte order mark. */
function cleanText(outline: Outline, text: string): string {
  let clean = text;
  if (clean.charCodeAt(0) === 0xfeff) {
    clean = clean.slice(1);
    report(outline, () => ({
      code: "byte-order-mark",
      line: 1,
    }));
  }
  if (/[\ud800-\udfff]/.test(clean)) clean = clean.replace(/[\ud800-\udfff]/gu, "\uFFFD");
  return clean;
}

function withLineFeeds(text: string): string {
  return endsLinesWithCr(text) ? text.replace(/\r\n?/g, "\n") : text;
}

/**
 * Old Mac text. The end of the BEGIN:VCALENDAR line tells for all of it: elsewhere a lone CR is no line end, or else a
 * value that somebody forgot to escape could add a line (`SUMMARY:x\rATTENDEE:…`).
 */
function endsLinesWithCr(text: string): boolean {
  const begin = /BEGIN:VCALENDAR[ \t]{0,9}(\r(?!\r{0,9}\n))?/i.exec(text);
  return begin?.[1] !== undefined;
}

/** A CR that ends no line. */
function hasStrayReturn(text: string): boolean {
  for (let at = text.indexOf("\r"); at !== -1; at = text.indexOf("\r", at + 2)) {
    if (at + 1 < text.length && text.charCodeAt(at + 1) !== 10) return true;
  }
  return false;
}

function withoutControls(outline: Outline, text: string, line: number): string {
  const clean = text.replace(controls, "");
  if (clean.length !== text.replace(/\r$/, "").length) {
    report(outline, () => ({
      code: "control-character",
      line,
      values: { text: excerpt(text) },
    }));
  }
  return clean;
}

function notCalendarText(message: string): ItipError {
  return refusal("not-calendar-text", "", "no-calendar", message);
}
