import type { Mailbox } from "../../event/event.ts";
import { readLocale } from "../../event/read-locale.ts";
import {
  at,
  fault,
  isRecord,
  keysOf,
  type Readers,
  type Reading,
  readBoolean,
  readChoice,
  readMembers,
  readOrRefuse,
  readRecord,
  readText,
  wrongKind,
} from "../../input.ts";
import { timeOfDate } from "../../time/now.ts";
import { readAnswerLinks } from "../letter/answer-links.ts";
import { readOwnWording } from "../letter/own-wording.ts";
import { type Reader, readTimeZone } from "../letter/reader.ts";
import { readAddress } from "../outgoing-input.ts";
import {
  type ComposedAttachment,
  type EmailAttachment,
  isPlainFilename,
  readAttachments,
} from "./attachments.ts";

/** What a caller may decide about an email; everything has a default that is fit to be sent. */
export interface ComposeOptions extends Reader {
  /** Replaces From; the organizer becomes Reply-To. For a service that may only send under its own address. */
  from?: Mailbox | undefined;
  /** Who answers go to. Default: nobody but From, or the organizer where `from` is given. */
  replyTo?: Mailbox | undefined;
  /** Who hands the mail in for From (RFC 5322 section 3.6.2); bounces go there. */
  sender?: Mailbox | undefined;
  /** A subject of one's own, in one line. */
  subject?: string | undefined;
  /** A plain body of one's own in place of the letter. */
  text?: string | undefined;
  /** A body of one's own in place of the letter, as a whole HTML document; it is sent as it is. */
  html?: string | undefined;
  /** More header fields, each one line. Those that hold the email together cannot be set. */
  headers?: Record<string, string> | undefined;
  /** With or without angle brackets; the boundaries follow it. Default: from the content, holding the UID. */
  messageId?: string | undefined;
  /** Default: the message's DTSTAMP. */
  date?: Date | undefined;
  /** What the calendar is called in both copies; ends in `.ics`. Default `invite.ics`. */
  filename?: string | undefined;
  /** Files that travel with the email, behind the calendar copies. */
  attachments?: readonly EmailAttachment[] | undefined;
  /**
   * `both` (default): the calendar text stands beside text and HTML, and once more as an attached file. `inline`: no
   * attached file, for receivers behind gateways that strip `.ics` files; clients that open only files then show nothing.
   */
  copies?: "both" | "inline" | undefined;
  /** Allows addresses whose local part is not ASCII; the mail server must speak SMTPUTF8 (RFC 6531). */
  smtputf8?: boolean | undefined;
}

/** Options that were checked. */
export interface CheckedOptions extends Omit<ComposeOptions, "headers" | "date" | "attachments"> {
  headers: readonly (readonly [name: string, value: string])[];
  attachments: readonly ComposedAttachment[];
  date?: Date;
}

/**
 * Fields that are ours to write, that a relay writes, or that would show or copy the mail to others. Content-Class is a
 * header of Microsoft's, which says nothing about the layout ([MS-OXCMAIL] section 2.2.3.1.1).
 */
const reserved =
  /^(?:from|to|cc|bcc|sender|reply-to|subject|date|message-id|mime-version|received|return-path|dkim-signature|content-(?!class$).*|resent-.*|arc-.*)$/i;

/**
 * The options of `composeEmail`, checked.
 *
 * @throws {ItipError} `invalid-argument` with every problem found.
 */
export function readComposeOptions(input: unknown): CheckedOptions {
  if (input === undefined) return { headers: [], attachments: [] };
  return readOrRefuse("invalid-argument", "options", (reading) => {
    const given = readRecord(input, fields, reading);
    return given && { headers: [], attachments: [], ...readMembers(given, readers, reading, "given") };
  });
}

/** How each option is read: spelt out, for a bundler keeps what is spread, and the words of eight languages with it. */
const readers: Readers<CheckedOptions> = {
  headers: readHeaders,
  attachments: readAttachments,
  copies: (value, reading) => readChoice(value, ["both", "inline"], reading),
  from: readAddress,
  replyTo: readAddress,
  sender: readAddress,
  subject: (value, reading) => readText(value, reading, 10_000),
  text: readBody,
  html: readBody,
  locale: readLocale,
  timeZone: readTimeZone,
  wording: readOwnWording,
  links: readAnswerLinks,
  messageId: readMessageId,
  date: readDate,
  filename: readFilename,
  smtputf8: readBoolean,
};
const fields = /* @__PURE__ */ keysOf(readers);

function readBody(value: unknown, reading: Reading): string | undefined {
  return readText(value, reading, 5_000_000);
}

function readHeaders(value: unknown, reading: Reading): [string, string][] | undefined {
  if (!isRecord(value)) return wrongKind(reading, "an object of strings", value);
  return Object.entries(value).flatMap(([name, text]): [string, string][] => {
    const here = at(reading, name);
    if (!/^[A-Za-z0-9-]{1,100}$/.test(name))
      fault(here, "invalid-header", "must be named by letters, digits and hyphens, at most 100", name);
    else if (reserved.test(name))
      fault(
        here,
        "reserved-header",
        "must not be set here: this field is written by the library or by mail servers",
      );
    else if (
      typeof text !== "string" ||
      /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text) ||
      text.length > 10_000
    ) {
      fault(here, "invalid-header", "must be one line of text of at most 10000 characters", text);
    } else if (text.trim() !== "") return [[name, text]];
    return [];
  });
}

/** RFC 5322 section 3.6.4, as mail systems accept it: two parts without blanks, within one line. */
function readMessageId(value: unknown, reading: Reading): string | undefined {
  const match =
    typeof value === "string" ? /^<?([!-;=?-~]{1,600}@[!-;=?A-~]{1,300})>?$/.exec(value.trim()) : null;
  return match === null
    ? fault(reading, "invalid-message-id", "must be a Message-ID like <id@example.com>", value)
    : `<${match[1]}>`;
}

/** Some programs tell the type by the ending alone. */
function readFilename(value: unknown, reading: Reading): string | undefined {
  return isPlainFilename(value) && /.\.ics$/i.test(value)
    ? value
    : fault(reading, "invalid-filename", "must be a plain file name that ends in .ics", value);
}

/** RFC 5322 section 3.3 knows years from 1900, with four digits here. */
function readDate(value: unknown, reading: Reading): Date | undefined {
  const time = timeOfDate(value);
  const year = time === undefined ? 0 : new Date(time).getUTCFullYear();
  return time === undefined || year < 1900 || year > 9999
    ? fault(reading, "invalid-type", "must be a valid Date of the years 1900 to 9999", value)
    : new Date(time);
}
