import { expect, it } from "vitest";
import {
  answer,
  composeEmail,
  createInvite,
  type InviteInput,
  parseMessage,
  type ReceiveOptions,
  receive,
  resolveTimeZone,
  updateInvite,
} from "../src/index.ts";
import { boardMeeting } from "./support/fixtures/invite-input.ts";

const now = new Date("2026-05-01T08:00:00Z");
/** What an application has not got: a column that is empty, a field that a form left out. */
const nothing = undefined;

it("an optional member that is undefined says nothing, also to the compiler", () => {
  const { organizer, recipients, event } = boardMeeting;
  const input: InviteInput = {
    ...boardMeeting,
    uid: nothing,
    organizer: { ...organizer, name: organizer.name ?? nothing },
    recipients: recipients.map(({ email, name }) => ({
      ...{ email, name, role: nothing, status: nothing, kind: nothing },
      ...{ rsvp: nothing, locale: nothing, timeZone: nothing },
    })),
    event: { ...event, html: nothing, color: nothing, recurrence: nothing, reminders: nothing, url: nothing },
    guestList: nothing,
    replySecret: nothing,
  };
  const people = recipients.map(({ email, name }) => ({ email, ...(name === undefined ? {} : { name }) }));
  const expected = createInvite({ id: boardMeeting.id, organizer, recipients: people, event }, { now });
  expect(createInvite(input, { now })).toEqual(expected);
});

it("an option that is undefined says nothing, either", () => {
  const { invite, messages } = createInvite(boardMeeting, { now });
  const [request] = messages;
  if (request === undefined) throw new Error("nobody was invited");
  const { ics } = request;
  const options: ReceiveOptions = { now, authentication: nothing, author: nothing, unauthenticated: nothing };
  const reply = answer(ics, { email: "jane@example.test", status: "accepted", comment: nothing }, { now });
  expect(receive(invite, reply.ics, options)).toEqual(receive(invite, reply.ics, { now }));
  expect(
    updateInvite(invite, { event: nothing, addRecipients: nothing }, { instance: nothing }).messages,
  ).toEqual([]);
  expect(composeEmail(request, { from: nothing, locale: nothing, links: nothing })).toEqual(
    composeEmail(request),
  );
  expect(parseMessage(ics, { sender: nothing, timeZone: nothing })).toEqual(parseMessage(ics));
  expect(resolveTimeZone("GMT", { at: nothing, hint: nothing })).toEqual(resolveTimeZone("GMT"));
});
