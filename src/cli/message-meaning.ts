import { type Attendance, type AttendeeOutcome, attendanceOf, receiveInvitation } from "../attendee/index.ts";
import { ItipError } from "../errors.ts";
import type { ItipMessage } from "../message/message.ts";
import { invitationIn } from "../reply/read-invitation.ts";
import { printableLine } from "./printable.ts";

/** What the files shown so far have said about each event, by UID. */
export type KnownEvents = Map<string, Attendance>;

/**
 * What an organizer's message means after the files shown before it: a new invitation, an update or a cancellation, and of which event.
 * `undefined` where it is no organizer's message. It is read for everybody whom it lists.
 */
export function messageMeaning(message: ItipMessage, known: KnownEvents): string | undefined {
  const read = invitationIn(message);
  const guests = [read?.guests ?? [], ...(read?.occurrences ?? []).map((one) => one.guests)].flat();
  const me = [...new Set(guests.map(({ email }) => email))].slice(0, 100);
  const before = known.get(message.uid);
  const everybody = me.length === 0 ? before?.me.map(({ email }) => email) : me;
  // A CANCEL need not say when the event is: the files before have.
  if (everybody === undefined) return undefined;
  // Whoever shows files vouches for them: the author of each is not asked.
  const { sender: _, ...unsigned } = message;
  const { attendance, outcome } = receiveInvitation(before, unsigned, { me: everybody });
  if (attendance !== undefined) known.set(message.uid, attendance);
  const title = read === undefined || read.event.summary === "" ? titleIn(before) : read.event.summary;
  return inWords(outcome, printableLine(title));
}

function titleIn(attendance: Attendance | undefined): string {
  try {
    return attendance === undefined ? "" : (attendanceOf(attendance).event?.summary ?? "");
  } catch (error) {
    if (error instanceof ItipError) return "";
    throw error;
  }
}

function inWords(outcome: AttendeeOutcome, title: string): string | undefined {
  const what = title === "" ? "an event" : `“${title}”`;
  const at =
    "instance" in outcome && outcome.instance !== undefined
      ? `, the occurrence of ${outcome.instance.time}${outcome.thisAndFuture === true ? " and all that follow" : ""}`
      : "";
  switch (outcome.kind) {
    case "new":
      return `A new invitation to ${what}${at}`;
    case "updated":
    case "reinvited": {
      const fields = outcome.changes.map(({ field }) => field).join(", ");
      const kind = outcome.kind === "updated" ? "An update of" : "A new invitation after a cancellation:";
      return `${kind} ${what}${at}${fields === "" ? "" : `, changed: ${fields}`}`;
    }
    case "cancelled":
      return `A cancellation of ${what}${at}`;
    case "proposal-declined":
      return `The organizer keeps the time of ${what}${at}`;
    case "duplicate":
      return `Nothing new about ${what}: it was in a file before`;
    case "outdated":
      return `Out of date: a file before says something later about ${what}`;
    case "held":
      return `To be looked at (${outcome.reason})`;
    case "ignored":
      return undefined;
  }
}
