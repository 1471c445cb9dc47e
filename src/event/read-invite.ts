import { hex, sha256 } from "../digest.ts";
import { ItipError, kindOf, type Problem, shown, wrongArgument } from "../errors.ts";
import {
  at,
  atIndex,
  fault,
  isRecord,
  type Readers,
  type Reading,
  readBoolean,
  readChoice,
  readMembers,
  readName,
  readText,
  readUri,
  refuseUnknown,
  required,
  wrongKind,
} from "../input.ts";
import { parseZone } from "../time/zone.ts";
import { unknownZone } from "../timezone/unknown-zone.ts";
import { addressKey, parseEmailAddress } from "./address/address.ts";
import type { CheckedInvite, InviteInput, Mailbox, Organizer, Recipient } from "./event.ts";
import { readEvent } from "./read-event.ts";
import { readLocale } from "./read-locale.ts";
import { asGiven, readEmail, readMailbox } from "./read-mailbox.ts";
import { takesReplyToken } from "./reply-address.ts";
import { showEvent } from "./show-event.ts";
import { guestKinds, roles, statuses } from "./status.table.ts";

/** The most people that one event is for: as many as one calendar text may list, see `Limits.attendees`. */
export const mostRecipients = 10_000;

/**
 * Everything an invitation needs, checked: all problems at once, each under its path (`recipients[2].email`).
 *
 * @param more members that the caller of this function reads
 * @param found what the caller has found wrong with them: thrown along with what is wrong here, or alone
 * @throws {ItipError} `invalid-argument` when the input is no object, `invalid-event` with every problem found.
 */
export function readInviteInput(
  input: unknown,
  more: readonly string[] = [],
  found?: ItipError,
): CheckedInvite {
  if (!isRecord(input)) throw wrongArgument("", `must be an object, got ${kindOf(input)}`);
  const known = checkedBefore(input);
  if (known !== undefined && found === undefined) return known;
  const problems: Problem[] = [];
  refuseUnknown(input, more.length === 0 ? members : [...members, ...more], { path: "", problems });
  const invite = readInvite(input, { path: "", problems });
  if (invite === undefined || problems.length > 0) {
    throw new ItipError("invalid-event", [...problems, ...(found?.problems ?? [])]);
  }
  if (found !== undefined) throw found;
  return invite;
}

/** What was checked already, with its text at that time: whoever changes the object afterwards has it checked anew. */
const checkedInputs = new WeakMap<object, { readonly text: string; readonly checked: CheckedInvite }>();

/** Something checked, in the words of a caller: {@link readInviteInput} does not ask it again. */
export function inputOf(checked: CheckedInvite): InviteInput {
  const input = { ...checked, event: showEvent(checked.event) };
  checkedInputs.set(input, { text: JSON.stringify(input), checked });
  return input;
}

function checkedBefore(input: object): CheckedInvite | undefined {
  const known = checkedInputs.get(input);
  return known !== undefined && known.text === JSON.stringify(input) ? known.checked : undefined;
}

/** What an invitation may say beside its event and its people. */
const wishReaders: Readers<
  Pick<CheckedInvite, "productId" | "guestList" | "counterProposals" | "callbackUrl" | "replySecret">
> = {
  productId: readProductId,
  guestList: (value, reading) => readChoice(value, ["shown", "hidden"], reading),
  counterProposals: readBoolean,
  callbackUrl: readUri,
  replySecret: readReplySecret,
};

const members = ["id", "uid", "organizer", "recipients", "event", ...Object.keys(wishReaders)];

function readInvite(input: Record<string, unknown>, reading: Reading): CheckedInvite | undefined {
  const id = readName(input.id, at(reading, "id"), 1_000);
  if (id === undefined && reading.problems.every(({ path }) => path !== "id")) required(at(reading, "id"));
  const organizer = readOrganizer(input.organizer, at(reading, "organizer"));
  const recipients = readRecipients(input.recipients, at(reading, "recipients"));
  const event = readEvent(input.event, at(reading, "event"));
  const uid = readUid(input.uid, at(reading, "uid"));
  const wishes = readMembers(input, wishReaders, reading);
  if (wishes.replySecret !== undefined && organizer !== undefined && !takesReplyToken(organizer.email)) {
    refuseToken(organizer, at(reading, "organizer"));
  }
  if (id === undefined || organizer === undefined || recipients === undefined || event === undefined)
    return undefined;
  return { id, uid: uid ?? deriveUid(id, organizer.email), organizer, recipients, event, ...wishes };
}

