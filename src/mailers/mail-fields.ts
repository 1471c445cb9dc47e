import type { ComposedEmail } from "../email/compose/compose.ts";
import { singleLine } from "../email/encoded-word.ts";
import type { Mailbox } from "../event/event.ts";

/** A mailbox as `{ email, name }`, the name on one line and absent when there is none. */
export function addressObject(mailbox: Mailbox): { email: string; name?: string } {
  const name = singleLine(mailbox.name ?? "");
  return name === "" ? { email: mailbox.email } : { email: mailbox.email, name };
}

/** The fields that an API takes as custom headers: those that thread the mail, and the caller's own. */
export function customHeaders(email: ComposedEmail): Record<string, string> {
  return { "Message-ID": email.messageId, ...email.headers };
}
