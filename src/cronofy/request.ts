import { kindOf, wrongArgument } from "../errors.ts";
import type { InviteInput, Mailbox } from "../event/event.ts";
import { inputOf } from "../event/read-invite.ts";
import { readMailbox } from "../event/read-mailbox.ts";
import { at, defined, fault, isRecord, type Reading, readChoice, readOrRefuse, readUri } from "../input.ts";
import { readAccount, type SmartInviteAccount } from "./account.ts";
import { readSmartInviteEvent } from "./event.ts";
import { readId, smartInviteKey, smartInviteUid } from "./identity.ts";
import { ignoredPaths } from "./ignored.ts";
import { type Guests, readRequestGuests } from "./read-guests.ts";

/**
 * What a POST to `/v1/smart_invites` asks for: to create or replace an invite, to cancel it for the people
 * named, or to take one person out of an invite of several. `key` is what the invite is stored by.
 */
export type SmartInviteRequest =
  | {
      /** What is asked for: to invite, or to invite anew. */
      method: "request";
      /** What to store the invite under: equal for all requests about it. */
      key: string;
      /** The event and its people, for `createInvite` and `updateInvite`. */
      input: InviteInput;
      /** Paths of what the request says in vain (`event.attachments`), also by misspelling: at most a hundred. */
      ignored: string[];
      /** An empty list of rules: a series becomes a single event. Absent: it stays a series where the request has no rule. */
      endsRecurrence?: true;
    }
  | { method: "cancel"; key: string; recipients: string[] }
  | { method: "remove"; key: string; recipient: string };

/**
 * The body of a POST to `/v1/smart_invites`, read and checked: all problems at once, each under the path of
 * its field.
 *
 * With `recipient` the invite is the one of this person and id, with `recipients` the one of the id. Unknown
 * keys are tolerated and listed in `ignored`; `event.attendees` and `event.conferencing` are refused as `unsupported`.
 *
 * @param body the parsed JSON
 * @param options the account that asks: who organizes where the request names nobody, and whether its keys are apart from others'
 * @throws {ItipError} `invalid-event` with every problem found, for {@link errorBody}; `invalid-argument` when the body
 *   is no object or the options are wrong
 * @example
 * readSmartInviteRequest({ method: "cancel", smart_invite_id: "7", recipient: { email: "jane@example.test" } })
 * // { method: "cancel", key: "7/jane@example.test", recipients: ["jane@example.test"] }
 */
export function readSmartInviteRequest(body: unknown, options?: SmartInviteAccount): SmartInviteRequest {
  const account = readAccount(options);
  if (!isRecord(body)) throw wrongArgument("", `must be a JSON object, got ${kindOf(body)}`);
  return readOrRefuse("invalid-event", "", ({ problems }) => {
    const reading: Reading = { path: "", problems, tolerant: true };
    const method =
      readChoice(body.method, ["request", "cancel", "remove"], at(reading, "method")) ?? "request";
    const id = readId(body.smart_invite_id, at(reading, "smart_invite_id"));
    const request = { id, guests: readRequestGuests(body, method, reading), account };
    return method === "request" ? readInviteRequest(body, request, reading) : readEnd(method, request);
  });
}

/** What every method names: the id, whom, and the account that asks. */
interface Asked {
  readonly id: string;
  readonly guests: Guests | undefined;
  readonly account: ReturnType<typeof readAccount>;
}

function readInviteRequest(
  body: Record<string, unknown>,
  { id, guests, account }: Asked,
  reading: Reading,
): SmartInviteRequest | undefined {
  const organizer = readRequestOrganizer(body.organizer, account.organizer, at(reading, "organizer"));
  const event = readSmartInviteEvent(body.event, at(reading, "event"));
  const callbackUrl = readCallbackUrl(body.callback_url, at(reading, "callback_url"));
  if (guests === undefined || organizer === undefined || event === undefined) return undefined;
  const address = guests.form === "recipient" ? guests.recipient.email : undefined;
  return {
    method: "request",
    key: smartInviteKey(id, address, account.keyedBy),
    input: inputOf({
      id,
      uid: smartInviteUid(id, organizer.email, address),
      organizer,
      recipients: guests.form === "recipient" ? [guests.recipient] : [...guests.recipients],
      event: event.checked,
      ...defined({ callbackUrl }),
    }),
    ignored: ignoredPaths(body),
    ...(event.endsRecurrence ? { endsRecurrence: true } : {}),
  };
}

/** Name and address each have a default of their own. */
function readRequestOrganizer(
  value: unknown,
  fallback: Mailbox | undefined,
  reading: Reading,
): Mailbox | undefined {
  const given = value === undefined || value === null ? {} : value;
  if (!isRecord(given)) return readMailbox(given, reading);
  return readMailbox({ email: given.email ?? fallback?.email, name: given.name ?? fallback?.name }, reading);
}

function readCallbackUrl(value: unknown, reading: Reading): string | undefined {
  const url = readUri(value, reading);
  if (url === undefined || /^https?:/i.test(url)) return url;
  return fault(reading, "invalid-url", "must begin with http: or https:", url);
}

function readEnd(
  method: "cancel" | "remove",
  { id, guests, account: { keyedBy } }: Asked,
): SmartInviteRequest | undefined {
  if (guests === undefined) return undefined;
  const shared = smartInviteKey(id, undefined, keyedBy);
  if (guests.form === "recipients") {
    const recipients = guests.recipients.map(({ email }) => email);
    return method === "cancel" ? { method, key: shared, recipients } : undefined;
  }
  const { email } = guests.recipient;
  return method === "cancel"
    ? { method, key: smartInviteKey(id, email, keyedBy), recipients: [email] }
    : { method, key: shared, recipient: email };
}
