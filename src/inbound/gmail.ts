import { notAnEmail } from "../email/open/opened-email.ts";
import { octetsOfBase64 } from "./base64.ts";
import { type InboundEmail, openRaw } from "./inbound-email.ts";
import { judgeBy } from "./judge-by.ts";
import { objectAt, textAt } from "./payload.ts";

/** Google's servers write this name into the mail of every mailbox of theirs. */
const google = { servers: ["mx.google.com"], sealers: [] };

/**
 * A mail of the Gmail API: the answer of `users.messages.get` with `format: "raw"`. Google says who is behind the
 * author (`mx.google.com`); the call itself is authenticated by one's own token.
 *
 * @throws {ItipError} `not-an-email` with the path of the field, `limit-exceeded`.
 * @see https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages
 *
 * @example
 * const { data } = await gmail.users.messages.get({ userId: "me", id, format: "raw" });
 * const { email, authentication } = await fromGmail(data);
 */
export async function fromGmail(message: unknown): Promise<InboundEmail> {
  const raw = textAt(objectAt(message, "message"), "raw", "message");
  if (raw === undefined)
    throw notAnEmail("message.raw", 'must be the mail: get the message with format "raw"');
  return openRaw(octetsOfBase64(raw), "message.raw", { judge: judgeBy("Gmail", () => [], google) });
}
