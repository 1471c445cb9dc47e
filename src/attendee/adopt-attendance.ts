import { refusal } from "../errors.ts";
import { addressKey } from "../event/address/address.ts";
import { type Component, componentsOf } from "../icalendar/component.ts";
import { component, formatComponent } from "../icalendar/write.ts";
import { at, readVerbOptions } from "../input.ts";
import { parseMessage } from "../message/parse.ts";
import {
  type Approval,
  type Attendance,
  attendanceVersion,
  type Own,
  type OwnAddress,
  type Slot,
} from "./attendance.ts";
import { myPlace } from "./attendance-of.ts";
import { countedAt, joinOwn, joinSlotLists } from "./order.ts";
import { joinApprovals } from "./organizers.ts";
import { readMe } from "./own-addresses.ts";
import { isOwnName } from "./own-name.ts";
import { trustAttendance } from "./parse-attendance.ts";
import { type ReadPart, saidParts, slotOf } from "./read-said.ts";

/**
 * Takes over what is in a person's calendar already. A PARTSTAT, also of a single occurrence, or of one and all that follow, counts as an
 * answer given at the text's DTSTAMP; alarms, categories and unknown lines are the person's own from then on.
 *
 * @throws {ItipError} `cannot-answer` where the text holds no event, `invalid-argument`, and what `parseMessage` throws
 * @example
 * adoptAttendance(stored, { me: "jane@example.test" })
 */
export function adoptAttendance(ics: string, options: { me: string | string[] }): Attendance {
  const me = readVerbOptions(options, ["me"], (given, reading) => readMe(given.me, at(reading, "me")));
  const message = parseMessage(ics);
  const emails = me.map(({ email }) => email);
  const parts = message.kind === "VEVENT" ? saidParts({ ...message, method: "REQUEST" }, emails, "") : [];
  if (parts.length === 0)
    throw refusal("cannot-answer", "ics", "not-an-event", "must hold an event with a time");
  const organizer = organizerNamed(parts);
  const slots = parts.flatMap((part): Slot[] => [
    { ...slotOf(part, methodOf(part), organizer), ...givenAnswer(part, me) },
    // A calendar keeps an event that was called off, with all that is known of it.
    ...(part.calledOff ? [slotOf(part, "CANCEL", organizer)] : []),
  ]);
  return trustAttendance({
    version: attendanceVersion,
    uid: message.uid,
    me,
    approved:
      organizer === ""
        ? []
        : parts.map(({ revision }) => ({ organizer, ...revision })).reduce(greatestOf, []),
    slots: joinSlotLists([], slots),
    own: joinOwn([], parts.map(ownOf)),
  });
}

/** Somebody who keeps an event in their calendar has approved of its organizer. */
function greatestOf(approved: Approval[], one: Approval): Approval[] {
  return joinApprovals(approved, [one]);
}

function organizerNamed(parts: readonly ReadPart[]): string {
  const named = parts.map(({ invitation }) => invitation.organizer?.email).find((one) => one !== undefined);
  return named === undefined ? "" : addressKey(named);
}

function methodOf({ invitation }: ReadPart): "REQUEST" | "PUBLISH" {
  return invitation.organizer === undefined ? "PUBLISH" : "REQUEST";
}

function givenAnswer(
  { invitation, revision, beside }: ReadPart,
  me: readonly OwnAddress[],
): Pick<Slot, "answer"> {
  const status = myPlace(me, invitation.guests)?.status ?? "pending";
  if (status === "pending" || revision.dtstamp === "") return {};
  return { answer: { status, stamp: revision.dtstamp, to: countedAt({ ...revision, beside }) } };
}

function ownOf(part: ReadPart): Own {
  const lines = part.component.lines.filter(({ name }) => isOwnName(name));
  const own: Component = component("VEVENT", lines, componentsOf(part.component, "VALARM"));
  const ics = formatComponent(own);
  return { ...part.revision, adopted: true, organizer: "", occurrence: part.occurrence, ics };
}
