import type { Mailbox } from "../../event/event.ts";
import { defined } from "../../input.ts";
import type { Change } from "../../message/outgoing.ts";
import { day } from "../../time/civil.ts";
import { describePart, describeSpan } from "../../time/describe.ts";
import type { EventTime } from "../../time/event-time.ts";
import { singleLine } from "../encoded-word.ts";
import type { EventFacts } from "../event-facts.ts";
import type { CheckedMessage } from "../outgoing-input.ts";
import { describeRule } from "./describe-rule.ts";
import { linkOf } from "./link-of.ts";
import type { Wording } from "./wording.table.ts";
import { fill } from "./wording.ts";

/** One labelled fact; `link` where the text may be clicked. */
export interface Row {
  readonly label: string;
  readonly lines: readonly string[];
  readonly link?: string;
}

/** A change, old and new side by side. */
export interface ChangeWords {
  readonly label: string;
  readonly from?: { readonly label: string; readonly text: string };
  readonly to?: { readonly label: string; readonly text: string };
}

/** What is written about, and for whom. */
export interface Pen {
  readonly message: CheckedMessage;
  readonly event: EventFacts;
  readonly wording: Wording;
  /** What dates and weekdays are written in. */
  readonly locale: string;
  readonly timeZone?: string;
}

/** The facts of a message in the order people ask for them: when, where, how to join, who. */
export function rowsOf(pen: Pen): Row[] {
  const { message, event, wording } = pen;
  const { label } = wording;
  const { proposal } = message;
  const rule =
    event.recurrence &&
    describeRule(event.recurrence.rule, { wording, locale: pen.locale, start: event.start });
  const place = event.location?.description;
  const rows: (Row | undefined)[] = [
    proposal === undefined ? undefined : { label: label.proposal, lines: spanLines(proposal, pen) },
    event.start === undefined
      ? undefined
      : {
          label: label.time,
          lines: spanLines({ start: event.start, end: event.end ?? dayAfter(event.start) }, pen),
        },
    rule === undefined || message.instance !== undefined
      ? undefined
      : { label: label.recurrence, lines: [rule] },
    place === undefined ? undefined : { label: label.location, lines: linesIn(place) },
    message.method === "CANCEL" ? undefined : linkRow(label.conferenceUrl, event.conferenceUrl),
    linkRow(label.url, event.url),
    event.status === "tentative" ? { label: label.status, lines: [wording.tentative] } : undefined,
    ...(event.attachments ?? []).map(({ url, name }) => attachmentRow(label.attachments, url, name)),
    { label: label.organizer, lines: [personOf(message.organizer)] },
    guestRow(pen),
  ];
  return rows.filter((row) => row !== undefined);
}

/** Rows of one label that follow each other, such as several files, belong under it together. */
export function underOneLabel(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last !== undefined && last[0]?.label === row.label) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

function linkRow(label: string, url: string | undefined): Row | undefined {
  if (url === undefined) return undefined;
  const link = linkOf(url);
  return { label, lines: [singleLine(url)], ...defined({ link }) };
}

/** A file by its name and its whole link, so that a reader sees where the link leads. */
function attachmentRow(label: string, url: string, name: string | undefined): Row {
  const link = linkOf(url);
  const text = name === undefined ? singleLine(url) : `${singleLine(name)} (${singleLine(url)})`;
  return { label, lines: [text], ...defined({ link }) };
}

/** A publication has no ATTENDEE (RFC 5546 section 3.2.1): its readers are not told who was invited. */
function guestRow(pen: Pen): Row | undefined {
  const { guests, method } = pen.message;
  if (method === "PUBLISH" || guests === undefined || guests.shown.length === 0) return undefined;
  const more = guests.count - guests.shown.length;
  const rest = more > 0 ? [fill(pen.wording.more, { n: String(more) })] : [];
  return { label: pen.wording.label.guests, lines: [...guests.shown.map(personOf), ...rest] };
}

/** A span in the event's zone and, where the reader lives in another, in theirs. */
function spanLines(span: { start: EventTime; end: EventTime }, pen: Pen): string[] {
  const own = describeSpan(span.start, span.end, { locale: pen.locale });
  if (pen.timeZone === undefined) return [own];
  const theirs = describeSpan(span.start, span.end, { locale: pen.locale, timeZone: pen.timeZone });
  return own === theirs ? [own] : [own, `${pen.wording.label.yourTime}: ${theirs}`];
}

