import { refusal, shown } from "../../errors.ts";
import type { Recipient } from "../../event/event.ts";
import { defined } from "../../input.ts";
import { placeSpan } from "../../reply/show-reply.ts";
import { entriesOf, entryAbout } from "../answers/entries.ts";
import { openCounter, standardOf } from "../answers/judge-entry.ts";
import { statedSpanOf } from "../answers/kept-time.ts";
import { addressOf } from "../answers/people.ts";
import { statusesOf } from "../answers/recipient-answers.ts";
import { eventOfPlan } from "../event-of-plan.ts";
import type { Invite, Statement } from "../invite.ts";
import { readAnyAddress, readOptions } from "../stored/argument.ts";
import { parseInvite } from "../stored/parse.ts";

/** The proposer as invited, else as they signed. */
export function proposerOf(invite: Invite, key: string, address: string, counter: Statement): Recipient {
  const invited = invite.plan.recipients.find((recipient) => addressOf(recipient) === address);
  const { email, name } = counter;
  const status = statusesOf(invite, key).get(address) ?? counter.status;
  return { ...(invited ?? { email, ...defined({ name }) }), ...defined({ status }) };
}

/**
 * The open proposal of one person about the event, or about the occurrence that the options name.
 *
 * @throws {ItipError} `no-proposal`, `unknown-instance`, `invalid-argument`, `invalid-state`, `newer-state`
 */
export function findProposal(invite: Invite, email: string, options: unknown, known: readonly string[]) {
  const checked = parseInvite(invite);
  const { now, key, comment } = readOptions(options, known, { plan: checked.plan });
  const address = readAnyAddress(email, "email");
  const event = eventOfPlan(checked.plan);
  const entry =
    entryAbout(entriesOf(checked.answers, address), key, event) ??
    entryAbout(entriesOf(checked.strangers, address), key, event);
  const standard = standardOf(checked, key);
  const counter = openCounter(entry, standard);
  if (counter?.proposal === undefined) {
    throw refusal(
      "no-proposal",
      "email",
      "no-proposal",
      `must be somebody with an open proposal for this event or occurrence, got ${shown(email)}`,
    );
  }
  return {
    checked,
    key,
    address,
    counter,
    proposal: placeSpan(statedSpanOf(counter.proposal), standard.showing),
    now,
    comment,
  };
}
