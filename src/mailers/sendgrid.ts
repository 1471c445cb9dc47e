import { base64, base64OfText } from "../base64.ts";
import { composeEmail } from "../email/compose/compose.ts";
import type { ComposeOptions } from "../email/compose/options.ts";
import { defined } from "../input.ts";
import type { OutgoingMessage } from "../message/outgoing.ts";
import { addressObject, customHeaders } from "./mail-fields.ts";
import type { MailerRequest } from "./request.ts";

/** The JSON of SendGrid's `POST /v3/mail/send`. */
export interface SendGridMail {
  /** The recipient. */
  personalizations: { to: { email: string; name?: string }[] }[];
  /** The author. */
  from: { email: string; name?: string };
  /** Where a reader's own words go. */
  reply_to?: { email: string; name?: string };
  /** The subject, unencoded. */
  subject: string;
  /** Text and HTML, and the calendar text with its method. */
  content: { type: string; value: string }[];
  /** Files, the calendar text among them. */
  attachments: SendGridAttachment[];
  /** Further headers. */
  headers: Record<string, string>;
}

/** A file in SendGrid's form: base64 under a type. */
export interface SendGridAttachment {
  /** The file as base64. */
  content: string;
  /** Media type, without parameters. */
  type: string;
  /** The name under which the file is saved. */
  filename: string;
  /** Shown as a file. */
  disposition: "attachment";
}

/**
 * A message for SendGrid: the calendar text goes in as a third `content`, and as an attachment.
 *
 * SendGrid takes `method` on the first copy only, refuses a file whose type has a charset, encodes the parts as it likes, and sets the
 * Date itself.
 *
 * @throws {ItipError} as `composeEmail`.
 *
 * @example
 * await sgMail.send(toSendGrid(message).body);
 */
export function toSendGrid(message: OutgoingMessage, options?: ComposeOptions): MailerRequest<SendGridMail> {
  const email = composeEmail(message, options);
  const { text, html, calendar, method, filename } = email.parts;
  const body: SendGridMail = {
    personalizations: [{ to: [addressObject(email.to)] }],
    from: addressObject(email.from),
    ...defined({ reply_to: email.replyTo && addressObject(email.replyTo) }),
    subject: email.subject,
    content: [
      { type: "text/plain", value: text },
      { type: "text/html", value: html },
      { type: `text/calendar; method=${method}`, value: calendar },
    ],
    attachments: [
      ...(email.copies === "inline" ? [] : [attached(filename, base64OfText(calendar), "application/ics")]),
      ...email.attachments.map((file) =>
        attached(file.filename, base64(file.content), file.contentType.replace(/;.*/, "")),
      ),
    ],
    headers: customHeaders(email),
  };
  return {
    layout: "dual",
    lost: ["method on the attached copy", "parameters of the files' types", "Date", "Sender"],
    body,
  };
}

function attached(filename: string, content: string, type: string): SendGridAttachment {
  return { content, type, filename, disposition: "attachment" };
}
