import { refusal } from "../errors.ts";
import { type Component, componentsOf } from "../icalendar/component.ts";
import { component, formatComponent } from "../icalendar/write.ts";
import { readVerbOptions } from "../input.ts";
import { parseMessage } from "../message/parse.ts";
import { type Attendance, attendanceVersion, type Own, type Slot } from "./attendance.ts";
import { myPlace } from "./attendance-of.ts";
import { joinOwn, joinSlotLists } from "./order.ts";
import { partsOf, type ReadPart, slotOf } from "./read-said.ts";
import { readMe } from "./receive-invitation.ts";

/**
 * Takes over what is in a person's calendar already. A PARTSTAT, also of a single occurrence, counts as an answer given at the text's
 * DTSTAMP; alarms, categories and unknown lines are the person's own from then on.
 *
 * @throws {ItipError} `cannot-answer` where the text holds no event, `invalid-argument`, and what `parseMessage` throws
 * @example
 * adoptAttendance(stored, { me: "jane@example.test" })
 */
export function adoptAttendance(ics: string, options: { me: string | string[] }): Attendance {
  const me = readMe(readVerbOptions(options, ["me"]).me);
  const message = parseMessage(ics);
  const parts = message.kind === "VEVENT" ? partsOf({ ...message, method: "REQUEST" }, me, "") : [];
  if (parts.length === 0)
    throw refusal("cannot-answer", "ics", "not-an-event", "must hold an event with a time");
  const slots = parts.map((part): Slot => ({ ...slotOf(part, methodOf(part)), ...answerIn(part, me) }));
  return {
    version: attendanceVersion,
    uid: message.uid,
    me,
    slots: joinSlotLists([], slots),
    own: joinOwn([], parts.map(ownOf)),
  };
}

function methodOf({ calledOff, invitation }: ReadPart): "CANCEL" | "REQUEST" | "PUBLISH" {
  if (calledOff) return "CANCEL";
  return invitation.organizer === undefined ? "PUBLISH" : "REQUEST";
}

function answerIn({ invitation, revision }: ReadPart, me: readonly string[]): Pick<Slot, "answer"> {
  const status = myPlace(me, invitation.guests)?.status ?? "pending";
  if (status === "pending" || revision.dtstamp === "") return {};
  return { answer: { status, stamp: revision.dtstamp, to: revision } };
}

function ownOf(part: ReadPart): Own {
  const lines = part.component.lines.filter(({ name }) => name === "CATEGORIES" || name.startsWith("X-"));
  const own: Component = component("VEVENT", lines, componentsOf(part.component, "VALARM"));
  return { ...part.revision, adopted: true, occurrence: part.occurrence, ics: formatComponent(own) };
}
