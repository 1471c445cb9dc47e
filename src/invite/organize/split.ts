import { refusal } from "../../errors.ts";
import type { CheckedEvent, CheckedRecurrence, Recipient } from "../../event/event.ts";
import { deriveUid } from "../../event/read-invite.ts";
import { replyKeyOf } from "../../event/reply-address.ts";
import { countedInstant, countedTime, recurrenceSetOf } from "../../event/span.ts";
import { defined, fault, isRecord, readArgument, readOrRefuse } from "../../input.ts";
import { defaultLimits } from "../../limits.ts";
import type { OutgoingMessage } from "../../message/outgoing.ts";
import { expandRecurrence, isOccurrence, type RecurrenceRule } from "../../recurrence/expand.ts";
import { day } from "../../time/civil.ts";
import type { TimeInput } from "../../time/event-time.ts";
import { epochOf, type Point } from "../../time/point.ts";
import { isInvited } from "../answers/entries.ts";
import { addressOf, withKnown } from "../answers/people.ts";
import { statusesOf } from "../answers/recipient-answers.ts";
import { eventOfPlan } from "../event-of-plan.ts";
import type { Invite, PlannedOccurrence, Reinvited } from "../invite.ts";
import { templateOf } from "../occurrences/occurrence.ts";
import { startOfKey } from "../occurrences/occurrence-key.ts";
import { stampAfter } from "../stamp.ts";
import { readKey, readOptions } from "../stored/argument.ts";
import { parseInvite } from "../stored/parse.ts";
import { trust } from "../stored/trust.ts";
import { answersAlong } from "./answers-along.ts";
import { newInvite } from "./create.ts";
import { differenceOf } from "./difference.ts";
import { mailEveryone } from "./mail.ts";
import { rekeyed } from "./move-occurrences.ts";
import { replan, type Wish, wishOf } from "./replan.ts";
import { type InviteChanges, readInviteChanges, readWish } from "./update.ts";

/** When a series is split, and how the new one is called. */
export interface SplitOptions {
  /** Default: the current time. */
  now?: Date | undefined;
  /** The application's own id of the new series. Default: that of the old one, with the original start behind it. */
  id?: string | undefined;
  /** Goes along with the messages of both series. */
  comment?: string | undefined;
}

/** Two invites in place of one: the series that ends, and the one that goes on. */
export interface Split {
  /** The old series, which ends before the occurrence. */
  ended: Invite;
  /** The new one, with a UID of its own, from that occurrence on. */
  next: Invite;
  /** For the old series an update that ends it, for the new one an invitation. */
  messages: OutgoingMessage[];
}

/**
 * Changes an occurrence and all that follow, as the big calendars do: the old series ends before it, and a new one with a UID of its own
 * goes on from there with the same people. Both are tracked; store both.
 *
 * Occurrences that were called off or changed go along with the series that they belong to. Answers go along where the time stays.
 *
 * @param at The original start of an occurrence, not the first that takes place.
 * @throws {ItipError} `invalid-argument` for the first occurrence, an event that does not recur or is cancelled, a date that was added to the rule, `unknown-instance`, `invalid-time`,
 *   `invalid-event` with every problem, `limit-exceeded`
 * @example
 * const { ended, next, messages } = splitInvite(invite, "2027-07-01T10:00", { event: { start: "2027-07-01T15:00" } });
 */
export function splitInvite(
  invite: Invite,
  at: TimeInput,
  changes: InviteChanges,
  options?: SplitOptions,
): Split {
  const checked = parseInvite(invite);
  const { now, comment, id: wanted } = readOptions(options, ["now", "id", "comment"]);
  const event = eventOfPlan(checked.plan);
  const key = splitKeyOf(checked, at);
  const start = startOfKey(key, event);
  const stamp = stampAfter(checked.plan.updatedAt, now);
  const standing = wishOf(checked.plan);
  const rest = restFrom(event, start, key);
  const given = readInviteChanges(changes);
  const wish = readOrRefuse("invalid-event", "", (reading) =>
    readWish(checked, given, { ...standing, event: rest }, reading),
  );
  const recurs = isRecord(given.event) && given.event.recurrence !== undefined;
  if (!recurs) refuseAddedDate(event, start);
  const id = idOf(checked, wanted ?? `${checked.id.slice(0, 900)}/${key}`, wish);
  const next = trust(nextInvite(checked, { wish, rest, start, id, stamp }));
  const ended = replan(checked, { ...standing, event: endedBefore(event, start) }, { stamp, comment });
  // Who comes to one occurrence alone has lost it with the old series, and is invited to it in the new one.
  const messages = [...ended.messages, ...mailEveryone(next, { method: "REQUEST", stamp, comment })];
  return { ended: ended.invite, next, messages };
}

