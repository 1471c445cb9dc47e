import { type ComposedEmail, fieldOf } from "../email/compose/compose.ts";
import { singleLine } from "../email/encoded-word.ts";
import type { Mailbox } from "../event/event.ts";

/** A mailbox as `{ email, name }`, the name on one line and absent when there is none. */
export function addressObject(mailbox: Mailbox): { email: string; name?: string } {
  const name = singleLine(mailbox.name ?? "");
  return name === "" ? { email: mailbox.email } : { email: mailbox.email, name };
}

/**
 * The fields that an API takes as custom headers: those that thread the mail, and the caller's own. Each is one line as the raw mail has it: SendGrid
 * leaves the encoding of what is beyond ASCII to the caller.
 */
export function customHeaders(email: ComposedEmail): Record<string, string> {
  const fields = Object.entries({ "Message-ID": email.messageId, ...email.headers });
  return Object.fromEntries(
    fields.map(([name, value]) => [name, fieldOf(name, value).value.replaceAll("\r\n", "")]),
  );
}
