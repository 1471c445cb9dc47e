import MailComposer from "nodemailer/lib/mail-composer";
import { fingerprint } from "../../src/fingerprint.ts";
import { composeEmail, createInvite } from "../../src/index.ts";
import { bench, describe, goal } from "./bench.ts";

const { messages } = createInvite(
  {
    id: "budget-review",
    organizer: { email: "planner@example.com", name: "Planner" },
    recipients: [{ email: "jane@example.test", name: "Jane Doe" }],
    event: {
      summary: "Budget review",
      description: "Numbers for the second quarter.",
      start: "2026-05-07T10:30",
      end: "2026-05-07T11:30",
      tzid: "Europe/London",
      location: { description: "Room 4" },
    },
  },
  { now: new Date("2026-04-20T08:00:00Z") },
);
const [message] = messages;
if (message === undefined) throw new Error("nothing to send");
const { parts, subject, headers, messageId, date } = composeEmail(message);
const hashed = parts.calendar + parts.text + parts.html;
/** The same to both. */
const given = { subject, text: parts.text, html: parts.html, messageId };

describe("compose the email", () => {
  bench("itip", () => composeEmail(message, given));
  bench("nodemailer's MailComposer", async () => {
    const composer = new MailComposer({
      ...given,
      headers,
      date,
      from: { name: "Planner", address: "planner@example.com" },
      to: { name: "Jane Doe", address: "jane@example.test" },
      icalEvent: { method: "REQUEST", filename: "invite.ics", content: parts.calendar },
    });
    return composer.compile().build();
  });
  // What it takes more to tell the Message-ID by the content.
  bench("the fingerprint of its parts alone", () => fingerprint([hashed]));
  goal({ kind: "times", than: "nodemailer's MailComposer", times: 10 });
});
