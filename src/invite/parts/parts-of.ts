import { defined } from "../../input.ts";
import { answersByAddress, isInvited } from "../answers/entries.ts";
import { addressOf } from "../answers/people.ts";
import { type Invite, type Plan, type PlannedOccurrence, stateVersion } from "../invite.ts";
import { parseInvite } from "../stored/parse.ts";
import type { GuestPart, HeadPlan, InviteHead, InviteParts, Listing, StrangersPart } from "./parts.ts";
import { trustPart } from "./read-parts.ts";

/**
 * An invite in parts, to be stored in rows of their own: then an answer to an invite of ten thousand guests reads and writes what one
 * to an invite of ten does. `joinParts` is the way back, `changeParts` takes a step on some of them.
 *
 * @throws {ItipError} `invalid-state`, `newer-state`
 * @example
 * const { head, guests, strangers } = partsOf(createInvite(input).invite);
 * guests[0].address // "jane@example.test", the key of the row beside the UID
 */
export function partsOf(invite: Invite): InviteParts & { readonly strangers: StrangersPart } {
  return divide(parseInvite(invite), new Map());
}

/** Where each guest stood in a list so far, by address. */
export type FormerPlaces = ReadonlyMap<string, number>;

/** An invite in parts. Who stood in the list before keeps the place, as long as the order allows. */
export function divide(
  invite: Invite,
  before: FormerPlaces,
): InviteParts & { readonly strangers: StrangersPart } {
  const { uid } = invite;
  const version = stateVersion;
  const people = peopleInPlan(invite.plan, before);
  const own = answersByAddress(invite.answers);
  const guests = invite.invited.map(
    ({ address, email, name }): GuestPart =>
      trustPart({
        version,
        part: "guest",
        uid,
        address,
        email,
        ...defined({ name, ...people.get(address) }),
        answers: own.get(address) ?? [],
      }),
  );
  return { head: headOf(invite), guests, strangers: strangersOf(invite) };
}

/** The part of the people who were never invited. */
export function strangersOf({ uid, strangers }: Invite): StrangersPart {
  return trustPart({ version: stateVersion, part: "strangers", uid, answers: strangers });
}

/** What a plan says of one person. */
interface InPlan {
  listed?: Listing;
  apart?: (Listing & { occurrence: string })[];
  leftOut?: { occurrence: string; place: number }[];
  reinvited?: NonNullable<GuestPart["reinvited"]>;
}

function peopleInPlan(plan: Plan, before: FormerPlaces): Map<string, InPlan> {
  const people = new Map<string, InPlan>();
  const personAt = (address: string): InPlan => {
    const known = people.get(address) ?? {};
    people.set(address, known);
    return known;
  };
  for (const listing of listingsOf(plan.recipients, before)) {
    personAt(addressOf(listing.recipient)).listed = listing;
  }
  for (const { address, ...since } of plan.reinvited) personAt(address).reinvited = since;
  for (const { key, without, with: apart } of plan.occurrences) {
    without?.forEach((address, place) => {
      const person = personAt(address);
      person.leftOut ??= [];
      person.leftOut.push({ occurrence: key, place });
    });
    apart?.forEach((recipient, place) => {
      const person = personAt(addressOf(recipient));
      person.apart ??= [];
      person.apart.push({ occurrence: key, place, recipient });
    });
  }
  return people;
}

function listingsOf(recipients: Plan["recipients"], before: FormerPlaces): Listing[] {
  let last = -1;
  return recipients.map((recipient) => {
    const former = before.get(addressOf(recipient)) ?? -1;
    last = former > last ? former : last + 1;
    return { place: last, recipient };
  });
}

function headOf({ plan, invited, answers: _a, strangers: _s, ...facts }: Invite): InviteHead {
  const { recipients: _r, reinvited, occurrences, ...planned } = plan;
  const isKnown = (address: string) => isInvited(invited, address);
  const head: HeadPlan = {
    ...planned,
    occurrences: occurrences.map((occurrence) => withoutPeople(occurrence, isKnown)),
    // Nobody is invited again who was not invited before; a state that says so is kept as it is.
    reinvited: reinvited.filter(({ address }) => !isKnown(address)),
  };
  return { ...facts, version: stateVersion, part: "head", people: invited.length, plan: head };
}

function withoutPeople(
  occurrence: PlannedOccurrence,
  isKnown: (address: string) => boolean,
): PlannedOccurrence {
  const { without, with: apart } = occurrence;
  if (without === undefined && apart === undefined) return occurrence;
  return {
    ...occurrence,
    ...defined({
      without: without?.filter((address) => !isKnown(address)),
      with: apart === undefined ? undefined : [],
    }),
  };
}
