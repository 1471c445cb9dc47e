import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applySmartInviteRequest, type SmartInviteRequest } from "../../src/cronofy/index.ts";
import { checkMessage, createInvite, ItipError, statusOf } from "../../src/index.ts";
import {
  answersWhatCanBePosted,
  apply,
  event,
  guests,
  isDoneOnce,
  keepsItsForm,
  organizer,
  replacesTheEvent,
} from "../support/laws/smart-invite.ts";
import { runs } from "../support/runs.ts";

const ann = { email: "ann@example.test" };
const ben = { email: "ben@example.test" };
const lunch = { summary: "Lunch", start: "2027-03-01T12:00:00Z", end: "2027-03-01T13:00:00Z" };
const request = fc
  .tuple(event, guests)
  .map(([what, who]) => ({ smart_invite_id: "lunch", event: what, ...who }));

/** A cancellation of everyone whom a request names. */
function ending(body: object): object {
  return { ...body, method: "cancel" };
}

describe("laws of applying requests", () => {
  it("answers what can be posted", () => {
    fc.assert(fc.property(request, answersWhatCanBePosted), { numRuns: runs(200, "message") });
  });

  it("does once what is asked for twice", () => {
    fc.assert(
      fc.property(request, fc.boolean(), (body, end) =>
        end ? isDoneOnce(apply(undefined, body).invite, ending(body)) : isDoneOnce(undefined, body),
      ),
      { numRuns: runs(200, "message") },
    );
  });

  it("replaces the event", () => {
    const two = fc.tuple(event, event, guests);
    const body = (what: object, who: object) => ({ smart_invite_id: "lunch", event: what, ...who });
    fc.assert(
      fc.property(two, ([a, b, who]) => replacesTheEvent(body(a, who), body(b, who))),
      { numRuns: runs(200, "message") },
    );
  });

  it("keeps the form", () => {
    fc.assert(
      fc.property(request, event, (body, what) =>
        keepsItsForm(body, [{ ...body, event: what }, ending(body), body, ending(body)]),
      ),
      { numRuns: runs(200, "message") },
    );
  });

  it("sends nothing that the checker finds fault with", () => {
    fc.assert(
      fc.property(request, (body) => {
        const { invite, response } = apply(undefined, body);
        const cancelled = apply(invite, ending(body)).response;
        for (const { attachments } of [response, cancelled]) {
          expect(
            checkMessage(attachments?.icalendar ?? "").filter(({ severity }) => severity === "error"),
          ).toEqual([]);
        }
      }),
      { numRuns: runs(100, "message") },
    );
  });
});

