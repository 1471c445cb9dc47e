import type { Mailbox } from "../../event/event.ts";
import { type Finding, finding } from "../../finding.ts";
import { readDate } from "../date.ts";
import { singleLine } from "../encoded-word.ts";
import { decodeWords } from "../text/decode-words.ts";
import { readAuthor } from "./author.ts";
import { firstField, type HeaderField } from "./header-block.ts";
import { readMailboxList } from "./mailbox-list.ts";

/** What the header of an email says, decoded. */
export interface EmailHeader {
  /** Exactly one author, or none. */
  from?: Mailbox;
  /** Whom the mail is addressed to. */
  to: Mailbox[];
  /** Who gets a copy. */
  cc: Mailbox[];
  /** Who sent the mail for its author. */
  sender?: Mailbox;
  /** Where answers to the mail are to go. */
  replyTo?: Mailbox[];
  /** RFC 3339, UTC. */
  date?: string;
  /** The subject, decoded. */
  subject?: string;
  /** Message-ID, with its angle brackets. */
  messageId?: string;
  /** The Message-ID that this mail answers. */
  inReplyTo?: string;
  /** Message-IDs of the conversation, as the header has them. */
  references?: string;
  /** RFC 3834: set for mail that a program has sent, such as an out-of-office notice (`auto-replied`). */
  autoSubmitted?: string;
}

/** Enough for a thousand people, and little enough to be read in no time. */
const longestValue = 64_000;
const mostFields = 10;

/**
 * Reads the fields that matter from a header block.
 *
 * Who wrote the mail is decided by {@link readAuthor} alone, because it decides what the mail may do.
 */
export function readEmailHeader(fields: readonly HeaderField[]): {
  header: EmailHeader;
  findings: Finding[];
} {
  const findings: Finding[] = [];
  const from = readFrom(fields, findings);
  const to = readMailboxes(fields, "to");
  const cc = readMailboxes(fields, "cc");
  const header: EmailHeader = from === undefined ? { to, cc } : { from, to, cc };
  const [sender] = readMailboxes(fields, "sender");
  if (sender !== undefined) header.sender = sender;
  const replyTo = readMailboxes(fields, "reply-to");
  if (replyTo.length > 0) header.replyTo = replyTo;
  const date = readDate(firstField(fields, "date") ?? "");
  if (date !== undefined) header.date = date;
  else findings.push(missingDate(fields));
  const subject = singleLine(decodeWords(bounded(firstField(fields, "subject"))));
  if (subject !== "") header.subject = subject;
  putIds(header, fields);
  const automatic = automaticKind(fields);
  if (automatic !== undefined) header.autoSubmitted = automatic;
  return { header, findings };
}

/** A value that can be read in no time, on one line. */
function bounded(value: string | undefined): string {
  const text = (value ?? "").slice(0, longestValue);
  return /[\u0000\r\n]/.test(text) ? text.replace(/[\u0000\r\n]/g, " ") : text;
}

const ids = [
  ["message-id", "messageId"],
  ["in-reply-to", "inReplyTo"],
  ["references", "references"],
] as const;

function putIds(header: EmailHeader, fields: readonly HeaderField[]): void {
  for (const [name, member] of ids) {
    const value = singleLine((firstField(fields, name) ?? "").slice(0, longestValue));
    if (value !== "") header[member] = value;
  }
}

/** RFC 5322 section 3.6: From stands exactly once; two of them are read differently by different programs. */
function readFrom(fields: readonly HeaderField[], findings: Finding[]): Mailbox | undefined {
  const values = fields.filter((field) => field.name === "from");
  const author = values.length === 1 ? readAuthor(values[0]?.value ?? "") : undefined;
  if (author === undefined) {
    const reason =
      values.length === 0
        ? "There is no From"
        : values.length > 1
          ? "From stands more than once"
          : "From does not name exactly one address";
    findings.push(finding({ code: "no-single-author", at: { path: "headers.From" }, values: { reason } }));
  }
  return author;
}

function missingDate(fields: readonly HeaderField[]): Finding {
  const there = fields.some((field) => field.name === "date");
  return finding({ code: there ? "invalid-date" : "date-missing", at: { path: "headers.Date" } });
}

/** The people in the fields of one name, such as `to`. */
export function readMailboxes(fields: readonly HeaderField[], name: string): Mailbox[] {
  const found: Mailbox[] = [];
  let read = 0;
  for (const field of fields) {
    if (field.name !== name) continue;
    if (++read > mostFields) break;
    found.push(...readMailboxList(bounded(field.value)));
  }
  return found;
}

/** RFC 3834 section 5, and what vacation programs wrote before it. */
function automaticKind(fields: readonly HeaderField[]): string | undefined {
  const stated = (firstField(fields, "auto-submitted") ?? "").slice(0, 200).trim().toLowerCase();
  const kind = /^[a-z][a-z0-9-]*/.exec(stated)?.[0];
  if (kind !== undefined) return kind === "no" ? undefined : kind;
  const precedence = (firstField(fields, "precedence") ?? "").slice(0, 40).trim().toLowerCase();
  return precedence === "auto_reply" || fields.some(({ name }) => older.has(name))
    ? "auto-replied"
    : undefined;
}

const older: ReadonlySet<string> = new Set([
  "x-autoreply",
  "x-autorespond",
  "x-autoresponder",
  "x-auto-reply-from",
]);
