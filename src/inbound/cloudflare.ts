import { verdictOfFields } from "../email/verdict/authentication-of.ts";
import { readTrust, type Trust } from "../email/verdict/trust.ts";
import { type Content, contentOf } from "./content.ts";
import { type InboundEmail, openRaw } from "./inbound-email.ts";
import { addressesAt, objectAt } from "./payload.ts";

/** The message of Cloudflare's `email` handler, as far as it is read here. */
export interface CloudflareMessage {
  /** Read once, to its end. */
  raw: Content;
  /** The sender of the envelope. */
  from?: string | undefined;
  /** The recipient of the envelope. */
  to?: string | undefined;
  /** The headers of the mail, as the Worker has them. */
  headers?: unknown | undefined;
}

/**
 * A mail that a Cloudflare Email Worker is called with. Nothing is signed: the runtime itself makes the call.
 *
 * @param trust Whose Authentication-Results count: `{ servers: ["mx.cloudflare.net"] }` where Email Routing is the first server.
 * @throws {ItipError} `not-an-email` with the path of the field, `limit-exceeded`, `invalid-argument`.
 * @see https://developers.cloudflare.com/email-routing/email-workers/runtime-api/
 *
 * @example
 * export default {
 *   async email(message) {
 *     const { email, authentication } = await fromCloudflare(message, { servers: ["mx.cloudflare.net"] });
 *   },
 * };
 */
export async function fromCloudflare(message: CloudflareMessage, trust: Trust): Promise<InboundEmail> {
  const checked = readTrust(trust);
  const given: Record<string, unknown> = objectAt(message, "message");
  const raw = await contentOf(given.raw, "message.raw");
  return openRaw(raw, "message.raw", {
    judge: (fields) => verdictOfFields(fields, checked),
    recipients: addressesAt(given.to),
  });
}
