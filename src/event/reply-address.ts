import { base64url } from "../base64.ts";
import { hex, hmacSha256 } from "../digest.ts";
import { addressKey, parseEmailAddress } from "./address/address.ts";
import type { Organizer } from "./event.ts";

/** 96 bits: out of reach of guessing, and short enough that the local part stays within RFC 5321's 64 octets. */
const tokenDigits = 24;

/**
 * What stands in for the caller's secret in one invite: an HMAC over the UID, from which neither the secret nor the key of
 * another invite can be told.
 */
export function replyKeyOf(secret: string, uid: string): string {
  return hex(hmacSha256(secret, `itip reply key\n${uid}`));
}

/**
 * What proves that a reply belongs to the copy sent to one recipient: an HMAC over the address, in hexadecimal,
 * because some servers fold the case of local parts.
 */
export function replyToken(key: string, recipient: string): string {
  return hex(hmacSha256(key, `reply\n${addressKey(recipient)}`)).slice(0, tokenDigits);
}

/**
 * What proves that a delivery report is about a mail to one recipient: it stands in the Message-ID and in References. Another one
 * than that of the address, because a thread's ids are shown to all who take part in it.
 */
export function mailProof(key: string, recipient: string): string {
  return base64url(hmacSha256(key, `mail\n${addressKey(recipient)}`).subarray(0, 16));
}

/**
 * The organizer as one recipient's copy names it: with the token as subaddress (RFC 5233).
 *
 * @example
 * withReplyToken({ email: "org@example.test" }, replyKeyOf("a secret of 16 octets", "1@example.test"), "jane@example.test").email
 * // "org+" followed by 24 hexadecimal digits and "@example.test"
 */
export function withReplyToken(organizer: Organizer, key: string, recipient: string): Organizer {
  const at = organizer.email.lastIndexOf("@");
  const token = replyToken(key, recipient);
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
export function carriesReplyToken(addresses: readonly string[], key: string, recipient: string): boolean {
  const token = replyToken(key, recipient);
  return addresses.some((address) => {
    const folded = addressKey(address);
    const local = folded.slice(0, folded.lastIndexOf("@"));
    return local.endsWith(`+${token}`);
  });
}
