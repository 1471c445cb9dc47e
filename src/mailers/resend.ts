import { base64OfText } from "../digest.ts";
import { composeEmail } from "../email/compose/compose.ts";
import type { ComposeOptions } from "../email/compose/options.ts";
import type { OutgoingMessage } from "../message/outgoing.ts";
import { addressText, customHeaders } from "./pieces.ts";
import type { MailerRequest } from "./request.ts";

/** The JSON of Resend's `POST /emails`. */
export interface ResendMail {
  from: string;
  to: string[];
  reply_to?: string;
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
  attachments: { filename: string; content: string; content_type: string }[];
}

/**
 * A message for Resend, which knows text, HTML and attachments, and no further alternative: the calendar text is attached
 * once, as `text/calendar` with its method. For the dual layout send `composeEmail`'s `raw` through Resend's SMTP.
 *
 * @throws {ItipError} as `composeEmail`.
 *
 * @example
 * await fetch("https://api.resend.com/emails", { method: "POST", headers, body: JSON.stringify(toResend(message).body) });
 */
export function toResend(message: OutgoingMessage, options?: ComposeOptions): MailerRequest<ResendMail> {
  const email = composeEmail(message, options);
  const { text, html, calendar, method, filename } = email.parts;
  const body: ResendMail = {
    from: addressText(email.from),
    to: [addressText(email.to)],
    ...(email.replyTo === undefined ? {} : { reply_to: addressText(email.replyTo) }),
    subject: email.subject,
    text,
    html,
    headers: customHeaders(email),
    attachments: [
      {
        filename,
        content: base64OfText(calendar),
        content_type: `text/calendar; charset=utf-8; method=${method}`,
      },
    ],
  };
  return {
    layout: "attachment-only",
    lost: ["the calendar as an alternative of the text", "Date", "Sender"],
    body,
  };
}
