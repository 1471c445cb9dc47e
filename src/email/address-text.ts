import type { Mailbox } from "../event/event.ts";
import { singleLine } from "./encoded-word.ts";

/**
 * A mailbox as one string, for header fields and for APIs that parse it again: the name always quoted, so that nothing in it can be
 * taken for a second address.
 *
 * @example
 * addressText({ email: "jane@example.test", name: "Roe, Jane" }) // "\"Roe, Jane\" <jane@example.test>"
 */
export function addressText({ email, name = "" }: Mailbox): string {
  const quoted = singleLine(name).replace(/["\\]/g, "\\$&");
  return quoted === "" ? email : `"${quoted}" <${email}>`;
}
