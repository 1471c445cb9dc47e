import type { Mailbox } from "../../event/event.ts";
import { defined } from "../../input.ts";
import { describeSpan } from "../../time/describe.ts";
import { singleLine } from "../encoded-word.ts";
import { readEventFacts } from "../event-facts.ts";
import type { CheckedMessage } from "../outgoing-input.ts";
import type { AnswerLinks } from "./answer-links.ts";
import { withOwnWording } from "./own-wording.ts";
import type { Reader } from "./reader.ts";
import { type ChangeWords, dayAfter, describeChange, linesIn, type Pen, type Row, rowsOf } from "./rows.ts";
import type { Language, Occasion, Wording } from "./wording.table.ts";
import { fill, languageOf, wordingOf } from "./wording.ts";

/** What an email says to a person, before it becomes text or HTML. All of it is plain text. */
export interface LetterWords {
  /** The language of the words (BCP 47). */
  readonly language: string;
  readonly subject: string;
  readonly heading: string;
  readonly title: string;
  /** The whole event is off for the reader. */
  readonly off: boolean;
  readonly notes: readonly string[];
  readonly comment?: Row;
  readonly changesLabel: string;
  readonly changes: readonly ChangeWords[];
  readonly rows: readonly Row[];
  readonly description?: Row;
  /** Links to answer with, and the sentence above them. */
  readonly buttons?: { readonly heading: string; readonly links: readonly Button[] };
  readonly footer?: string;
}

/** One answer that a click gives. */
export interface Button {
  readonly status: keyof AnswerLinks;
  readonly label: string;
  readonly url: string;
}

/** Says a message in the reader's language: what it is about, what changed, when, where, who. */
export function writeLetter(message: CheckedMessage, reader: Reader): LetterWords {
  const language = languageOf(reader.locale);
  const wording = withOwnWording(wordingOf(language), reader.wording);
  const locale = dateLocale(language, reader);
  const event = readEventFacts(message.event);
  const pen: Pen = { message, event, wording, locale, ...defined({ timeZone: reader.timeZone }) };
  const occasion = occasionOf(message);
  const name = nameOf(message.from);
  const summary = singleLine(event.summary);
  const instance = instanceDate(pen);
  const off = message.method === "CANCEL";
  return {
    language: locale.startsWith(language) ? language : locale,
    subject: singleLine(fill(wording.subject[occasion], { summary })),
    heading: fill(wording.heading[occasion], { name }),
    title: summary,
    off: off && message.instance === undefined,
    notes: instance === undefined ? [] : [fill(wording.occurrence, { date: instance })],
    ...(message.comment === undefined
      ? {}
      : { comment: { label: wording.label.comment, lines: linesIn(message.comment) } }),
    changesLabel: wording.label.changes,
    changes: (message.changes ?? [])
      .map((change) => describeChange(change, pen))
      .filter(({ from, to }) => from !== undefined || to !== undefined),
    rows: rowsOf(pen),
    ...(event.description === undefined || off
      ? {}
      : { description: { label: wording.label.description, lines: linesIn(event.description) } }),
    ...(reader.links === undefined ? {} : { buttons: buttonsOf(reader.links, wording) }),
    ...(owesAnswer(message) ? { footer: wording.howToAnswer } : {}),
  };
}

/** Whether the reader is asked for an answer: nobody is whose answer stands. */
function owesAnswer({ method, status }: CheckedMessage): boolean {
  return method === "ADD" || (method === "REQUEST" && (status === undefined || status === "pending"));
}

function buttonsOf(links: AnswerLinks, { answerHere, button }: Wording): NonNullable<LetterWords["buttons"]> {
  const statuses = ["accepted", "tentative", "declined"] as const;
  return {
    heading: answerHere,
    links: statuses.map((status) => ({ status, label: button[status], url: links[status] })),
  };
}

/**
 * British dates for readers of plain English, see `describeSpan`; English dates where the words are English because the reader's language
 * is not spoken here.
 * Words of the caller's own speak the language that the caller names.
 */
export function dateLocale(language: Language, { locale, wording }: Reader): string {
  if (wording !== undefined && locale !== undefined && languageOf(locale) === "en" && !/^en\b/i.test(locale))
    return locale;
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

function instanceDate(pen: Pen): string | undefined {
  const { instance } = pen.message;
  return instance === undefined
    ? undefined
    : describeSpan(instance, dayAfter(instance), { locale: pen.locale });
}