/** A change in words; without either side for a recurrence that only follows the time of the event. */
export function describeChange(change: Change, pen: Pen): ChangeWords {
  const { label } = pen.wording;
  if (change.field === "guests") return guestChange(change, pen);
  const sides = [change.from, change.to].map((side) => sideText(side, change, pen));
  const [before, after] = change.field === "recurrence" ? recurrenceSides(sides, pen) : sides;
  return {
    label: label[change.field],
    ...(before === undefined ? {} : { from: { label: label.was, text: before } }),
    ...(after === undefined ? {} : { to: { label: label.now, text: after } }),
  };
}

/** Both sides of a changed recurrence in words; as they are, where they differ in finer parts than there are words for. */
function recurrenceSides(sides: readonly (string | undefined)[], pen: Pen): readonly (string | undefined)[] {
  const [before, after] = sides;
  const moved = pen.message.changes?.find(({ field }) => field === "time")?.from;
  const { start } = typeof moved === "object" ? moved : pen.event;
  const told = [
    recurrenceWords(before, after, pen, start),
    recurrenceWords(after, before, pen, pen.event.start),
  ];
  if (told[0] !== told[1]) return told;
  return moved === undefined ? sides : [];
}

/** The rule of one side in words, and each date that it alone adds (+) or leaves out (−), twenty at most. */
function recurrenceWords(side = "", other = "", pen: Pen, start: EventTime | undefined): string | undefined {
  const [rule = ""] = side.split(" ");
  const known = new Set(datesIn(other, pen.locale));
  const own = datesIn(side, pen.locale).filter((date) => !known.has(date));
  const more = own.length > 20 ? fill(pen.wording.more, { n: String(own.length - 20) }) : "";
  const told = [describeRule(rule, { ...pen, start }) ?? rule, ...own.slice(0, 20), more];
  return told.filter((line) => line !== "").join("\n") || undefined;
}

/** The days behind a rule: `RDATE:2027-03-20T10:00:00Z` as `+ Saturday, 20 March 2027`, those of EXDATE with a minus sign. */
function datesIn(side: string, locale: string): string[] {
  return [...side.matchAll(/ (RDATE|EXDATE):([^ ]*)/g)].flatMap(([, name, times = ""]) =>
    times
      .split(",")
      .map((time) => Date.parse(time.slice(0, 10)))
      .filter((wall) => !Number.isNaN(wall))
      .map((wall) => `${name === "RDATE" ? "+" : "−"} ${describePart("date", wall, locale)}`),
  );
}

/** The people who were taken off the guest list, and those who were added. */
function guestChange({ added = [], removed = [] }: Change, { wording: { label } }: Pen): ChangeWords {
  const names = (people: readonly Mailbox[]) => people.map(personOf).join("\n");
  return {
    label: label.guests,
    ...(removed.length === 0 ? {} : { from: { label: label.removed, text: names(removed) } }),
    ...(added.length === 0 ? {} : { to: { label: label.added, text: names(added) } }),
  };
}

function sideText(side: Change["from"], change: Change, pen: Pen): string | undefined {
  if (side === undefined) return undefined;
  if (typeof side !== "string") return spanLines(side, pen).join("\n");
  if (change.field === "status") return side === "tentative" ? pen.wording.tentative : pen.wording.confirmed;
  return side;
}

/** A name with its address, as people know it from their mail. */
function personOf(mailbox: Mailbox): string {
  return mailbox.name === undefined ? mailbox.email : `${singleLine(mailbox.name)} <${mailbox.email}>`;
}

/** Text as the lines it was written in. */
export function linesIn(text: string): string[] {
  return text.trim().split(/\r\n|\r|\n/);
}

/** The end of an occurrence as far as its start tells it: the next date for a day, the start itself for a time. */
export function dayAfter(time: EventTime): EventTime {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(time.time) ? Date.parse(`${time.time}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(date)) return time;
  return { time: new Date(date + day).toISOString().slice(0, 10), tzid: time.tzid };
}
