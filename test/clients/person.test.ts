import { describe, expect, it } from "vitest";
import {
  answerIn,
  type Client,
  calendarOf,
  clientCapabilities,
  createPerson,
  deliverTo,
  type Person,
} from "../../src/clients/index.ts";
import {
  cancelInvite,
  composeEmail,
  createInvite,
  type OutgoingMessage,
  openEmail,
  receive,
  statusOf,
  updateInvite,
} from "../../src/index.ts";

const jane = { email: "jane@example.test", name: "Jane" };
const at = (minute: number) => new Date(Date.UTC(2027, 4, 1, 9, minute));
const london = (time: string) => ({ time, tzid: "Europe/London" });
const first = createInvite(
  {
    id: "board",
    organizer: { email: "planner@example.com" },
    recipients: [{ email: jane.email }],
    event: { summary: "Board", start: london("2027-06-03T10:00:00"), end: london("2027-06-03T11:00:00") },
  },
  { now: at(0) },
);
const mail = (messages: readonly OutgoingMessage[]) => {
  const [message] = messages;
  if (message === undefined) throw new Error("nothing is sent");
  return composeEmail(message).raw;
};
const clients = Object.keys(clientCapabilities) as Client[];

async function through(person: Person, ...mails: string[]): Promise<Person> {
  let now = person;
  for (const raw of mails) now = (await deliverTo(now, raw)).person;
  return now;
}

describe.each(clients)("a person with the calendar of %s", (client) => {
  it("takes an invitation, answers it in a mail that the organizer reads, and remembers", async () => {
    const invited = await through(createPerson(client, jane), mail(first.messages));
    const { person, mails } = answerIn(invited, first.invite.uid, { status: "accepted" }, { now: at(1) });
    const heard = receive(first.invite, await openEmail(mails[0]?.raw ?? ""), { now: at(2) });
    expect(statusOf(heard.invite).recipients[0]?.status).toBe("accepted");
    expect(calendarOf(person)).toMatchObject([{ status: "accepted", event: { summary: "Board" } }]);
    expect(JSON.parse(JSON.stringify(person))).toEqual(person);
  });

  it("loses the answer when the event moves, and answers the new time", async () => {
    const invited = await through(createPerson(client, jane), mail(first.messages));
    const { person } = answerIn(invited, first.invite.uid, { status: "accepted" }, { now: at(1) });
    const start = london("2027-06-03T15:00:00");
    const moved = updateInvite(first.invite, { event: { start } }, { now: at(2) });
    const told = await through(person, mail(moved.messages));
    expect(calendarOf(told)).toMatchObject([{ status: "pending", needsAnswer: true }]);
    const again = answerIn(told, first.invite.uid, { status: "declined" }, { now: at(3) });
    const heard = receive(moved.invite, await openEmail(again.mails[0]?.raw ?? ""), { now: at(4) });
    expect(statusOf(heard.invite).recipients[0]?.status).toBe("declined");
  });

  it.each([
    ["beyond ASCII", "<tée@example.com>"],
    ["that is longer than a line", `<${"a".repeat(2_000)}@example.com>`],
    ["with a header behind it", "<a@b>\r\nBcc: eve@example.com"],
  ])("refers to no Message-ID %s, which no header can name", async (_, messageId) => {
    const invited = await through(createPerson(client, jane), mail(first.messages));
    const { uid } = first.invite;
    const stored = { ...invited, messageIds: { [uid]: messageId } };
    const [answer] = answerIn(stored, uid, { status: "accepted" }, { now: at(1) }).mails;
    expect(answer?.raw).not.toMatch(/^(?:In-Reply-To|References|Bcc):/im);
    expect((await openEmail(answer?.raw ?? "")).messages).toHaveLength(1);
  });

  it("refuses to answer what was never sent, and what is cancelled", async () => {
    const empty = createPerson(client, jane);
    expect(() => answerIn(empty, first.invite.uid, { status: "accepted" })).toThrow(/cannot-answer/);
    const off = cancelInvite(first.invite, { now: at(2) });
    const gone = await through(empty, mail(first.messages), mail(off.messages));
    expect(() => answerIn(gone, first.invite.uid, { status: "accepted" })).toThrow(/cannot-answer/);
    expect(calendarOf(gone).every(({ cancelled }) => cancelled)).toBe(true);
  });
});

it("shows an unanswered invitation in Google's calendar, and none in Thunderbird's before a click", async () => {
  const shown = async (client: Client) =>
    calendarOf(await through(createPerson(client, jane), mail(first.messages))).length;
  expect([await shown("google"), await shown("thunderbird")]).toEqual([1, 0]);
});

it("waits for the owner with the invitation of somebody whom Google, Exchange and Fastmail do not know", async () => {
  const shown = async (client: Client, contacts: string[], email = jane.email) => {
    const person = createPerson(client, { ...jane, email, contacts });
    return calendarOf(await through(person, mail(first.messages))).length;
  };
  for (const client of ["google", "exchange", "fastmail"] as const) {
    expect(await shown(client, ["bob@example.test"])).toBe(0);
    expect(await shown(client, ["Planner@Example.com"])).toBe(1);
  }
  expect(await shown("outlook", [])).toBe(1);
});

