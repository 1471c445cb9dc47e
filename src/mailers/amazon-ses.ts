import { composeEmail } from "../email/compose/compose.ts";
import type { ComposeOptions } from "../email/compose/options.ts";
import type { OutgoingMessage } from "../message/outgoing.ts";
import type { MailerRequest } from "./request.ts";

/** The input of `SendEmailCommand` (Amazon SES API v2). */
export interface AmazonSesMail {
  /** The sender of the envelope, which the service has to have verified. */
  FromEmailAddress: string;
  /** The recipient of the envelope. */
  Destination: { ToAddresses: string[] };
  /** The whole mail in UTF-8; the SDK encodes it in base64. */
  Content: { Raw: { Data: Uint8Array } };
}

/**
 * A message for Amazon SES, sent as it is. SES puts a Message-ID and a Date of its own in place of ours (Amazon SES
 * developer guide, "Header fields"); References keep the UID.
 *
 * @throws {ItipError} as `composeEmail`.
 *
 * @example
 * await ses.send(new SendEmailCommand(toAmazonSes(message).body));
 */
export function toAmazonSes(
  message: OutgoingMessage,
  options?: ComposeOptions,
): MailerRequest<AmazonSesMail> {
  const { envelope, raw } = composeEmail(message, options);
  return {
    layout: "dual",
    lost: ["Message-ID", "Date"],
    body: {
      FromEmailAddress: envelope.from,
      Destination: { ToAddresses: envelope.to },
      Content: { Raw: { Data: new TextEncoder().encode(raw) } },
    },
  };
}
