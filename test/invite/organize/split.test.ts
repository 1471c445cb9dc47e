import { describe, expect, it } from "vitest";
import { answerAs } from "../../../src/clients/index.ts";
import {
  answer,
  cancelInvite,
  checkMessage,
  createInvite,
  currentMessages,
  type Invite,
  type InviteInput,
  ItipError,
  occurrencesOf,
  openEmail,
  parseInvite,
  receive,
  recordAnswer,
  splitInvite,
  statusOf,
  updateInvite,
} from "../../../src/index.ts";
import { errorOf } from "../../support/refusal.ts";

const now = new Date("2027-05-01T09:00:00Z");
const input: InviteInput = {
  id: "board",
  organizer: { email: "planner@example.com" },
  recipients: [{ email: "jane@example.test" }, { email: "omar@example.test" }],
  event: {
    summary: "Board",
    start: "2027-06-10T10:00",
    end: "2027-06-10T11:00",
    tzid: "Europe/London",
    recurrence: { rule: "FREQ=WEEKLY;COUNT=6", exclude: ["2027-06-17T10:00", "2027-07-08T10:00"] },
  },
};
const at = "2027-07-01T10:00";
const days = (invite: Invite) =>
  occurrencesOf(statusOf(invite).event, {}).map(({ start }) => start.time.slice(5, 13));
const created = createInvite(input, { now });

async function accepted(invite: Invite): Promise<Invite> {
  const [request] = createInvite(input, { now }).messages;
  const { raw } = answerAs(
    "google",
    request?.ics ?? "",
    { email: "jane@example.test", status: "accepted" },
    { now },
  );
  return receive(invite, await openEmail(raw), { authentication: "pass" }).invite;
}

describe("this and all following", () => {
  const { ended, next, messages } = splitInvite(
    created.invite,
    at,
    { event: { start: "2027-07-01T15:00" } },
    { now },
  );

  it("ends the old series before the occurrence, and a new one goes on with as many as were left", () => {
    expect(days(ended)).toEqual(["06-10T10", "06-24T10"]);
    expect(days(next)).toEqual(["07-01T15", "07-15T15"]);
    expect(statusOf(ended).event.recurrence?.rule).not.toContain("COUNT");
    expect(statusOf(next).event.recurrence?.rule).toBe("FREQ=WEEKLY;COUNT=3");
  });

  it("names the last occurrence that is left as the end: calendars show its day", () => {
    // 24 June, 10:00 in London's summer: EXDATE takes nothing from the rule.
    expect(statusOf(ended).event.recurrence?.rule).toBe("FREQ=WEEKLY;UNTIL=20270624T090000Z");
    const whole = createInvite(
      {
        ...input,
        event: {
          summary: "Board",
          start: "2027-06-10",
          end: "2027-06-11",
          recurrence: { rule: "FREQ=MONTHLY" },
        },
      },
      { now },
    );
    const days = splitInvite(whole.invite, "2027-09-10", {}, { now });
    expect(statusOf(days.ended).event.recurrence?.rule).toBe("FREQ=MONTHLY;UNTIL=20270810");
  });

  it("tells everyone of both: an update of the old one, an invitation to the new", () => {
    expect(
      messages.map(({ method, to, uid, changes }) => [method, to.email, uid, changes === undefined]),
    ).toEqual([
      ["REQUEST", "jane@example.test", ended.uid, false],
      ["REQUEST", "omar@example.test", ended.uid, false],
      ["REQUEST", "jane@example.test", next.uid, true],
      ["REQUEST", "omar@example.test", next.uid, true],
    ]);
    for (const { ics } of messages) expect(checkMessage(ics)).toEqual([]);
    expect(next.uid).not.toBe(ended.uid);
    expect(next.id).toContain("board/");
  });

  it("gives the same for the same, and both are stored like any other", () => {
    expect(splitInvite(created.invite, at, { event: { start: "2027-07-01T15:00" } }, { now })).toEqual({
      ended,
      next,
      messages,
    });
    for (const invite of [ended, next])
      expect(parseInvite(JSON.parse(JSON.stringify(invite)))).toEqual(invite);
  });
});

describe("what belongs to the later occurrences", () => {
  const moved = updateInvite(
    created.invite,
    { event: { summary: "Late" } },
    { now, instance: "2027-07-15T10:00" },
  ).invite;
  const off = cancelInvite(moved, { now, instance: "2027-06-24T10:00" }).invite;

  it("goes along with the new series, what belongs to the earlier ones stays", () => {
    const { ended, next } = splitInvite(off, at, {}, { now });
    expect(statusOf(next, { instance: "2027-07-15T10:00" }).event.summary).toBe("Late");
    expect(statusOf(ended, { instance: "2027-06-24T10:00" }).state).toBe("cancelled");
    expect(() => statusOf(ended, { instance: "2027-07-15T10:00" })).toThrow(ItipError);
  });

  it("goes along in time where the new series moves", () => {
    const { next } = splitInvite(off, at, { event: { start: "2027-07-01T15:00" } }, { now });
    expect(statusOf(next, { instance: "2027-07-15T15:00" }).event.summary).toBe("Late");
  });
});

