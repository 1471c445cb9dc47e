import { composeEmail } from "../email/compose/compose.ts";
import type { ComposeOptions } from "../email/compose/options.ts";
import type { OutgoingMessage } from "../message/outgoing.ts";
import type { MailerRequest } from "./request.ts";

/** The fields of Mailgun's `POST /v3/{domain}/messages.mime` (multipart/form-data); `message` goes in as a file. */
export interface MailgunMail {
  /** The recipient of the envelope. */
  to: string;
  /** The whole mail as text. */
  message: string;
}

/**
 * A message for Mailgun's MIME endpoint, which sends the email as it is; its other endpoint knows no calendar alternative.
 *
 * @throws {ItipError} as `composeEmail`.
 *
 * @example
 * const { to, message: mime } = toMailgun(message).body;
 * form.set("to", to);
 * form.set("message", new Blob([mime]), "message.eml");
 */
export function toMailgun(message: OutgoingMessage, options?: ComposeOptions): MailerRequest<MailgunMail> {
  const { envelope, raw } = composeEmail(message, options);
  return { layout: "dual", lost: [], body: { to: envelope.to.join(", "), message: raw } };
}
