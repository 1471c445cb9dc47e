import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { smartInviteCallback, smartInviteResponse } from "../../src/cronofy/index.ts";
import {
  cancelInvite,
  createInvite,
  type Invite,
  type InviteInput,
  ItipError,
  type Reply,
} from "../../src/index.ts";
import { apply, organizer } from "../support/laws/smart-invite.ts";
import { calendarFacts } from "../support/oracle/calendar-facts.ts";
import { runs } from "../support/runs.ts";

const now = new Date("2027-01-02T03:04:05Z");
const ann = { email: "ann@example.test", name: "Ann" };
const ben = { email: "ben@example.test" };
const lunch = { summary: "Lunch", start: "2027-03-01T12:00:00Z", end: "2027-03-01T13:00:00Z" };

function invited(changes: Partial<InviteInput>): Invite {
  const recipients = [ann, ben];
  return createInvite({ id: "lunch", organizer, recipients, event: lunch, ...changes }, { now }).invite;
}

function factsOf(ics: string | undefined) {
  const { method, sequence, attendees } = calendarFacts(ics ?? "");
  return { method, sequence, people: Object.keys(attendees) };
}

const reply: Reply = {
  email: "BEN@example.test",
  name: "Ben",
  status: "tentative",
  uid: "u",
  sequence: 0,
  dtstamp: "2027-01-03T00:00:00Z",
  comment: "Late",
  proposal: {
    start: { time: "2027-03-01T14:00:00+01:00", tzid: "Europe/Paris" },
    end: { time: "2027-03-01T15:00:00+01:00", tzid: "Europe/Paris" },
  },
};

describe("an invite that no request made", () => {
  it("shows one person as recipient, more as recipients, and nobody's name", () => {
    const one = smartInviteResponse(invited({ recipients: [ann] }));
    expect(one.recipient).toEqual({ email: ann.email, status: "pending" });
    expect(one).not.toHaveProperty("recipients");
    const two = smartInviteResponse(invited({ recipients: [ann, { ...ben, status: "accepted" }] }));
    expect(two.recipients).toEqual([
      { email: ann.email, status: "pending" },
      { email: ben.email, status: "accepted" },
    ]);
    expect(two).not.toHaveProperty("recipient");
  });

  it("has no key for what there is not", () => {
    expect(Object.keys(smartInviteResponse(invited({}))).sort()).toEqual([
      "event",
      "method",
      "recipients",
      "smart_invite_id",
    ]);
  });

  it("leaves out what the API has no key for", () => {
    const event = {
      ...lunch,
      // A series that ends is beyond the words of the API.
      recurrence: { rule: "FREQ=DAILY;COUNT=3" },
      conferenceUrl: "https://example.com/call",
    };
    expect(Object.keys(smartInviteResponse(invited({ event })).event).sort()).toEqual([
      "end",
      "start",
      "summary",
    ]);
  });
});

describe("one person of several", () => {
  it("is shown alone, with the copy that is theirs", () => {
    const hidden = invited({ guestList: "hidden" });
    const { recipient, attachments } = smartInviteResponse(hidden, {
      recipient: "Ben@Example.test",
      includeIcs: true,
      now,
    });
    expect(recipient).toEqual({ email: ben.email, status: "pending" });
    expect(factsOf(attachments?.icalendar)).toEqual({ method: "REQUEST", sequence: 0, people: [ben.email] });
    expect(smartInviteCallback(hidden, undefined, { recipient: ben.email }).smart_invite.recipient).toEqual(
      recipient,
    );
  });

  it("has to be invited", () => {
    const stranger = { recipient: "cat@example.test" };
    const unknown = expect.objectContaining({ code: "unknown-recipient" });
    expect(() => smartInviteResponse(invited({}), stranger)).toThrow(unknown);
    expect(() => smartInviteCallback(invited({}), undefined, stranger)).toThrow(unknown);
  });

  it("is shown as removed once they are", () => {
    const { invite, messages } = cancelInvite(invited({}), { now, recipients: [ann.email] });
    const [request, cancel] = ["REQUEST", "CANCEL"].map((method) =>
      messages.find((one) => one.method === method),
    );
    for (const message of [request, cancel, undefined]) {
      const response = smartInviteResponse(invite, {
        recipient: ann.email,
        now,
        ...(message && { message }),
      });
      expect(response.recipient).toEqual({ email: ben.email, status: "pending" });
      expect(response.attachments?.removed?.email).toBe(ann.email);
      expect(factsOf(response.attachments?.removed?.icalendar)).toEqual({
        method: "CANCEL",
        sequence: 1,
        people: [ann.email],
      });
      expect(factsOf(response.attachments?.icalendar)).toEqual({
        method: "REQUEST",
        sequence: 1,
        people: [ben.email],
      });
    }
  });
});

