import type { ComposedEmail } from "../email/compose/compose.ts";
import { encodeWords, singleLine } from "../email/encoded-word.ts";
import type { Mailbox } from "../event/event.ts";

/** A mailbox as `{ email, name }`, the name on one line and absent when there is none. */
export function addressObject(mailbox: Mailbox): { email: string; name?: string } {
  const name = singleLine(mailbox.name ?? "");
  return name === "" ? { email: mailbox.email } : { email: mailbox.email, name };
}

/**
 * The fields that an API takes as custom headers: those that thread the mail, and the caller's own. A value beyond ASCII stands in
 * encoded-words (RFC 2047), which SendGrid leaves to the caller.
 */
export function customHeaders(email: ComposedEmail): Record<string, string> {
  const fields = Object.entries({ "Message-ID": email.messageId, ...email.headers });
  return Object.fromEntries(
    fields.map(([name, value]) => [
      name,
      /^[\t -~]*$/.test(value) ? value : encodeWords(value, name.length + 2).replaceAll("\r\n", ""),
    ]),
  );
}
