import { refusal, shown } from "../../errors.ts";
import type { TimeInput } from "../../time/event-time.ts";
import { findEntry, isInvited, joinEntries, withEntries } from "../answers/entries.ts";
import { digestOfStatement } from "../answers/forgotten.ts";
import type { Entry, Invite, Transition } from "../invite.ts";
import { laterKey } from "../occurrences/this-and-future.ts";
import { latest } from "../order.ts";
import { instanceKey, readAddress, readOptions } from "../stored/argument.ts";
import { parseExcerpt } from "../stored/parse.ts";
import { trustLike } from "../stored/trust.ts";

/** Which answer is cleared. */
export interface ForgetOptions {
  /** Default: the current time. */
  now?: Date;
  /** The original start of the occurrence, when the answer is about one, or about it and later ones. */
  instance?: TimeInput;
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
  const { instance } = readOptions(options, ["now", "instance"]);
  const address = readAddress(email, "email");
  const key = instance === undefined ? "" : instanceKey(checked.plan, instance);
  const group = isInvited(checked.invited, address) ? "answers" : "strangers";
  const entry = entryAbout(checked[group], address, key);
  if (entry === undefined && group === "strangers") {
    throw refusal(
      "unknown-recipient",
      "email",
      "unknown-recipient",
      `must be somebody who was invited or has answered, got ${shown(email)}`,
    );
  }
  const standing = entry === undefined ? undefined : latest(entry.reply, entry.counter);
  if (entry === undefined || standing === undefined) return { invite: checked, messages: [] };
  const { occurrence } = entry;
  const cleared = joinEntries(entry, { address, occurrence, forgotten: [digestOfStatement(standing)] });
  const next = withEntries(checked[group], [{ address, occurrence, entry: cleared }]);
  return { invite: trustLike(checked, { ...checked, [group]: next }), messages: [] };
}

/** What somebody said about an occurrence; where that is nothing, about it and all later ones. */
function entryAbout(entries: readonly Entry[], address: string, key: string): Entry | undefined {
  const own = findEntry(entries, address, key);
  const said = (own?.reply ?? own?.counter) !== undefined;
  return said || key === "" ? own : (findEntry(entries, address, laterKey(key)) ?? own);
}
