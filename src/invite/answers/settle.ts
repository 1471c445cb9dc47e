import type { Recipient } from "../../event/event.ts";
import type { Entry, Invite } from "../invite.ts";
import { joinEntries } from "./entries.ts";
import { addressesOf } from "./people.ts";

/**
 * Deals with the open proposals of some people: a new REQUEST to somebody answers what they proposed.
 *
 * @param key only about that occurrence; `""`: about the series and every occurrence
 */
export function settleFor(invite: Invite, recipients: readonly Recipient[], key: string): Invite {
  const people = addressesOf(recipients);
  return settle(invite, (entry) => people.has(entry.address) && (key === "" || entry.occurrence === key));
}

/** Deals with what one person proposed about the series (`""`) or one occurrence. */
export function settleOne(invite: Invite, address: string, key: string): Invite {
  return settle(invite, (entry) => entry.address === address && entry.occurrence === key);
}

function settle(invite: Invite, concerns: (entry: Entry) => boolean): Invite {
  const settled = (entries: readonly Entry[]): readonly Entry[] => {
    let changed = false;
    const next = entries.map((entry) => {
      const { counter } = entry;
      if (counter?.proposal === undefined || !concerns(entry)) return entry;
      const joined = joinEntries(entry, {
        address: entry.address,
        occurrence: entry.occurrence,
        settled: counter,
      });
      changed ||= joined !== entry;
      return joined;
    });
    return changed ? next : entries;
  };
  const answers = settled(invite.answers);
  const strangers = settled(invite.strangers);
  return answers === invite.answers && strangers === invite.strangers
    ? invite
    : { ...invite, answers, strangers };
}
