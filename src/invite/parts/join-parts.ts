import { ItipError, type Problem } from "../../errors.ts";
import type { Recipient } from "../../event/event.ts";
import { at, defined, fault, type Reading } from "../../input.ts";
import { withinOccurrenceLimit } from "../answers/occurrence-limit.ts";
import { partition } from "../answers/people.ts";
import type { Entry, Invite, KnownPerson, Plan, PlannedOccurrence, Reinvited } from "../invite.ts";
import { byAddress } from "../order.ts";
import { answersBeyond } from "../stored/parse.ts";
import { asExcerpt, incompleteParts, trust } from "../stored/trust.ts";
import type { GuestPart, InviteParts } from "./parts.ts";
import { type CheckedParts, readParts } from "./read-parts.ts";

/**
 * The whole invite of its parts: what `partsOf` divided, with everything that was changed in any part since. Every guest's part must be
 * among them, and that of strangers, all of one moment: read them in one statement.
 *
 * @throws {ItipError} `invalid-argument` when a part is missing; `invalid-state` with every problem found, `newer-state`
 * @example
 * updateInvite(joinParts({ head, guests, strangers }), { event: { location: { description: "Room 2" } } })
 */
export function joinParts(parts: InviteParts): Invite {
  const checked = readParts(parts);
  if (!isWhole(checked)) throw incompleteParts();
  return inviteOfParts(checked);
}

/** Whether nobody is missing. */
function isWhole({ guests, people, strangers }: CheckedParts): boolean {
  return guests.length === people && strangers !== undefined;
}

/** The invite of some parts, or of all: one that not everybody is in is marked so. */
export function inviteOfParts(checked: CheckedParts): Invite {
  const { skeleton } = checked;
  const guests = [...checked.guests].sort(byAddress);
  requireAgreement(checked, guests);
  const invited = guests.map(
    ({ address, email, name }): KnownPerson => ({ address, email, ...defined({ name }) }),
  );
  const said = knownAnswers(
    invited,
    guests.flatMap(({ answers }) => answers),
    checked.strangers?.answers ?? [],
  );
  const {
    version,
    id,
    uid,
    sequence,
    timeZone,
    plan: _p,
    invited: _i,
    answers: _a,
    strangers: _s,
    ...more
  } = skeleton;
  const plan = withPeople(skeleton.plan, guests);
  const invite: Invite = { version, id, uid, sequence, timeZone, plan, invited, ...said, ...more };
  return isWhole(checked) ? trust(invite) : asExcerpt(invite);
}

/** A stranger may have been invited on one machine while another wrote down what they said: then they are one no more. */
function knownAnswers(
  invited: readonly KnownPerson[],
  answers: readonly Entry[],
  strangers: readonly Entry[],
): Pick<Invite, "answers" | "strangers"> {
  const said = partition(invited, answers, strangers);
  return said.answers === answers ? said : { ...said, answers: withinOccurrenceLimit(said.answers) };
}

/** The plan of a head with the people in it, in their order. */
function withPeople(plan: Plan, guests: readonly GuestPart[]): Plan {
  const listings = guests.flatMap(({ listed }) => listed ?? []);
  const again = guests.flatMap(({ address, reinvited }): Reinvited[] =>
    reinvited === undefined ? [] : [{ address, ...reinvited }],
  );
  return {
    ...plan,
    recipients: inPlaces(listings).map(({ recipient }) => recipient),
    occurrences: occurrencesWith(plan.occurrences, guests),
    reinvited: again.length === 0 ? plan.reinvited : [...plan.reinvited, ...again].sort(byAddress),
  };
}

function inPlaces<T extends { readonly place: number }>(list: readonly T[]): readonly T[] {
  return [...list].sort((a, b) => a.place - b.place);
}

interface Lists {
  with: { place: number; recipient: Recipient }[];
  without: { place: number; address: string }[];
}

function occurrencesWith(
  occurrences: readonly PlannedOccurrence[],
  guests: readonly GuestPart[],
): readonly PlannedOccurrence[] {
  const lists = new Map<string, Lists>();
  const listsOf = (key: string): Lists => {
    const known = lists.get(key) ?? { with: [], without: [] };
    lists.set(key, known);
    return known;
  };
  for (const { address, apart = [], leftOut = [] } of guests) {
    for (const { occurrence, ...listing } of apart) listsOf(occurrence).with.push(listing);
    for (const { occurrence, place } of leftOut) listsOf(occurrence).without.push({ place, address });
  }
  if (lists.size === 0 && occurrences.every((one) => one.with === undefined && one.without === undefined))
    return occurrences;
  return occurrences.map((occurrence) => withLists(occurrence, lists.get(occurrence.key)));
}

function withLists(occurrence: PlannedOccurrence, lists: Lists | undefined): PlannedOccurrence {
  const { with: apart, without } = occurrence;
  if (lists === undefined || (apart === undefined && without === undefined)) return occurrence;
  return {
    ...occurrence,
    ...defined({
      without: without && [...without, ...inPlaces(lists.without).map(({ address }) => address)],
      with: apart && inPlaces(lists.with).map(({ recipient }) => recipient),
    }),
  };
}

/** Refuses parts that do not belong together, which none of them shows by itself. */
function requireAgreement({ skeleton, guests, strangers }: CheckedParts, sorted: readonly GuestPart[]): void {
  const problems: Problem[] = [];
  const isTwice = (guest: GuestPart, index: number) => sorted[index - 1]?.address === guest.address;
  const double = sorted.find(isTwice);
  if (double !== undefined) {
    const message = "must be a guest's only part";
    fault({ path: `guests[${guests.lastIndexOf(double)}].address`, problems }, "duplicate", message);
  }
  const lists = new Map(skeleton.plan.occurrences.map((one) => [one.key, one]));
  const places = new Set<number>();
  guests.forEach(({ listed, apart = [], leftOut = [], answers }, index) => {
    const reading = { path: `guests[${index}]`, problems };
    if (listed !== undefined && places.has(listed.place))
      fault(at(reading, "listed.place"), "duplicate", "must be a place that nobody else has");
    if (listed !== undefined) places.add(listed.place);
    requireReached(answers, skeleton.sequence, at(reading, "answers"));
    requireListed(
      apart.every(({ occurrence }) => lists.get(occurrence)?.with !== undefined),
      at(reading, "apart"),
    );
    requireListed(
      leftOut.every(({ occurrence }) => lists.get(occurrence)?.without !== undefined),
      at(reading, "leftOut"),
    );
  });
  requireReached(strangers?.answers ?? [], skeleton.sequence, { path: "strangers.answers", problems });
  if (problems.length > 0) throw new ItipError("invalid-state", problems);
}

function requireListed(sound: boolean, reading: Reading): void {
  if (!sound) fault(reading, "mismatch", "must name occurrences that the head has such a list of people for");
}

/** Refuses parts of two moments: an answer in them is to a revision that the head does not know of yet. */
function requireReached(answers: readonly Entry[], sequence: number, reading: Reading): void {
  if (answers.some((entry) => answersBeyond(entry, sequence)))
    fault(reading, "out-of-range", `must answer no SEQUENCE above that of the head, ${sequence}`);
}
