import { type OpenedEmail, openStructure } from "./opened-email.ts";
import { limitsOf, type OpenOptions } from "./options.ts";
import { rawOctets } from "./raw-octets.ts";
import { scanEmail } from "./structure.ts";

/**
 * Opens whatever arrives in an inbox: the calendar texts in it, who wrote it, what they wrote, and whom a bounce is about.
 *
 * Sizes, lines, parts, headers and depth are bounded before anything is decoded; large attachments are passed over.
 *
 * @param raw The email as it came from the wire or from a file.
 * @throws {ItipError} `not-an-email`, `limit-exceeded`, `invalid-argument`.
 *
 * @example
 * const { from, messages, text } = await openEmail(raw);
 * const { verdict } = authenticationOf(raw, { servers: ["mx.example.com"] });
 * const { invite } = receive(stored, await openEmail(raw), { authentication: verdict, unauthenticated: "hold" });
 */
export async function openEmail(raw: string | Uint8Array, options?: OpenOptions): Promise<OpenedEmail> {
  const limits = limitsOf(options);
  return openStructure(scanEmail(rawOctets(raw, limits), limits), "raw", limits);
}
