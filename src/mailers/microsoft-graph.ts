import { base64OfText } from "../base64.ts";
import { composeEmail } from "../email/compose/compose.ts";
import type { ComposeOptions } from "../email/compose/options.ts";
import type { OutgoingMessage } from "../message/outgoing.ts";
import type { MailerRequest } from "./request.ts";

/**
 * A message for Microsoft Graph's `POST /users/{id}/sendMail` in MIME format: the body is base64 and goes out under
 * `Content-Type: text/plain`. Graph's JSON message knows no calendar alternative.
 *
 * Exchange takes the mailbox of the call for the sender, sets the Date, may replace the Message-ID, and drops headers that it does not know,
 * Auto-Submitted too; References keep the UID.
 *
 * @throws {ItipError} as `composeEmail`.
 *
 * @example
 * await fetch(url, { method: "POST", headers: { ...auth, "Content-Type": "text/plain" }, body: toMicrosoftGraph(message).body });
 */
export function toMicrosoftGraph(message: OutgoingMessage, options?: ComposeOptions): MailerRequest<string> {
  const { raw } = composeEmail(message, options);
  return {
    layout: "dual",
    lost: ["Date", "headers that Exchange does not know", "Message-ID, where Exchange replaces it"],
    body: base64OfText(raw),
  };
}
