import { base64 } from "../../base64.ts";
import type { Mailbox } from "../../event/event.ts";
import type { Method } from "../../event/status.table.ts";
import type { OutgoingMessage } from "../../message/outgoing.ts";
import { formatDate } from "../date.ts";
import { singleLine } from "../encoded-word.ts";
import { refuseLinksOutside } from "../letter/answer-links.ts";
import { formatLetterHtml } from "../letter/html.ts";
import { writeLetter } from "../letter/letter.ts";
import { formatLetterText } from "../letter/text.ts";
import { digestOf, messageIdOf, proofIdOf, threadIdOf } from "../message-id.ts";
import { type CheckedMessage, readOutgoing } from "../outgoing-input.ts";
import type { ComposedAttachment } from "./attachments.ts";
import { type Field, mailboxField, structuredField, textField } from "./field.ts";
import { formatEmail } from "./format-email.ts";
import { type Files, layOut, type Texts } from "./layout.ts";
import { type CheckedOptions, type ComposeOptions, readComposeOptions } from "./options.ts";
import { type People, peopleOf, refuseLocalParts } from "./people.ts";

/** An email that is ready to be sent, whole (`raw`) and in the pieces that a mail API asks for. */
export interface ComposedEmail {
  /** For SMTP: MAIL FROM and RCPT TO. */
  envelope: { from: string; to: string[] };
  /** The whole email: ASCII (unless `smtputf8`), CRLF line ends. */
  raw: string;
  /** With angle brackets. The UID can be read back from it. */
  messageId: string;
  /** One line, decoded. */
  subject: string;
  /** Who is shown as the author. */
  from: Mailbox;
  /** Whom the mail is addressed to. */
  to: Mailbox;
  /** Who sends for the author, when that is another. */
  sender?: Mailbox;
  /** Where a reader's own words go, when that is not the author. */
  replyTo?: Mailbox;
  /** RFC 3339, UTC. */
  date: string;
  /** The fields beside those named above, decoded: In-Reply-To, References, Auto-Submitted and the caller's own. */
  headers: Record<string, string>;
  /** What the parts hold once decoded. */
  parts: { text: string; html: string; calendar: string; method: Method; filename: string };
  /** Whether the calendar text is attached too (`both`), or stands only beside text and HTML (`inline`). */
  copies: "both" | "inline";
  /** The caller's files. */
  attachments: ComposedAttachment[];
}

/**
 * Turns a message into the email that carries it: text, HTML and the calendar text twice (RFC 6047), as every client wants it.
 *
 *     multipart/mixed
 *     ├─ multipart/alternative
 *     │  ├─ text/plain
 *     │  ├─ text/html
 *     │  └─ text/calendar; charset=UTF-8; method=REQUEST     inline
 *     └─ application/ics; charset=UTF-8; method=REQUEST      attachment, the same bytes
 *
 * The caller's files stand behind the attached copy; `copies: "inline"` leaves that copy out.
 *
 * Equal arguments give equal bytes. Updates and cancellations thread with the invitation by their References.
 *
 * @param message From `createInvite`, `updateInvite`, `answer` …, or from an outbox of such messages.
 * @throws {ItipError} `invalid-argument`, with every problem found; `needs-smtputf8` for a local part beyond ASCII.
 *
 * @example
 * const { messages } = createInvite(input);
 * const { envelope, raw } = composeEmail(messages[0], { locale: "de" });
 * await transport.sendMail({ envelope, raw }); // Nodemailer
 */
export function composeEmail(message: OutgoingMessage, options?: ComposeOptions): ComposedEmail {
  const checked = readOutgoing(message);
  const chosen = readComposeOptions(options);
  refuseLinksOutside(checked.method, chosen.links);
  const people = peopleOf(checked, chosen);
  if (chosen.smtputf8 !== true) refuseLocalParts(people);
  const texts = textsOf(checked, chosen);
  const date = chosen.date ?? new Date(checked.dtstamp);
  const moment = momentOf(date, checked, chosen);
  const files = filesOf(chosen);
  const domain = checked.organizer.email.slice(checked.organizer.email.lastIndexOf("@") + 1);
  const headers = headersOf(checked, chosen, domain);
  const digest =
    chosen.messageId?.replace(/[^\w.-]/g, "").slice(0, 60) ??
    digestOf(contentOf(checked, texts, [people, moment, headers, ...contentOfFiles(files)]));
  const messageId = chosen.messageId ?? messageIdOf(checked.uid, digest, domain, checked.proof);
  const layout = layOut(checked, texts, files, digest);
  const fields = addressFields(people);
  fields.push(textField("Subject", texts.subject), { name: "Date", value: formatDate(date) });
  fields.push({ name: "Message-ID", value: messageId });
  for (const [name, value] of headers) fields.push(fieldOf(name, value));
  fields.push({ name: "MIME-Version", value: "1.0" }, { name: "Content-Type", value: layout.type });
  return {
    envelope: { from: (people.sender ?? people.from).email, to: [people.to.email] },
    raw: formatEmail(fields, layout.body),
    messageId,
    subject: texts.subject,
    ...people,
    date: moment.replace(".000Z", "Z"),
    headers: Object.fromEntries(headers),
    parts: {
      text: texts.text,
      html: texts.html,
      calendar: checked.ics,
      method: checked.method,
      filename: files.filename,
    },
    copies: files.copies,
    attachments: [...chosen.attachments],
  };
}

