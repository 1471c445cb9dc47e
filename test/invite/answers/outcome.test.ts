import { describe, expect, it } from "vitest";
import {
  acceptProposal,
  cancelInvite,
  createInvite,
  currentMessages,
  declineProposal,
  type Invite,
  parseInvite,
  parseMessage,
  receive,
  receiveAll,
  statusOf,
  updateInvite,
} from "../../../src/index.ts";
import { isOwnDescription, rememberDescription } from "../../../src/invite/answers/description.ts";
import { combineOutcomes } from "../../../src/invite/answers/outcome.ts";
import { statementOf } from "../../../src/invite/answers/statement.ts";
import { newSeries, start, uid } from "../../support/arbitrary/invite-pool.ts";
import { type AnswerFacts, answerText, opened } from "../../support/fixtures/answer-text.ts";
import { refusalOf } from "../../support/refusal.ts";

const jane = "jane@example.test";
const later = new Date("2026-04-25T08:00:00Z");
const text = (facts: Partial<AnswerFacts> = {}, without: "email" | "partstat" | "dtstamp" | "" = "") => {
  const said: Partial<AnswerFacts> & { ""?: never } = {
    ...{ email: jane, partstat: "ACCEPTED", sequence: 0, dtstamp: "20260421T080000Z" },
    ...facts,
  };
  delete said[without];
  return answerText({ uid, ...said });
};
const refresh = (facts: Partial<AnswerFacts> = {}, without: "email" | "" = "") =>
  text({ method: "REFRESH", ...facts }, without).replace(";PARTSTAT=ACCEPTED", "");
const mail = (facts: Partial<AnswerFacts>, more: Parameters<typeof opened>[1] = {}) =>
  opened([parseMessage(text(facts))], { author: jane, ...more });
const proposal = ["DTSTART:20260508T093000Z", "DTEND:20260508T103000Z"];
const counter = (facts: Partial<AnswerFacts> = {}) =>
  text({ method: "COUNTER", partstat: "TENTATIVE", lines: proposal, ...facts });
const series = newSeries();
/** What each of some arrivals comes to, one after another. */
const outcomes = (invite: Invite, ...incoming: Parameters<typeof receive>[1][]) =>
  receiveAll(invite, incoming).outcomes.map((one) =>
    one.kind === "applied" ? one.kind : "reason" in one ? `${one.kind} ${one.reason}` : one.kind,
  );
const outcome = (...given: Parameters<typeof receive>) => receive(...given).outcome;

