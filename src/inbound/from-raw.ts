import { verdictOfFields } from "../email/verdict/authentication-of.ts";
import { readTrust, type Trust } from "../email/verdict/trust.ts";
import { type InboundEmail, openRaw } from "./inbound-email.ts";

/**
 * A raw email from one's own mail server: `openEmail` and `authenticationOf` in one call.
 *
 * @param trust The authserv-ids of the server, as its Authentication-Results fields begin.
 * @throws {ItipError} `not-an-email`, `limit-exceeded`, `invalid-argument`.
 *
 * @example
 * const { email, authentication } = await fromRaw(raw, { servers: ["mx.example.com"] });
 * const { invite } = receive(stored, email, { authentication, unauthenticated: "hold" });
 */
export async function fromRaw(raw: string | Uint8Array, trust: Trust): Promise<InboundEmail> {
  const checked = readTrust(trust);
  return openRaw(raw, "raw", { judge: (fields) => verdictOfFields(fields, checked) });
}
