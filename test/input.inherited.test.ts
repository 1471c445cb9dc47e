import { expect, it } from "vitest";
import { composeEmail, createInvite, openEmail, parseInvite, receive, statusOf } from "../src/index.ts";
import { boardMeeting } from "./support/fixtures/invite-input.ts";
import { answerEmail, answerText } from "./support/fixtures/replies.ts";

/** Runs something while every object has a member that a loop over members comes to, as old libraries and careless ones give it. */
async function whileInherited<T>(run: () => Promise<T>): Promise<T> {
  const member = { value: () => "inherited", enumerable: true, configurable: true, writable: true };
  Object.defineProperty(Object.prototype, "inherited", member);
  try {
    return await run();
  } finally {
    Reflect.deleteProperty(Object.prototype, "inherited");
  }
}

/** What comes of a whole round: what is stored, what is sent, and what is known in the end. */
async function round(): Promise<readonly string[]> {
  const now = new Date("2026-05-01T08:00:00Z");
  const { invite, messages } = createInvite(boardMeeting, { now });
  const stored = parseInvite(JSON.parse(JSON.stringify(invite)));
  const mails = messages.map((message) => composeEmail(message, { date: now }).raw);
  const [email = ""] = boardMeeting.recipients.map((recipient) => recipient.email);
  const answer = await openEmail(
    answerEmail(answerText({ uid: invite.uid, email, partstat: "ACCEPTED" }), email),
  );
  const next = receive(stored, answer, {
    authentication: "pass",
    now: new Date("2026-05-03T08:00:00Z"),
  }).invite;
  const status = statusOf(parseInvite(JSON.parse(JSON.stringify(next))));
  return [stored, mails, next, status].map((each) => JSON.stringify(each));
}

it("A member that an application has given to every object is none of an event, an email or a stored invite", async () => {
  const expected = await round();
  expect(expected.at(-1)).toContain('"accepted"');
  expect(await whileInherited(round)).toEqual(expected);
});
