import { type ItipError, kindOf, refusal } from "../errors.ts";
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

const semicolon = 59;

/**
 * Nothing but what an everyday text holds: whole characters, no controls, no CR that ends no line, no byte order mark. To look for each of
 * these by itself takes 5.4 µs of scanning a reply with an umlaut in place of 3.5.
 */
const everyday =
  /^[\t\n -~\u0080-\ud7ff\ue000-\ufefe\uff00-\uffff]*(?:(?:\r\n|[\ud800-\udbff][\udc00-\udfff])[\t\n -~\u0080-\ud7ff\ue000-\ufefe\uff00-\uffff]*)*$/;
/** Characters. The expression lays up each line on a stack, which has an end. */
const longestEveryday = 1_000_000;

/** CONTROL of RFC 5545 section 3.1 but for the CR: written as all that it is not, which is tested sooner. */
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
  if (text.length <= longestEveryday && everyday.test(text)) readLines(outline, text, false);
  else readUnusual(outline, text);
  endText(outline);
  if (outline.calendars.length === 0)
    throw notCalendarText("must have a line BEGIN:VCALENDAR, and there is none");
  const { calendars, findings, unlisted } = outline;
  return { calendars, findings, unlisted };
}

function readUnusual(outline: Outline, text: string): void {
  const whole = cleanText(outline, text);
  const lines = hasStrayReturn(whole) ? withLineFeeds(whole) : whole;
  readLines(outline, lines, control.test(lines) || hasStrayReturn(lines));
}

/** The line that is being unfolded, which the next one may continue. */
interface Unfolding {
  /** Whether control characters may stand in the text. */
  readonly dirty: boolean;
  text: string;
  /** Where it begins, counted from 1; 0 before the first. */
  line: number;
  foldable: boolean;
  /** Its first piece. */
  begun: string;
  /** Text of the lines behind it that lack the blank of a fold. */
  lost: string;
}

/**
 * Unfolds (RFC 5545 section 3.1).
 *
 * A line that begins with a letter and is followed by one that does, or by nothing, is whole, and taken at once. Its name is looked for in the whole text:
 * in a piece of it that takes twice the time. A reply was scanned in 4.6 µs, and is in 4.0.
 */
function readLines(outline: Outline, text: string, dirty: boolean): void {
  const { calendarLines, lineLength } = outline.limits;
  const unfolding: Unfolding = { dirty, text: "", line: 0, foldable: false, begun: "", lost: "" };
  let line = 0;
  let colon = -1;
  for (let at = 0, end = 0; at < text.length; at = end + 1) {
    end = indexOrEnd(text, "\n", at);
    if (++line > calendarLines) throw limitExceeded(outline.limits, "calendarLines", line);
    const stop = end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
    if (dirty || text.charCodeAt(at) <= semicolon || text.charCodeAt(end + 1) <= semicolon) {
      takePiece(outline, unfolding, text.slice(at, stop), line);
      continue;
    }
    takeUnfolded(outline, unfolding);
    if (stop - at > lineLength) throw limitExceeded(outline.limits, "lineLength", stop - at);
    if (colon < at) colon = indexOrEnd(text, ":", at);
    takeLine(outline, text, at, stop, colon, line);
  }
  takeUnfolded(outline, unfolding);
}

function indexOrEnd(text: string, wanted: string, from: number): number {
  const found = text.indexOf(wanted, from);
  return found === -1 ? text.length : found;
}

/** A piece of a line, or the whole of it. A blank line between a line and its continuation is a mail relay's, and no end. */
function takePiece(outline: Outline, unfolding: Unfolding, written: string, line: number): void {
  const folded = unfolding.foldable && (written.startsWith(" ") || written.startsWith("\t"));
  const content = folded ? written.slice(1) : written;
  const piece = unfolding.dirty ? withoutControls(outline, content, line) : content;
  if (folded && unfolding.lost === "") unfolding.text += piece;
  else if (folded || (isContinuation(piece) && isContinuable(outline, unfolding.begun)))
    unfolding.lost += piece;
  else if (piece !== "") {
    takeUnfolded(outline, unfolding);
    unfolding.text = piece;
    unfolding.line = line;
    unfolding.foldable = isFoldable(outline, piece);
    unfolding.begun = piece;
  }
  const length = unfolding.text.length + unfolding.lost.length;
  if (length > outline.limits.lineLength) throw limitExceeded(outline.limits, "lineLength", length);
}

