import { base64 } from "../base64.ts";
import { hmacSha256, isSameText } from "../digest.ts";
import { at, fault, readOrRefuse, wrongKind } from "../input.ts";

/**
 * The value of the `Cronofy-HMAC-SHA256` header for a callback: base64 of the HMAC-SHA256 of the body's
 * UTF-8 octets under the application's client secret.
 *
 * @param body exactly the text that is sent: sign what was serialised, never serialise again
 * @throws {ItipError} (as a rejection) `invalid-argument` when body or secret is no text, or the secret is empty
 * @example
 * await signCallback('{"notification":{"type":"smart_invite"}}', clientSecret) // 44 characters of base64
 */
export async function signCallback(body: string, secret: string): Promise<string> {
  readOrRefuse("invalid-argument", "", (reading) => {
    if (typeof body !== "string") wrongKind(at(reading, "body"), "the text that is sent", body);
    if (typeof secret !== "string" || secret === "")
      fault(at(reading, "secret"), "required", "must be text that is not empty");
    return true;
  });
  return base64(hmacSha256(secret, body));
}

/**
 * Whether a callback was signed with the secret: any one of several comma-separated values in the header
 * will do, as while a secret is being replaced. Nothing is learnt from the time it takes.
 *
 * @param body the request's body as it arrived, before any JSON is parsed
 * @param header value of `Cronofy-HMAC-SHA256`; anything but text verifies nothing
 * @throws {ItipError} (as a rejection) `invalid-argument` as for {@link signCallback}
 * @example
 * await verifyCallback(body, request.headers["cronofy-hmac-sha256"] ?? "", clientSecret) // true
 */
export async function verifyCallback(body: string, header: string, secret: string): Promise<boolean> {
  const expected = await signCallback(body, secret);
  if (typeof header !== "string") return false;
  let verified = false;
  for (const value of header.split(",")) {
    // No early exit: the time taken must not tell which of the values matched.
    verified = isSameText(value.trim(), expected) || verified;
  }
  return verified;
}
