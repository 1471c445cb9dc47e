import { type ItipError, kindOf, refusal, shown } from "../errors.ts";
import { isRecord } from "../input.ts";
import type { Invite } from "../invite/invite.ts";
import { parseInvite } from "../invite/stored/parse.ts";
import type { OutgoingMessage } from "../message/outgoing.ts";
import type { Waiting } from "./queue.ts";

/** A callback that has not been taken yet: the text to sign and to send. */
export interface WaitingCallback extends Waiting {
  readonly url: string;
  readonly body: string;
}

/** A message that has not been sent yet. */
interface WaitingMail extends Waiting {
  readonly message: OutgoingMessage;
}

/** What is stored of one invite: its state, and what has to leave the house because of it, written in one. */
export interface StoredInvite {
  readonly invite: Invite;
  readonly callbacks: readonly WaitingCallback[];
  readonly mails: readonly WaitingMail[];
  /** The number of the next thing that waits. */
  readonly next: number;
}

/**
 * A stored invite as it is read back.
 *
 * @throws {ItipError} `invalid-state`, `newer-state`
 */
export function parseStored(text: string): StoredInvite {
  const value = parseJson(text);
  if (!isRecord(value)) throw damaged("", `must be an object, got ${kindOf(value)}`);
  const { next } = value;
  if (typeof next !== "number" || !Number.isSafeInteger(next))
    throw damaged("next", `must be a whole number, got ${shown(next)}`);
  return {
    invite: parseInvite(value.invite),
    callbacks: queueIn(value.callbacks, "callbacks", isWaitingCallback),
    mails: queueIn(value.mails, "mails", isWaitingMail),
    next,
  };
}

function queueIn<T>(value: unknown, path: string, isOne: (item: unknown) => item is T): T[] {
  const list: readonly unknown[] | undefined = Array.isArray(value) ? value : undefined;
  const queue = list?.filter(isOne);
  if (queue === undefined || queue.length !== list?.length)
    throw damaged(path, "must be a list of what waits");
  return queue;
}

function isWaiting(item: unknown): item is Waiting & Record<string, unknown> {
  if (!isRecord(item)) return false;
  const { number, due, refusals } = item;
  return (
    typeof number === "number" &&
    typeof due === "string" &&
    !Number.isNaN(Date.parse(due)) &&
    typeof refusals === "number"
  );
}

function isWaitingCallback(item: unknown): item is WaitingCallback {
  return isWaiting(item) && typeof item.url === "string" && typeof item.body === "string";
}

/** What the message holds is checked when it is composed. */
function isWaitingMail(item: unknown): item is WaitingMail {
  return isWaiting(item) && isRecord(item.message);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged("", `must be JSON, got ${shown(text)}`);
  }
}

function damaged(path: string, message: string): ItipError {
  return refusal("invalid-state", path, "invalid-type", message);
}
