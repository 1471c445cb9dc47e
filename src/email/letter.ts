import type { Mailbox } from "../message/invitation.ts";
import type { Change } from "../message/outgoing.ts";
import { describeSpan } from "../time/describe.ts";
import type { EventTime } from "../time/event-time.ts";
import { singleLine } from "./encoded-word.ts";
import { linkOf } from "./links.ts";
import type { CheckedMessage } from "./outgoing-input.ts";
import { describeRule } from "./recurrence-words.ts";
import type { Language, Occasion, Wording } from "./wording.table.ts";
import { fill, languageOf, wordingOf } from "./wording.ts";

/** One labelled fact; `link` where the text may be clicked. */
export interface Row {
  readonly label: string;
  readonly lines: readonly string[];
  readonly link?: string;
}

/** What an email says to a person, before it becomes text or HTML. All of it is plain text. */
export interface Letter {
  readonly language: Language;
  readonly subject: string;
  readonly heading: string;
  readonly title: string;
  /** The whole event is off for the reader. */
  readonly off: boolean;
  readonly notes: readonly string[];
  readonly comment?: Row;
  readonly changesLabel: string;
  readonly changes: readonly {
    readonly label: string;
    readonly from?: { readonly label: string; readonly text: string };
    readonly to?: { readonly label: string; readonly text: string };
  }[];
  readonly rows: readonly Row[];
  readonly description?: Row;
  readonly footer?: string;
}

/** A reader: the locale they read and the zone they live in. */
export interface Reader {
  readonly locale?: string;
  readonly timeZone?: string;
}

interface Pen {
  readonly message: CheckedMessage;
  readonly wording: Wording;
  /** What dates and weekdays are written in. */
  readonly locale: string;
  readonly timeZone?: string;
}

/** Says a message in the reader's language: what it is about, what changed, when, where, who. */
export function writeLetter(message: CheckedMessage, reader: Reader): Letter {
  const language = languageOf(reader.locale);
  const wording = wordingOf(language);
  const pen: Pen = { message, wording, locale: dateLocale(language, reader.locale), ...zoneOf(reader) };
  const occasion = occasionOf(message);
  const name = nameOf(message.from);
  const summary = singleLine(message.event.summary);
  const instance = instanceDate(pen);
  const off = message.method === "CANCEL";
  return {
    language,
    subject: singleLine(fill(wording.subject[occasion], { summary })),
    heading: fill(wording.heading[occasion], { name }),
    title: summary,
    off: off && message.instance === undefined,
    notes: instance === undefined ? [] : [fill(wording.occurrence, { date: instance })],
    ...(message.comment === undefined
      ? {}
      : { comment: { label: wording.label.comment, lines: linesIn(message.comment) } }),
    changesLabel: wording.label.changes,
    changes: (message.changes ?? []).map((change) => describeChange(change, pen)),
    rows: rowsOf(pen),
    ...(message.event.description === undefined || off
      ? {}
      : { description: { label: wording.label.description, lines: linesIn(message.event.description) } }),
    ...(message.method === "REQUEST" || message.method === "ADD" ? { footer: wording.howToAnswer } : {}),
  };
}

function zoneOf(reader: Reader): { timeZone?: string } {
  return reader.timeZone === undefined ? {} : { timeZone: reader.timeZone };
}

/** British dates for readers of plain English, see `describeSpan`; English dates where we speak English for want of better. */
function dateLocale(language: Language, locale: string | undefined): string {
  const own = locale !== undefined && languageOf(locale) === language && locale.toLowerCase() !== "en";
  return own && locale.toLowerCase().startsWith(language) ? locale : language === "en" ? "en-GB" : language;
}

function occasionOf(message: CheckedMessage): Occasion {
  switch (message.method) {
    case "REQUEST":
      if (message.changes === undefined) return "invitation";
      return message.changes.length === 0 ? "repeated" : "updated";
    case "CANCEL":
      // Without STATUS:CANCELLED the event goes on without the reader (RFC 5546 section 3.2.5).
      if (!/^STATUS:CANCELLED\r?$/m.test(message.ics)) return "uninvited";
      return message.instance === undefined ? "cancelled" : "cancelledDate";
    case "REPLY":
      return message.status ?? "pending";
    case "COUNTER":
      return "counter";
    case "DECLINECOUNTER":
      return "declinecounter";
    case "REFRESH":
      return "refresh";
    case "PUBLISH":
      return "publish";
    case "ADD":
      return "add";
  }
}

function nameOf(mailbox: Mailbox): string {
  return mailbox.name === undefined ? mailbox.email : singleLine(mailbox.name);
}

/** A name with its address, as people know it from their mail. */
function personOf(mailbox: Mailbox): string {
  return mailbox.name === undefined ? mailbox.email : `${singleLine(mailbox.name)} <${mailbox.email}>`;
}

function linesIn(text: string): string[] {
  return text.trim().split(/\r\n|\r|\n/);
}

function instanceDate(pen: Pen): string | undefined {
  const { instance } = pen.message;
  return instance === undefined
    ? undefined
    : describeSpan(instance, dayAfter(instance), { locale: pen.locale });
}

/** An all-day occurrence ends with its day; a timed one is named by its start alone. */
function dayAfter(time: EventTime): EventTime {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(time.time) ? Date.parse(`${time.time}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(date)) return time;
  return { time: new Date(date + 86_400_000).toISOString().slice(0, 10), tzid: time.tzid };
}

function rowsOf(pen: Pen): Row[] {
  const { message, wording } = pen;
  const { label } = wording;
  const { event, proposal } = message;
  const rule = event.recurrence === undefined ? undefined : ruleWords(event.recurrence.rule, pen);
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
    { label: label.organizer, lines: [personOf(message.organizer)] },
    guestRow(pen),
  ];
  return rows.filter((row) => row !== undefined);
}

function linkRow(label: string, url: string | undefined): Row | undefined {
  if (url === undefined) return undefined;
  const link = linkOf(url);
  return { label, lines: [singleLine(url)], ...(link === undefined ? {} : { link }) };
}

function guestRow(pen: Pen): Row | undefined {
  const { guests } = pen.message;
  if (guests === undefined || guests.shown.length === 0) return undefined;
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

function ruleWords(rule: string, pen: Pen): string | undefined {
  return describeRule(rule, pen.wording, pen.locale);
}

function describeChange(change: Change, pen: Pen): Letter["changes"][number] {
  const { label } = pen.wording;
  const [from, to] = [sideText(change.from, change, pen), sideText(change.to, change, pen)];
  // Two rules that read alike in words differ in finer parts: those are shown as they are.
  const alike = from === to && typeof change.from === "string" && typeof change.to === "string";
  const shown = (text: string | undefined, raw: Change["from"]) =>
    alike && typeof raw === "string" ? raw : text;
  const [before, after] = [shown(from, change.from), shown(to, change.to)];
  return {
    label: label[change.field],
    ...(before === undefined ? {} : { from: { label: label.was, text: before } }),
    ...(after === undefined ? {} : { to: { label: label.now, text: after } }),
  };
}

function sideText(side: Change["from"], change: Change, pen: Pen): string | undefined {
  if (side === undefined) return undefined;
  if (typeof side !== "string") return spanLines(side, pen).join("\n");
  return change.field === "recurrence" ? (ruleWords(side, pen) ?? side) : side;
}