describe("a repeated request", () => {
  const body = {
    smart_invite_id: "lunch",
    recipient: ann,
    event: lunch,
    callback_url: "https://example.com/answers",
  };

  it("replaces organizer and callback URL", () => {
    const { invite } = apply(undefined, body);
    const next = apply(invite, { ...body, callback_url: null, organizer: { name: "Somebody" } });
    expect(next.response).not.toHaveProperty("callback_url");
    expect(next.invite.plan.organizer).toEqual({ ...organizer, name: "Somebody" });
    expect(next.invite.uid).toBe(invite.uid);
  });

  it("keeps the UID when the organizer moves to another domain", () => {
    const { invite } = apply(undefined, body);
    const next = apply(invite, { ...body, organizer: { email: "office@elsewhere.example" } });
    expect(next.invite.uid).toBe(invite.uid);
    const several = apply(undefined, { ...body, recipient: null, recipients: [ann] });
    const moved = apply(several.invite, {
      ...{ ...body, recipient: null, recipients: [ann] },
      organizer: { email: "office@elsewhere.example" },
    });
    expect(moved.response.recipients).toEqual([{ ...ann, status: "pending" }]);
  });

  it("keeps people whom it does not name, with their status", () => {
    const several = { smart_invite_id: "lunch", event: lunch };
    const { invite } = apply(undefined, { ...several, recipients: [{ ...ann, status: "accepted" }, ben] });
    const { response, messages } = apply(invite, { ...several, recipients: [ben] });
    expect(messages).toEqual([]);
    expect(response.recipients).toEqual([
      { ...ann, status: "accepted" },
      { ...ben, status: "pending" },
    ]);
  });

  it("revives a cancelled invite for those whom it names", () => {
    const several = { smart_invite_id: "lunch", event: lunch, recipients: [ann, ben] };
    const cancelled = apply(apply(undefined, several).invite, { ...several, method: "cancel" });
    const revived = apply(cancelled.invite, { ...several, recipients: [ben] });
    expect(statusOf(revived.invite).state).toBe("active");
    expect(revived.response.recipients).toEqual([{ ...ben, status: "pending" }]);
    expect(revived.response.attachments?.icalendar).toContain("METHOD:REQUEST");
  });

  it("is refused for the invite of another id", () => {
    const { invite } = apply(undefined, body);
    expect(() => apply(invite, { ...body, smart_invite_id: "dinner" })).toThrow(ItipError);
  });

  it("is refused for the invite of another key, which would gather people who are to have invites of their own", () => {
    const refused = expect.objectContaining({
      code: "invalid-argument",
      problems: [expect.objectContaining({ path: "invite", code: "other-key" })],
    });
    const one = apply(undefined, body).invite;
    const { recipient: _, ...several } = body;
    const all = apply(undefined, { ...several, recipients: [ann, ben] }).invite;
    expect(() => apply(one, { ...body, recipient: ben })).toThrow(refused);
    expect(() => apply(one, { ...several, recipients: [ann] })).toThrow(refused);
    expect(() => apply(all, body)).toThrow(refused);
    for (const method of ["cancel", "remove"]) {
      const stored = method === "cancel" ? all : one;
      expect(() => apply(stored, { smart_invite_id: "lunch", method, recipient: ann })).toThrow(refused);
    }
  });

  it("takes up an invite that no request made, by its id or by somebody in it", () => {
    const { invite } = createInvite({ id: "lunch", organizer, recipients: [ann], event: lunch });
    expect(apply(invite, body).invite.uid).toBe(invite.uid);
    const { recipient: _, ...several } = body;
    expect(apply(invite, { ...several, recipients: [ann, ben] }).messages).toHaveLength(2);
    expect(() => apply(invite, { ...body, recipient: ben })).toThrow(ItipError);
  });
});

describe("what cannot be applied", () => {
  const { invite } = apply(undefined, { smart_invite_id: "lunch", recipient: ann, event: lunch });

  it.each([["cancel"], ["remove"]])("a %s of an invite that there is not, or of a stranger", (method) => {
    const body = { smart_invite_id: "lunch", method, recipient: ben };
    for (const stored of [undefined, invite]) {
      expect(() => apply(stored, body)).toThrow(expect.objectContaining({ code: "unknown-recipient" }));
    }
  });

  it("anything else is an ItipError", () => {
    const known = fc.record(
      {
        method: fc.constantFrom("request", "cancel", "remove"),
        input: fc.anything(),
        recipients: fc.anything(),
        recipient: fc.anything(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.constant(invite)),
        fc.oneof(fc.anything(), known),
        fc.anything(),
        (a, b, c) => {
          try {
            // @ts-expect-error an application in JavaScript may pass anything
            applySmartInviteRequest(a, b, c);
          } catch (error) {
            expect(error).toBeInstanceOf(ItipError);
          }
        },
      ),
      { numRuns: runs(1_000) },
    );
  });

  it("changes none of its arguments", () => {
    const read: SmartInviteRequest = {
      method: "cancel",
      key: "lunch/ann@example.test",
      recipients: [ann.email],
    };
    const before = JSON.stringify([invite, read]);
    applySmartInviteRequest(invite, read);
    expect(JSON.stringify([invite, read])).toBe(before);
  });
});
