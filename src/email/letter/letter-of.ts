import { defined, keysOf, readMembers, readVerbOptions } from "../../input.ts";
import type { OutgoingMessage } from "../../message/outgoing.ts";
import { readOutgoing } from "../outgoing-input.ts";
import { refuseLinksOutside } from "./answer-links.ts";
import { type LetterWords, writeLetter } from "./letter.ts";
import { type Reader, readerReaders } from "./reader.ts";

/** How a letter is to be read: the reader's language and zone, and the caller's own words. */
export interface LetterOptions extends Reader {}

/** A fact of a letter under its label, in the reader's language. */
export interface LetterRow {
  /** "When", "Where", "Guests" … */
  label: string;
  /** What is so now; lines are separated by a line feed. Empty where a change took the fact away. */
  value: string;
  /** What was so before, where the message changes it. */
  was?: string;
  /** Where the value may be followed as a link: `http:`, `https:`, `mailto:` or `tel:`. */
  link?: string;
}

/** What the default texts of an email are made of: plain text, for a layout of one's own. Nothing in it is escaped. */
export interface Letter {
  /** The subject of the email, on one line. */
  subject: string;
  /** Who does what: "Anna Org has invited you". */
  heading: string;
  /** The summary of the event. */
  title: string;
  /** The language of the words, for an HTML `lang` attribute. */
  language: string;
  /** Present where the message is about one date of a series: the sentence that says so. */
  note?: string;
  /** The facts in the order people ask for them: when, where, how to join, who, then the words of the sender. */
  rows: LetterRow[];
  /** Links to answer with, where the options have them: each with the word on its button. */
  buttons?: { status: "accepted" | "tentative" | "declined"; label: string; url: string }[];
  /** How the reader can answer; absent where no answer is asked for. */
  footer?: string;
}

/**
 * The words of an email, for a layout of one's own: what `composeEmail`'s text and HTML are made of.
 *
 * @param message From `createInvite`, `updateInvite`, `answer` …
 * @param options The recipient's language and zone; default: those that the message carries, else English.
 * @throws {ItipError} `invalid-argument`, with every problem found.
 *
 * @example
 * const { subject, heading, rows } = letterOf(message, { locale: "de" });
 * const html = `<h1>${escape(heading)}</h1>${rows.map(({ label, value }) => `<p>${escape(label)}: ${escape(value)}</p>`)}`;
 * await transport.sendMail(toNodemailer(message, { subject, html }).body);
 */
export function letterOf(message: OutgoingMessage, options?: LetterOptions): Letter {
  const checked = readOutgoing(message);
  const chosen = readLetterOptions(options);
  refuseLinksOutside(checked.method, chosen.links);
  return plainLetter(writeLetter(checked, { ...checked.reader, ...chosen }));
}

function readLetterOptions(input: unknown): Reader {
  if (input === undefined) return {};
  return readVerbOptions(input, keysOf(readerReaders), (given, reading) =>
    readMembers(given, readerReaders, reading, "given"),
  );
}

function plainLetter(words: LetterWords): Letter {
  const [note] = words.notes;
  return {
    subject: words.subject,
    heading: words.heading,
    title: words.title,
    language: words.language,
    ...defined({ note }),
    rows: [...factRows(words), ...goneRows(words), ...writtenRows(words)],
    ...(words.buttons === undefined ? {} : { buttons: words.buttons.links.map((button) => ({ ...button })) }),
    ...defined({ footer: words.footer }),
  };
}

/** Each fact with what it was before, where a change says so: of several under one label, such as files, the first has it. */
function factRows(words: LetterWords): LetterRow[] {
  return words.rows.map((row, index) => {
    const first = words.rows[index - 1]?.label !== row.label;
    const before = first ? words.changes.find(({ label }) => label === row.label)?.from?.text : undefined;
    return { label: row.label, value: row.lines.join("\n"), ...defined({ was: before, link: row.link }) };
  });
}

/** Changes of what no fact stands for: the summary, and what is there no more. */
function goneRows(words: LetterWords): LetterRow[] {
  const shown = new Set(
    [...words.rows, ...(words.description ? [words.description] : [])].map(({ label }) => label),
  );
  return words.changes
    .filter(({ label }) => !shown.has(label))
    .map(({ label, from, to }) => ({ label, value: to?.text ?? "", ...defined({ was: from?.text }) }));
}

/** What people wrote: the sender's comment and the description. */
function writtenRows(words: LetterWords): LetterRow[] {
  return [words.comment, words.description].flatMap((row) => {
    if (row === undefined) return [];
    const before = words.changes.find(({ label }) => label === row.label)?.from?.text;
    return [{ label: row.label, value: row.lines.join("\n"), ...defined({ was: before }) }];
  });
}