describe("what becomes of a reply", () => {
  it("applied once, then a duplicate; something earlier is superseded", () => {
    const declined = text({ partstat: "DECLINED", dtstamp: "20260422T080000Z" });
    expect(outcomes(series, text(), text(), declined, text(), declined)).toEqual([
      "applied",
      "duplicate",
      "applied",
      "stale superseded",
      "duplicate",
    ]);
  });

  it("a REPLY before a COUNTER that answers is superseded, before one that does not it counts", () => {
    const before = text({ dtstamp: "20260420T080000Z" });
    expect(outcomes(series, counter(), before)).toEqual(["applied", "stale superseded"]);
    expect(outcomes(series, counter({ partstat: "NEEDS-ACTION" }), before)).toEqual(["applied", "applied"]);
    expect(outcomes(series, counter(), text({ dtstamp: "20260422T080000Z" }))).toEqual([
      "applied",
      "applied",
    ]);
  });

  it("a COUNTER before a REPLY is superseded", () => {
    expect(outcomes(series, text({ dtstamp: "20260422T080000Z" }), counter())).toEqual([
      "applied",
      "stale superseded",
    ]);
    expect(outcomes(series, text({ dtstamp: "20260420T080000Z" }), counter())).toEqual([
      "applied",
      "applied",
    ]);
  });

  it("a COUNTER that was dealt with is settled, however often it comes", () => {
    const { invite } = receive(series, counter());
    const declined = declineProposal(invite, jane, { now: later }).invite;
    expect(outcomes(declined, counter({ dtstamp: "20260420T080000Z" }))).toEqual(["stale superseded"]);
    // Another copy has not heard it, but knows that it is settled.
    const stored: Invite = JSON.parse(JSON.stringify(declined));
    const unheard = { ...stored, answers: stored.answers.map(({ counter: _, ...entry }) => entry) };
    expect(outcomes(parseInvite(unheard), counter())).toEqual(["stale settled"]);
    expect(outcomes(parseInvite(unheard), counter({ dtstamp: "20260423T080000Z" }))).toEqual(["applied"]);
  });

  it("an answer to an earlier time is rescheduled, one that names the current time is not", () => {
    const { invite } = updateInvite(series, { event: { start: "2026-05-07T12:30" } }, { now: later });
    const named = (...lines: string[]) => outcomes(invite, text({ lines }));
    expect(outcomes(invite, text())).toEqual(["stale rescheduled"]);
    expect(named("DTSTART:20260507T113000Z", "DTEND:20260507T123000Z")).toEqual(["applied"]);
    expect(named("DTSTART:20260507T113000Z", "DTEND:20260507T123001Z")).toEqual(["stale rescheduled"]);
    expect(named("DTSTART:20260507T113001Z", "DTEND:20260507T123000Z")).toEqual(["stale rescheduled"]);
    expect(named("DTSTART;VALUE=DATE:20260507", "DTEND;VALUE=DATE:20260508")).toEqual(["stale rescheduled"]);
    expect(outcomes(invite, text({ sequence: 1 }))).toEqual(["applied"]);
  });

  it("of whole days: Outlook names midnights for them", () => {
    const { invite } = createInvite(
      {
        id: "days",
        uid,
        organizer: { email: "planner@example.com" },
        recipients: [{ email: jane }],
        event: { summary: "Days", start: "2026-05-07", end: "2026-05-08", tzid: "Europe/London" },
      },
      { now: start },
    );
    const moved = updateInvite(invite, { event: { start: "2026-05-09" } }, { now: later }).invite;
    const named = (...lines: string[]) => outcomes(moved, text({ lines }));
    expect(named("DTSTART;VALUE=DATE:20260509", "DTEND;VALUE=DATE:20260510")).toEqual(["applied"]);
    expect(named("DTSTART:20260509T000000", "DTEND:20260510T000000")).toEqual(["applied"]);
    expect(
      named("DTSTART;TZID=Europe/Berlin:20260509T000000", "DTEND;TZID=Europe/Berlin:20260510T000000"),
    ).toEqual(["applied"]);
    expect(named("DTSTART:20260509T010000", "DTEND:20260510T010000")).toEqual(["stale rescheduled"]);
    expect(named("DTSTART;VALUE=DATE:20260507", "DTEND;VALUE=DATE:20260508")).toEqual(["stale rescheduled"]);
    expect(named("DTSTART;VALUE=DATE:20260509", "DTEND;VALUE=DATE:20260511")).toEqual(["stale rescheduled"]);
  });

  it("an answer to what is cancelled is kept, and ignored", () => {
    const cancelled = cancelInvite(series, { now: later }).invite;
    const next = receive(cancelled, text());
    expect(next.outcome).toEqual({ kind: "ignored", reason: "cancelled" });
    expect(statusOf(next.invite).replies).toHaveLength(1);
  });

  it("held: a SEQUENCE that is not reached yet, and a DTSTAMP long after the email", () => {
    expect(outcome(series, text({ sequence: 1 }))).toEqual({ kind: "held", reason: "unknown-revision" });
    const sent = (date: string) =>
      outcome(series, opened([{ ...parseMessage(text()), sentAt: date }], { author: jane, date })).kind;
    expect(sent("2026-04-20T08:00:00Z")).toBe("applied");
    expect(sent("2026-04-20T07:59:59Z")).toBe("held");
    expect(
      outcome(
        series,
        opened([{ ...parseMessage(text()), sentAt: "2026-04-20T07:59:59Z" }], { author: jane }),
      ),
    ).toEqual({
      kind: "held",
      reason: "dtstamp-in-the-future",
    });
    expect(
      outcome(
        series,
        opened([{ ...parseMessage(text({}, "dtstamp")), sentAt: "2026-04-20T07:59:59Z" }], {
          author: jane,
        }),
      ).kind,
    ).toBe("applied");
  });

  it("ignored: another event, no occurrence of this one, no answer at all", () => {
    expect(outcome(series, text({ uid: "other" }))).toEqual({ kind: "ignored", reason: "other-uid" });
    const at = (line: string) => outcome(series, text({ lines: [line] }));
    expect(at("RECURRENCE-ID:20260515T093000Z")).toEqual({ kind: "ignored", reason: "unknown-instance" });
    expect(at("RECURRENCE-ID:soon")).toEqual({ kind: "ignored", reason: "unknown-instance" });
    expect(at("RECURRENCE-ID:20260514T093000Z").kind).toBe("applied");
    expect(outcome(series, text({ method: "REQUEST" }))).toEqual({ kind: "ignored", reason: "not-a-reply" });
    expect(outcome(series, text({ method: "CANCEL" }))).toEqual({ kind: "ignored", reason: "not-a-reply" });
    const two = text().replace(
      "END:VEVENT",
      [
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:other",
        `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${jane}`,
        "END:VEVENT",
      ].join("\r\n"),
    );
    expect(outcome(series, two)).toMatchObject({
      kind: "applied",
      rest: [{ kind: "ignored", reason: "other-uid" }],
    });
  });

  it("a reply that names another organizer counts, and says so", () => {
    const change = [{ kind: "ignored", reason: "organizer-change" }];
    expect(outcome(series, text({ organizer: "eve@example.test" }))).toMatchObject({
      kind: "applied",
      rest: change,
    });
    expect(outcome(series, text({ organizer: "PLANNER@example.com" }))).not.toHaveProperty("rest");
    expect(outcome(series, text())).not.toHaveProperty("rest");
  });

  it("a delegate answers for nobody else, though the delegator stands beside", () => {
    const both = text({ email: "joe@example.test", parameters: [`DELEGATED-FROM="mailto:${jane}"`] }).replace(
      "END:VEVENT",
      `ATTENDEE;PARTSTAT=DELEGATED:mailto:${jane}\r\nEND:VEVENT`,
    );
    const next = receive(series, both);
    expect(next.outcome).toMatchObject({ kind: "applied", replies: [{ email: "joe@example.test" }] });
    expect(statusOf(next.invite).recipients[0]).toMatchObject({ email: jane, status: "pending" });
  });
});

