import { addressKey } from "../../event/address/address.ts";
import type { Recipient } from "../../event/event.ts";
import { showEvent } from "../../event/show-event.ts";
import type { Status } from "../../event/status.table.ts";
import { defined, filled } from "../../input.ts";
import type { Answer } from "../../reply/reply.ts";
import type { TimeInput } from "../../time/event-time.ts";
import { formatPoint } from "../../time/point.ts";
import { answersByAddress, entriesOf, entryAbout } from "../answers/entries.ts";
import {
  isCurrent,
  isHeard,
  type Judgement,
  judgeEntry,
  type Standard,
  standardOf,
} from "../answers/judge-entry.ts";
import { addressOf, invitedTo, mailboxOf } from "../answers/people.ts";
import { shownAnswer } from "../answers/shown-answer.ts";
import { eventOfPlan } from "../event-of-plan.ts";
import type { Entry, Invite, InviteStatus, PlannedOccurrence, Statement } from "../invite.ts";
import { hasOccurrence, plannedOccurrence } from "../occurrences/occurrence.ts";
import { keyIn, startOfKey } from "../occurrences/occurrence-key.ts";
import { laterEntry, splitKey } from "../occurrences/this-and-future.ts";
import { compareEntries } from "../order.ts";
import { readOptions } from "../stored/argument.ts";
import { parseExcerpt } from "../stored/parse.ts";

/** Whether the status of the series or of one occurrence is asked for. */
export interface StatusOptions {
  /** The original start of one occurrence. Default: the series, or the only event. */
  instance?: TimeInput | undefined;
}

/**
 * How an invitation stands: everyone's status, comment and open proposal, for the series or for one occurrence.
 *
 * `recipients` counts only what is current: after a move, everyone is pending until they answer the new time.
 * `undeliverable` lasts until an answer comes that was written after the mail came back; a new message alone proves nothing.
 * `replies` shows the last answer of every address, also of people never invited. For an occurrence, an answer to
 * that occurrence beats one to this and later occurrences, which beats one to the series.
 *
 * @throws {ItipError} `invalid-state` or `newer-state` for what is no invite; `invalid-time`; `unknown-instance`
 * @example
 * statusOf(invite).recipients // [{ email: "jane@example.test", status: "accepted", comment: "See you there" }]
 */
export function statusOf(invite: Invite, options?: StatusOptions): InviteStatus {
  const checked = parseExcerpt(invite);
  const { key } = readOptions(options, ["instance"], { plan: checked.plan });
  const standard = standardOf(checked, key);
  return {
    state: standard.active ? "active" : "cancelled",
    event: showEvent(standard.event),
    organizer: checked.plan.organizer,
    sequence: checked.sequence,
    updatedAt: checked.plan.updatedAt,
    recipients: recipientAnswers(checked, key, standard),
    replies: replyAnswers(checked, key, standard),
    ...(key === "" ? instancesApart(checked) : {}),
    ...(checked.conflict === undefined ? {} : { conflict: true as const }),
  };
}

/** Which occurrences to ask about one by one. Answers to occurrences that the series no longer has do not show. */
function instancesApart({ plan, answers, strangers }: Invite): Pick<InviteStatus, "instances"> {
  if (plan.event.recurrence === undefined) return {};
  const event = eventOfPlan(plan);
  const spoken = [...answers, ...strangers].filter(({ reply, counter }) => (reply ?? counter) !== undefined);
  const answered = new Set(spoken.map(({ occurrence }) => splitKey(occurrence).first));
  const keys = [...answered].map((key) => keyIn(event, key)).filter((key) => hasOccurrence(plan, key));
  const apart = [...new Set([...keys, ...plan.occurrences.map(({ key }) => key)])].sort();
  return defined({ instances: filled(apart.map((key) => formatPoint(startOfKey(key, event)))) });
}

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
interface Held {
  readonly invite: Invite;
  readonly standard: Standard;
  readonly series: Standard;
}

/** What one person's entries come to: one about the occurrence comes first, then one about it and later ones, then one about the series. */
function verdictOf(
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

/** The last answer of every address, whether or not it still counts. */
function replyAnswers(invite: Invite, key: string, standard: Standard): Answer[] {
  const series = standardOf(invite);
  const given = new Map(invite.plan.recipients.map((recipient) => [addressOf(recipient), recipient.email]));
  const people = [...invite.answers, ...invite.strangers].sort(compareEntries);
  return [...answersByAddress(people)].flatMap(([address, entries]) => {
    const answer = lastAnswer(entries, key, { invite, standard, series });
    return answer === undefined ? [] : [{ ...answer, email: given.get(address) ?? answer.email }];
  });
}

function lastAnswer(entries: readonly Entry[], key: string, held: Held): Answer | undefined {
  const verdict = verdictOf(entries, key, held, () => true);
  const { latest } = verdict;
  if (latest === undefined) return undefined;
  const reinvited = held.standard.heardFrom.get(addressKey(latest.email));
  return shownAnswer(latest, verdict, { entries, reinvited });
}
