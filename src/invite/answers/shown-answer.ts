import type { Mailbox } from "../../event/event.ts";
import type { Answer } from "../../reply/reply.ts";
import type { Entry, Reinvited, Statement } from "../invite.ts";
import type { Judgement } from "./judge-entry.ts";

interface ShownPerson {
  /** All that they have said. */
  readonly entries: readonly Entry[];
  /** When they were invited again, if they were. */
  readonly reinvited?: Reinvited | undefined;
  /** The status that they were invited with: it holds until they say something. */
  readonly initial?: Answer["status"] | undefined;
}

/** What counts of somebody's statements, as it is shown. */
export function shownAnswer(
  { email, name }: Mailbox,
  { stated, comment, proposal }: Judgement,
  { entries, reinvited, initial }: ShownPerson,
): Answer {
  const { delegatedTo, delegatedFrom, extraGuests } = stated ?? {};
  const status = stated?.status ?? initial ?? "pending";
  const shown: Answer = name === undefined ? { email, status } : { email, name, status };
  if (comment !== undefined) shown.comment = comment;
  if (proposal !== undefined) shown.proposal = proposal;
  if (extraGuests !== undefined) shown.extraGuests = extraGuests;
  if (isUndeliverable(entries, reinvited)) shown.undeliverable = true;
  if (delegatedTo !== undefined) shown.delegatedTo = delegatedTo;
  if (delegatedFrom !== undefined) shown.delegatedFrom = delegatedFrom;
  return shown;
}

/**
 * Whether mail does not reach somebody. Whoever wrote after a mail came back has got one since, and whoever was invited again has a new
 * mail on its way. Both dates are those of the emails, so that the order of arrival decides nothing; a report without a Date is older
 * than anything.
 */
function isUndeliverable(entries: readonly Entry[], reinvited: Reinvited | undefined): boolean {
  const bounced = entries.find((entry) => entry.bounced !== undefined)?.bounced;
  if (bounced === undefined || (reinvited !== undefined && bounced <= reinvited.updatedAt)) return false;
  const isLater = (statement: Statement | undefined) =>
    (statement?.sentAt ?? statement?.dtstamp ?? "") > bounced;
  return !entries.some(({ reply, counter }) => isLater(reply) || isLater(counter));
}
