import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  answer,
  cancelInvite,
  composeEmail,
  type Incoming,
  type LinkAnswer,
  mergeInvites,
  openEmail,
  receive,
  receiveAll,
  statusOf,
  updateInvite,
} from "../../../src/index.ts";
import { answerLinks, readAnswerLink } from "../../../src/links/index.ts";
import { letters, newSeries, recipients, uid } from "../../support/arbitrary/invite-pool.ts";
import { base, before, expires, invitedSeries, jane, secret } from "../../support/fixtures/answer-link.ts";
import { shows } from "../../support/laws/invite.ts";
import { refused } from "../../support/refusal.ts";
import { runs } from "../../support/runs.ts";

const { invite, message } = invitedSeries();
const at = (time: string) => new Date(`2027-05-${time}Z`);
const link = (said: Partial<LinkAnswer> = {}): LinkAnswer => ({
  uid: invite.uid,
  email: jane,
  status: "accepted",
  sequence: 0,
  at: at("02T10:00:00"),
  ...said,
});
const series = (one: typeof invite) => statusOf(one).recipients[0];

describe("the answer of a link", () => {
  it("counts as a reply of its person, comment included", () => {
    const { invite: next, outcome } = receive(invite, link({ comment: "I bring cake" }));
    expect(outcome).toEqual({
      kind: "applied",
      replies: [
        {
          uid: invite.uid,
          email: jane,
          status: "accepted",
          sequence: 0,
          comment: "I bring cake",
          dtstamp: "2027-05-02T10:00:00Z",
        },
      ],
    });
    expect(series(next)).toMatchObject({ status: "accepted", comment: "I bring cake" });
  });

  it("is lost for nothing that was pasted into its form: controls are blanks", () => {
    // Word copies its line breaks as U+000B.
    const { invite: next } = receive(invite, link({ comment: "Back on\u000b10 May\u0000\r\n\u0085Jane" }));
    expect(series(next)).toMatchObject({ status: "accepted", comment: "Back on 10 May \n\nJane" });
  });

  it("is the same answer as an email's at that moment, in state and in all that is shown", () => {
    const now = at("02T10:00:00");
    const { ics } = answer(message.ics, { email: jane, status: "declined", comment: "Away" }, { now });
    const byMail = receive(invite, ics).invite;
    const byLink = receive(invite, link({ status: "declined", comment: "Away", at: now })).invite;
    expect(statusOf(byLink).replies).toEqual(statusOf(byMail).replies.map(({ name: _, ...one }) => one));
  });

  it("needs no verdict: its signature has proved who answers", () => {
    for (const options of [{ authentication: "fail" }, { unauthenticated: "hold" }] as const) {
      expect(receive(invite, link(), options).outcome.kind).toBe("applied");
    }
  });

  it("was made at the moment of receiving, where the application does not say", () => {
    const { at: _, ...bare } = link();
    const { outcome } = receive(invite, bare, { now: at("03T00:00:00") });
    expect(outcome).toMatchObject({ replies: [{ dtstamp: "2027-05-03T00:00:00Z" }] });
  });

  it("is a duplicate when the link is used again, at whatever time", () => {
    const once = receive(invite, link()).invite;
    for (const time of ["01T10:00:00", "02T10:00:00", "03T10:00:00"]) {
      const { invite: twice, outcome } = receive(once, link({ at: at(time) }));
      expect(outcome).toEqual({ kind: "duplicate" });
      expect(statusOf(twice)).toEqual(statusOf(once));
    }
  });

  it("is no duplicate once its person has said something else, or says more", () => {
    const accepted = receive(invite, link()).invite;
    const declined = receive(accepted, link({ status: "declined", at: at("03T10:00:00") })).invite;
    const again = receive(declined, link({ at: at("04T10:00:00") }));
    expect(again.outcome.kind).toBe("applied");
    expect(series(again.invite)?.status).toBe("accepted");
    const more = receive(accepted, link({ comment: "Later than planned", at: at("03T10:00:00") }));
    expect(more.outcome.kind).toBe("applied");
  });

  it("gives way to what its person said later, and takes the place of what they said before", () => {
    const now = at("03T10:00:00");
    const { ics } = answer(message.ics, { email: jane, status: "declined" }, { now });
    const declined = receive(invite, ics).invite;
    expect(receive(declined, link()).outcome).toEqual({ kind: "stale", reason: "superseded" });
    const later = receive(declined, link({ at: at("04T10:00:00") }));
    expect(series(later.invite)?.status).toBe("accepted");
  });

  it("is stale once the time has moved, and ignored once all is cancelled", () => {
    const moved = updateInvite(
      invite,
      { event: { start: "2027-06-10T12:00" } },
      { now: at("02T00:00:00") },
    ).invite;
    expect(receive(moved, link()).outcome).toEqual({ kind: "stale", reason: "rescheduled" });
    expect(receive(moved, link({ sequence: 1 })).outcome.kind).toBe("applied");
    const { invite: cancelled } = cancelInvite(invite, { now: at("02T00:00:00") });
    expect(receive(cancelled, link()).outcome).toEqual({ kind: "ignored", reason: "cancelled" });
  });

  it("of a later revision than this copy has is held, and one of another event ignored", () => {
    expect(receive(invite, link({ sequence: 1 })).outcome).toEqual({
      kind: "held",
      reason: "unknown-revision",
    });
    expect(receive(invite, link({ uid: "other@example.com" })).outcome).toEqual({
      kind: "ignored",
      reason: "other-uid",
    });
  });

  it("counts for the occurrence that it names alone", () => {
    const instance = { time: "2027-06-17T10:00:00+01:00", tzid: "Europe/London" };
    const { invite: next } = receive(invite, link({ status: "declined", instance }));
    expect(statusOf(next, { instance }).recipients[0]?.status).toBe("declined");
    expect(series(next)?.status).toBe("pending");
    const never = { time: "2027-06-18T10:00:00+01:00", tzid: "Europe/London" };
    expect(receive(invite, link({ instance: never })).outcome).toEqual({
      kind: "ignored",
      reason: "unknown-instance",
    });
  });

  it("is believed also where every copy has a secret address of its own", () => {
    const secretive = { ...invite, replyKey: "0f".repeat(32) };
    expect(receive(JSON.parse(JSON.stringify(secretive)), link()).outcome.kind).toBe("applied");
  });

  it("is refused with every field that is wrong", () => {
    const wrong = {
      uid: "",
      email: "jane",
      status: "delegated",
      sequence: 1.5,
      at: new Date(Number.NaN),
      instance: 7,
    };
    // @ts-expect-error an application in JavaScript may pass anything
    expect(refused(() => receive(invite, wrong))).toEqual([
      "invalid-argument",
      "incoming.status invalid-choice",
      "incoming.instance invalid-time",
      "incoming.at invalid-type",
      "incoming.sequence out-of-range",
      "incoming.email invalid-address",
      "incoming.uid invalid-type",
    ]);
  });

  it.each([null, undefined])("is refused by name with a status of %j", (status) => {
    const given = { ...link(), status };
    // @ts-expect-error an application in JavaScript may pass anything
    expect(refused(() => receive(invite, given))).toEqual(["invalid-argument", "incoming.status required"]);
  });
});

