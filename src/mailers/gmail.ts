import { base64urlOfText } from "../base64.ts";
import { composeEmail } from "../email/compose/compose.ts";
import type { ComposeOptions } from "../email/compose/options.ts";
import type { OutgoingMessage } from "../message/outgoing.ts";
import type { MailerRequest } from "./request.ts";

/**
 * A message for the Gmail API's `users.messages.send`, which sends the raw email under a Message-ID of its own; References keep the UID.
 * From has to be the account or one of its aliases.
 *
 * @throws {ItipError} as `composeEmail`.
 *
 * @example
 * await gmail.users.messages.send({ userId: "me", requestBody: toGmail(message).body });
 */
export function toGmail(message: OutgoingMessage, options?: ComposeOptions): MailerRequest<{ raw: string }> {
  const { raw } = composeEmail(message, options);
  return {
    layout: "dual",
    lost: ["Message-ID"],
    body: { raw: base64urlOfText(raw) },
  };
}
