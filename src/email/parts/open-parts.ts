import type { Mailbox } from "../../event/event.ts";
import { type OpenedEmail, openStructure } from "../open/opened-email.ts";
import { limitsOf, type OpenOptions } from "../open/options.ts";
import { readMailParts } from "./read-mail-parts.ts";

/** A mail that somebody else has taken apart already: a mail service, an IMAP client, another parser. */
export interface MailParts {
  /** The author, as an object or as the header has it: `Jane Roe <jane@example.com>`. */
  from?: Mailbox | string | undefined;
  /** Whom the mail is addressed to. */
  to?: string | Mailbox | (string | Mailbox)[] | undefined;
  /** As the header has it, RFC 3339, or a Date. */
  date?: string | Date | undefined;
  /** The subject, decoded. */
  subject?: string | undefined;
  /** With or without its angle brackets, as are the two below. */
  messageId?: string | undefined;
  /** The Message-ID that this mail answers. */
  inReplyTo?: string | undefined;
  /** Message-IDs of the conversation, as one text or a list. */
  references?: string | string[] | undefined;
  /** By name in any letter case. What a member above says replaces it; a From that names somebody else leaves no author. */
  headers?: Record<string, string | string[] | undefined> | undefined;
  /** The plain text, decoded. */
  text?: string | undefined;
  /** The HTML, decoded. */
  html?: string | undefined;
  /** Everything else, calendars first of all. */
  files: MailFile[];
}

/** A part that is no text for people. */
export interface MailFile {
  /** With its parameters where they are known: `text/calendar; charset=UTF-8; method=REPLY`. */
  contentType: string;
  /** The file's name, decoded. */
  filename?: string | undefined;
  /** Octets, their transfer encoding undone, or text that is decoded already. */
  content: string | Uint8Array | ArrayBuffer;
}

/**
 * Opens a mail that somebody else has parsed already: the same as {@link openEmail} would find in the raw mail, as far as its
 * parts tell. The raw mail is better where it can be had: parameters such as `method` often do not survive.
 *
 * Findings name a part by its number: the text, the HTML, then the files, as far as they are there.
 *
 * @throws {ItipError} `not-an-email`, `limit-exceeded`, `invalid-argument`.
 *
 * @example
 * const { from, attachments, messageId } = await PostalMime.parse(raw);
 * const files = attachments.map(({ mimeType, filename, content }) => ({ contentType: mimeType, filename, content }));
 * (await openParts({ from: { email: from.address }, messageId, files })).messages // [{ method: "REPLY", … }]
 */
export async function openParts(parts: MailParts, options?: OpenOptions): Promise<OpenedEmail> {
  const limits = limitsOf(options);
  return openStructure(readMailParts(parts, limits), "parts", limits);
}