it("shows the one occurrence to which somebody is invited who was taken off the series", async () => {
  const { invite, messages } = createInvite(
    {
      id: "weekly",
      organizer: { email: "planner@example.com" },
      recipients: [jane, { email: "bob@example.test" }],
      event: {
        summary: "Weekly",
        start: london("2027-06-03T10:00:00"),
        end: london("2027-06-03T11:00:00"),
        recurrence: { rule: "FREQ=WEEKLY;COUNT=4" },
      },
    },
    { now: at(0) },
  );
  const without = updateInvite(invite, { removeRecipients: [jane.email] }, { now: at(1) });
  const instance = london("2027-06-10T10:00:00");
  const back = updateInvite(without.invite, { addRecipients: [jane] }, { now: at(2), instance });
  const toJane = [...messages, ...without.messages, ...back.messages].filter(
    ({ to }) => to.email === jane.email,
  );
  const invited = await through(createPerson("google", jane), ...toJane.map((one) => mail([one])));
  const shown = (person: Person) =>
    calendarOf(person).map(({ event, status }) => [event?.start.time, status]);
  expect(shown(invited)).toEqual([["2027-06-10T10:00:00+01:00", "pending"]]);
  const { person } = answerIn(invited, invite.uid, { status: "accepted", instance }, { now: at(3) });
  expect(shown(person)).toEqual([["2027-06-10T10:00:00+01:00", "accepted"]]);
});

it("knows from then on whom the person has answered", async () => {
  const person = createPerson("google", { ...jane, contacts: [] });
  const second = createInvite(
    {
      id: "second",
      organizer: { email: "planner@example.com" },
      recipients: [{ email: jane.email }],
      event: { summary: "Two", start: london("2027-06-04T10:00:00"), end: london("2027-06-04T11:00:00") },
    },
    { now: at(0) },
  );
  const invited = await through(person, mail(first.messages), mail(second.messages));
  expect(calendarOf(invited)).toEqual([]);
  const answered = answerIn(invited, first.invite.uid, { status: "declined" }, { now: at(1) });
  expect(calendarOf(answered.person).map(({ event }) => event?.summary)).toEqual(["Board", "Two"]);
});

/** A mail with a part of calendar text for each. */
const mailOf = (...texts: readonly string[]) =>
  [
    "From: planner@example.com",
    `To: ${jane.email}`,
    "Date: Sat, 1 May 2027 09:00:00 +0000",
    "MIME-Version: 1.0",
    "Content-Type: multipart/mixed; boundary=b",
    "",
    ...texts.flatMap((text) => [
      "--b",
      "Content-Type: text/calendar; charset=utf-8; method=REQUEST",
      "",
      text,
    ]),
    "--b--",
    "",
  ].join("\r\n");

it("of a mail about a task and two events takes both events, each once", async () => {
  const [one] = first.messages.map(({ ics }) => ics);
  const task = `${one}`.replaceAll("VEVENT", "VTODO").replace(/^UID:.*$/m, "UID:task@example.com\r");
  const other = `${one}`.replace(/^UID:.*$/m, "UID:other@example.com\r");
  const raw = mailOf(task, `${one}`, other);
  const delivered = await deliverTo(createPerson("outlook", jane), raw);
  expect(delivered.outcome).toEqual({ kind: "new" });
  const uids = (person: Person) => calendarOf(person).map(({ uid }) => uid);
  expect(uids(delivered.person)).toEqual([first.invite.uid, "other@example.com"]);
  const again = await deliverTo(delivered.person, raw);
  expect(uids(again.person)).toEqual(uids(delivered.person));
});

it("loses no event of a calendar that mixes two", async () => {
  const [one] = first.messages.map(({ ics }) => `${ics}`);
  const event = /BEGIN:VEVENT.*END:VEVENT\r\n/s.exec(`${one}`)?.[0] ?? "";
  const other = event.replace(/^UID:.*$/m, "UID:other@example.com\r");
  const both = mailOf(`${one}`.replace(event, `${event}${other}`));
  const { person } = await deliverTo(createPerson("outlook", jane), both);
  expect(calendarOf(person).map(({ uid }) => uid)).toEqual([first.invite.uid, "other@example.com"]);
});

it("refuses what is no person", async () => {
  const damaged = { ...createPerson("google", jane), attendances: [null] };
  const holed = { ...damaged, attendances: new Array(1) };
  for (const value of [
    undefined,
    null,
    {},
    { ...damaged, client: "pine", attendances: [] },
    damaged,
    holed,
  ]) {
    expect(() => Reflect.apply(calendarOf, undefined, [value])).toThrow(/invalid-state/);
    expect(() => Reflect.apply(answerIn, undefined, [value, "x", { status: "accepted" }])).toThrow(
      /invalid-state/,
    );
    const delivering = Reflect.apply(deliverTo, undefined, [value, mail(first.messages)]);
    await expect(delivering).rejects.toThrow(/invalid-state/);
  }
});

it("refuses what is no mail", async () => {
  for (const value of [undefined, null, 7, {}, { messages: [{}] }, { messages: new Array(1) }]) {
    const delivering = Reflect.apply(deliverTo, undefined, [createPerson("google", jane), value]);
    await expect(delivering).rejects.toThrow(/invalid-argument: incoming: must be a raw mail/);
  }
});

it("holds a mail that is dated more than a day after the moment at which it comes in", async () => {
  const person = createPerson("google", jane);
  const early = await deliverTo(person, mail(first.messages), { now: new Date("2027-04-29T09:00:00Z") });
  expect(early).toEqual({ person, outcome: { kind: "held", reason: "dtstamp-in-the-future" }, mails: [] });
  expect((await deliverTo(person, mail(first.messages), { now: at(0) })).outcome).toEqual({ kind: "new" });
});

it("refuses an option that answerIn does not know", async () => {
  const person = await through(createPerson("google", jane), mail(first.messages));
  const answering = () =>
    Reflect.apply(answerIn, undefined, [person, first.invite.uid, { status: "accepted" }, { date: at(1) }]);
  expect(answering).toThrow(/invalid-argument: options\.date: /);
});