describe("whose word it is", () => {
  it("the author's alone", () => {
    expect(outcome(series, mail({})).kind).toBe("applied");
    expect(outcome(series, mail({}, { author: "eve@example.test" }))).toEqual({
      kind: "held",
      reason: "sender-mismatch",
    });
    expect(outcome(series, opened([parseMessage(text())]))).toEqual({ kind: "held", reason: "no-author" });
    expect(outcome(series, mail({}), { authentication: "fail" })).toEqual({
      kind: "held",
      reason: "authentication-failed",
    });
    expect(outcome(series, mail({}), { authentication: "none" }).kind).toBe("applied");
    const trusting = { senderMismatch: "apply" } as const;
    expect(outcome(series, mail({}, { author: "eve@example.test" }), trusting).kind).toBe("applied");
    expect(outcome(series, opened([parseMessage(text())]), trusting).kind).toBe("applied");
  });

  it("a REFRESH brings the current message to the one who asks", () => {
    const ask = (
      author: string | undefined,
      facts: Partial<AnswerFacts> = {},
      without: "email" | "" = "",
    ) => {
      const message = parseMessage(refresh(facts, without));
      return receive(series, opened([message], author === undefined ? {} : { author }), { now: later });
    };
    expect(ask(jane).messages.map(({ method, to }) => [method, to.email])).toEqual([["REQUEST", jane]]);
    expect(ask(jane).outcome).toEqual({ kind: "applied", replies: [] });
    expect(ask(undefined)).toMatchObject({ messages: [], outcome: { kind: "held", reason: "no-author" } });
    expect(ask("eve@example.test").outcome).toEqual({ kind: "held", reason: "sender-mismatch" });
    expect(ask("eve@example.test", { email: "eve@example.test" }).outcome).toEqual({
      kind: "ignored",
      reason: "not-invited",
    });
    expect(ask(jane, {}, "email").messages).toHaveLength(1);
    const vouched = receive(series, refresh({}, "email"));
    expect(vouched.outcome).toEqual({ kind: "ignored", reason: "not-a-reply" });
    expect(receive(series, refresh()).messages).toHaveLength(1);
  });

  it("a bounce marks who was invited", () => {
    const failed = (email: string, more: Parameters<typeof opened>[1] = {}) =>
      receive(
        series,
        opened([], {
          uids: [uid],
          bounces: [{ email, status: "5.1.1" }],
          date: "2026-04-21T08:00:00Z",
          ...more,
        }),
      );
    expect(statusOf(failed(jane).invite).recipients[0]).toMatchObject({ email: jane, undeliverable: true });
    expect(failed(jane).outcome).toEqual({ kind: "applied", replies: [], bounced: [jane] });
    expect(failed("eve@example.test").outcome).toEqual({ kind: "ignored", reason: "not-invited" });
    expect(failed(jane, { uids: ["other"] }).outcome).toEqual({ kind: "ignored", reason: "other-uid" });
    expect(failed(jane, { uids: [] }).outcome).toEqual({ kind: "ignored", reason: "not-a-reply" });
    expect(failed(jane, { bounces: [{ email: jane, status: "2.1.5" }] }).outcome).toEqual({
      kind: "ignored",
      reason: "not-a-reply",
    });
    const again = opened([], {
      uids: [uid],
      bounces: [{ email: jane, status: "5.1.1" }],
      date: "2026-04-21T08:00:00Z",
    });
    expect(receive(failed(jane).invite, again).outcome).toEqual({ kind: "duplicate" });
    expect(receive(series, again, { authentication: "fail" }).outcome).toEqual({
      kind: "held",
      reason: "authentication-failed",
    });
  });

  it("one bad message does not hold up a queue, but a raw email is somebody's mistake", () => {
    expect(outcomes(series, "rubbish", text())).toEqual(["ignored unreadable", "applied"]);
    expect(refusalOf(() => receiveAll(series, ["From: jane@example.test\r\n\r\nYes"]))).toMatchObject({
      code: "invalid-argument",
    });
    expect(refusalOf(() => Reflect.apply(receiveAll, undefined, [series, text()]))).toEqual({
      code: "invalid-argument",
      problems: ["incoming invalid-type"],
    });
    expect(refusalOf(() => Reflect.apply(receive, undefined, [series, 7]))).toEqual({
      code: "invalid-argument",
      problems: ["incoming invalid-type"],
    });
  });
});