/** The occurrence that the new series begins with: one of the series, and not its first. */
function splitKeyOf({ plan }: Invite, at: TimeInput): string {
  const event = eventOfPlan(plan);
  const refuse = (path: string, problem: string, message: string) =>
    refusal("invalid-argument", path, problem, message);
  if (event.recurrence === undefined) throw refuse("invite", "no-series", "must be a series to be split");
  if (plan.state === "cancelled")
    throw refuse("invite", "cancelled", "must not be cancelled: updateInvite calls it back");
  const key = readArgument("at", (reading) => readKey(plan, at, reading));
  if (leavesSome(plan, event, startOfKey(key, event))) return key;
  throw refuse(
    "at",
    "first-occurrence",
    "must not be the first occurrence that takes place: updateInvite changes the whole series",
  );
}

/** Whether the old series has an occurrence left that was not called off. */
function leavesSome({ occurrences }: Invite["plan"], event: CheckedEvent, start: Point): boolean {
  if (epochOf(start) <= epochOf(event.start)) return false;
  const off = new Set(
    occurrences
      .filter(({ cancelled }) => cancelled === true)
      .map(({ key }) => countedTime(event, startOfKey(key, event))),
  );
  const before = {
    to: countedTime(event, start) - 1,
    max: off.size + 1,
    steps: defaultLimits.recurrenceSteps,
  };
  const earlier = expandRecurrence(recurrenceSetOf(event), before);
  return !earlier.complete || earlier.occurrences.some((wall) => !off.has(wall));
}

/** The rule counts from the first occurrence: begun on a date that it does not have, it would give other dates than before. */
function refuseAddedDate(event: CheckedEvent, start: Point): void {
  const { rule, clock } = event.recurrence ?? {};
  if (rule === undefined) return;
  const ofRule = recurrenceSetOf({ ...event, recurrence: defined({ rule, clock }) });
  if (isOccurrence(ofRule, countedTime(event, start), defaultLimits.recurrenceSteps) !== false) return;
  throw refusal(
    "invalid-argument",
    "at",
    "added-date",
    "must be an occurrence of the rule: a date that was added begins a series only with a recurrence of its own",
  );
}

function idOf({ uid }: Invite, id: string, { organizer }: Wish): string {
  return readArgument("options.id", (reading) =>
    deriveUid(id, organizer.email) === uid
      ? fault(reading, "duplicate", "must be another than that of the series", id)
      : id,
  );
}

/**
 * The series up to the occurrence before: an UNTIL, and of the dates added and left out the earlier ones. UNTIL is that occurrence,
 * since calendars show its day as the last.
 */
function endedBefore(event: CheckedEvent, start: Point): CheckedEvent {
  const { recurrence } = event;
  if (recurrence === undefined) return event;
  const rule = recurrence.rule && ruleBefore(event, recurrence.rule, start);
  return { ...event, recurrence: withDates(recurrence, rule, (date) => epochOf(date) < epochOf(start)) };
}

/** A recurrence with another rule, and those of the dates added and left out that belong to it. */
function withDates(
  { duration, include, exclude }: CheckedRecurrence,
  rule: RecurrenceRule | undefined,
  belongs: (date: Point) => boolean,
): CheckedRecurrence {
  const own = (dates: readonly Point[] = []) => (dates.some(belongs) ? dates.filter(belongs) : undefined);
  return defined({ rule, duration, include: own(include), exclude: own(exclude) });
}

function ruleBefore(
  event: CheckedEvent,
  { count: _, ...rule }: RecurrenceRule,
  start: Point,
): RecurrenceRule {
  const { occurrences, complete } = earlierOf(event, rule, start);
  const wall = complete ? occurrences.at(-1) : undefined;
  if (start.kind === "date") return { ...rule, until: { form: "date", wall: wall ?? start.wall - day } };
  const last = wall === undefined ? start.instant - 1_000 : countedInstant(event, wall);
  return { ...rule, until: { form: "utc", wall: last } };
}