/** A date with milliseconds. That of DTSTAMP stands there, unless its day does not exist: to write it anew takes 0.3 of 20 µs. */
function momentOf(date: Date, { dtstamp }: CheckedMessage, { date: given }: CheckedOptions): string {
  const stands = given === undefined && date.getUTCDate() === Number(dtstamp.slice(8, 10));
  return stands ? dtstamp.replace("Z", ".000Z") : date.toISOString();
}

function addressFields({ from, sender, replyTo, to }: People): Field[] {
  const fields = [mailboxField("From", from)];
  if (sender !== undefined) fields.push(mailboxField("Sender", sender));
  if (replyTo !== undefined) fields.push(mailboxField("Reply-To", replyTo));
  fields.push(mailboxField("To", to));
  return fields;
}

function filesOf({ filename = "invite.ics", copies = "both", attachments }: CheckedOptions): Files {
  return {
    filename,
    copies,
    attachments: attachments.map((file) => ({ file, inBase64: base64(file.content) })),
  };
}

/** What tells the files of an email from others; for an email without any just the name of the calendar. */
function contentOfFiles({ filename, copies, attachments }: Files): unknown[] {
  if (attachments.length === 0 && copies === "both") return [filename];
  return [filename, copies, ...attachments.map(({ file, inBase64 }) => ({ ...file, content: inBase64 }))];
}

/** All that tells an email from others. What is short is one text, and the letter's two are what will be encoded next. */
function contentOf(message: CheckedMessage, texts: Texts, rest: unknown): string[] {
  return [`${JSON.stringify(rest)}\0${message.ics}\0${texts.subject}`, texts.text, texts.html];
}

/** The caller's words; the letter is only written where some are missing. */
function textsOf(message: CheckedMessage, options: CheckedOptions): Texts {
  const { subject, text, html } = options;
  if (subject !== undefined && text !== undefined && html !== undefined) {
    return { subject: singleLine(subject), text, html };
  }
  const letter = writeLetter(message, { ...message.reader, ...options });
  return {
    subject: singleLine(subject ?? letter.subject),
    text: text ?? formatLetterText(letter),
    html: html ?? formatLetterHtml(letter),
  };
}

/**
 * Threading (RFC 5322 section 3.6.4) for what the organizer sends; what an answer answers is the caller's to say.
 * Auto-Submitted (RFC 3834 section 5) asks vacation programs not to answer what a program has sent.
 */
function headersOf(message: CheckedMessage, options: CheckedOptions, domain: string): [string, string][] {
  const own: [string, string][] = [];
  const answers = message.method === "REPLY" || message.method === "COUNTER" || message.method === "REFRESH";
  if (!answers) {
    const thread = threadIdOf(message.uid, domain);
    const first = message.method === "REQUEST" && message.changes === undefined;
    if (!first) own.push(["In-Reply-To", thread]);
    const { proof } = message;
    const references = proof === undefined ? thread : `${thread} ${proofIdOf(message.uid, proof, domain)}`;
    own.push(["References", references], ["Auto-Submitted", "auto-generated"]);
  }
  if (options.headers.length === 0) return own;
  const given = new Set(options.headers.map(([name]) => name.toLowerCase()));
  return [
    ...own.filter(([name]) => !given.has(name.toLowerCase())),
    ...options.headers.map(([name, value]): [string, string] => [name, value.trim()]),
  ];
}

/** A value in plain ASCII may have a grammar that encoded-words would break (List-Unsubscribe): it is folded only. */
export function fieldOf(name: string, value: string): Field {
  return /^[\t -~]*$/.test(value) ? structuredField(name, value) : textField(name, value);
}
