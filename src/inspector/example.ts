import { DateTime } from "../adapters/luxon.ts";
import { answerAs } from "../clients/index.ts";
import { composeEmail, createInvite, type InviteInput } from "../index.ts";

/** An event to begin with, at ten o'clock a week after `now`. */
export function exampleEvent(now: Date): InviteInput {
  const date = DateTime.fromJSDate(now, { zone: "utc" }).plus({ days: 7 }).toFormat("yyyy-MM-dd");
  return {
    id: "inspector",
    organizer: { email: "planner@example.com", name: "Paula Planner" },
    recipients: [{ email: "tove@example.test", name: "Tove" }],
    event: {
      summary: "Budget review",
      description: "Third quarter. Please bring your figures.",
      start: `${date}T10:00`,
      end: `${date}T11:00`,
      tzid: "Europe/London",
      location: { description: "Room 4" },
    },
  };
}

/** An invitation and an answer to it that would rather have another time, as two emails. */
export function exampleEmails(now: Date): { name: string; raw: string }[] {
  const { event } = exampleEvent(now);
  const [message] = createInvite(exampleEvent(now), { now }).messages;
  if (message === undefined) return [];
  const date = String(event.start).slice(0, 10);
  const answer = {
    email: "tove@example.test",
    name: "Tove",
    status: "tentative",
    comment: "Could we meet after lunch?",
    proposal: {
      start: { time: `${date}T14:00`, tzid: "Europe/London" },
      end: { time: `${date}T15:00`, tzid: "Europe/London" },
    },
  } as const;
  return [
    { name: "invitation.eml", raw: composeEmail(message).raw },
    { name: "answer.eml", raw: answerAs("exchange", message, answer, { now }).raw },
  ];
}
