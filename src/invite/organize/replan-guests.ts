import type { Recipient } from "../../event/event.ts";
import { defined, filled } from "../../input.ts";
import { isInvited } from "../answers/entries.ts";
import {
  addressesOf,
  addressOf,
  invitedTo,
  mailboxOf,
  withInvited,
  withReinvited,
} from "../answers/people.ts";
import { settleFor } from "../answers/settle.ts";
import type { Invite, PlannedOccurrence, Reinvited, Transition } from "../invite.ts";
import { plannedOccurrence, withOccurrence } from "../occurrences/occurrence.ts";
import { trust } from "../stored/trust.ts";
import { mail } from "./mail.ts";
import { afterChange, nextSequence } from "./next-sequence.ts";
import type { Saying } from "./replan.ts";

/**
 * Changes who is invited to one occurrence: people of the series who lose it, and people who come to it alone (RFC 5546 section 3.2.2.1:
 * a REQUEST for that occurrence). The others, if they see the list there, see it changed.
 *
 * @param wanted everyone who is to come to it; people of the series stay as the series has them
 */
export function replanGuests(
  invite: Invite,
  key: string,
  wanted: readonly Recipient[],
  { stamp, comment, tell = "everyone" }: Saying,
): Transition {
  const today = invitedTo(invite, key);
  const [was, comes] = [addressesOf(today), addressesOf(wanted)];
  const gone = today.filter((recipient) => !comes.has(addressOf(recipient)));
  const added = wanted.filter((recipient) => !was.has(addressOf(recipient)));
  if (gone.length + added.length === 0) return { invite, messages: [] };
  const rises = gone.length > 0;
  const since = { sequence: rises ? nextSequence(invite) : invite.sequence, stamp };
  const again = added.map(addressOf).filter((address) => isInvited(invite.invited, address));
  const series = addressesOf(invite.plan.recipients);
  const toldApart =
    invite.plan.guestList === "shown" ||
    added.length > 0 ||
    gone.some((recipient) => !series.has(addressOf(recipient)));
  const planned = plannedOccurrence(invite.plan, key);
  const occurrence = withGuests(planned ?? { key }, {
    toldApart,
    without: [...series].filter((address) => !comes.has(address)).sort(),
    apart: wanted.filter((recipient) => !series.has(addressOf(recipient))),
    reinvited: withReinvited(planned?.reinvited ?? [], again, since),
  });
  const plan = { occurrences: withOccurrence(invite.plan, occurrence) };
  const next = withInvited(afterChange(invite, stamp, { sequence: rises, plan }), added);
  const toldToAll = next.plan.guestList === "shown" && tell === "everyone";
  const staying = toldToAll ? invitedTo(next, key).filter((one) => was.has(addressOf(one))) : [];
  const settled = trust(settleFor(next, staying, key));
  const changes = [{ field: "guests" as const, added: added.map(mailboxOf), removed: gone.map(mailboxOf) }];
  // Why somebody is left out is said to them and to nobody else.
  const welcome = gone.length === 0 ? comment : undefined;
  return {
    invite: settled,
    messages: [
      ...mail(settled, { method: "REQUEST", stamp, to: staying, key, changes: () => changes }),
      ...mail(settled, { method: "REQUEST", stamp, to: added, key, comment: welcome }),
      ...mail(settled, { method: "CANCEL", stamp, to: gone, key, uninvited: true, comment }),
    ],
  };
}

interface OccurrenceGuests {
  /** People get, or have got, a text about this occurrence alone. */
  readonly toldApart: boolean;
  readonly without: readonly string[];
  readonly apart: readonly Recipient[];
  readonly reinvited: readonly Reinvited[];
}

function withGuests(
  { without: _w, with: _a, reinvited: _r, ...planned }: PlannedOccurrence,
  { toldApart, without, apart, reinvited }: OccurrenceGuests,
): PlannedOccurrence {
  return {
    ...(toldApart ? { changes: {} } : {}),
    ...planned,
    ...defined({ without: filled(without), with: filled(apart), reinvited: filled(reinvited) }),
  };
}
