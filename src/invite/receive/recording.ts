import { addressKey } from "../../event/address/address.ts";
import { currentTime } from "../../time/now.ts";
import { parseZone, utc } from "../../time/zone.ts";
import { isShowable, type StatedSpan, type StatedTime } from "../../timezone/time-property.ts";
import { entriesOf, findEntry, joinEntries, placeOf, withEntries } from "../answers/entries.ts";
import { type Standard, standardOf } from "../answers/judge-entry.ts";
import { rememberedSpans } from "../answers/kept-time.ts";
import { occurrenceLimit } from "../answers/occurrence-limit.ts";
import {
  type Rankings,
  type RankLimit,
  type Register,
  rankEntries,
  rankStatement,
  withoutRegister,
} from "../answers/ranking.ts";
import { strangerLimit } from "../answers/strangers.ts";
import { eventOfPlan } from "../event-of-plan.ts";
import type { Entry, Invite, KeptSpan } from "../invite.ts";
import { hasOccurrence } from "../occurrences/occurrence.ts";
import { keyOfStated } from "../occurrences/occurrence-key.ts";
import { byAddress, compareEntries } from "../order.ts";
import { trustLike } from "../stored/trust.ts";

/** Somebody who says something. */
export interface Speaker {
  /** Folded as `addressKey` does; of a guest, the very text that the invite has. */
  readonly address: string;
  /** Whether they were ever invited. */
  readonly invited: boolean;
  /** What they have said by now about the series. */
  series: Entry | undefined;
  /** What they have said by now about single occurrences, where that has changed; `undefined`: nothing is left of it. */
  occurrences?: Map<string, Entry | undefined>;
}

/**
 * The answers of an invite while messages are being taken in: what changed lies over what was there, so that one
 * reply copies no more than it must and many are sorted in only once.
 */
export interface Draft {
  readonly base: Invite;
  /** When the messages are taken in, RFC 3339 in UTC. */
  readonly present: string;
  /** Keys by the RECURRENCE-ID that named them; `undefined`: no occurrence of this series. */
  readonly occurrences: Map<string, string | undefined>;
  readonly standards: Map<string, Standard>;
  /** The ORGANIZER line by which an answer named the organizer of this invite last: nearly all write the same. */
  organizerLine?: string;
  /** Keeps the times that answers name and propose. */
  readonly keepSpan: (span: StatedSpan) => KeptSpan;
  /** People by their address. */
  readonly speakers: Map<string, Speaker>;
  /** The same by their address as it was written. */
  readonly people: Map<string, Speaker>;
  /** By address, the rankings of a guest's answers to single occurrences; under `""`, those of strangers' answers. */
  readonly rankings: Map<string, Rankings>;
}

/** An empty layer over an invite. */
export function draftOf(base: Invite, now: Date | undefined): Draft {
  return {
    base,
    present: currentTime(now).toISOString(),
    speakers: new Map(),
    people: new Map(),
    occurrences: new Map(),
    standards: new Map(),
    keepSpan: rememberedSpans(),
    rankings: new Map(),
  };
}

/** What somebody has said so far about the series or one occurrence. */
export function entryIn({ base }: Draft, person: Speaker, occurrence: string): Entry | undefined {
  const { address, invited, series, occurrences } = person;
  if (occurrence === "") return series;
  if (occurrences?.has(occurrence)) return occurrences.get(occurrence);
  return findEntry(invited ? base.answers : base.strangers, address, occurrence);
}

function setEntry(person: Speaker, occurrence: string, entry: Entry | undefined): void {
  if (occurrence === "") {
    person.series = entry;
    return;
  }
  person.occurrences ??= new Map();
  person.occurrences.set(occurrence, entry);
}

/**
 * Joins what somebody said to what they had said before, which {@link entryIn} tells.
 *
 * @returns the entry as it is now; `"known"` when it says nothing new; `"outranked"` when there is room for so many only, and what was
 *   said later fills it
 */
export function recordEntry(
  draft: Draft,
  person: Speaker,
  said: Entry,
  before: Entry | undefined,
): Entry | "known" | "outranked" {
  const joined = before === undefined ? said : joinEntries(before, said);
  if (joined === before) return "known";
  setEntry(person, joined.occurrence, joined);
  if (person.invited && said.occurrence === "") return joined;
  return recordRanked(draft, person, joined, before);
}