/** An organizer whose address leaves no room for the reply token. */
export function refuseToken({ email }: Organizer, reading: Reading): void {
  const message = `must have a local part that leaves room for the reply token, got ${shown(email)}`;
  fault(at(reading, "email"), "too-long", message);
}

/** PRODID: any text of one line (RFC 5545 section 3.7.3). */
export function readProductId(value: unknown, reading: Reading): string | undefined {
  return readName(value, reading, 250);
}

/** The organizer, and the address of the person who acts for them. */
export function readOrganizer(value: unknown, reading: Reading): Organizer | undefined {
  const mailbox = readMailbox(value, reading, ["sentBy"]);
  if (!isRecord(value) || value.sentBy === undefined || value.sentBy === null) return mailbox;
  const sentBy = readEmail(value.sentBy, at(reading, "sentBy"));
  if (mailbox === undefined || sentBy === undefined) return undefined;
  return { ...mailbox, sentBy: asGiven(value.sentBy, sentBy) };
}

/** A secret that cannot be guessed from what it makes: 128 bits at the least. Blank text is refused, too: it is a setting that was forgotten. */
function readReplySecret(value: unknown, reading: Reading): string | undefined {
  const secret = readText(value, reading, 1_000);
  const isBlank = typeof value === "string" && value.trim() === "";
  if (!isBlank && (secret === undefined || new TextEncoder().encode(secret).length >= 16)) return secret;
  return fault(reading, "too-short", "must have at least 16 octets, got fewer");
}

/**
 * A UID for the application's own id, with the organizer's address in it: two organizers at one domain may both have an event "1",
 * which their guests' calendars must not take for one (RFC 7986 section 5.3).
 */
export function deriveUid(id: string, organizer: string): string {
  const address = parseEmailAddress(organizer) ?? organizer;
  return `${hex(sha256(`${id}\n${addressKey(address)}`)).slice(0, 40)}@${uidDomain(organizer)}`;
}

/** The domain of the UIDs of an organizer: however it is spelled, it is one domain, and in ASCII as DNS knows it. */
export function uidDomain(organizer: string): string {
  const address = parseEmailAddress(organizer) ?? organizer;
  const domain = address.slice(address.lastIndexOf("@") + 1);
  return domain.slice(-200).replace(/^[.-]+/, "");
}

/** A UID: printable ASCII of at most 255 octets. */
export function readUid(value: unknown, reading: Reading): string | undefined {
  const uid = readName(value, reading, 255);
  if (uid === undefined || /^[!-~](?:[ -~]*[!-~])?$/.test(uid)) return uid;
  return fault(reading, "not-ascii", "must be printable ASCII", uid);
}

/** The people invited, in their order, each address once. */
export function readRecipients(value: unknown, reading: Reading, least = 1): Recipient[] | undefined {
  if (value === undefined || value === null) return required(reading);
  if (!Array.isArray(value)) return wrongKind(reading, "a list of people", value);
  const people: readonly unknown[] = value;
  if (people.length < least || people.length > mostRecipients) {
    const code = people.length < least ? "required" : "limit-exceeded";
    return fault(reading, code, `must be ${least} to ${mostRecipients} people, got ${people.length}`);
  }
  const seen = new Set<string>();
  const recipients: Recipient[] = [];
  people.forEach((person, index) => {
    const here = atIndex(reading, index);
    const recipient = readRecipient(person, here);
    if (recipient === undefined) return;
    const key = addressKey(recipient.email);
    if (seen.has(key))
      fault(at(here, "email"), "duplicate", `must be listed once, got ${shown(recipient.email)} again`);
    seen.add(key);
    recipients.push(recipient);
  });
  return recipients;
}

/** One person invited. */
export function readRecipient(value: unknown, reading: Reading): Recipient | undefined {
  const mailbox = readMailbox(value, reading, recipientMembers);
  if (!isRecord(value)) return undefined;
  const rest = readMembers(value, recipientReaders, reading);
  return mailbox && { ...mailbox, ...rest };
}

const recipientReaders: Readers<Omit<Recipient, keyof Mailbox>> = {
  role: (value, reading) => readChoice(value, roles, reading),
  status: (value, reading) => readChoice(value, statuses, reading),
  kind: (value, reading) => readChoice(value, guestKinds, reading),
  rsvp: readBoolean,
  locale: readLocale,
  timeZone: readZone,
};

const recipientMembers = /* @__PURE__ */ Object.keys(recipientReaders);

function readZone(value: unknown, reading: Reading): string | undefined {
  const name = readName(value, reading, 200);
  if (name === undefined) return undefined;
  return parseZone(name) ?? fault(reading, "unknown-time-zone", unknownZone(name));
}
