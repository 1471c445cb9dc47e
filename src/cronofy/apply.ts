import { ItipError, refusal, wrongArgument } from "../errors.ts";
import { addressKey } from "../event/address/address.ts";
import type { InviteInput } from "../event/event.ts";
import { readInviteInput } from "../event/read-invite.ts";
import { defined, isRecord } from "../input.ts";
import { addressesOf } from "../invite/answers/people.ts";
import type { Invite, Transition } from "../invite/invite.ts";
import { cancelInvite } from "../invite/organize/cancel.ts";
import { createInvite } from "../invite/organize/create.ts";
import { currentMessages } from "../invite/organize/resend.ts";
import { parseInvite } from "../invite/stored/parse.ts";
import { isText } from "../message/is-message.ts";
import type { OutgoingMessage } from "../message/outgoing.ts";
import { isStoredBy } from "./identity.ts";
import { replaceInvite } from "./replace.ts";
import type { SmartInviteRequest } from "./request.ts";
import { type SmartInviteJson, smartInviteResponse } from "./response.ts";
import { withSharedCancel } from "./shared-cancel.ts";

/** The next state, the messages to send for it, and the body that answers the request. */
export interface AppliedRequest extends Transition {
  /** The body with which the service answers the request. */
  readonly response: SmartInviteJson;
}

/**
 * Does what a request asks for to the invite stored under its key.
 *
 * A repeated `request` replaces event, organizer and callback URL, also of a cancelled invite; `recipients`
 * that it does not name stay invited, because only `remove` has an answer to carry their cancellation. A series stays one until a
 * request names an empty list of rules, as the recurring events of the API do.
 * A request that is repeated changes nothing more, and is answered as the first time.
 *
 * @param invite what is stored under `request.key`, if anything
 * @throws {ItipError} `unknown-recipient` when there is no invite, or nobody of that name in it, to be cancelled or
 *   removed; `invalid-argument`, also for the invite of another key; `invalid-state`, `newer-state`
 * @example
 * const request = readSmartInviteRequest(body, { organizer });
 * const { invite, response } = applySmartInviteRequest(stored.get(request.key), request);
 * stored.set(request.key, invite); // and answer with response
 */
export function applySmartInviteRequest(
  invite: Invite | undefined,
  request: SmartInviteRequest,
  options?: { now?: Date | undefined },
): AppliedRequest {
  const stored = invite === undefined ? undefined : parseInvite(invite);
  requireRequest(request);
  switch (request.method) {
    case "request":
      return createOrReplace(stored, request, options);
    case "cancel":
      return cancel(named(request.key, invited(stored, request.recipients)), request.recipients, options);
    case "remove":
      return remove(named(request.key, invited(stored, [request.recipient])), request.recipient, options);
  }
}

/** Refuses anything but a request that was read: an application in JavaScript may hand over the body itself. */
function requireRequest(request: unknown): void {
  const read = isRecord(request) ? request : {};
  const isOne =
    (read.method === "request" && isRecord(read.input)) ||
    (read.method === "cancel" && Array.isArray(read.recipients) && read.recipients.every(isText)) ||
    (read.method === "remove" && isText(read.recipient));
  if (isOne && isText(read.key)) return;
  throw wrongArgument("request", "must be what readSmartInviteRequest gives");
}

type ApplyOptions = { now?: Date | undefined } | undefined;

function createOrReplace(
  stored: Invite | undefined,
  { key, input, endsRecurrence }: { key: string; input: InviteInput; endsRecurrence?: true },
  options: ApplyOptions,
): AppliedRequest {
  const transition =
    stored === undefined
      ? createInvite(input, options)
      : replaceInvite(
          named(key, stored),
          { input: readInviteInput(input), endsRecurrence: endsRecurrence === true },
          options,
        );
  return withResponse(transition, "request", transition.invite.plan.recipients[0]?.email, options);
}

/** The invite, refused where it is stored under another key than the request names. */
function named(key: string, stored: Invite): Invite {
  if (isStoredBy(key, stored)) return stored;
  throw refusal("invalid-argument", "invite", "other-key", "must be the invite that the request names");
}

function cancel(stored: Invite, recipients: readonly string[], options: ApplyOptions): AppliedRequest {
  const transition = withSharedCancel(
    stored,
    cancelInvite(stored, { ...options, recipients: stillInvited(stored, recipients) }),
  );
  return withResponse(transition, "cancel", recipients[0], options);
}

function remove(stored: Invite, recipient: string, options: ApplyOptions): AppliedRequest {
  const recipients = stillInvited(stored, [recipient]);
  return withResponse(cancelInvite(stored, { ...options, recipients }), "remove", recipient, options);
}

/** Those of the people named who are still invited: the same cancellation may come twice. */
function stillInvited({ plan }: Invite, recipients: readonly string[]): string[] {
  const addresses = addressesOf(plan.recipients);
  return recipients.filter((email) => addresses.has(addressKey(email)));
}

/** An invite in which everyone named is or was invited. */
function invited(stored: Invite | undefined, recipients: readonly string[]): Invite {
  if (stored === undefined) {
    throw refusal("unknown-recipient", "smart_invite_id", "not-found", "must be that of a stored invite");
  }
  const known = new Set(stored.invited.map(({ address }) => address));
  const strangers = recipients.flatMap((email, index) => (known.has(addressKey(email)) ? [] : [index]));
  if (strangers.length === 0) return stored;
  throw new ItipError(
    "unknown-recipient",
    strangers.map((index) => ({
      path: recipients.length === 1 ? "recipient.email" : `recipients[${index}].email`,
      code: "not-found",
      message: "must be somebody who was invited",
    })),
  );
}

/**
 * A transition with its answer: the message of the kind asked for, or the one that brings that person up to
 * date.
 */
function withResponse(
  { invite, messages }: Transition,
  method: SmartInviteRequest["method"],
  about: string | undefined,
  options: ApplyOptions,
): AppliedRequest {
  const wanted = method === "request" ? "REQUEST" : "CANCEL";
  const message = messages.find((one) => one.method === wanted) ?? current(invite, about, options);
  const recipient = method === "remove" ? about : undefined;
  const response = smartInviteResponse(invite, { ...options, method, ...defined({ recipient, message }) });
  return { invite, messages, response };
}

function current(
  invite: Invite,
  about: string | undefined,
  options: ApplyOptions,
): OutgoingMessage | undefined {
  return about === undefined ? undefined : currentMessages(invite, { ...options, recipients: [about] })[0];
}
