import type { ComposedEmail } from "../email/compose/compose.ts";
import type { Mailbox } from "../event/event.ts";

/**
 * A mailbox as one string, for APIs that parse it again: the name always quoted, so that nothing in it can be taken for
 * a second address.
 *
 * @example
 * addressText({ email: "jane@example.test", name: "Roe, Jane" }) // "\"Roe, Jane\" <jane@example.test>"
 */
export function addressText(mailbox: Mailbox): string {
  const name = oneLine(mailbox.name ?? "").replace(/["\\]/g, "\\$&");
  return name === "" ? mailbox.email : `"${name}" <${mailbox.email}>`;
}

/** A mailbox as `{ email, name }`, the name on one line and absent when there is none. */
export function addressObject(mailbox: Mailbox): { email: string; name?: string } {
  const name = oneLine(mailbox.name ?? "");
  return name === "" ? { email: mailbox.email } : { email: mailbox.email, name };
}

/** The fields that an API takes as custom headers: those that thread the mail, and the caller's own. */
export function customHeaders(email: ComposedEmail): Record<string, string> {
  return { "Message-ID": email.messageId, ...email.headers };
}

function oneLine(text: string): string {
  return text.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, " ").trim();
}
