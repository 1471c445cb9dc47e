import { base64, base64OfText } from "../base64.ts";
import { addressText } from "../email/address-text.ts";
import { composeEmail } from "../email/compose/compose.ts";
import type { ComposeOptions } from "../email/compose/options.ts";
import { defined } from "../input.ts";
import type { OutgoingMessage } from "../message/outgoing.ts";
import { customHeaders } from "./mail-fields.ts";
import type { MailerRequest } from "./request.ts";

/**
 * The JSON of Resend's `POST /emails`. The official SDK reads `replyTo` and `contentType` and drops the REST API's
 * `reply_to` and `content_type`; the API reads those alone. Each therefore stands under both names.
 */
export interface ResendMail {
  /** The author, with a name. */
  from: string;
  /** The recipient, with a name. */
  to: string[];
  /** The same, for the REST API. */
  reply_to?: string;
  /** Where a reader's own words go, for the SDK. */
  replyTo?: string;
  /** The subject, unencoded. */
  subject: string;
  /** The letter as plain text. */
  text: string;
  /** The letter as HTML. */
  html: string;
  /** Further headers. */
  headers: Record<string, string>;
  /** Files, the calendar text among them. */
  attachments: ResendAttachment[];
}

/** A file in Resend's form: base64 under a type. */
export interface ResendAttachment {
  /** The name under which the file is saved. */
  filename: string;
  /** The file as base64. */
  content: string;
  /** The same, for the REST API. */
  content_type: string;
  /** Media type with its parameters, for the SDK. */
  contentType: string;
}

/**
 * A message for Resend, which knows text, HTML and attachments, and no further alternative: the calendar text is attached
 * once, as `text/calendar` with its method. For the dual layout send `composeEmail`'s `raw` through Resend's SMTP. The mail goes out
 * through Amazon SES, which replaces the Message-ID; References keep the UID.
 *
 * @throws {ItipError} as `composeEmail`.
 *
 * @example
 * await resend.emails.send(toResend(message).body); // the SDK
 * await fetch("https://api.resend.com/emails", { method: "POST", headers, body: JSON.stringify(toResend(message).body) });
 */
export function toResend(message: OutgoingMessage, options?: ComposeOptions): MailerRequest<ResendMail> {
  const email = composeEmail(message, options);
  const { text, html, calendar, method, filename } = email.parts;
  const replyTo = email.replyTo && addressText(email.replyTo);
  const body: ResendMail = {
    from: addressText(email.from),
    to: [addressText(email.to)],
    ...defined({ reply_to: replyTo, replyTo }),
    subject: email.subject,
    text,
    html,
    headers: customHeaders(email),
    attachments: [
      attached(filename, base64OfText(calendar), `text/calendar; charset=utf-8; method=${method}`),
      ...email.attachments.map((file) => attached(file.filename, base64(file.content), file.contentType)),
    ],
  };
  return {
    layout: "attachment-only",
    lost: ["the calendar as an alternative of the text", "Message-ID", "Date", "Sender"],
    body,
  };
}

function attached(filename: string, content: string, type: string): ResendAttachment {
  return { filename, content, content_type: type, contentType: type };
}