describe("answers to a series that is split in two", () => {
  it("stay on both sides where the time stays", async () => {
    const { ended, next } = splitInvite(
      await accepted(created.invite),
      at,
      { event: { summary: "Other" } },
      { now },
    );
    for (const invite of [ended, next])
      expect(statusOf(invite).recipients.map(({ status }) => status)).toEqual(["accepted", "pending"]);
  });

  it("are asked for anew where the new series has another time", async () => {
    const { ended, next } = splitInvite(
      await accepted(created.invite),
      at,
      { event: { start: "2027-07-01T15:00" } },
      { now },
    );
    expect(statusOf(ended).recipients[0]?.status).toBe("accepted");
    expect(statusOf(next).recipients[0]?.status).toBe("pending");
  });
});

describe("people who come to one occurrence alone, and answers to one occurrence", () => {
  const later = "2027-07-15T10:00";
  const guest = { email: "guest@example.test" };
  const said = [
    ["guest@example.test", "tentative", later],
    ["jane@example.test", "accepted", undefined],
    ["jane@example.test", "declined", later],
  ] as const;
  const invited = updateInvite(created.invite, { addRecipients: [guest] }, { now, instance: later }).invite;
  const answered = said.reduce(
    (invite, [email, status, instance]) =>
      recordAnswer(invite, { email, status, ...(instance === undefined ? {} : { instance }) }, { now })
        .invite,
    invited,
  );
  const statuses = (invite: Invite, instance: string) =>
    statusOf(invite, { instance }).recipients.map(({ email, status }) => `${email} ${status}`);

  it("go along: who loses the occurrence with the old series is invited to it in the new one", () => {
    const { next, messages } = splitInvite(answered, at, { event: { summary: "Other" } }, { now });
    expect(messages.filter(({ to }) => to.email === guest.email)).toMatchObject([
      { method: "CANCEL", uid: answered.uid },
      {
        method: "REQUEST",
        uid: next.uid,
        status: "tentative",
        instance: { time: "2027-07-15T10:00:00+01:00" },
      },
    ]);
    expect(statuses(next, later)).toEqual([
      "jane@example.test declined",
      "omar@example.test pending",
      "guest@example.test tentative",
    ]);
    expect(statuses(next, at)).toEqual(["jane@example.test accepted", "omar@example.test pending"]);
    expect(parseInvite(JSON.parse(JSON.stringify(next)))).toEqual(next);
  });

  it("owe an answer to the new time where the new series has one", () => {
    const { next, messages } = splitInvite(answered, at, { event: { start: "2027-07-01T15:00" } }, { now });
    expect(messages.at(-1)).toMatchObject({ to: guest, instance: { time: "2027-07-15T15:00:00+01:00" } });
    expect(messages.at(-1)).not.toHaveProperty("status");
    expect(statuses(next, "2027-07-15T15:00")).toEqual([
      "jane@example.test pending",
      "omar@example.test pending",
      "guest@example.test pending",
    ]);
  });

  it("have never heard of the new series where the occurrence was called off", () => {
    const off = cancelInvite(answered, { now, instance: later }).invite;
    const { next, messages } = splitInvite(off, at, {}, { now });
    expect(messages.filter(({ to, uid }) => to.email === guest.email && uid === next.uid)).toEqual([]);
    expect(currentMessages(next, { now }).map(({ to }) => to.email)).not.toContain(guest.email);
  });

  it("beat the answers that the new series has brought along", async () => {
    const { next, messages } = splitInvite(answered, at, {}, { now });
    const jane = messages.find(({ to, uid }) => uid === next.uid && to.email === "jane@example.test");
    const as = { email: "jane@example.test", status: "accepted", instance: later } as const;
    const { raw } = answerAs("google", jane?.ics ?? "", as, { now: new Date("2027-05-02T09:00:00Z") });
    const heard = receive(next, await openEmail(raw), { authentication: "pass" }).invite;
    expect(statuses(heard, later)[0]).toBe("jane@example.test accepted");
  });

  it("owe an answer to an occurrence that was moved alone since they answered the series", () => {
    const moved = updateInvite(
      recordAnswer(created.invite, { email: "jane@example.test", status: "accepted" }, { now }).invite,
      { event: { start: "2027-07-15T12:00" } },
      { now, instance: later },
    ).invite;
    expect(statuses(moved, later)[0]).toBe("jane@example.test pending");
    expect(statuses(splitInvite(moved, at, {}, { now }).next, later)[0]).toBe("jane@example.test pending");
  });

  it("count for all that follow where they were given so", async () => {
    const reply = answer(
      created.messages[0]?.ics ?? "",
      { email: "omar@example.test", status: "declined", instance: later },
      { now },
    );
    const ranged = reply.ics.replace("RECURRENCE-ID;", "RECURRENCE-ID;RANGE=THISANDFUTURE;");
    const { next } = splitInvite(receive(created.invite, ranged).invite, at, {}, { now });
    expect(statuses(next, at)[1]).toBe("omar@example.test pending");
    expect(statuses(next, later)[1]).toBe("omar@example.test declined");
  });
});

