import { addressKey, isFoldedAddress } from "../../event/address/address.ts";
import type { Mailbox, Recipient } from "../../event/event.ts";
import { defined } from "../../input.ts";
import { formatUtc } from "../../time/point.ts";
import type { Entry, Invite, KnownPerson, Plan, PlannedOccurrence, Reinvited } from "../invite.ts";
import { plannedOccurrence } from "../occurrences/occurrence.ts";
import { byAddress, canonicalJson, joinByKey } from "../order.ts";
import { isInvited, joinAnswers } from "./entries.ts";

/** The compared form of addresses that are spelt otherwise, worked out once: statusOf of 1,000 guests with capitals takes a seventh longer without. */
const addresses = new WeakMap<Mailbox, string>();

/** The address that somebody is compared by, see `addressKey`. */
export function addressOf(person: Mailbox): string {
  if (isFoldedAddress(person.email)) return person.email;
  const known = addresses.get(person);
  if (known !== undefined) return known;
  const address = addressKey(person.email);
  addresses.set(person, address);
  return address;
}

/** The addresses of some people, as they are compared. */
export function addressesOf(people: readonly Mailbox[]): ReadonlySet<string> {
  return new Set(people.map((person) => addressOf(person)));
}

/** Address and name alone. */
export function mailboxOf({ email, name }: Mailbox): { email: string; name?: string } {
  return name === undefined ? { email } : { email, name };
}

/** Who is invited to the series (`""`), or to one occurrence: less those left out of it, and with those who come to it alone. */
export function invitedTo({ plan }: Pick<Invite, "plan">, key: string): readonly Recipient[] {
  const planned = plannedOccurrence(plan, key);
  if (planned === undefined) return plan.recipients;
  const without = leftOut(planned);
  const series =
    without.size === 0
      ? plan.recipients
      : plan.recipients.filter((recipient) => !without.has(addressOf(recipient)));
  return [...series, ...guestsApart(plan, planned)];
}

const nobody: ReadonlySet<string> = new Set();
const setsOf = new WeakMap<readonly string[], ReadonlySet<string>>();

/** The people of the series who are not invited to one occurrence, by address: there may be thousands, and each recipient is looked for among them. */
export function leftOut({ without }: Pick<PlannedOccurrence, "without">): ReadonlySet<string> {
  if (without === undefined) return nobody;
  const known = setsOf.get(without) ?? new Set(without);
  setsOf.set(without, known);
  return known;
}

/** Those who are invited to an occurrence and not to the series. */
export function guestsApart(plan: Plan, { with: apart = [] }: PlannedOccurrence): readonly Recipient[] {
  if (apart.length === 0) return apart;
  const series = addressesOf(plan.recipients);
  return apart.filter((recipient) => !series.has(addressOf(recipient)));
}

/** Everyone who is invited to some occurrence and not to the series, each with the occurrence; cancelled occurrences do not count. */
export function everyGuestApart(
  plan: Plan,
): readonly { readonly key: string; readonly guests: readonly Recipient[] }[] {
  return plan.occurrences.flatMap((planned) => {
    const guests = planned.cancelled === true ? [] : guestsApart(plan, planned);
    return guests.length === 0 ? [] : [{ key: planned.key, guests }];
  });
}

/** The list of everyone ever invited with some more people in it. Where one person is spelt in two ways, the same spelling stays in every copy. */
export function withKnown(
  invited: readonly KnownPerson[],
  recipients: readonly Recipient[],
): readonly KnownPerson[] {
  return joinKnown(
    invited,
    recipients.map((recipient) => ({
      address: addressOf(recipient),
      email: recipient.email,
      ...defined({ name: recipient.name }),
    })),
  );
}

/** Two lists of people joined: the greater in {@link canonicalJson} of two spellings stays, whichever list it is in. */
export function joinKnown(a: readonly KnownPerson[], b: readonly KnownPerson[]): readonly KnownPerson[] {
  return joinByKey(a, b, ({ address }) => address, spelling)?.sort(byAddress) ?? a;
}

function spelling(a: KnownPerson, b: KnownPerson): KnownPerson {
  // Most are spelt alike, which is seen sooner than written out: two lists of 1,000 people take 0.2 ms to join, and took 2.
  if (a.email === b.email && a.name === b.name) return a;
  return canonicalJson(a) >= canonicalJson(b) ? a : b;
}

/** An invite with more people in it. What they said while they were strangers counts from now on. */
export function withInvited(invite: Invite, people: readonly Recipient[]): Invite {
  const invited = withKnown(invite.invited, people);
  return { ...invite, invited, ...partition(invited, invite.answers, invite.strangers) };
}

/**
 * Who was invited again, with some more of them: what they said before belongs to the invitation that was withdrawn, and they are asked
 * anew from that SEQUENCE on.
 */
export function withReinvited(
  before: readonly Reinvited[],
  again: readonly string[],
  { sequence, stamp }: { readonly sequence: number; readonly stamp: Date },
): readonly Reinvited[] {
  if (again.length === 0) return before;
  const asked = new Set(again);
  const updatedAt = formatUtc(stamp.getTime());
  return [
    ...before.filter(({ address }) => !asked.has(address)),
    ...again.map((address) => ({ address, sequence, updatedAt })),
  ].sort(byAddress);
}

/** Answers of people who were invited, and those of strangers: somebody may be a stranger to one copy and invited by the other. */
export function partition(
  invited: readonly KnownPerson[],
  answers: readonly Entry[],
  strangers: readonly Entry[],
): { answers: readonly Entry[]; strangers: readonly Entry[] } {
  const now = strangers.filter((entry) => isInvited(invited, entry.address));
  if (now.length === 0) return { answers, strangers };
  return {
    answers: joinAnswers(answers, now),
    strangers: strangers.filter((entry) => !isInvited(invited, entry.address)),
  };
}