describe("several outcomes together", () => {
  const applied = { kind: "applied" as const, replies: [] };
  const held = { kind: "held", reason: "no-author" } as const;
  const stale = { kind: "stale", reason: "settled" } as const;
  const other = { kind: "ignored", reason: "other-uid" } as const;
  const ignored = { kind: "ignored", reason: "cancelled" } as const;
  const duplicate = { kind: "duplicate" } as const;

  it("say first what was applied, then what a person should look at", () => {
    expect(combineOutcomes([])).toEqual({ kind: "ignored", reason: "not-a-reply" });
    expect(combineOutcomes([stale])).toBe(stale);
    expect(combineOutcomes([held, applied])).toEqual({ ...applied, rest: [held] });
    expect(combineOutcomes([applied, applied])).toEqual(applied);
    expect(combineOutcomes([{ ...applied, rest: [stale] }, held, held])).toEqual({
      ...applied,
      rest: [stale, held],
    });
    expect(combineOutcomes([duplicate, stale, ignored, held])).toBe(held);
    expect(combineOutcomes([duplicate, stale, ignored])).toBe(ignored);
    expect(combineOutcomes([other, duplicate, stale])).toBe(stale);
    expect(combineOutcomes([other, duplicate])).toBe(duplicate);
  });
});

describe("proposals", () => {
  const heard = receive(series, counter()).invite;
  const email = "kim@example.test";
  const stranger = receive(series, counter({ email, parameters: ["CN=Kim"] })).invite;

  it("are refused for somebody who has none open", () => {
    const nobody = { code: "no-proposal", problems: ["email no-proposal"] };
    expect(refusalOf(() => acceptProposal(series, jane))).toEqual(nobody);
    expect(refusalOf(() => acceptProposal(heard, "omar@example.test"))).toEqual(nobody);
    expect(refusalOf(() => acceptProposal(heard, jane, { instance: "2026-05-14T10:30:00" }))).toEqual(nobody);
    expect(refusalOf(() => acceptProposal(heard, "nobody"))).toEqual({
      code: "invalid-argument",
      problems: ["email invalid-address"],
    });
    expect(refusalOf(() => acceptProposal(heard, jane, { instance: "2026-05-15T10:30:00" }))).toEqual({
      code: "unknown-instance",
      problems: ["options.instance unknown-instance"],
    });
  });

  it("are turned down with what is known of the proposer", () => {
    const [message] = declineProposal(heard, jane, { now: later }).messages;
    expect(message).toMatchObject({ method: "DECLINECOUNTER", to: { email: jane } });
    expect(message?.ics).toContain("PARTSTAT=TENTATIVE");
    const [other] = declineProposal(stranger, "KIM@example.test", { now: later }).messages;
    expect(other?.to).toEqual({ email, name: "Kim" });
    expect(other?.ics).toContain("CN=Kim");
    const plain = receive(series, counter({ email, partstat: "NEEDS-ACTION" })).invite;
    expect(declineProposal(plain, email, { now: later }).messages[0]?.to).toEqual({ email });
  });
});

