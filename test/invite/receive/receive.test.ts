import { describe, expect, it } from "vitest";
import {
  acceptProposal,
  createInvite,
  type Invite,
  openEmail,
  parseInvite,
  parseMessage,
  receive,
  receiveAll,
  statusOf,
  updateInvite,
} from "../../../src/index.ts";
import { newSeries, start, uid } from "../../support/arbitrary/invite-pool.ts";
import { type AnswerFacts, answerText, opened } from "../../support/fixtures/answer-text.ts";
import { refusalOf } from "../../support/refusal.ts";

const [jane, omar] = ["jane@example.test", "omar@example.test"] as const;
const second = { instance: "2026-05-14T10:30:00" };
const aboutSecond = "RECURRENCE-ID:20260514T093000Z";
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
const text = (facts: Partial<AnswerFacts> = {}) =>
  answerText({
    ...{ uid, email: jane, partstat: "ACCEPTED", sequence: 0, dtstamp: "20260421T080000Z" },
    ...facts,
  });
const outcome = (...given: Parameters<typeof receive>) => receive(...given).outcome;
/** An invite that knows by the address who was invited. */
const withSecret = () =>
  createInvite(
    {
      id: "9",
      uid,
      organizer: { email: "planner@example.com" },
      recipients: [{ email: jane }],
      event: { summary: "x", start: "2026-05-07T10:30Z", end: "2026-05-07T11:30Z" },
      replySecret: "sixteen octets!!",
    },
    { now: start },
  );
/** The status of each recipient, of the series or of one occurrence. */
const statuses = (invite: Invite, options?: Parameters<typeof statusOf>[1]) =>
  statusOf(invite, options).recipients.map(({ status }) => status);
const days = () =>
  createInvite(
    {
      id: "days",
      uid,
      organizer: { email: "planner@example.com" },
      recipients: [{ email: jane }, { email: omar }],
      event: {
        summary: "Days",
        start: "2026-05-07",
        end: "2026-05-08",
        tzid: "Europe/London",
        recurrence: { rule: "FREQ=WEEKLY;COUNT=6" },
      },
    },
    { now: start },
  ).invite;
const torn = (invite: Invite) =>
  parseInvite({ ...JSON.parse(JSON.stringify(invite)), conflict: invite.sequence });

describe("answers to several occurrences at once", () => {
  it("belong to the day that each names", () => {
    const about = (day: string, partstat: string) =>
      text({ partstat, lines: [`RECURRENCE-ID;VALUE=DATE:${day}`] });
    const { invite } = receiveAll(days(), [about("20260514", "ACCEPTED"), about("20260521", "DECLINED")]);
    expect(statuses(invite, { instance: "2026-05-14" })[0]).toBe("accepted");
    expect(statuses(invite, { instance: "2026-05-21" })[0]).toBe("declined");
  });

  it("are read each in the zone that it names: midnight in Berlin is none in London", () => {
    const about = (zone: string, time: string) => text({ lines: [`RECURRENCE-ID;TZID=${zone}:${time}`] });
    const berlin = about("Europe/Berlin", "20260514T000000");
    const london = about("Europe/London", "20260513T230000");
    expect(receiveAll(days(), [berlin, london]).outcomes).toMatchObject([
      { kind: "applied" },
      { kind: "ignored", reason: "unknown-instance" },
    ]);
  });
});

describe("an answer from before a change", () => {
  const moved = () => updateInvite(newSeries(), { event: { start: "2026-05-07T12:30" } }, { now: later(10) });
  const secondNow = ["DTSTART:20260514T113000Z", "DTEND:20260514T123000Z"];
  const firstNow = ["DTSTART:20260507T113000Z", "DTEND:20260507T123000Z"];

  it("counts for an occurrence whose present time it names", () => {
    const said = (...lines: string[]) => outcome(moved().invite, text({ lines }));
    const stale = { kind: "stale", reason: "rescheduled" };
    expect(said("RECURRENCE-ID:20260514T113000Z", ...secondNow)).toMatchObject({ kind: "applied" });
    expect(said("RECURRENCE-ID:20260514T113000Z", ...firstNow)).toEqual(stale);
    const range = "RECURRENCE-ID;RANGE=THISANDFUTURE:20260514T113000Z";
    expect(said(range, ...secondNow)).toMatchObject({ kind: "applied" });
    expect(said(range, ...firstNow)).toEqual(stale);
  });
});

