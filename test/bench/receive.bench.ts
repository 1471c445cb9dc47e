import { createInvite, mergeInvites, parseMessage, receive, receiveAll, statusOf } from "../../src/index.ts";
import { review } from "../support/fixtures/review-event.ts";
import { bench, describe, goal } from "./bench.ts";

/** After the last answer: one that is dated more than a day ahead of the present is held, and is no work. */
const now = new Date("2026-05-02T12:00:00Z");
const people = Array.from({ length: 10_000 }, (_, index) => `guest-${index}@example.test`);
const { invite } = createInvite(
  {
    ...review,
    uid: "budget-review-7f3a@example.com",
    recipients: people.map((email) => ({ email })),
  },
  { now: new Date("2026-04-20T08:00:00Z") },
);

/** Everybody answers ten times. */
function writeReplies(): string[] {
  return Array.from({ length: 100_000 }, (_, index) =>
    [
      "BEGIN:VCALENDAR",
      "PRODID:-//Example//Client 1.0//EN",
      "VERSION:2.0",
      "METHOD:REPLY",
      "BEGIN:VEVENT",
      "UID:budget-review-7f3a@example.com",
      "SEQUENCE:0",
      `DTSTAMP:20260502T${String(100_000 + Math.floor(index / 10_000)).slice(0, 6)}Z`,
      "DTSTART:20260507T093000Z",
      "DTEND:20260507T103000Z",
      "ORGANIZER:mailto:planner@example.com",
      `ATTENDEE;PARTSTAT=${index % 3 === 0 ? "DECLINED" : "ACCEPTED"}:mailto:${people[index % 10_000]}`,
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ].join("\r\n"),
  );
}

/** Made when the first run asks for it: so much in memory would slow down all that is measured before. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const texts = once(writeReplies);
const messages = once(() => texts().map((text) => parseMessage(text)));
const answered = once(() => {
  const { invite: state } = receiveAll(invite, texts(), { now });
  if (statusOf(state).recipients.some(({ status }) => status === "pending"))
    throw new Error("somebody has not answered");
  return state;
});

describe("apply 100,000 replies", () => {
  bench("receiveAll, of messages", () => receiveAll(invite, messages(), { now }));
  goal({ kind: "milliseconds", atMost: 2_000 });
});

describe("apply 100,000 replies, reading them too", () => {
  bench("receiveAll, of calendar text", () => receiveAll(invite, texts(), { now }));
  goal({ kind: "milliseconds", atMost: 2_000 });
});

describe("one reply more, 10,000 people invited", () => {
  bench("receive", () => receive(answered(), texts()[0] ?? "", { now }));
  goal({ kind: "milliseconds", atMost: 10 });
});

describe("10,000 people invited, all have answered", () => {
  bench("statusOf", () => statusOf(answered()));
  bench("mergeInvites", () => mergeInvites(invite, answered()));
});