it("takes other people along, and an id of the caller's", () => {
  const changes = { addRecipients: [{ email: "li@example.test" }], removeRecipients: ["omar@example.test"] };
  const { ended, next } = splitInvite(created.invite, at, changes, { now, id: "board-2" });
  expect(next.id).toBe("board-2");
  expect(statusOf(next).recipients.map(({ email }) => email)).toEqual([
    "jane@example.test",
    "li@example.test",
  ]);
  expect(statusOf(ended).recipients).toHaveLength(2);
});

it("splits a series of whole days, and an endless one", () => {
  const whole = {
    ...input,
    event: { summary: "Shift", start: "2027-06-10", end: "2027-06-11", recurrence: { rule: "FREQ=WEEKLY" } },
  };
  const { ended, next } = splitInvite(createInvite(whole, { now }).invite, "2027-06-24", {}, { now });
  expect(days(ended)).toEqual(["06-10", "06-17"]);
  expect(statusOf(next).event).toMatchObject({
    start: { time: "2027-06-24" },
    recurrence: { rule: "FREQ=WEEKLY" },
  });
});

describe("what cannot be split", () => {
  const refused = (invite: Invite, when: unknown, changes: unknown = {}) => {
    const error = errorOf(() => Reflect.apply(splitInvite, undefined, [invite, when, changes]));
    return error === undefined ? [] : [error.code, ...error.problems.map(({ path }) => path)];
  };

  it("is refused by name", () => {
    const { recurrence: _, ...event } = input.event;
    expect(refused(created.invite, input.event.start)).toEqual(["invalid-argument", "at"]);
    expect(refused(createInvite({ ...input, event }, { now }).invite, at)).toEqual([
      "invalid-argument",
      "invite",
    ]);
    expect(refused(created.invite, "2027-07-02T10:00")[0]).toBe("unknown-instance");
    expect(refused(created.invite, "soon")[0]).toBe("invalid-time");
    expect(refused(created.invite, at, 7)).toEqual(["invalid-argument", "changes"]);
    expect(refused(created.invite, at, { event: { start: "soon" } })[0]).toBe("invalid-event");
  });

  it("is refused where nothing that takes place would be left of the old series", () => {
    const first = ["2027-06-10T10:00"];
    const event = { ...input.event, recurrence: { rule: "FREQ=WEEKLY;COUNT=6", exclude: first } };
    const left = createInvite({ ...input, event }, { now }).invite;
    expect(refused(left, "2027-06-17T10:00")).toEqual(["invalid-argument", "at"]);
    const off = cancelInvite(created.invite, { now, instance: "2027-06-10T10:00" }).invite;
    expect(refused(off, "2027-06-24T10:00")).toEqual(["invalid-argument", "at"]);
    expect(refused(off, "2027-07-01T10:00")).toEqual([]);
  });

  it("is refused for a date that was added to the rule, which would shift all that follow, but for one with a rule of its own", () => {
    const recurrence = { rule: "FREQ=WEEKLY;COUNT=6", include: ["2027-06-21T10:00"] };
    const added = createInvite({ ...input, event: { ...input.event, recurrence } }, { now }).invite;
    expect(refused(added, "2027-06-21T10:00")).toEqual(["invalid-argument", "at"]);
    const own = { event: { recurrence: { rule: "FREQ=DAILY;COUNT=3" } } };
    expect(refused(added, "2027-06-21T10:00", own)).toEqual([]);
    const dates = {
      ...input.event,
      recurrence: { rule: "FREQ=DAILY;COUNT=1", include: ["2027-06-21T10:00"] },
    };
    expect(refused(createInvite({ ...input, event: dates }, { now }).invite, "2027-06-21T10:00")).toEqual([
      "invalid-argument",
      "at",
    ]);
  });

  it("is refused for a cancelled series, and for an id whose UID is that of the old series", () => {
    const off = cancelInvite(created.invite, { now }).invite;
    expect(refused(off, at)).toEqual(["invalid-argument", "invite"]);
    const same = errorOf(() => splitInvite(created.invite, at, {}, { now, id: "board" }));
    expect(same?.problems).toMatchObject([{ path: "options.id", code: "duplicate" }]);
  });
});