it("an answer to an occurrence and all later ones counts at the time of the series, though the first of them was moved alone", () => {
  const { invite } = updateInvite(
    newSeries(),
    { event: { start: "2026-05-14T15:00" } },
    { now: later(10), instance: "2026-05-14T10:30" },
  );
  const range = "RECURRENCE-ID;RANGE=THISANDFUTURE:20260514T093000Z";
  const said = text({ lines: [range, "DTSTART:20260514T093000Z", "DTEND:20260514T103000Z"] });
  const heard = receive(invite, said);
  expect(heard.outcome.kind).toBe("applied");
  expect(statuses(heard.invite, { instance: "2026-05-21T10:30" })[0]).toBe("accepted");
  expect(statuses(heard.invite, { instance: "2026-05-14T10:30" })[0]).toBe("pending");
});

describe("what an answer says beside its status", () => {
  /** KDE's library has no other place for a comment than DESCRIPTION. */
  const kde = (lines: readonly string[]) =>
    text({ lines }).replace(/PRODID:.*/, "PRODID:-//K Desktop Environment//NONSGML libkcal 4.3//EN");
  const shown = (invite: Invite, ...lines: string[]) => {
    const next = receive(invite, kde(lines));
    const { outcome: became } = next;
    const [reply] = became.kind === "applied" ? became.replies : [];
    return [reply?.comment, statusOf(next.invite).recipients[0]?.comment];
  };
  const described = () =>
    updateInvite(newSeries(), { event: { description: "All of us" } }, { now: later(5) }).invite;

  it("is KDE's DESCRIPTION, unless it is the invitation's, now or before", () => {
    expect(shown(described(), "DESCRIPTION:I come later ")).toEqual(["I come later", "I come later"]);
    expect(shown(described(), "DESCRIPTION:All of us")).toEqual([undefined, undefined]);
    const renewed = updateInvite(
      described(),
      { event: { description: "Some of us" } },
      { now: later(6) },
    ).invite;
    expect(shown(renewed, "DESCRIPTION:All of us")).toEqual([undefined, undefined]);
  });

  it("turns no text about that stands beside it, also where it is KDE's DESCRIPTION", () => {
    expect(shown(described(), "DESCRIPTION:I come \u202elater\u2066")).toEqual([
      "I come later",
      "I come later",
    ]);
    expect(shown(described(), "DESCRIPTION:\u2066")).toEqual([undefined, undefined]);
  });

  it("is the COMMENT where it has both", () => {
    expect(shown(described(), "COMMENT:By train", "DESCRIPTION:I come later")).toEqual([
      "By train",
      "By train",
    ]);
  });

  it("is nothing where it repeats what one occurrence says, now or before", () => {
    const of = (description: string, invite: Invite, minute: number) =>
      updateInvite(invite, { event: { description } }, { ...second, now: later(minute) }).invite;
    const one = of("Bring slides ", newSeries(), 1);
    const comment = (invite: Invite, words: string) =>
      statusOf(receive(invite, kde([aboutSecond, `DESCRIPTION:${words}`])).invite, second).recipients[0]
        ?.comment;
    expect(comment(one, "Bring slides ")).toBeUndefined();
    expect(comment(one, "Bring cake")).toBe("Bring cake");
    expect(comment(of("Bring nothing", one, 2), "Bring slides")).toBeUndefined();
    const renamed = updateInvite(one, { event: { summary: "Else" } }, { ...second, now: later(3) }).invite;
    expect(renamed.plan.formerDescriptions).toEqual(one.plan.formerDescriptions);
  });
});

describe("a COUNTER", () => {
  it("with RANGE is a proposal for the occurrence that it names", () => {
    const lines = [
      "RECURRENCE-ID;RANGE=THISANDFUTURE:20260514T093000Z",
      "DTSTART:20260514T113000Z",
      "DTEND:20260514T123000Z",
    ];
    const { invite } = receive(newSeries(), text({ method: "COUNTER", partstat: "TENTATIVE", lines }));
    const { messages } = acceptProposal(invite, jane, { ...second, now: later(60) });
    expect(messages[0]?.event?.start.time).toBe("2026-05-14T12:30:00+01:00");
  });
});