describe("organizer's limits", () => {
  it("SEQUENCE rises to 2147483647 and no further (RFC 5545 section 3.3.8)", () => {
    const stored: Invite = JSON.parse(JSON.stringify(series));
    const at = (sequence: number) => parseInvite({ ...stored, sequence });
    expect(cancelInvite(at(2_147_483_646), { now: later }).invite.sequence).toBe(2_147_483_647);
    expect(refusalOf(() => cancelInvite(at(2_147_483_647), { now: later }))).toEqual({
      code: "limit-exceeded",
      problems: ["invite.sequence sequence"],
    });
  });

  it("a conflict lasts until everybody has heard of the same", () => {
    const stored: Invite = JSON.parse(JSON.stringify(series));
    const torn = parseInvite({ ...stored, conflict: 0 });
    expect(statusOf(torn).conflict).toBe(true);
    const [first] = updateInvite(torn, { event: { summary: "Weekly" } }, { now: later }).messages;
    expect(first?.method).toBe("REQUEST");
    expect(
      updateInvite(torn, { event: { summary: "Else" } }, { now: later }).invite.conflict,
    ).toBeUndefined();
    const one = cancelInvite(torn, { instance: "2026-05-14T10:30:00", now: later }).invite;
    expect([one.conflict, one.sequence]).toEqual([1, 1]);
  });

  it("currentMessages sends to everyone who knows the event, former guests included", () => {
    const named = createInvite(
      {
        id: "8",
        organizer: { email: "planner@example.com" },
        recipients: [{ email: jane, name: "Jane" }, { email: "omar@example.test" }],
        event: { summary: "x", start: "2026-05-07T10:30Z", end: "2026-05-07T11:30Z" },
      },
      { now: start },
    ).invite;
    const left = cancelInvite(named, { recipients: [jane], now: later }).invite;
    const again = currentMessages(left, { now: later });
    expect(again.map(({ method, to }) => [method, to])).toEqual([
      ["REQUEST", { email: "omar@example.test" }],
      ["CANCEL", { email: jane, name: "Jane" }],
    ]);
    // RFC 5546 section 3.2.5: without STATUS, for the event goes on.
    expect(again[1]?.ics).not.toContain("STATUS");
    expect(refusalOf(() => currentMessages(left, { recipients: [jane, "eve@example.test"] }))).toEqual({
      code: "unknown-recipient",
      problems: ["options.recipients[1] unknown-recipient"],
    });
  });

  it("options and changes of the wrong type are refused under their path", () => {
    const invalid = (problem: string) => ({ code: "invalid-argument", problems: [problem] });
    const call = (...given: unknown[]) =>
      refusalOf(() => Reflect.apply(cancelInvite, undefined, [series, ...given]));
    expect(call(7)).toEqual(invalid("options invalid-type"));
    expect(call({ recipients: jane })).toEqual(invalid("options.recipients invalid-type"));
    expect(call({ recipients: [7] })).toEqual(invalid("options.recipients[0] invalid-type"));
    expect(call({ recipients: ["x"] })).toEqual(invalid("options.recipients[0] invalid-address"));
    expect(call({ comment: 7 })).toEqual(invalid("options.comment invalid-type"));
    expect(call({ now: "today" })).toEqual(invalid("options.now invalid-type"));
    expect(call({ instance: "soon" })).toEqual({
      code: "invalid-time",
      problems: ["options.instance invalid-time"],
    });
    expect(call({ recipients: ["eve@example.test"] })).toEqual({
      code: "unknown-recipient",
      problems: ["options.recipients[0] unknown-recipient"],
    });
    const update = (...given: unknown[]) =>
      refusalOf(() => Reflect.apply(updateInvite, undefined, [series, ...given]));
    expect(update(7)).toEqual(invalid("changes invalid-type"));
    expect(update({ event: 7 })).toEqual({ code: "invalid-event", problems: ["event invalid-type"] });
    const instance = { instance: "2026-05-14T10:30:00" };
    for (const name of ["organizer", "guestList", "counterProposals"]) {
      expect(update({ [name]: [] }, instance)).toEqual(invalid(`changes.${name} not-for-an-occurrence`));
    }
    expect(update({ event: { recurrence: null } }, instance)).toEqual(
      invalid("changes.event.recurrence not-for-an-occurrence"),
    );
    expect(update({ event: 7 }, instance)).toEqual({
      code: "invalid-event",
      problems: ["event invalid-type"],
    });
    const wrong = { organizer: 7, recipients: 7, guestList: "secret", counterProposals: "yes" };
    expect(update(wrong)).toEqual({
      code: "invalid-event",
      problems: [
        "organizer invalid-type",
        "recipients invalid-type",
        "guestList invalid-choice",
        "counterProposals invalid-type",
      ],
    });
    const take = (options: unknown) =>
      refusalOf(() => Reflect.apply(receive, undefined, [series, text(), options]));
    expect(take(7)).toEqual(invalid("options invalid-type"));
    expect(take({ authentication: "maybe" })).toEqual(invalid("options.authentication invalid-choice"));
    expect(take({ senderMismatch: "maybe" })).toEqual(invalid("options.senderMismatch invalid-choice"));
  });

  it("a change of the event is checked like an event, and says what it lacks", () => {
    const update = (event: object) => refusalOf(() => updateInvite(series, { event }));
    expect(update({ start: "2026-05-07" })).toEqual({
      code: "invalid-event",
      problems: ["event.end required"],
    });
    expect(update({ start: "soon" })).toEqual({
      code: "invalid-event",
      problems: ["event.start invalid-time"],
    });
    expect(update({ end: null })).toEqual({ code: "invalid-event", problems: ["event.end required"] });
    const moved = (event: object) => statusOf(updateInvite(series, { event }, { now: later }).invite).event;
    const at = (time: string, tzid = "Europe/London") => ({ time, tzid });
    expect(moved({ end: "2026-05-07T12:00" }).end).toEqual(at("2026-05-07T12:00:00+01:00"));
    expect(moved({ start: "2026-05-07T10:00", end: "2026-05-07T12:00" })).toMatchObject({
      start: at("2026-05-07T10:00:00+01:00"),
      end: at("2026-05-07T12:00:00+01:00"),
    });
    expect(moved({ tzid: null }).start).toEqual(at("2026-05-07T09:30:00Z", "Etc/UTC"));
    expect(moved({ tzid: "Europe/Paris" }).end).toEqual(at("2026-05-07T12:30:00+02:00", "Europe/Paris"));
    expect(moved({ tzid: null }).tzid).toBe("Etc/UTC");
    expect(moved({ description: undefined, summary: "Else" }).summary).toBe("Else");
    const described = updateInvite(series, { event: { description: "All" } }, { now: later }).invite;
    const event: object = { description: undefined, summary: "Else" };
    expect(updateInvite(described, { event }, { now: later }).invite.plan.event.description).toBe("All");
    // A journey ends in another zone than it starts in, and goes on doing so.
    const end = at("2026-05-07T12:30:00+02:00", "Europe/Paris");
    const journey = updateInvite(series, { event: { end } }, { now: later }).invite;
    const renamed = updateInvite(journey, { event: { summary: "Journey" } }, { now: later });
    expect(statusOf(renamed.invite).event).toMatchObject({ start: at("2026-05-07T10:30:00+01:00"), end });
    const shown = updateInvite(journey, { event: { tzid: "Europe/Berlin" } }, { now: later });
    expect(statusOf(shown.invite).event).toMatchObject({
      start: at("2026-05-07T11:30:00+02:00", "Europe/Berlin"),
      end: at("2026-05-07T12:30:00+02:00", "Europe/Berlin"),
    });
    // What a recurrence that is given leaves out is left out as given, wherever the series moves.
    const recurrence = { rule: "FREQ=WEEKLY;COUNT=6", exclude: ["2026-05-14T10:30"] };
    expect(moved({ start: "2026-05-08T12:00", recurrence }).recurrence?.exclude).toEqual([
      at("2026-05-14T10:30:00+01:00"),
    ]);
  });
});

