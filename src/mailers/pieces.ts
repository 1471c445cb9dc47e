import type { ComposedEmail } from "../email/compose.ts";
import { base64, base64url } from "../message/digest.ts";
import type { Mailbox } from "../message/invitation.ts";

/** Text as base64 of its UTF-8 octets. */
export function base64Text(text: string): string {
  return base64(new TextEncoder().encode(text));
}

/** Text as base64url of its UTF-8 octets, unpadded. */
export function base64urlText(text: string): string {
  return base64url(new TextEncoder().encode(text));
}

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
  return text.replace(/[\s\p{Cc}\u2028\u2029]+/gu, " ").trim();
}
