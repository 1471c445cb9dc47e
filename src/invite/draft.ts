import { addressKey } from "../message/calendar-user-address.ts";
import type { StatedTime } from "../message/stated-time.ts";
import { parseZone, utc } from "../time/zone.ts";
import { findEntry, isInvited, joinEntries, withEntries } from "./answers.ts";
import type { Entry, Invite } from "./invite.ts";
import { type Standard, standardOf } from "./judgement.ts";
import { hasOccurrence } from "./occurrence.ts";
import { keyOfStated } from "./occurrence-key.ts";
import { compareEntries } from "./order.ts";
import { isShowable } from "./statement.ts";
import { rankStatement, rankStrangers, withoutRegister } from "./strangers.ts";
import { trust } from "./trust.ts";

interface Slot {
  readonly address: string;
  readonly occurrence: string;
  readonly entry: Entry | undefined;
}

/**
 * The answers of an invite while messages are being taken in: what changed lies over what was there, so that one
 * reply copies no more than it must and many are sorted in only once.
 */
export interface Draft {
  readonly base: Invite;
  readonly answers: Map<string, Slot>;
  readonly strangers: Map<string, Slot>;
  /** Keys by the RECURRENCE-ID that named them; `undefined`: no occurrence of this series. */
  readonly occurrences: Map<string, string | undefined>;
  readonly standards: Map<string, Standard>;
  readonly addresses: Map<string, string>;
  /** Who was ever invited, of the addresses that were asked for. */
  readonly invited: Map<string, boolean>;
  rankings?: ReturnType<typeof rankStrangers>;
}

export function draftOf(base: Invite): Draft {
  return {
    base,
    addresses: new Map(),
    invited: new Map(),
    answers: new Map(),
    strangers: new Map(),
    occurrences: new Map(),
    standards: new Map(),
  };
}

/** No address holds a line break. */
function slotKey(address: string, occurrence: string): string {
  return `${address}\n${occurrence}`;
}

/** What somebody has said so far about the series or one occurrence. */
export function entryIn(draft: Draft, address: string, occurrence: string): Entry | undefined {
  const known = draftInvited(draft, address);
  const slot = (known ? draft.answers : draft.strangers).get(slotKey(address, occurrence));
  if (slot !== undefined) return slot.entry;
  return findEntry(known ? draft.base.answers : draft.base.strangers, address, occurrence);
}

/**
 * Joins what somebody said to what they had said before.
 *
 * @returns the entry as it is now; `"known"` when it says nothing new; `"outranked"` when it is a stranger's and
 *   others, who said something later, fill the room there is
 */
export function recordEntry(draft: Draft, entry: Entry): Entry | "known" | "outranked" {
  const { address, occurrence } = entry;
  const before = entryIn(draft, address, occurrence);
  const joined = before === undefined ? entry : joinEntries(before, entry);
  if (joined === before) return "known";
  if (draftInvited(draft, address)) {
    draft.answers.set(slotKey(address, occurrence), { address, occurrence, entry: joined });
    return joined;
  }
  return recordStranger(draft, joined, before);
}

function recordStranger(draft: Draft, joined: Entry, before: Entry | undefined): Entry | "outranked" {
  draft.rankings ??= rankStrangers(draft.base.strangers);
  let own: Entry | undefined = joined;
  setStranger(draft, joined, joined);
  for (const register of ["reply", "counter"] as const) {
    const statement = joined[register];
    if (statement === undefined || statement === before?.[register]) continue;
    const loser = rankStatement(draft.rankings[register], joined, statement, before?.[register]);
    if (loser === undefined) continue;
    const losing = entryIn(draft, loser.address, loser.occurrence);
    const left = losing === undefined ? undefined : withoutRegister(losing, register);
    setStranger(draft, loser, left);
    if (compareEntries(loser, joined) === 0) own = left;
  }
  return own === joined ? joined : "outranked";
}

function setStranger(
  draft: Draft,
  { address, occurrence }: Omit<Slot, "entry">,
  entry: Entry | undefined,
): void {
  draft.strangers.set(slotKey(address, occurrence), { address, occurrence, entry });
}

/** The key of the occurrence that a RECURRENCE-ID names; nothing for one that the series does not have. */
export function draftOccurrence(draft: Draft, instance: StatedTime): string | undefined {
  const { occurrences, base } = draft;
  const mark = `${instance.kind} ${"wall" in instance ? instance.wall : instance.instant} ${"tzid" in instance ? instance.tzid : ""}`;
  if (occurrences.has(mark)) return occurrences.get(mark);
  const key = isShowable(instance)
    ? keyOfStated(instance, base.plan.event, parseZone(base.timeZone) ?? utc)
    : undefined;
  const found = key !== undefined && hasOccurrence(base.plan, key) ? key : undefined;
  occurrences.set(mark, found);
  return found;
}

/** Whether somebody was ever invited. */
export function draftInvited(draft: Draft, address: string): boolean {
  const known = draft.invited.get(address);
  if (known !== undefined) return known;
  const invited = isInvited(draft.base.invited, address);
  draft.invited.set(address, invited);
  return invited;
}

/** What statements about the series (`""`) or an occurrence are held against; worked out once for each. */
export function draftStandard(draft: Draft, key: string): Standard {
  const known = draft.standards.get(key);
  if (known !== undefined) return known;
  const standard = standardOf(draft.base, key);
  draft.standards.set(key, standard);
  return standard;
}

/** An address as it is compared; the same few come again and again. */
export function draftAddress(draft: Draft, email: string): string {
  const known = draft.addresses.get(email);
  if (known !== undefined) return known;
  const address = addressKey(email);
  draft.addresses.set(email, address);
  return address;
}

/** The invite with everything recorded: the same object when nothing was. */
export function inviteOf(draft: Draft): Invite {
  const { base } = draft;
  const answers = withEntries(base.answers, sorted(draft.answers));
  // A stranger who was outranked at once leaves no trace.
  const changed = sorted(draft.strangers).filter(
    ({ address, occurrence, entry }) => findEntry(base.strangers, address, occurrence) !== entry,
  );
  const strangers = withEntries(base.strangers, changed);
  if (answers === base.answers && strangers === base.strangers) return base;
  return trust({ ...base, answers, strangers });
}

function sorted(slots: ReadonlyMap<string, Slot>): Slot[] {
  return [...slots.values()].sort(compareEntries);
}
