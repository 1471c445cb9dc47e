import type { Recipient } from "../../event/event.ts";
import type { Status } from "../../event/status.table.ts";
import { defined } from "../../input.ts";
import type { Answer } from "../../reply/reply.ts";
import { eventOfPlan } from "../event-of-plan.ts";
import type { Entry, Invite, PlannedOccurrence, Statement } from "../invite.ts";
import { plannedOccurrence } from "../occurrences/occurrence.ts";
import { laterEntry } from "../occurrences/this-and-future.ts";
import { entriesOf, entryAbout } from "./entries.ts";
import { isCurrent, isHeard, type Judgement, judgeEntry, type Standard, standardOf } from "./judge-entry.ts";
import { addressOf, invitedTo, mailboxOf } from "./people.ts";
import { shownAnswer } from "./shown-answer.ts";

/** Everyone invited, or some of them, with the answer that counts; for one occurrence, only those who are invited to it. */
export function recipientAnswers(
  invite: Invite,
  key: string,
  standard: Standard,
  people: readonly Recipient[] = invitedTo(invite, key),
): Answer[] {
  const series = standardOf(invite);
  const planned = plannedOccurrence(invite.plan, key);
  return people.map((recipient) => {
    const address = addressOf(recipient);
    // Who comes to one occurrence alone has been asked about that, whatever the series does.
    const isAlone = planned?.with?.includes(recipient) === true;
    const own = isAlone ? { ...standard, recurrenceSequence: 0 } : standard;
    const entries = entriesOf(invite.answers, address);
    const verdict = verdictOf(entries, key, { invite, standard: own, series }, (statement, held) =>
      countsNow(statement, held, own),
    );
    return answerOf(askedAnew(recipient, planned), address, { invite, entries, verdict, standard: own });
  });
}

/** The status that counts now of everyone invited to the series (`""`) or to one occurrence, by address. */
export function statusesOf(invite: Invite, key: string): ReadonlyMap<string, Status> {
  const answers = recipientAnswers(invite, key, standardOf(invite, key));
  return new Map(answers.map((answer) => [addressOf(answer), answer.status]));
}

/**
 * A recipient who was left out of an occurrence and is invited to it again owes an answer to it: the status that they were given for
 * the series does not count there.
 */
function askedAnew(recipient: Recipient, planned: PlannedOccurrence | undefined): Recipient {
  if (planned?.reinvited === undefined || planned.with?.includes(recipient) === true) return recipient;
  const address = addressOf(recipient);
  if (!planned.reinvited.some((person) => person.address === address)) return recipient;
  const { status: _, ...person } = recipient;
  return person;
}

/** What the entries of one person are held against. */
export interface Held {
  readonly invite: Invite;
  readonly standard: Standard;
  readonly series: Standard;
}

/** What one person's entries come to: one about the occurrence comes first, then one about it and later ones, then one about the series. */
export function verdictOf(
  entries: readonly Entry[],
  key: string,
  { invite, standard, series }: Held,
  counts: (statement: Statement, held: Standard) => boolean,
): Judgement {
  const judged = (entry: Entry | undefined, held: Standard) =>
    judgeEntry(entry, held, (statement) => counts(statement, held));
  const general = judged(
    entries.find(({ occurrence }) => occurrence === ""),
    series,
  );
  if (key === "") return general;
  const event = eventOfPlan(invite.plan);
  const range = laterEntry(entries, key, event);
  const own = judged(entryAbout(entries, key, event), standard);
  if (range === undefined) return merged(own, general);
  return merged(own, merged(judged(range, standardOf(invite, range.occurrence)), general));
}

/** Whether a statement counts for what is planned now. One to the series, given before this occurrence alone was moved, says nothing about its new time. */
function countsNow(statement: Statement, held: Standard, standard: Standard): boolean {
  if (!isCurrent(statement, held)) return false;
  return held === standard || (isHeard(statement, standard) && statement.sequence >= standard.ownSequence);
}

/** The answer about an occurrence, completed by the answer about the series; the series' proposal is not taken over. */
function merged(own: Judgement, { proposal: _, ...fallback }: Judgement): Judgement {
  if (own.latest === undefined) return fallback;
  return { ...defined({ stated: fallback.stated }), ...own };
}

function answerOf(
  recipient: Recipient,
  address: string,
  {
    invite,
    entries,
    verdict,
    standard,
  }: { invite: Invite; entries: readonly Entry[]; verdict: Judgement; standard: Standard },
): Answer {
  // The organizer attends, and answers nobody.
  if (address === addressOf(invite.plan.organizer)) return { ...mailboxOf(recipient), status: "accepted" };
  // An initial status belongs to the time that it was given for; updateInvite drops it when the series moves.
  const initial = standard.ownSequence > invite.plan.timeSequence ? undefined : recipient.status;
  return shownAnswer(recipient, verdict, { entries, reinvited: standard.heardFrom.get(address), initial });
}
