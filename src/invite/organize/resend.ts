import { refusal, shown } from "../../errors.ts";
import type { Recipient } from "../../event/event.ts";
import { defined } from "../../input.ts";
import type { OutgoingMessage } from "../../message/outgoing.ts";
import { currentTime } from "../../time/now.ts";
import { isInvited } from "../answers/entries.ts";
import { addressOf, everyGuestApart } from "../answers/people.ts";
import type { Invite } from "../invite.ts";
import { readAddress, readOptions } from "../stored/argument.ts";
import { parseInvite } from "../stored/parse.ts";
import { mail } from "./mailing.ts";

/** When, and to whom. */
export interface ResendOptions {
  /** DTSTAMP. Default: the current time. */
  now?: Date | undefined;
  /** Only to these. Default: everyone who was ever invited. */
  recipients?: string[] | undefined;
}

/**
 * The messages that bring people up to date, to be sent again: a REQUEST with everyone's current PARTSTAT, changed and
 * cancelled occurrences included; a CANCEL for those who are not invited any more, or for everyone once cancelled.
 * The SEQUENCE is the current one, DTSTAMP is new, and nothing changes in the state.
 *
 * @param options.recipients only these; default everyone who was ever invited
 * @throws {ItipError} `unknown-recipient`, `invalid-argument`, `invalid-state`, `newer-state`
 * @example
 * currentMessages(invite, { recipients: ["jane@example.test"] })[0].method // "REQUEST"
 */
export function currentMessages(invite: Invite, options?: ResendOptions): OutgoingMessage[] {
  const checked = parseInvite(invite);
  const { now, recipients } = readOptions(options, ["now", "recipients"]);
  const addresses = recipients?.map((email, index) =>
    knownAddress(checked, email, `options.recipients[${index}]`),
  );
  return mailCurrent(checked, currentTime(now), addresses ?? checked.invited.map(({ address }) => address));
}

/**
 * The address of somebody who was invited at some time.
 *
 * @throws {ItipError} `unknown-recipient`, `invalid-argument`
 */
export function knownAddress(invite: Invite, email: unknown, path: string): string {
  const address = readAddress(email, path);
  if (isInvited(invite.invited, address)) return address;
  throw refusal(
    "unknown-recipient",
    path,
    "unknown-recipient",
    `must be somebody who was invited, got ${shown(email)}`,
  );
}

/** The current messages for some addresses. Never older than what was sent last: `now` may come from another clock. */
export function mailCurrent(invite: Invite, now: Date, addresses: readonly string[]): OutgoingMessage[] {
  const { plan } = invite;
  const stamp = new Date(Math.max(Math.floor(now.getTime() / 1_000) * 1_000, Date.parse(plan.updatedAt)));
  const wanted = new Set(addresses);
  const invited = new Set(plan.recipients.map((recipient) => addressOf(recipient)));
  const to = plan.recipients.filter((recipient) => wanted.has(addressOf(recipient)));
  const apart = everyGuestApart(plan);
  const known = new Set([
    ...invited,
    ...apart.flatMap(({ guests }) => guests.map((guest) => addressOf(guest))),
  ]);
  const former: Recipient[] = invite.invited
    .filter(({ address }) => wanted.has(address) && !known.has(address))
    .map(({ email, name }) => ({ email, ...defined({ name }) }));
  const method = plan.state === "active" ? ("REQUEST" as const) : ("CANCEL" as const);
  return [
    ...(plan.state === "active"
      ? mail(invite, { method: "REQUEST", stamp, to, changes: () => [] })
      : mail(invite, { method: "CANCEL", stamp, to })),
    ...apart.flatMap(({ key, guests }) => {
      const asked = guests.filter((guest) => wanted.has(addressOf(guest)));
      return mail(invite, {
        method,
        stamp,
        to: asked,
        key,
        ...(method === "REQUEST" ? { changes: () => [] } : {}),
      });
    }),
    ...mail(invite, { method: "CANCEL", stamp, to: former, uninvited: true }),
  ];
}
