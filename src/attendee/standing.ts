import type { ItipMessage } from "../message/message.ts";
import type { Invitation } from "../reply/read-invitation.ts";
import type { Attendance, GivenAnswer, Print, Said, Slot } from "./attendance.ts";
import { compareRevisions, isCalledOff } from "./order.ts";
import { lastChange, readSaid } from "./read-said.ts";

/** A slot that still counts, read. */
export interface Standing {
  readonly slot: Slot;
  readonly said: Said;
  readonly message: ItipMessage;
  readonly invitation: Invitation | undefined;
  readonly cancelled: boolean;
}

/** The slot of the series, or of the event that does not recur. */
export function seriesSlot({ slots }: Attendance): Slot | undefined {
  return slots.find(({ occurrence }) => occurrence === "");
}

/** What stands of a slot: the invitation where there is one, else the CANCEL. */
export function standingOf(slot: Slot): Standing | undefined {
  const said = slot.invited ?? slot.cancelled;
  if (said === undefined) return undefined;
  return { slot, said, ...readSaid(said), cancelled: isCalledOff(slot) };
}

/**
 * The occurrences that differ from the series and still count: a later REQUEST of the series that changed its time or recurrence
 * has dropped what was said of them before.
 */
export function exceptionSlots(attendance: Attendance): Slot[] {
  const series = seriesSlot(attendance);
  const changed = lastChange(series?.prints ?? []);
  return attendance.slots
    .flatMap((slot) => withoutOldAdd(slot, series))
    .filter((slot) => slot.occurrence !== "" && (changed === undefined || isSince(slot, changed)));
}

/** A later REQUEST of the whole series says itself which occurrences there are. */
function withoutOldAdd(slot: Slot, series: Slot | undefined): Slot[] {
  const { invited, ...rest } = slot;
  if (invited?.method !== "ADD" || series?.invited === undefined) return [slot];
  if (compareRevisions(series.invited, invited) <= 0) return [slot];
  return rest.cancelled === undefined && rest.answer === undefined ? [] : [rest];
}

function isSince({ invited, cancelled, answer }: Slot, changed: Print): boolean {
  const latest = [invited, cancelled, answer?.to].filter((one) => one !== undefined);
  return latest.some((one) => compareRevisions(one, changed) >= 0);
}

/** Whether an answer has outlived what was said after it. */
export function answerStands(answer: GivenAnswer, prints: readonly Print[]): boolean {
  const changed = lastChange(prints);
  return changed === undefined || compareRevisions(changed, answer.to) <= 0;
}