describe("a callback", () => {
  it("carries the reply with the recipient's own spelling, and without what the API has no key for", () => {
    const body = smartInviteCallback(invited({ callbackUrl: "https://example.com/answers" }), reply);
    expect(body).toEqual({
      notification: { type: "smart_invite" },
      smart_invite: {
        smart_invite_id: "lunch",
        callback_url: "https://example.com/answers",
        recipients: [
          { email: ann.email, status: "pending" },
          { email: ben.email, status: "pending" },
        ],
        reply: { email: ben.email, status: "tentative", comment: "Late", proposal: reply.proposal },
      },
    });
  });

  it("may come without a reply", () => {
    const one = apply(undefined, { smart_invite_id: "lunch", recipient: ben, event: lunch }).invite;
    expect(smartInviteCallback(one)).toEqual({
      notification: { type: "smart_invite" },
      smart_invite: { smart_invite_id: "lunch", recipient: { email: ben.email, status: "pending" } },
    });
  });

  it("shows a delegation as pending", () => {
    expect(
      smartInviteCallback(invited({}), { ...reply, status: "delegated" }).smart_invite.reply?.status,
    ).toBe("pending");
  });
});

/** Law: whatever the arguments, they give JSON or an ItipError. */
function givesJsonOrRefuses(show: () => unknown): boolean {
  try {
    const json = show();
    return JSON.stringify(JSON.parse(JSON.stringify(json))) === JSON.stringify(json);
  } catch (error) {
    return error instanceof ItipError;
  }
}

describe("any arguments", () => {
  const [message] = createInvite(
    { id: "lunch", organizer, recipients: [ann, ben], event: lunch },
    { now },
  ).messages;
  const shorter = cancelInvite(invited({}), { now, recipients: [ann.email] }).invite;
  const invite = fc.oneof(
    fc.anything(),
    fc.constantFrom<unknown>(invited({}), shorter, { ...invited({}), uid: 7 }),
  );
  const options = fc.record(
    {
      message: fc.oneof(
        fc.anything(),
        fc.record({ ics: fc.anything(), to: fc.anything(), method: fc.anything() }),
        fc.constant(message),
      ),
      recipient: fc.oneof(fc.anything(), fc.constantFrom(ann.email, ben.email)),
      includeIcs: fc.oneof(fc.anything(), fc.boolean()),
      replies: fc.oneof(fc.anything(), fc.boolean()),
      now: fc.oneof(fc.anything(), fc.date(), fc.constant(now)),
    },
    { requiredKeys: [] },
  );
  const said = fc.record(
    {
      email: fc.anything(),
      status: fc.oneof(fc.anything(), fc.constant("accepted")),
      comment: fc.anything(),
      proposal: fc.anything(),
    },
    { requiredKeys: [] },
  );

  it("give a response or an ItipError", () => {
    fc.assert(
      fc.property(invite, fc.oneof(fc.anything(), options), (a, b) =>
        // @ts-expect-error an application in JavaScript may pass anything
        givesJsonOrRefuses(() => smartInviteResponse(a, b)),
      ),
      { numRuns: runs(2_000) },
    );
  });

  it("give a callback or an ItipError", () => {
    fc.assert(
      fc.property(
        invite,
        fc.oneof(
          fc.anything(),
          said,
          said.map((one) => ({ ...reply, ...one })),
        ),
        fc.oneof(fc.anything(), options),
        (a, b, c) =>
          // @ts-expect-error likewise
          givesJsonOrRefuses(() => smartInviteCallback(a, b, c)),
      ),
      { numRuns: runs(2_000) },
    );
  });
});
