import {
  composeEmail,
  createInvite,
  type EventInput,
  type OutgoingMessage,
  updateInvite,
} from "../../src/index.ts";

/** An invitation for a real program to answer. */
interface Invitation {
  readonly name: string;
  readonly raw: string;
  readonly ics: string;
}

const now = new Date("2026-05-01T08:00:00Z");
const event: EventInput = {
  summary: "Budget review",
  description: "Numbers for the second quarter.",
  location: { description: "Room 4" },
  start: "2027-05-07T10:30",
  end: "2027-05-07T11:30",
  tzid: "Europe/London",
};
const people = {
  organizer: { email: "org@example.test", name: "Anna Org" },
  recipients: [
    { email: "jane@example.test", name: "Jane Doe" },
    { email: "omar@example.test", name: "Omar Nasr" },
  ],
};

/** One of each kind: what a calendar writes back depends on the zone, the recurrence, and what else is in the event. */
const events: Readonly<Record<string, EventInput>> = {
  timed: event,
  utc: { ...event, tzid: "Etc/UTC" },
  days: { ...event, start: "2027-05-07", end: "2027-05-09" },
  series: { ...event, recurrence: { rule: "FREQ=WEEKLY;COUNT=6;BYDAY=FR" } },
  plain: { summary: "Walk", start: "2027-05-07T10:30", end: "2027-05-07T11:30", tzid: "Europe/London" },
  umlauts: { ...event, summary: "Prüfung der Bücher", location: { description: "Küche" } },
  words: { ...event, summary: "Grüße für alle aus Łódź und 予算 heute" },
  hold: { ...event, status: "tentative", recurrence: { rule: "FREQ=DAILY;COUNT=3" } },
  rich: {
    ...event,
    html: "<p>Numbers for the <b>second</b> quarter.</p>",
    url: "https://example.com/review",
    conferenceUrl: "https://video.example.com/j/44",
    location: { description: "Room 4", lat: "52.2", long: "0.12" },
    transparency: "transparent",
    reminders: [{ minutes: 15 }],
    private: true,
    color: "teal",
    categories: ["Money", "Plans"],
    attachments: [{ url: "https://example.com/a.pdf", name: "a.pdf", mediaType: "application/pdf" }],
    properties: [
      { name: "PRIORITY", value: "1" },
      { name: "X-BOOKING-ID", value: "b-77" },
    ],
  },
  long: {
    ...event,
    summary: `Budget review ${"of everything that there is ".repeat(4)}`.trim(),
    description: `${"Zahlen für das zweite Vierteljahr. ".repeat(6)}${"Prüfungsausschussvorsitzende".repeat(6)}`,
  },
  until: {
    ...event,
    recurrence: { rule: "FREQ=YEARLY;WKST=SU;BYMONTH=5,6;BYDAY=1FR,3FR;INTERVAL=2;UNTIL=20320101T000000Z" },
  },
  edited: {
    ...event,
    recurrence: {
      rule: "FREQ=WEEKLY;COUNT=5",
      exclude: ["2027-05-14T10:30", "2027-05-21T10:30"],
      include: ["2027-05-20T10:30"],
    },
    properties: [
      { name: "CREATED", value: "20260101T000000Z" },
      { name: "CONTACT", value: "Omar" },
      { name: "RELATED-TO", value: "b-76" },
      { name: "LAST-MODIFIED", value: "20260102T000000Z" },
    ],
  },
};

/** All of them, and one occurrence of the series at another time. */
export function invitations(): Invitation[] {
  const whole = Object.entries(events).map(([name, each]) => {
    const { messages } = createInvite({ id: name, ...people, event: each }, { now });
    return invitation(name, messages);
  });
  const { invite } = createInvite({ id: "series", ...people, event: events.series ?? event }, { now });
  const moved = { start: "2027-05-14T12:00", end: "2027-05-14T13:00" };
  const { messages } = updateInvite(invite, { event: moved }, { now, instance: "2027-05-14T10:30" });
  return [...whole, invitation("occurrence", messages)];
}

function invitation(name: string, messages: readonly OutgoingMessage[]): Invitation {
  const message = messages.find(({ to }) => to.email === "jane@example.test");
  if (message === undefined) throw new Error(`${name} is not mailed to Jane`);
  // The letter is nobody's business here, and may change.
  const letter = { text: "Please answer.", html: "<p>Please answer.</p>" };
  return { name, raw: composeEmail(message, letter).raw, ics: message.ics };
}
