import type { Recipient } from "../../event/event.ts";
import { defined } from "../../input.ts";
import type { Answer } from "../../reply/reply.ts";
import { epochOf, formatUtc, type Point } from "../../time/point.ts";
import { inOrder } from "../answers/entries.ts";
import { isCurrent, judgeEntry, standardOf } from "../answers/judge-entry.ts";
import { addressOf, invitedTo } from "../answers/people.ts";
import { recipientAnswers } from "../answers/recipient-answers.ts";
import { statementOf } from "../answers/statement.ts";
import { eventOfPlan } from "../event-of-plan.ts";
import type { Entry, Invite, PlannedOccurrence, Reinvited } from "../invite.ts";
import { hasOccurrence, plannedOccurrence } from "../occurrences/occurrence.ts";
import { keyIn, startOfKey } from "../occurrences/occurrence-key.ts";
import { laterKey, splitKey } from "../occurrences/this-and-future.ts";
import { byAddress } from "../order.ts";

/** What people have said about single occurrences, as a new series takes it over. */
interface AnswersAlong {
  readonly answers: readonly Entry[];
  /** By occurrence, who owes an answer to it though they have given one to the series. */
  readonly asked: ReadonlyMap<string, readonly Reinvited[]>;
}

/**
 * What counts at the occurrences from a point on, where it is not what counts for the new series: answers to one of them, and to one and
 * all that follow.
 *
 * @param series who is invited to the new series, with the answer that they have brought along
 * @param stamp when the new series was made: whatever is said to it is later
 */
export function answersAlong(
  invite: Invite,
  {
    start,
    series,
    stamp,
  }: { readonly start: Point; readonly series: readonly Recipient[]; readonly stamp: Date },
): AnswersAlong {
  const standing = new Map(series.map((recipient) => [addressOf(recipient), recipient.status ?? "pending"]));
  const asked = new Map<string, readonly Reinvited[]>();
  const updatedAt = formatUtc(stamp.getTime());
  const answers = [...keysFrom(invite, start)].flatMap(([key, spoken]) => {
    const everyone = invitedTo(invite, key);
    // Where nothing else is planned than the series says, whoever has said nothing apart stands there as in the series.
    const isPlanned = plannedOccurrence(invite.plan, key) !== undefined;
    const people = isPlanned ? everyone : everyone.filter((recipient) => spoken.has(addressOf(recipient)));
    const apart = recipientAnswers(invite, key, standardOf(invite, key), people).filter((answer) => {
      const address = addressOf(answer);
      return answer.status !== (standing.get(address) ?? initialOf(invite, key, address));
    });
    const owed = apart.filter(
      ({ status, email }) => status === "pending" && standing.has(addressOf({ email })),
    );
    const again = owed.map((answer) => ({ address: addressOf(answer), sequence: 0, updatedAt }));
    if (again.length > 0) asked.set(key, again.sort(byAddress));
    return apart.flatMap((answer) => (answer.status === "pending" ? [] : [entryOf(invite, answer, key)]));
  });
  return { answers: inOrder([...answers, ...rangesFrom(invite, start)]), asked };
}

/** The occurrences from a point on that are not what the series says, or that somebody has answered apart, with those who have. */
function keysFrom({ plan, answers }: Invite, start: Point): ReadonlyMap<string, ReadonlySet<string>> {
  const event = eventOfPlan(plan);
  const spoken = new Map(plan.occurrences.map(({ key }) => [key, new Set<string>()]));
  for (const { occurrence, address } of answers) {
    const { first, later } = splitKey(occurrence);
    if (first === "" || later) continue;
    const key = keyIn(event, first);
    const people = spoken.get(key) ?? new Set<string>();
    spoken.set(key, people.add(address));
  }
  for (const key of spoken.keys())
    if (!hasOccurrence(plan, key) || epochOf(startOfKey(key, event)) < epochOf(start)) spoken.delete(key);
  return spoken;
}

/** The answer that somebody who comes to one occurrence alone was invited with. */
function initialOf({ plan }: Invite, key: string, address: string): Answer["status"] {
  const { with: apart = [] }: Partial<PlannedOccurrence> = plannedOccurrence(plan, key) ?? {};
  return apart.find((guest) => addressOf(guest) === address)?.status ?? "pending";
}

/** An answer as a REPLY to the new series would say it, given before that was made. */
function entryOf({ uid, plan }: Invite, answer: Answer, occurrence: string): Entry {
  const { email, name, status, comment, extraGuests, delegatedTo, delegatedFrom } = answer;
  const said = { method: "REPLY" as const, uid, email, status, sequence: 0, dtstamp: plan.updatedAt };
  const reply = statementOf(
    { ...said, ...defined({ name, comment, extraGuests, delegatedTo, delegatedFrom }) },
    "short",
  );
  return { address: addressOf(answer), occurrence, reply };
}

/** Answers to one occurrence and all that follow, as far as they count today. */
function rangesFrom(invite: Invite, start: Point): Entry[] {
  const event = eventOfPlan(invite.plan);
  return invite.answers.flatMap((entry) => {
    const { first, later } = splitKey(entry.occurrence);
    const key = keyIn(event, first);
    if (!later || epochOf(startOfKey(key, event)) < epochOf(start)) return [];
    const standard = standardOf(invite, laterKey(key));
    const { stated } = judgeEntry(entry, standard, (statement) => isCurrent(statement, standard));
    if (stated === undefined) return [];
    const { proposal: _, ...reply } = stated;
    return [{ address: entry.address, occurrence: laterKey(key), reply: { ...reply, sequence: 0 } }];
  });
}
