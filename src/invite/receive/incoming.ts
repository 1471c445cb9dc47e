import type { OpenedEmail } from "../../email/open/opened-email.ts";
import type { Returned } from "../../email/open/report.ts";
import { kindOf, refusal } from "../../errors.ts";
import { addressKey, parseEmailAddress } from "../../event/address/address.ts";
import { isRecord } from "../../input.ts";
import { isListOf, isMessage, isOptionalText, isText } from "../../message/is-message.ts";
import type { ItipMessage } from "../../message/message.ts";
import { parseMessage } from "../../message/parse.ts";
import type { LinkAnswer } from "../../reply/link-answer.ts";
import { inUtc } from "../../time/in-utc.ts";
import { isMeantAsLink, readLinkAnswer } from "./read-link.ts";

/** What an organizer may receive. */
export type Incoming = OpenedEmail | ItipMessage | LinkAnswer | string;

/** How incoming messages are to be taken. */
export interface ReceiveOptions {
  /** The present: DTSTAMP of messages that are sent back. A message dated more than a day later is held. Default: the clock. */
  now?: Date | undefined;
  /** The caller's DKIM and DMARC verdict on the author; `fail` holds the message. */
  authentication?: "pass" | "fail" | "none" | undefined;
  /** What becomes of an answer or a REFRESH that `authentication` does not say `pass` of. Default `apply`; an application on the internet should `hold`. */
  unauthenticated?: "apply" | "hold" | undefined;
  /** What becomes of an answer for somebody else than the author. Default `hold`. */
  senderMismatch?: "hold" | "apply" | undefined;
  /**
   * Who the caller knows the author to be: the invited address behind an alias or a rewritten From, or the person whose held answer somebody
   * has approved. An ATTENDEE that is the mail's own From is then theirs.
   */
  author?: string | undefined;
}

/** Who vouches for a message: its one author, the caller (calendar text that came without an author), or nobody. */
type MessageAuthor =
  | { readonly kind: "author"; readonly address: string }
  | { readonly kind: "caller" }
  | { readonly kind: "nobody" };

/** What arrived, in one form. */
export interface Arrival {
  readonly author: MessageAuthor;
  readonly messages: readonly ItipMessage[];
  /** Addresses that the email was sent to. */
  readonly to: readonly string[];
  /** UIDs that the email refers to; they matter where it has no messages. */
  readonly uids: readonly string[];
  /** Addresses that a mail could not be delivered to. */
  readonly bounces: readonly string[];
  /** The header of the mail that could not be delivered, as far as the report returns it. */
  readonly returned: Returned;
  /** The email's Date, RFC 3339 in UTC. */
  readonly date?: string | undefined;
}

/**
 * Reads what the caller received, in any of its forms, into one.
 *
 * @throws {ItipError} `invalid-argument` for anything else; what `parseMessage` throws for text
 */
export function readIncoming(incoming: unknown, { author }: ReceiveOptions = {}): Arrival | LinkAnswer {
  if (typeof incoming === "string") return deliveryOf(parseMessage(incoming), author);
  if (isMessage(incoming)) return deliveryOf(incoming, author);
  if (isOpenedEmail(incoming)) return deliveryOfEmail(incoming, author);
  if (isMeantAsLink(incoming)) return readLinkAnswer(incoming);
  throw refusal(
    "invalid-argument",
    "incoming",
    "invalid-type",
    `must be calendar text, a message from parseMessage, an email from openEmail, or an answer from readAnswerLink, got ${kindOf(incoming)}`,
  );
}

const nobody: readonly string[] = [];
const nothingReturned: Returned = { to: nobody, ids: nobody };

function deliveryOf(message: ItipMessage, known: string | undefined): Arrival {
  const sender = known ?? message.sender;
  const author: MessageAuthor =
    sender === undefined ? { kind: "caller" } : { kind: "author", address: addressKey(sender) };
  const messages = [signed(message, sender, message.sender)];
  return { author, messages, to: nobody, uids: nobody, bounces: nobody, returned: nothingReturned };
}

/** The email's author is the author of every message in it, whatever the messages themselves say. */
function deliveryOfEmail(email: OpenedEmail, known: string | undefined): Arrival {
  const from = email.from?.email;
  const sender = known ?? from;
  const author: MessageAuthor =
    sender === undefined ? { kind: "nobody" } : { kind: "author", address: addressKey(sender) };
  return {
    author,
    messages: email.messages.map((message) => signed(message, sender, from)),
    to: [...mailAddresses(email.to), ...mailAddresses(email.cc)],
    uids: email.uids,
    // RFC 3463: class 2 is a success.
    bounces: email.bounces.filter(({ status }) => !status.startsWith("2")).map(({ email: failed }) => failed),
    returned: email.returned ?? nothingReturned,
    date: inUtc(email.date),
  };
}

/** A message with its author. Where the caller knows the author by another address than the mail states, an ATTENDEE with either address is the author. */
function signed(message: ItipMessage, sender: string | undefined, from: string | undefined): ItipMessage {
  // Most are signed as they should be, and a copy takes as long as reading the answer.
  if (message.sender === sender && message.alias === undefined && from === sender) return message;
  const { sender: _s, alias: _a, ...unsigned } = message;
  if (sender === undefined) return unsigned;
  const another = from !== undefined && addressKey(from) !== addressKey(sender);
  return { ...unsigned, sender, ...(another ? { alias: from } : {}) };
}

/** The recipients of an email, each a mailbox or a plain address. */
function mailAddresses(people: unknown): string[] {
  if (!Array.isArray(people)) return [];
  const list: readonly unknown[] = people;
  return list.flatMap((person) => {
    const email = isRecord(person) ? person.email : person;
    return typeof email === "string" ? [email] : [];
  });
}

function isOpenedEmail(value: unknown): value is OpenedEmail {
  if (!isRecord(value)) return false;
  const { from, date, messages, uids, bounces, returned } = value;
  return (
    (from === undefined || (isRecord(from) && parseEmailAddress(from.email) !== undefined)) &&
    isOptionalText(date) &&
    isListOf(messages, isMessage) &&
    isListOf(uids, (uid) => typeof uid === "string") &&
    isListOf(bounces, (bounce) => isRecord(bounce) && isText(bounce.email) && isText(bounce.status)) &&
    (returned === undefined || isReturned(returned))
  );
}

function isReturned(value: unknown): boolean {
  return isRecord(value) && isListOf(value.to, isText) && isListOf(value.ids, isText);
}
