import { expect, it } from "vitest";
import { answerAs } from "../src/clients/index.ts";
import { readSmartInviteRequest, smartInviteCallback, smartInviteResponse } from "../src/cronofy/index.ts";
import {
  cancelInvite,
  checkMessage,
  composeEmail,
  createInvite,
  openEmail,
  receive,
  statusOf,
} from "../src/index.ts";

/** The example request of Cronofy's guide "Creating your first Smart Invite". */
const request = {
  recipient: { email: "cronofy@example.com" },
  smart_invite_id: "your-unique-identifier-for-invite",
  event: {
    summary: "Board meeting",
    description: "Discuss plans for the next quarter.",
    start: "2026-05-07T09:30:00Z",
    end: "2026-05-07T10:30:00Z",
    tzid: "Europe/London",
    location: { description: "Board room" },
  },
  callback_url: "https://example.com/smart_invite/notifications",
  organizer: { name: "Smart invite application", email: "organizer@myapplication.com" },
};

const at = (time: string) => ({ now: new Date(time) });

it("takes the guide's own example all the way round", async () => {
  const read = readSmartInviteRequest(request);
  if (read.method !== "request") throw new Error("no request");
  const { invite, messages } = createInvite(read.input, at("2026-05-01T08:00:00Z"));
  const [message] = messages;
  if (message === undefined) throw new Error("no message");
  expect(checkMessage(message.ics)).toEqual([]);
  expect(smartInviteResponse(invite, { message })).toMatchObject({
    recipient: { email: "cronofy@example.com", status: "pending" },
    smart_invite_id: "your-unique-identifier-for-invite",
    callback_url: "https://example.com/smart_invite/notifications",
    event: {
      summary: "Board meeting",
      start: { time: "2026-05-07T09:30:00Z", tzid: "Europe/London" },
      end: { time: "2026-05-07T10:30:00Z", tzid: "Europe/London" },
      location: { description: "Board room" },
    },
    attachments: { icalendar: message.ics },
  });

  // Over the wire to the recipient, whose calendar answers the email that arrived.
  const arrived = await openEmail(composeEmail(message).raw);
  const said = {
    email: "cronofy@example.com",
    status: "tentative" as const,
    comment: "example comment",
    proposal: { start: "2026-05-07T14:00:00+01:00", end: "2026-05-07T15:00:00+01:00" },
  };
  const answering = await openEmail(answerAs("outlook", arrived, said, at("2026-05-02T08:00:00Z")).raw);
  const { invite: answered, outcome } = receive(invite, answering);
  if (outcome.kind !== "applied") throw new Error(outcome.kind);
  const answer = {
    email: "cronofy@example.com",
    status: "tentative",
    comment: "example comment",
    proposal: {
      start: { time: "2026-05-07T14:00:00+01:00", tzid: "Europe/London" },
      end: { time: "2026-05-07T15:00:00+01:00", tzid: "Europe/London" },
    },
  };
  expect(statusOf(answered).recipients).toEqual([answer]);
  expect(smartInviteCallback(answered, outcome.replies[0])).toMatchObject({
    notification: { type: "smart_invite" },
    smart_invite: { recipient: answer, smart_invite_id: "your-unique-identifier-for-invite" },
  });

  const cancelled = cancelInvite(answered, at("2026-05-03T08:00:00Z"));
  expect(cancelled.messages[0]?.method).toBe("CANCEL");
  expect(statusOf(cancelled.invite)).toMatchObject({
    state: "cancelled",
    recipients: [{ status: "tentative" }],
  });
});
