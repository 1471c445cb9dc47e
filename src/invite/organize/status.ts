import { addressKey } from "../../event/address/address.ts";
import { showEvent } from "../../event/show-event.ts";
import { defined, filled } from "../../input.ts";
import type { Answer } from "../../reply/reply.ts";
import type { TimeInput } from "../../time/event-time.ts";
import { formatPoint } from "../../time/point.ts";
import { answersByAddress } from "../answers/entries.ts";
import { type Standard, standardOf } from "../answers/judge-entry.ts";
import { addressOf } from "../answers/people.ts";
import { type Held, recipientAnswers, verdictOf } from "../answers/recipient-answers.ts";
import { shownAnswer } from "../answers/shown-answer.ts";
import { eventOfPlan } from "../event-of-plan.ts";
import type { Entry, Invite, InviteStatus } from "../invite.ts";
import { hasOccurrence } from "../occurrences/occurrence.ts";
import { keyIn, startOfKey } from "../occurrences/occurrence-key.ts";
import { splitKey } from "../occurrences/this-and-future.ts";
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