/** The end of the line that was being unfolded, if there was one. */
function takeUnfolded(outline: Outline, unfolding: Unfolding): void {
  const { text: unfolded, lost, line } = unfolding;
  if (line === 0) return;
  const text = joined(outline, unfolded, lost, line);
  unfolding.line = 0;
  unfolding.lost = "";
  takeLine(outline, text, 0, text.length, indexOrEnd(text, ":", 0), line);
}

/** Whether the next line may continue this one: outside of a calendar only a BEGIN, so that an indented BEGIN is not taken for more of a letter. */
function isFoldable(outline: Outline, piece: string): boolean {
  return outline.open.length > 0 || "BEGIN".startsWith(piece.trimStart().slice(0, 5).toUpperCase());
}

/** No content line begins with the mark that ends its name: Lotus Notes folds lines there and forgets the blank. */
function isContinuation(piece: string): boolean {
  const first = piece.charCodeAt(0);
  return first === 58 || first === semicolon;
}

/** Whether a line may go on without a fold: BEGIN and END never do, and what is outside of a calendar is not read. */
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
  report(outline, isWhole ? setAside : "lost-fold", line, { text: lost });
  return isWhole ? unfolded : unfolded + lost;
}

/** What stands behind a colon that ought to have been quoted is no address of the calendar user: a name, a web address, SENT-BY. */
function hasAddress(line: string): boolean {
  const nameEnd = endOfName(line);
  if (!namesCalendarUser(line, nameEnd)) return false;
  const valueAt = startOfValue(line, nameEnd);
  if (valueAt === -1 || !line.includes("@", valueAt)) return false;
  return !/=mailto$/i.test(line.slice(Math.max(0, valueAt - "=mailto".length), valueAt));
}

function takeLine(
  outline: Outline,
  whole: string,
  at: number,
  end: number,
  colon: number,
  line: number,
): void {
  // A name that is known, and no parameters: told by the first colon. Nine of ten lines are taken in two thirds of the time.
  const name = colon < end ? everydayName(whole, at, colon) : undefined;
  if (name === "BEGIN") beginComponent(outline, whole.slice(colon + 1, end), line);
  else if (outline.open.length === 0) takeUnusual(outline, whole.slice(at, end).trimStart(), line);
  else if (name === undefined) takeUnusual(outline, whole.slice(at, end), line);
  else if (name === "END") endComponent(outline, whole.slice(colon + 1, end), line);
  else addLine(outline, { name, text: whole.slice(at, end), line }, colon - at, colon - at);
}

function takeUnusual(outline: Outline, text: string, line: number): void {
  const parametersAt = text.indexOf(";");
  const known = everydayName(text, 0, parametersAt);
  const nameEnd = known === undefined ? endOfName(text) : parametersAt;
  const valueAt = startOfValue(text, nameEnd);
  const name = valueAt === -1 ? "" : (known ?? readName(outline, text.slice(0, nameEnd), line));
  if (name === "BEGIN") beginComponent(outline, text.slice(valueAt + 1), line);
  else if (name === "END") endComponent(outline, text.slice(valueAt + 1), line);
  else if (outline.open.length === 0) reportOutside(outline, text, line);
  else if (name !== "") addLine(outline, { name, text, line }, nameEnd, valueAt);
  else if (text.trim() !== "") {
    // What would have been an ATTENDEE has a code of its own, because somebody may have answered in it.
    const isAttendee = /^\s*ATTENDEE\b/i.test(text.slice(0, 100)) || /PARTSTAT=/i.test(text);
    report(outline, isAttendee ? "malformed-attendee" : "malformed-line", line, { text });
  }
}

/** A property name in upper case; one with an underscore is kept, and reported. */
function readName(outline: Outline, name: string, line: number): string {
  const known = everydayName(name, 0, name.length);
  if (known !== undefined) return known;
  if (name.includes("_") && outline.open.length > 0) {
    report(outline, "malformed-name", line, { name });
  }
  return name.toUpperCase();
}

/** The text with one kind of line end, whole characters only, and without its byte order mark. */
function cleanText(outline: Outline, text: string): string {
  let clean = text;
  if (clean.charCodeAt(0) === 0xfeff) {
    clean = clean.slice(1);
    report(outline, "byte-order-mark", 1);
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
    report(outline, "control-character", line, { text });
  }
  return clean;
}

function notCalendarText(message: string): ItipError {
  return refusal("not-calendar-text", "", "no-calendar", message);
}
