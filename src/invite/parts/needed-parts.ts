import { addressKey } from "../../event/address/address.ts";
import { emailOf } from "../../event/address/email-of.ts";
import { defined } from "../../input.ts";
import type { ItipMessage } from "../../message/message.ts";
import { unwrapUid } from "../../message/uid.ts";
import { attendeesIn } from "../../reply/read-reply.ts";
import { type Arrival, type Incoming, type ReceiveOptions, readIncoming } from "../receive/incoming.ts";
import { readReceiveOptions } from "../receive/receive.ts";

/** Which parts of an invite an incoming message is about. */
export interface NeededParts {
  /** UIDs of the events that it may be about. */
  readonly uids: readonly string[];
  /**
   * The guests whose parts are needed, by the address that these are stored under, sorted. Where one of them has no part, that of strangers
   * is needed, too.
   */
  readonly addresses: readonly string[];
  /** All parts are needed: somebody asks for the current message, which shows the whole list. */
  readonly everyone?: true;
}

/**
 * Which parts of an invite an incoming message is about: what to read from the database before `changeParts`.
 *
 * @param options those of `receive`, of which `author` matters: who the caller knows the author to be
 * @throws {ItipError} what `receive` throws for the message
 * @example
 * neededParts(await openEmail(raw)) // { uids: ["standup@example.com"], addresses: ["jane@example.test"] }
 */
export function neededParts(incoming: Incoming, options?: ReceiveOptions): NeededParts {
  const { author } = readReceiveOptions(options);
  const delivery = readIncoming(incoming, defined({ author }));
  if ("status" in delivery) return { uids: [delivery.uid], addresses: [addressKey(delivery.email)] };
  const { messages, uids } = delivery;
  const asks = messages.some(({ method }) => method === "REFRESH");
  return {
    uids: distinct([...messages.map(({ uid }) => unwrapUid(uid)), ...uids]),
    addresses: distinct(everybodyIn(delivery)).sort(),
    ...(asks ? { everyone: true as const } : {}),
  };
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

/** Everybody who may be speaking, and everybody who is named: a COUNTER may ask for guests who are invited already. */
function everybodyIn({ author, messages, bounces }: Arrival): string[] {
  return [
    ...(author.kind === "author" ? [author.address] : []),
    ...messages.flatMap(attendeesOf),
    ...bounces.map(addressKey),
  ];
}

function attendeesOf({ components, alias }: ItipMessage): string[] {
  const named = components.flatMap(attendeesIn).flatMap((attendee) => emailOf(attendee) ?? []);
  return [...named, ...(alias === undefined ? [] : [alias])].map(addressKey);
}