describe("laws of answers by link", () => {
  const moment = fc.integer({ min: 0, max: 9 }).map((hour) => new Date(Date.UTC(2026, 3, 21, hour)));
  const linked = fc.record({
    uid: fc.constant(uid),
    email: fc.constantFrom(...recipients),
    status: fc.constantFrom("accepted" as const, "tentative" as const, "declined" as const),
    sequence: fc.nat(1),
    comment: fc.constantFrom("one", "two"),
    at: moment,
  });
  const queue = fc.array(
    fc.oneof(
      linked,
      fc.constantFrom(...letters).map(({ incoming }) => incoming),
    ),
    { maxLength: 12 },
  );
  const invited = newSeries();
  const take = (from: typeof invited, incoming: readonly Incoming[]) => receiveAll(from, incoming).invite;

  it("shows the same in whatever order they come among emails", () => {
    fc.assert(
      fc.property(
        queue.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(shows(take(invited, shuffled))).toEqual(shows(take(invited, all)));
        },
      ),
      { numRuns: runs(300, "message") },
    );
  });

  it("keeps nothing more when all come again, and joins copies that saw different ones", () => {
    fc.assert(
      fc.property(queue, fc.nat(12), (all, cut) => {
        const once = take(invited, all);
        expect(take(once, all)).toEqual(once);
        expect(mergeInvites(take(invited, all.slice(0, cut)), take(invited, all.slice(cut)))).toEqual(once);
      }),
      { numRuns: runs(300, "message") },
    );
  });
});

describe("a mail scanner that follows every link", () => {
  it("leaves everything as it was", async () => {
    const email = composeEmail(message, { links: await answerLinks(message, { base, secret, expires }) });
    const opened = await openEmail(email.raw);
    const urls = [...new Set([...email.parts.html.matchAll(/href="([^"]+)"/g)].map(([, url]) => url ?? ""))];
    expect(urls.length).toBeGreaterThanOrEqual(3);
    expect(opened.text).toContain(urls[0]);
    const seen = statusOf(invite);
    for (const url of urls)
      expect((await readAnswerLink(url.replaceAll("&amp;", "&"), { secret, now: before })).email).toBe(jane);
    expect(statusOf(invite)).toEqual(seen);
  });
});
