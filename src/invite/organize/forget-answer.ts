import { refusal, shown } from "../../errors.ts";
import type { CheckedEvent } from "../../event/event.ts";
import type { TimeInput } from "../../time/event-time.ts";
import { entriesOf, isInvited, joinEntries, withEntries } from "../answers/entries.ts";
import { digestOfStatement } from "../answers/forgotten.ts";
import { eventOfPlan } from "../event-of-plan.ts";
import type { Entry, Invite, Statement, Transition } from "../invite.ts";
import { keyIn } from "../occurrences/occurrence-key.ts";
import { splitKey } from "../occurrences/this-and-future.ts";
import { latest } from "../order.ts";
import { readAnyAddress, readOptions } from "../stored/argument.ts";
import { parseExcerpt } from "../stored/parse.ts";
import { trustLike } from "../stored/trust.ts";

/** Which answer is cleared. */
export interface ForgetOptions {
  /** Default: the current time. */
  now?: Date | undefined;
  /** The original start of the occurrence, when the answer is about one, or about it and later ones. */
  instance?: TimeInput | undefined;
}

/**
 * Clears what stands of somebody's answers to the event, or to one occurrence: the statement that they made last, if any, as though it had
 * never come. Another one, older or later, counts when it comes; the same one never again, in whatever copy of the invite it arrives.
 *
 * For answers that nobody gave: forged ones, or those of a clock that was wrong, which shadow all that their author says. An answer that
 * another had replaced before does not come back by itself: ask for it anew. Copies that heard different answers of the person are therefore
 * merged before one is cleared: after that, an older answer that one of them holds counts or not by the order in which they are merged.
 *
 * @param email of anybody who was invited or has answered
 * @param options.instance the occurrence, when the answer is about one, or about it and later ones
 * @throws {ItipError} `unknown-recipient` for somebody who was never invited and has said nothing; `invalid-argument`, `invalid-time`,
 *   `unknown-instance`, `invalid-state`, `newer-state`
 * @example
 * forgetAnswer(invite, "jane@example.test").invite // Jane is pending again
 */
export function forgetAnswer(invite: Invite, email: string, options?: ForgetOptions): Transition {
  const checked = parseExcerpt(invite);
  const { key } = readOptions(options, ["now", "instance"], { plan: checked.plan });
  const address = readAnyAddress(email, "email");
  const group = isInvited(checked.invited, address) ? "answers" : "strangers";
  const entries = entriesOf(checked[group], address);
  if (entries.length === 0 && group === "strangers") {
    const message = `must be somebody who was invited or has answered, got ${shown(email)}`;
    throw refusal("unknown-recipient", "email", "unknown-recipient", message);
  }
  const entry = lastEntryAbout(entries, key, eventOfPlan(checked.plan));
  const standing = entry === undefined ? undefined : lastSaid(entry);
  if (entry === undefined || standing === undefined) return { invite: checked, messages: [] };
  const { occurrence } = entry;
  const cleared = joinEntries(entry, { address, occurrence, forgotten: [digestOfStatement(standing)] });
  const next = withEntries(checked[group], [{ address, occurrence, entry: cleared }]);
  return { invite: trustLike(checked, { ...checked, [group]: next }), messages: [] };
}

/** What somebody said last about an occurrence; where that is nothing, about it and all later ones. */
function lastEntryAbout(entries: readonly Entry[], key: string, event: CheckedEvent): Entry | undefined {
  return lastOf(entries, key, event, false) ?? (key === "" ? undefined : lastOf(entries, key, event, true));
}

/** The latest of the entries about one occurrence: there are several where the series was once in another zone, or of days. */
function lastOf(
  entries: readonly Entry[],
  key: string,
  event: CheckedEvent,
  later: boolean,
): Entry | undefined {
  let found: Entry | undefined;
  for (const entry of entries) {
    const about = splitKey(entry.occurrence);
    if (about.later !== later || keyIn(event, about.first) !== key) continue;
    const [said, before] = [lastSaid(entry), found && lastSaid(found)];
    if (said !== undefined && latest(said, before) === said) found = entry;
  }
  return found;
}

function lastSaid({ reply, counter }: Entry): Statement | undefined {
  return latest(reply, counter);
}