describe("a message about several events", () => {
  const both = (one: string, other: string) =>
    text({ uid: one }).replace(
      "END:VEVENT",
      [
        "END:VEVENT",
        "BEGIN:VEVENT",
        ...(other === "" ? [] : [`UID:${other}`]),
        `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${jane}`,
        "END:VEVENT",
      ].join("\r\n"),
    );

  it("is heard for the one that is this one, wherever it stands", () => {
    for (const own of [uid, `${uid} `]) expect(outcome(newSeries(), both("other", own)).kind).toBe("applied");
    const elsewhere = { kind: "ignored", reason: "other-uid" };
    expect(outcome(newSeries(), both("other", "another"))).toEqual(elsewhere);
    expect(outcome(newSeries(), both("other", ""))).toEqual(elsewhere);
  });

  it("is about another event, whatever it asks", () => {
    const asks = (message: string) => message.replace("METHOD:REPLY", "METHOD:REQUEST");
    for (const message of [text({ uid: "other" }), both("other", "another")]) {
      expect(outcome(newSeries(), asks(message))).toEqual({ kind: "ignored", reason: "other-uid" });
    }
    expect(outcome(newSeries(), asks(both("other", uid)))).toEqual({
      kind: "ignored",
      reason: "not-a-reply",
    });
  });
});

describe("an email", () => {
  const message = () => parseMessage(text());

  it("may bring an answer and a report of another that did not arrive", () => {
    const bounces = [{ email: omar, status: "5.1.1" }];
    const { invite, outcome } = receive(newSeries(), opened([message()], { author: jane, bounces }));
    expect(statusOf(invite).recipients.slice(0, 2)).toEqual([
      { email: jane, status: "accepted" },
      { email: omar, status: "pending", undeliverable: true },
    ]);
    expect(outcome).toMatchObject({ kind: "applied", replies: [{ email: jane }], bounced: [omar] });
  });

  it("without message and report is about the event that it names", () => {
    expect(outcome(newSeries(), opened([], { uids: ["other"] }))).toEqual({
      kind: "ignored",
      reason: "other-uid",
    });
  });

  it("is taken with options that ask for nothing special", () => {
    const mail = opened([message()], { author: jane });
    expect(outcome(newSeries(), mail, { authentication: "pass" }).kind).toBe("applied");
    expect(outcome(newSeries(), mail, { senderMismatch: "hold" }).kind).toBe("applied");
  });

  it("to nobody that could be read proves nothing, and is no error", () => {
    const secret = withSecret().invite;
    for (const to of [undefined, "planner@example.com", [null, {}, { email: 7 }]]) {
      const mail = { ...opened([message()], { author: jane }), to };
      expect(Reflect.apply(receive, undefined, [secret, mail]).outcome).toEqual({
        kind: "held",
        reason: "unproven",
      });
    }
  });

  it("is refused as a promise where somebody forgot to await openEmail", () => {
    const forgotten = openEmail("Subject: Tea\r\n\r\nYes\r\n");
    expect(() => Reflect.apply(receive, undefined, [newSeries(), forgotten])).toThrow("got a promise");
  });

  it("is refused where the queue is not a list: that is no fault of a message", () => {
    expect(refusalOf(() => Reflect.apply(receiveAll, undefined, [newSeries(), [7]]))).toEqual({
      code: "invalid-argument",
      problems: ["incoming invalid-type"],
    });
  });
});