describe("the parts of a reply that the state keeps", () => {
  const stated = { method: "REPLY", uid, email: jane, sequence: 0 } as const;
  const day = 86_400_000;
  const edge = Date.parse("0000-01-03T00:00:00Z");
  const utc = (instant: number) => ({ kind: "utc", instant }) as const;

  it("are in one form, without times that could not be compared or shown", () => {
    expect(statementOf(stated)).toStrictEqual({ email: jane, sequence: 0 });
    const sound = {
      ...stated,
      dtstamp: "2026-05-01T08:00:00Z",
      sentAt: "2026-05-01T08:00:00Z",
      proposal: { start: utc(0), end: utc(day) },
      named: { start: utc(0), end: utc(day) },
    };
    const { method: _m, uid: _u, ...kept } = sound;
    expect(statementOf(sound)).toStrictEqual(kept);
    expect(statementOf({ ...sound, sentAt: "2026-05-01T10:00:00+02:00" })).toStrictEqual(kept);
    const { sentAt: _s, ...unsent } = kept;
    expect(statementOf({ ...sound, sentAt: "yesterday" })).toStrictEqual(unsent);
    const { dtstamp: _d, ...unstamped } = kept;
    expect(statementOf({ ...sound, dtstamp: "+010000-01-01T00:00:00Z" })).toStrictEqual(unstamped);
    const { proposal: _p, ...plain } = kept;
    expect(statementOf({ ...sound, proposal: { start: utc(0), end: utc(edge) } })).toStrictEqual(plain);
    expect(statementOf({ ...sound, proposal: { start: utc(edge), end: utc(0) } })).toStrictEqual(plain);
    const { named: _n, ...unnamed } = kept;
    expect(statementOf({ ...sound, named: { start: utc(edge), end: utc(0) } })).toStrictEqual(unnamed);
  });

  it("KDE's DESCRIPTION is a comment where it is none of the invitation's own", () => {
    const { plan } = series;
    const described = { ...plan, event: { ...plan.event, description: " All of us " } };
    expect(isOwnDescription(plan, " ")).toBe(true);
    expect(isOwnDescription(plan, "All of us")).toBe(false);
    expect(isOwnDescription(described, "All of us")).toBe(true);
    expect(isOwnDescription(described, "Only me")).toBe(false);
    const former = {
      ...plan,
      formerDescriptions: rememberDescription(plan, { ...plan.event, description: "Before " }, plan.event),
    };
    expect(isOwnDescription(former, " Before")).toBe(true);
    expect(isOwnDescription(former, "After")).toBe(false);
    expect(former.formerDescriptions[0]).toMatch(/^[0-9a-f]{16}$/);
  });

  it("remembers the last twenty descriptions, each once", () => {
    const { event } = series.plan;
    const described = { ...event, description: "Words" };
    expect(rememberDescription(series.plan, event, described)).toBe(series.plan.formerDescriptions);
    expect(rememberDescription(series.plan, described, described)).toBe(series.plan.formerDescriptions);
    let plan = series.plan;
    const remember = (words: string) => {
      plan = {
        ...plan,
        formerDescriptions: rememberDescription(plan, { ...plan.event, description: words }, plan.event),
      };
      return plan.formerDescriptions;
    };
    const [first] = remember("0");
    expect(remember("0")).toEqual([first]);
    for (let i = 1; i < 20; i++) remember(String(i));
    expect(plan.formerDescriptions).toHaveLength(20);
    expect(remember("0").at(-1)).toBe(first);
    expect(plan.formerDescriptions).toHaveLength(20);
    remember("20");
    expect(plan.formerDescriptions).toHaveLength(20);
    expect(plan.formerDescriptions).toContain(first);
    expect(isOwnDescription(plan, "1")).toBe(false);
    expect(isOwnDescription(plan, "2")).toBe(true);
  });
});
