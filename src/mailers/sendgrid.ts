import { base64OfText } from "../digest.ts";
import { composeEmail } from "../email/compose/compose.ts";
import type { ComposeOptions } from "../email/compose/options.ts";
import type { OutgoingMessage } from "../message/outgoing.ts";
import { addressObject, customHeaders } from "./pieces.ts";
import type { MailerRequest } from "./request.ts";

/** The JSON of SendGrid's `POST /v3/mail/send`. */
export interface SendGridMail {
  personalizations: { to: { email: string; name?: string }[] }[];
  from: { email: string; name?: string };
  reply_to?: { email: string; name?: string };
  subject: string;
  content: { type: string; value: string }[];
  attachments: { content: string; type: string; filename: string; disposition: "attachment" }[];
  headers: Record<string, string>;
}

/**
 * A message for SendGrid: the calendar text goes in as a third `content`, and as an attachment.
 *
 * SendGrid takes `method` on the first copy only, encodes the parts as it likes, and sets the Date itself.
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
    ...(email.replyTo === undefined ? {} : { reply_to: addressObject(email.replyTo) }),
    subject: email.subject,
    content: [
      { type: "text/plain", value: text },
      { type: "text/html", value: html },
      { type: `text/calendar; method=${method}`, value: calendar },
    ],
    attachments: [
      {
        content: base64OfText(calendar),
        type: "application/ics",
        filename,
        disposition: "attachment",
      },
    ],
    headers: customHeaders(email),
  };
  return { layout: "dual", lost: ["method on the attached copy", "Date", "Sender"], body };
}
