import { hex, sha256 } from "../digest.ts";
import { addressKey } from "../event/address/address.ts";
import { uidDomain } from "../event/read-invite.ts";
import { type Reading, readName, required, wellFormed } from "../input.ts";
import type { KnownPerson } from "../invite/invite.ts";

/**
 * What to store and find a Smart Invite by: with an address the pair of `smart_invite_id` and
 * `recipient.email`, which is what identifies an invite of one recipient; without, the id alone, which
 * identifies one of several `recipients`.
 *
 * All parts are percent-encoded, so that no id can be mistaken for a pair, and no pair for another organizer's; the letter case of
 * an address does not count. Anything but text counts as empty.
 *
 * @param organizerEmail of the account, where a store holds the invites of several: each may have an invite "1"
 * @example
 * smartInviteKey("viewing 7", "Jane@example.test") // "viewing%207/jane@example.test"
 * smartInviteKey("viewing 7")                      // "viewing%207"
 * smartInviteKey("viewing 7", "jane@example.test", "harbour@example.com")
 * // "harbour@example.com//viewing%207/jane@example.test"
 */
export function smartInviteKey(
  smartInviteId: string,
  recipientEmail?: string,
  organizerEmail?: string,
): string {
  const account = typeof organizerEmail === "string" ? `${encodedAddress(organizerEmail)}//` : "";
  const recipient = typeof recipientEmail === "string" ? `/${encodedAddress(recipientEmail)}` : "";
  return `${account}${encoded(smartInviteId)}${recipient}`;
}

function encodedAddress(email: string): string {
  return encoded(addressKey(email)).replaceAll("%40", "@");
}

/** `smart_invite_id`: empty where it is faulty. */
export function readId(value: unknown, reading: Reading): string {
  const found = reading.problems.length;
  const id = readName(value, reading, 1_000);
  if (id === undefined && reading.problems.length === found) required(reading);
  return id ?? "";
}

function encoded(text: unknown): string {
  return encodeURIComponent(typeof text === "string" ? wellFormed(text).trim() : "");
}

/**
 * UID of the invite that a request names: of the pair with one `recipient`, of the id alone with
 * `recipients`; and of the organizer, because two accounts at one domain may both have an invite "1", which their guests' calendars must
 * not take for one.
 *
 * Not the UID that `createInvite` derives from an id: that is how {@link hasRecipientsForm} knows the form
 * again.
 */
export function smartInviteUid(smartInviteId: string, organizer: string, recipientEmail?: string): string {
  const whose = hex(sha256(addressKey(organizer))).slice(0, 12);
  return `${uidDigits(smartInviteId, recipientEmail)}${whose}@${uidDomain(organizer)}`;
}

/** What the first digits of a UID tell: the form of the request, and whom it named. */
function uidDigits(smartInviteId: string, recipientEmail: string | undefined): string {
  const parts =
    recipientEmail === undefined
      ? ["recipients", smartInviteId]
      : ["recipient", smartInviteId, addressKey(recipientEmail)];
  return hex(sha256(JSON.stringify(parts))).slice(0, formDigits);
}

const formDigits = 28;

/**
 * Whether an invite is the one that a key names. The UID tells with which key it was asked for first; an invite that no
 * request made answers to the key of its id, and to those of the people in it. Which account the key names is the store's matter.
 */
export function isStoredBy(
  key: string,
  {
    id,
    uid,
    invited,
  }: { readonly id: string; readonly uid: string; readonly invited: readonly KnownPerson[] },
): boolean {
  const form = uid.slice(0, formDigits);
  const asked = key.split("//").at(-1);
  if (form === uidDigits(id, undefined)) return asked === smartInviteKey(id);
  const own = invited.find(({ address }) => form === uidDigits(id, address));
  if (own !== undefined) return asked === smartInviteKey(id, own.address);
  return asked === smartInviteKey(id) || invited.some(({ address }) => asked === smartInviteKey(id, address));
}

/**
 * Whether an invite was asked for with `recipients`: its UID tells, which never changes, whoever is added or
 * removed. Of an invite that no request made, the number of its recipients decides.
 */
export function hasRecipientsForm(
  invite: { readonly id: string; readonly uid: string },
  recipients: number,
): boolean {
  return recipients !== 1 || invite.uid.slice(0, formDigits) === uidDigits(invite.id, undefined);
}
