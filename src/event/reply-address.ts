import { hex, hmacSha256 } from "../digest.ts";
import { addressKey, parseEmailAddress } from "./address.ts";
import type { Organizer } from "./event.ts";

/** 96 bits: out of reach of guessing, and short enough that the local part stays within RFC 5321's 64 octets. */
const tokenDigits = 24;

/**
 * What proves that a reply belongs to the copy sent to one recipient: an HMAC over UID and address, in hexadecimal,
 * because some servers fold the case of local parts.
 */
export function replyToken(secret: string, uid: string, recipient: string): string {
  return hex(hmacSha256(secret, `${uid}\n${addressKey(recipient)}`)).slice(0, tokenDigits);
}

/**
 * The organizer as one recipient's copy names it: with the token as subaddress (RFC 5233).
 *
 * @example
 * withReplyToken({ email: "org@example.test" }, "s3cret", "1@example.test", "jane@example.test").email
 * // "org+" followed by 24 hexadecimal digits and "@example.test"
 */
export function withReplyToken(
  organizer: Organizer,
  secret: string,
  uid: string,
  recipient: string,
): Organizer {
  const at = organizer.email.lastIndexOf("@");
  const token = replyToken(secret, uid, recipient);
  return { ...organizer, email: `${organizer.email.slice(0, at)}+${token}${organizer.email.slice(at)}` };
}

/** Whether an address could still take a token: a quoted local part cannot, nor one that is too long. */
export function takesReplyToken(email: string): boolean {
  const at = email.lastIndexOf("@");
  return (
    parseEmailAddress(`${email.slice(0, at)}+${"0".repeat(tokenDigits)}${email.slice(at)}`) !== undefined
  );
}

/** Whether one of the addresses that a reply was sent to carries the token of that recipient's copy. */
export function carriesReplyToken(
  addresses: readonly string[],
  secret: string,
  uid: string,
  recipient: string,
): boolean {
  const token = replyToken(secret, uid, recipient);
  return addresses.some((address) => {
    const key = addressKey(address);
    const local = key.slice(0, key.lastIndexOf("@"));
    return local.endsWith(`+${token}`);
  });
}