/** What a rule alone gives before a point: EXDATE and RDATE do not count for COUNT (RFC 5545 section 3.8.5.3). */
function earlierOf(event: CheckedEvent, rule: RecurrenceRule, end: Point) {
  const clock = event.recurrence?.clock;
  const set = recurrenceSetOf({ ...event, recurrence: { rule, ...defined({ clock }) } });
  return expandRecurrence(set, { to: countedTime(event, end) - 1, steps: defaultLimits.recurrenceSteps });
}

/** The series from an occurrence on: as many as were left of a COUNT, and of the dates added and left out the later ones. */
function restFrom(event: CheckedEvent, start: Point, key: string): CheckedEvent {
  const single = templateOf(event, key);
  const { recurrence } = event;
  if (recurrence === undefined) return single;
  const rule = recurrence.rule && restOfRule(event, recurrence.rule, start);
  return { ...single, recurrence: withDates(recurrence, rule, (date) => epochOf(date) >= epochOf(start)) };
}

function restOfRule(event: CheckedEvent, rule: RecurrenceRule, start: Point): RecurrenceRule {
  if (rule.count === undefined) return rule;
  const { occurrences, complete } = earlierOf(event, rule, start);
  if (complete) return { ...rule, count: Math.max(1, rule.count - occurrences.length) };
  throw refusal(
    "limit-exceeded",
    "at",
    "recurrence-steps",
    "must lie nearer to the start of the series: the occurrences before it are too many to count",
  );
}

interface Next {
  readonly wish: Wish;
  /** What the old series would have gone on with. */
  readonly rest: CheckedEvent;
  readonly start: Point;
  readonly id: string;
  readonly stamp: Date;
}

function nextInvite(invite: Invite, { wish, rest, start, id, stamp }: Next): Invite {
  const { callbackUrl, productId, replyKey, plan } = invite;
  const { organizer, recipients, event, guestList, counterProposals } = wish;
  const uid = deriveUid(id, organizer.email);
  const { time, pattern } = differenceOf(rest, event);
  const moved = time || pattern;
  const series = moved ? [...recipients] : withAnswers(invite, recipients);
  const along = moved ? undefined : answersAlong(invite, { start, series, stamp });
  const checked = {
    ...{ id, uid, organizer, event, guestList, counterProposals },
    recipients: series,
    ...defined({ callbackUrl, productId }),
  };
  const next = newInvite(checked, { sequence: 0, stamp });
  const later = plan.occurrences.filter(({ key }) => epochOf(startOfKey(key, rest)) >= epochOf(start));
  const anew = later.map((occurrence) => fromAnew(occurrence, along?.asked.get(occurrence.key)));
  const occurrences = rekeyed(moved ? anew.map(unanswered) : anew, rest, event);
  const apart = occurrences.flatMap((occurrence) => occurrence.with ?? []);
  const invited = withKnown(next.invited, apart);
  return {
    ...next,
    invited,
    answers: (along?.answers ?? []).filter(({ address }) => isInvited(invited, address)),
    // The new addresses cannot be guessed from the new UID either.
    ...defined({ replyKey: replyKey && replyKeyOf(replyKey, uid) }),
    plan: { ...next.plan, occurrences },
  };
}

/** Everyone with the answer that counts for the series: the time stays, so the answer does. */
function withAnswers(invite: Invite, recipients: readonly Recipient[]): Recipient[] {
  const statuses = statusesOf(invite, "");
  return recipients.map((recipient) => {
    const status = recipient.status ?? statuses.get(addressOf(recipient));
    return status === undefined || status === "pending" ? recipient : { ...recipient, status };
  });
}

/**
 * SEQUENCEs belong to the series that they were used in. Who owes an answer about an occurrence still does; who came to one alone that was
 * called off has never heard of the new series.
 */
function fromAnew(
  { timeSequence: _, formerTimes: _f, reinvited: _r, with: apart, ...occurrence }: PlannedOccurrence,
  reinvited: readonly Reinvited[] | undefined,
): PlannedOccurrence {
  const guests = occurrence.cancelled === true ? undefined : apart;
  return { ...occurrence, ...defined({ with: guests, reinvited }) };
}

/** People who come to one occurrence alone answer for its new time anew. */
function unanswered({ with: apart, ...occurrence }: PlannedOccurrence): PlannedOccurrence {
  return { ...occurrence, ...defined({ with: apart?.map(({ status: _, ...guest }) => guest) }) };
}
