import { createInvite, type Invite, receiveAll } from "../../src/index.ts";
import { describedReview } from "../support/fixtures/review-event.ts";

/** The present of everything that is measured. */
export const now = new Date("2026-05-02T12:00:00Z");

/** UID of the event that everybody is invited to, and answers. */
export const uid = "budget-review-7f3a@example.com";

/** An invite of so many people, of an event once or of a daily series. */
export function invitedTo(guests: number, rule?: string): Invite {
  return createInvite(
    {
      id: "budget-review",
      uid,
      organizer: { email: "planner@example.com", name: "Planner" },
      recipients: Array.from({ length: guests }, (_, at) => ({ email: guestAt(at), name: `Guest ${at}` })),
      event: {
        ...describedReview,
        location: { description: "Room 4" },
        ...(rule === undefined ? {} : { recurrence: { rule } }),
      },
    },
    { now: new Date("2026-04-20T08:00:00Z") },
  ).invite;
}

export function guestAt(at: number): string {
  return `guest-${at}@example.test`;
}

/**
 * The answer of one guest, in the plainest form.
 *
 * @param round the later, the later it was given
 * @param occurrence RECURRENCE-ID of the one occurrence that is answered
 */
export function answerOf(at: number, round = 0, occurrence?: string): string {
  return [
    "BEGIN:VCALENDAR",
    "PRODID:-//Example//Client 1.0//EN",
    "VERSION:2.0",
    "METHOD:REPLY",
    "BEGIN:VEVENT",
    `UID:${uid}`,
    "SEQUENCE:0",
    `DTSTAMP:20260502T0800${String(10 + round)}Z`,
    ...(occurrence === undefined
      ? ["DTSTART:20260507T093000Z", "DTEND:20260507T103000Z"]
      : [`RECURRENCE-ID:${occurrence}`]),
    "ORGANIZER:mailto:planner@example.com",
    `ATTENDEE;CN=Guest ${at};PARTSTAT=${at % 3 === 0 ? "DECLINED" : "ACCEPTED"}:mailto:${guestAt(at)}`,
    ...(at % 4 === 0 ? ["COMMENT:I shall bring the numbers"] : []),
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");
}

/** The same invite once everybody has answered. */
export function answered(invite: Invite): Invite {
  const answers = invite.plan.recipients.map((_, at) => answerOf(at));
  return receiveAll(invite, answers, { now }).invite;
}

/** Made when the first run asks for it: so much in memory would slow down all that is measured before. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
