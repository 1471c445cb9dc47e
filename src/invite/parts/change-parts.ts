import { kindOf, refusal, wrongArgument } from "../../errors.ts";
import { defined, isRecord } from "../../input.ts";
import { answersByAddress } from "../answers/entries.ts";
import type { Invite } from "../invite.ts";
import { isExcerpt } from "../stored/trust.ts";
import { inviteOfParts } from "./join-parts.ts";
import type { ChangedParts, InviteParts } from "./parts.ts";
import { divide, type FormerPlaces, strangersOf } from "./parts-of.ts";
import { type CheckedParts, readParts, trustPart } from "./read-parts.ts";

/** What a step gave, with the parts that it changed in place of the invite. */
export type PartsChange<T> = Omit<T, "invite"> & {
  /** The rows to write, in one transaction with the outbox. */
  readonly changed: ChangedParts;
};

/**
 * Takes a step on the parts of an invite, and says which of them it changed: the rows to write.
 *
 * `receive`, `receiveAll`, `recordAnswer` and `forgetAnswer` need the head and the parts of the people concerned alone, which
 * `neededParts` names; the part of strangers as well where one of these has no part. Their cost does not depend on how many are invited.
 * `statusOf` of some parts shows the guests whose parts they are. All other steps, and a REFRESH that is answered with a shown list of
 * guests, concern everybody and take all parts.
 *
 * @param step any function of the invite that gives a transition; it is called once
 * @throws {ItipError} `invalid-argument` when the step needs a part that is not there, or gives no invite (a promise of one, for instance); `invalid-state`, `newer-state`; what the step throws
 * @example
 * const { changed, messages, outcome } = changeParts({ head, guests: [jane] }, (invite) => receive(invite, email));
 * changed // { guests: [{ address: "jane@example.test", … }] }
 */
export function changeParts<T extends { readonly invite: Invite }>(
  parts: InviteParts,
  step: (invite: Invite) => T,
): PartsChange<T> {
  const checked = readParts(parts);
  const before = inviteOfParts(checked);
  const { invite: after, ...said } = resultOf(step, before);
  requireNext(checked, before, after);
  return { ...said, changed: after === before ? { guests: [] } : changesOf(checked, before, after) };
}

function resultOf<T extends { readonly invite: Invite }>(step: (invite: Invite) => T, invite: Invite): T {
  if (typeof step !== "function") throw wrongArgument("step", `must be a function, got ${kindOf(step)}`);
  const given = step(invite);
  if (isRecord(given) && isRecord(given.invite)) return given;
  throw wrongArgument("step", `must give an object with the next \`invite\`, got ${kindOf(given)}`);
}

function requireNext(checked: CheckedParts, before: Invite, after: Invite): void {
  if (after.uid !== before.uid || (isExcerpt(before) && after !== before && !isExcerpt(after))) {
    const message = "must give the next state of the invite that it was given";
    throw refusal("invalid-argument", "step", "other-invite", message);
  }
  if (checked.strangers === undefined && after.strangers.length > 0)
    throw refusal(
      "invalid-argument",
      "parts.strangers",
      "incomplete",
      "must be given: somebody answers who has no part among the guests",
    );
}

function changesOf(checked: CheckedParts, before: Invite, after: Invite): ChangedParts {
  const next = after.plan === before.plan ? withAnswers(checked, after) : dividedAnew(checked, before, after);
  const known = new Map(checked.guests.map((guest) => [guest.address, guest]));
  const guests = next.guests.filter((guest) => !isEqual(known.get(guest.address), guest));
  const strangers = after.strangers === before.strangers ? undefined : strangersOf(after);
  return { ...defined({ head: next.head }), guests, ...defined({ strangers }) };
}

/**
 * The parts with the answers of an invite in them. An answer changes nothing else in a part, and the places in the list cannot be told
 * from some guests alone.
 */
function withAnswers({ guests }: CheckedParts, { answers }: Invite): Pick<ChangedParts, "head" | "guests"> {
  const own = answersByAddress(answers);
  return { guests: guests.map((guest) => trustPart({ ...guest, answers: own.get(guest.address) ?? [] })) };
}

function dividedAnew(
  { guests }: CheckedParts,
  before: Invite,
  after: Invite,
): Pick<ChangedParts, "head" | "guests"> {
  const places: FormerPlaces = new Map(
    guests.flatMap(({ address, listed }) => (listed === undefined ? [] : [[address, listed.place]])),
  );
  const next = divide(after, places);
  const same = isEqual(divide(before, new Map()).head, next.head);
  return { ...(same ? {} : { head: next.head }), guests: next.guests };
}

/** Whether two parts are the same: those that were made or checked here have their members in one order. */
function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
