import type { Mailbox } from "../../event/event.ts";
import { type Finding, finding } from "../../finding.ts";
import { defined } from "../../input.ts";
import { readDate } from "../date.ts";
import { singleLine } from "../encoded-word.ts";
import { decodeWords } from "../text/decode-words.ts";
import { readAuthor } from "./author.ts";
import { firstField, type HeaderField } from "./header-block.ts";
import { readMailboxList } from "./mailbox-list.ts";

/** What the header of an email says, decoded. */
export interface EmailHeader {
  from?: Mailbox;
  sender?: Mailbox;
  replyTo?: Mailbox[];
  to: Mailbox[];
  cc: Mailbox[];
  date?: string;
  subject?: string;
  messageId?: string;
  inReplyTo?: string;
  references?: string;
  /** RFC 3834: `auto-replied`, `auto-generated` … Absent for what a person has sent. */
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
  const mailboxes = (name: string) => readMailboxes(fields, name);
  const findings: Finding[] = [];
  const from = readFrom(fields, findings);
  const date = readDate(firstField(fields, "date") ?? "");
  const subject = singleLine(decodeWords(bounded(firstField(fields, "subject"))));
  const [sender] = mailboxes("sender");
  const replyTo = mailboxes("reply-to");
  const automatic = automaticKind(fields);
  if (date === undefined) findings.push(missingDate(fields));
  return {
    header: {
      ...defined({ from, sender }),
      ...(replyTo.length === 0 ? {} : { replyTo }),
      to: mailboxes("to"),
      cc: mailboxes("cc"),
      ...defined({ date }),
      ...(subject === "" ? {} : { subject }),
      ...idFields(fields),
      ...defined({ autoSubmitted: automatic }),
    },
    findings,
  };
}

/** A value that can be read in no time, on one line. */
function bounded(value: string | undefined): string {
  return (value ?? "").slice(0, longestValue).replace(/[\u0000\r\n]/g, " ");
}

function idFields(
  fields: readonly HeaderField[],
): Pick<EmailHeader, "messageId" | "inReplyTo" | "references"> {
  const [messageId, inReplyTo, references] = ["message-id", "in-reply-to", "references"].map((name) =>
    singleLine((firstField(fields, name) ?? "").slice(0, longestValue)),
  );
  return {
    ...(messageId ? { messageId } : {}),
    ...(inReplyTo ? { inReplyTo } : {}),
    ...(references ? { references } : {}),
  };
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

/** The people in the To of a header. */
export function readRecipients(fields: readonly HeaderField[]): Mailbox[] {
  return readMailboxes(fields, "to");
}

function readMailboxes(fields: readonly HeaderField[], name: string): Mailbox[] {
  return fields
    .filter((field) => field.name === name)
    .slice(0, mostFields)
    .flatMap((field) => readMailboxList(bounded(field.value)));
}

/** RFC 3834 section 5, and what vacation programs wrote before it. */
function automaticKind(fields: readonly HeaderField[]): string | undefined {
  const stated = (firstField(fields, "auto-submitted") ?? "").slice(0, 200).trim().toLowerCase();
  const kind = /^[a-z][a-z0-9-]*/.exec(stated)?.[0];
  if (kind !== undefined) return kind === "no" ? undefined : kind;
  const older = ["x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply-from"];
  const precedence = (firstField(fields, "precedence") ?? "").slice(0, 40).trim().toLowerCase();
  return older.some((name) => firstField(fields, name) !== undefined) || precedence === "auto_reply"
    ? "auto-replied"
    : undefined;
}
