import { base64 } from "../base64.ts";
import { composeEmail } from "../email/compose/compose.ts";
import type { ComposeOptions } from "../email/compose/options.ts";
import type { Mailbox } from "../event/event.ts";
import { defined } from "../input.ts";
import type { OutgoingMessage } from "../message/outgoing.ts";
import { addressObject } from "./mail-fields.ts";
import type { MailerRequest } from "./request.ts";

/** Nodemailer's message options: what `transport.sendMail` takes. */
export interface NodemailerMail {
  /** MAIL FROM and RCPT TO. */
  envelope: { from: string; to: string[] };
  /** The author. */
  from: NodemailerAddress;
  /** Who sends for the author. */
  sender?: NodemailerAddress;
  /** Where a reader's own words go. */
  replyTo?: NodemailerAddress;
  /** The recipient. */
  to: NodemailerAddress;
  /** The subject, unencoded. */
  subject: string;
  /** Date of the mail. */
  date: Date;
  /** Message-ID, with its angle brackets. */
  messageId: string;
  /** Further headers. */
  headers: Record<string, string>;
  /** The letter as plain text. */
  text: string;
  /** The letter as HTML. */
  html: string;
  /** The calendar text beside text and HTML, with its method. */
  alternatives: {
    /** The name under which a program saves it. */
    filename: string;
    /** text/calendar with its method. */
    contentType: string;
    /** The calendar text, CRLF line ends. */
    content: string;
    /** How Nodemailer writes it. */
    contentTransferEncoding: "7bit" | "base64";
    /** Shown in the mail, not as a file. */
    headers: { "Content-Disposition": "inline" };
  }[];
  /** Files, the calendar text among them. */
  attachments: NodemailerAttachment[];
  /** Nothing that a person typed makes Nodemailer read a file. */
  disableFileAccess: true;
  /** Nothing that a person typed makes Nodemailer fetch a page. */
  disableUrlAccess: true;
}

/** A file in Nodemailer's form: text, or octets as base64. */
export interface NodemailerAttachment {
  /** The name under which the file is saved. */
  filename: string;
  /** Media type with its parameters. */
  contentType: string;
  /** The file, as text or base64. */
  content: string;
  /** `base64` where `content` is base64 already; absent for text. */
  encoding?: "base64";
  /** How Nodemailer writes it. */
  contentTransferEncoding: "base64";
  /** Shown as a file. */
  contentDisposition: "attachment";
}

/** A name that is empty is left out by Nodemailer. */
export interface NodemailerAddress {
  /** The name in front of it, empty where there is none. */
  name: string;
  /** The address alone. */
  address: string;
}

/**
 * A message as Nodemailer's structured options, for pipelines that add to the mail (DKIM plugins, more attachments).
 *
 * Nodemailer's own `icalEvent` writes no `method` on the attached copy, so the two copies go in as alternative and attachment.
 * To send exactly the bytes of `composeEmail`, pass it `{ envelope, raw }` instead.
 *
 * @throws {ItipError} as `composeEmail`.
 *
 * @example
 * await transport.sendMail(toNodemailer(message).body);
 */
export function toNodemailer(
  message: OutgoingMessage,
  options?: ComposeOptions,
): MailerRequest<NodemailerMail> {
  const email = composeEmail(message, options);
  const { text, html, calendar, method, filename } = email.parts;
  const type = `charset=UTF-8; method=${method}`;
  const body: NodemailerMail = {
    envelope: email.envelope,
    from: nodemailerAddress(email.from),
    ...defined({
      sender: email.sender && nodemailerAddress(email.sender),
      replyTo: email.replyTo && nodemailerAddress(email.replyTo),
    }),
    to: nodemailerAddress(email.to),
    subject: email.subject,
    date: new Date(email.date),
    messageId: email.messageId,
    headers: { ...email.headers },
    text,
    html,
    alternatives: [alternative({ filename, contentType: `text/calendar; ${type}`, content: calendar })],
    attachments: [
      ...(email.copies === "inline"
        ? []
        : [attached({ filename, contentType: `application/ics; ${type}`, content: calendar })]),
      ...email.attachments.map(({ content, ...file }) =>
        attached({ ...file, content: base64(content), encoding: "base64" }),
      ),
    ],
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  return { layout: "dual", lost: [], body };
}

function alternative(file: Pick<NodemailerAttachment, "filename" | "contentType" | "content">) {
  return {
    ...file,
    contentTransferEncoding: /^[\t -~\r\n]*$/.test(file.content) ? ("7bit" as const) : ("base64" as const),
    // Nodemailer takes whatever has a file name for an attachment unless told.
    headers: { "Content-Disposition": "inline" } as const,
  };
}

function attached(
  file: Omit<NodemailerAttachment, "contentTransferEncoding" | "contentDisposition">,
): NodemailerAttachment {
  return { ...file, contentTransferEncoding: "base64", contentDisposition: "attachment" };
}

function nodemailerAddress(mailbox: Mailbox): NodemailerAddress {
  const { email, name = "" } = addressObject(mailbox);
  return { name, address: email };
}
