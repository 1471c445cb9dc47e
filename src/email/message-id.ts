import { base64url, base64urlOfText, fromBase64url } from "../base64.ts";
import { fingerprint } from "../fingerprint.ts";

/** Of a UID in base64url, 450 octets: the line of a Message-ID then stays within 998 (RFC 5322 section 2.1.1). */
const longestUid = 600;

/**
 * A Message-ID that follows from the content of the email, and from which the UID can be read back.
 *
 *     <itip.BASE64URL(uid).BASE64URL(digest)@domain>
 *     <itip.BASE64URL(uid).BASE64URL(digest).BASE64URL(proof)@domain>
 *
 * @param digest Of all that makes this email different from another, see {@link digestOf}.
 * @param proof What a report about this email is told by, see `OutgoingMessage.proof`.
 * @param domain The organizer's domain, in ASCII.
 *
 * @example
 * messageIdOf("a@example.test", digestOf(["…"]), "example.test") // "<itip.YUBleGFtcGxlLnRlc3Q.CCsDjgHaw6YB2sOmAdrDpg@example.test>"
 */
export function messageIdOf(uid: string, digest: string, domain: string, proof?: string): string {
  return writeId(uid, proof === undefined ? digest : `${digest}.${proof}`, domain);
}

/**
 * A digest of texts, in characters that an id and a boundary may hold.
 *
 * It tells apart what differs by chance and no more, for nothing is believed by it: a report about an email is known by its proof, which is
 * a MAC; a boundary is compared with the bodies; and only the organizer could make two emails of one meeting with one digest.
 */
export function digestOf(texts: readonly string[]): string {
  return base64url(fingerprint(texts));
}

/**
 * The id under which everything about one meeting is threaded. No email bears it: naming it in References lets
 * invitation, updates, cancellation and every answer to them find each other without anything stored
 * (RFC 5322 section 3.6.4), and survives services that replace the Message-ID.
 */
export function threadIdOf(uid: string, domain: string): string {
  return writeId(uid, "thread", domain);
}

/** The id in References by which a report is told even where a service has replaced the Message-ID. */
export function proofIdOf(uid: string, proof: string, domain: string): string {
  return writeId(uid, `mail.${proof}`, domain);
}

function writeId(uid: string, tag: string, domain: string): string {
  if (latest.uid !== uid) latest = { uid, told: base64urlOfText(uid) };
  const { told } = latest;
  return told === "" || told.length > longestUid
    ? `<itip.${tag}@${domain}>`
    : `<itip.${told}.${tag}@${domain}>`;
}

/** The UID that was written last: an email names it two or three times, and so do all the emails of its meeting. */
let latest = { uid: "", told: "" };

/** `itip.UID.digest@domain`, or with a proof behind the digest. */
const ownId =
  /^<?itip\.([A-Za-z0-9_-]{1,620})\.[A-Za-z0-9_-]{1,64}(?:\.([A-Za-z0-9_-]{1,64}))?@[^@\s<>]{1,255}>?$/;

/**
 * The UID in a Message-ID that this package has written, with or without its angle brackets.
 *
 * @example
 * uidOfMessageId("<itip.YUBleGFtcGxlLnRlc3Q.thread@example.test>") // "a@example.test"
 * uidOfMessageId("<20260507.1@example.test>") // undefined
 */
export function uidOfMessageId(messageId: string): string | undefined {
  const [, told] = ownId.exec(messageId) ?? [];
  const octets = told === undefined ? undefined : fromBase64url(told);
  if (octets === undefined) return undefined;
  try {
    const uid = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets);
    return /[\u0000-\u001f\u007f]/.test(uid) || uid === "" ? undefined : uid;
  } catch {
    return undefined;
  }
}

/** What {@link messageIdOf} was given for `proof`; nothing where the id bears none. */
export function proofOfMessageId(messageId: string): string | undefined {
  return ownId.exec(messageId)?.[2];
}

/**
 * Whether another email can refer to a Message-ID: one in brackets, of characters that a header has as they are, which fits on a line
 * (RFC 5322 section 3.6.4).
 */
export function isMessageId(value: unknown): value is string {
  return typeof value === "string" && /^<[!-;=?-~]{1,900}>$/.test(value);
}

/** The msg-ids in a References or In-Reply-To value (RFC 5322 section 3.6.4), with their brackets, at most `most`. */
export function messageIdsIn(value: string, most = 1_000): string[] {
  const ids: string[] = [];
  for (let at = value.indexOf("<"); at >= 0 && ids.length < most; at = value.indexOf("<", at)) {
    const end = value.indexOf(">", at);
    if (end < 0) break;
    ids.push(value.slice(at, end + 1).replace(/\s+/g, ""));
    at = end;
  }
  return ids;
}