describe("a REFRESH", () => {
  const refresh = (email: string | undefined, ...more: string[]) =>
    answerText({ method: "REFRESH", uid, ...(email === undefined ? {} : { email }), lines: more });
  const to = (...given: Parameters<typeof receive>) =>
    receive(...given).messages.map((message) => message.to.email);
  const from = (author: string | undefined, ics: string) =>
    opened([parseMessage(ics)], author === undefined ? {} : { author });

  it("is answered now", () => {
    const { messages } = receive(newSeries(), refresh(jane), { now: later(60) });
    expect(messages.map(({ dtstamp }) => dtstamp)).toEqual(["2026-04-20T09:00:00Z"]);
  });

  it("is its author's, where ATTENDEE names no address", () => {
    expect(to(newSeries(), from(jane, refresh(undefined, "ATTENDEE:urn:uuid:1")))).toEqual([jane]);
  });

  it("is of the one whom it names, where the caller takes what others write", () => {
    const trusting = { senderMismatch: "apply" } as const;
    expect(to(newSeries(), from(undefined, refresh(jane)), trusting)).toEqual([jane]);
    expect(outcome(newSeries(), from("eve@example.test", refresh(jane)), trusting)).toEqual({
      kind: "ignored",
      reason: "not-invited",
    });
  });

  it("is of nobody, where two are named and no author is known", () => {
    expect(outcome(newSeries(), refresh(jane, `ATTENDEE:mailto:${omar}`))).toEqual({
      kind: "ignored",
      reason: "not-a-reply",
    });
  });

  it("is of no other than the one who sent the message", () => {
    const message = parseMessage(refresh(jane), { sender: "eve@example.test" });
    expect(outcome(newSeries(), message)).toEqual({ kind: "held", reason: "sender-mismatch" });
  });
});

describe("a reply that names an organizer", () => {
  it("names no other, where it is the address that its author was invited from", () => {
    const { invite, messages } = withSecret();
    const from = messages[0]?.from ?? { email: "" };
    expect(outcome(invite, text({ organizer: from.email }))).not.toHaveProperty("rest");
    const named = parseMessage(text({ organizer: "eve@example.test" }));
    expect(outcome(invite, opened([named], { author: jane, to: [from] }))).toMatchObject({
      kind: "applied",
      rest: [{ kind: "ignored", reason: "organizer-change" }],
    });
  });
});

describe("a status that was known before the invitation", () => {
  const known = (more: object = {}) =>
    createInvite(
      {
        id: "10",
        uid,
        organizer: { email: "planner@example.com" },
        recipients: [
          { email: "planner@example.com", status: "accepted" },
          { email: "Jane@example.test", status: "accepted" },
        ],
        event: {
          summary: "x",
          start: "2026-05-07T10:30",
          end: "2026-05-07T11:30",
          tzid: "Europe/London",
          recurrence: { rule: "FREQ=WEEKLY;COUNT=6" },
          ...more,
        },
      },
      { now: start },
    ).invite;
  const updated = (invite: Invite, event: object, options = {}) =>
    updateInvite(invite, { event }, { now: later(5), ...options }).invite;

  it("stays in an update of the text", () => {
    expect(statuses(updated(known(), { summary: "y" }))).toEqual(["accepted", "accepted"]);
  });

  it("was for another time, once the event moves, but for the organizer's own", () => {
    expect(statuses(updated(known(), { start: "2026-05-07T12:30" }))).toEqual(["accepted", "pending"]);
  });

  it("was for one of two times, where copies disagreed", () => {
    expect(statuses(updated(torn(known()), { summary: "y" }))).toEqual(["accepted", "pending"]);
  });

  it("was for another time, where one occurrence moves, but for the organizer's own", () => {
    const moved = updated(known(), { start: "2026-05-14T12:30" }, second);
    expect(statuses(moved, second)).toEqual(["accepted", "pending"]);
    expect(statuses(moved)).toEqual(["accepted", "accepted"]);
  });

  it("is of the address as it was given, as are the replies", () => {
    const { invite } = receive(known(), text());
    expect(statusOf(invite).replies.map(({ email }) => email)).toEqual(["Jane@example.test"]);
  });
});

describe("one occurrence, where copies disagreed about the times of all", () => {
  it("is sent with them, and everybody is asked anew", () => {
    const accepted = receive(newSeries(), text()).invite;
    const { invite } = updateInvite(
      torn(accepted),
      { event: { summary: "Else" } },
      { ...second, now: later(5) },
    );
    expect(statuses(invite)[0]).toBe("pending");
    expect(statuses(accepted)[0]).toBe("accepted");
  });
});