/** An answer of a kind of which so many are kept: it may take the place of another, or find none. */
function recordRanked(
  draft: Draft,
  person: Speaker,
  joined: Entry,
  before: Entry | undefined,
): Entry | "outranked" {
  const limit: RankLimit = person.invited ? occurrenceLimit : strangerLimit;
  let own: Entry | undefined = joined;
  for (const register of ["reply", "counter"] as const satisfies readonly Register[]) {
    const statement = joined[register];
    if (statement === undefined || statement === before?.[register]) continue;
    const change = { statement, previous: before?.[register], most: limit[register] };
    const loser = rankStatement(rankingsOf(draft, person)[register], joined, change);
    if (loser === undefined) continue;
    const left = withoutLoser(draft, loser, register);
    if (compareEntries(loser, joined) === 0) own = left;
  }
  return own === joined ? joined : "outranked";
}

function withoutLoser(
  draft: Draft,
  loser: Pick<Entry, "address" | "occurrence">,
  register: Register,
): Entry | undefined {
  const person = speakerAt(draft, loser.address);
  const losing = entryIn(draft, person, loser.occurrence);
  const left = losing === undefined ? undefined : withoutRegister(losing, register);
  setEntry(person, loser.occurrence, left);
  return left;
}

/** What is ranked with what somebody says: all strangers' answers, or what one guest says of single occurrences. */
function rankingsOf(draft: Draft, { address, invited }: Speaker): Rankings {
  const group = invited ? address : "";
  const known = draft.rankings.get(group);
  if (known !== undefined) return known;
  const entries = invited
    ? entriesOf(draft.base.answers, address).filter(({ occurrence }) => occurrence !== "")
    : draft.base.strangers;
  const rankings = rankEntries(entries);
  draft.rankings.set(group, rankings);
  return rankings;
}

/** The key of the occurrence that a RECURRENCE-ID names; nothing for one that the series does not have. */
export function draftOccurrence(draft: Draft, instance: StatedTime): string | undefined {
  const { occurrences, base } = draft;
  const mark = `${instance.kind} ${"wall" in instance ? instance.wall : instance.instant} ${"tzid" in instance ? instance.tzid : ""}`;
  if (occurrences.has(mark)) return occurrences.get(mark);
  const key = isShowable(instance)
    ? keyOfStated(instance, eventOfPlan(base.plan), parseZone(base.timeZone) ?? utc)
    : undefined;
  const found = key !== undefined && hasOccurrence(base.plan, key) ? key : undefined;
  occurrences.set(mark, found);
  return found;
}

/** What statements about the series (`""`) or an occurrence are held against; worked out once for each. */
export function draftStandard(draft: Draft, key: string): Standard {
  const known = draft.standards.get(key);
  if (known !== undefined) return known;
  const standard = standardOf(draft.base, key);
  draft.standards.set(key, standard);
  return standard;
}

/** Who is behind an address as it is written; the same few come again and again. */
export function personIn(draft: Draft, email: string): Speaker {
  const known = draft.people.get(email);
  if (known !== undefined) return known;
  const person = speakerAt(draft, addressKey(email));
  // The invite's own text where it is the same: as a key, a piece of a calendar text would keep all of it in memory.
  draft.people.set(person.address === email ? person.address : email, person);
  return person;
}

function speakerAt(draft: Draft, address: string): Speaker {
  const known = draft.speakers.get(address);
  if (known !== undefined) return known;
  const { invited: people, answers, strangers } = draft.base;
  const guest = people[placeOf(people, address)];
  const invited = guest?.address === address;
  const series = findEntry(invited ? answers : strangers, address, "");
  const person: Speaker = { address: invited ? guest.address : address, invited, series };
  draft.speakers.set(person.address, person);
  return person;
}

/** The invite with everything recorded: the same object when nothing was. */
export function inviteOfDraft({ base, speakers }: Draft): Invite {
  const people = [...speakers.values()].sort(byAddress);
  const answers = withSaid(base.answers, people, true);
  const strangers = withSaid(base.strangers, people, false);
  if (answers === base.answers && strangers === base.strangers) return base;
  return trustLike(base, { ...base, answers, strangers });
}

/** The changed entries of those who were invited, or of the others, sorted in; an entry that found no room is as it was before. */
function withSaid(entries: readonly Entry[], people: readonly Speaker[], invited: boolean): readonly Entry[] {
  const own = people.filter((person) => person.invited === invited);
  const changed = own.flatMap(({ address, series, occurrences }) =>
    [["", series] as const, ...(occurrences ?? [])]
      .map(([occurrence, entry]) => ({ address, occurrence, entry }))
      .filter(({ occurrence, entry }) => findEntry(entries, address, occurrence) !== entry)
      .sort(compareEntries),
  );
  return withEntries(entries, changed);
}
