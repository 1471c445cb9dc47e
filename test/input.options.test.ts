import { expect, it } from "vitest";
import {
  adoptAttendance,
  answerInvitation,
  askAgain,
  attendanceOf,
  receiveInvitation,
} from "../src/attendee/index.ts";
import { answerAs, answerIn, createPerson, deliverTo } from "../src/clients/index.ts";
import { readSmartInviteRequest, smartInviteCallback, smartInviteResponse } from "../src/cronofy/index.ts";
import {
  acceptProposal,
  adoptInvite,
  answer,
  buildCancel,
  buildPublish,
  buildRequest,
  cancelInvite,
  checkMessage,
  composeEmail,
  createInvite,
  currentMessages,
  declineProposal,
  forgetAnswer,
  formatTimeZone,
  letterOf,
  openEmail,
  openParts,
  parseMessage,
  receive,
  receiveAll,
  recordAnswer,
  resolveTimeZone,
  splitInvite,
  statusOf,
  updateInvite,
} from "../src/index.ts";
import { answerPage } from "../src/links/index.ts";
import { boardMeeting } from "./support/fixtures/invite-input.ts";
import { errorLater } from "./support/refusal.ts";

const now = new Date("2026-05-01T08:00:00Z");
const weekly = { ...boardMeeting, event: { ...boardMeeting.event, recurrence: { rule: "FREQ=WEEKLY" } } };
const { invite, messages } = createInvite(weekly, { now });
const [request] = messages;
if (request === undefined) throw new Error("nobody was invited");
const { ics, uid, to } = request;
const { attendance } = receiveInvitation(undefined, ics, { me: to.email, now });
if (attendance === undefined) throw new Error("nobody is invited");
const person = (await deliverTo(createPerson("google", to), composeEmail(request).raw, { now })).person;
const link = { uid, email: to.email, status: "accepted", sequence: 0 } as const;
const { recipients: _, ...published } = boardMeeting;

/** What no option can be, for whichever it is written. */
const wrong = 7 as never;
const wrongOnes = (names: string) =>
  Object.fromEntries(names.split(" ").map((name) => [name, wrong])) as never;

/** Each verb with the options that it takes. */
const verbs: [verb: string, options: string, call: (options: never) => unknown][] = [
  ["createInvite", "now", (o) => createInvite(boardMeeting, o)],
  ["adoptInvite", "now", (o) => adoptInvite({ id: "1", ics }, o)],
  ["updateInvite", "now instance comment tell", (o) => updateInvite(invite, {}, o)],
  ["cancelInvite", "now instance recipients comment", (o) => cancelInvite(invite, o)],
  ["splitInvite", "now id comment", (o) => splitInvite(invite, "2027-01-01", {}, o)],
  ["acceptProposal", "now instance", (o) => acceptProposal(invite, to.email, o)],
  ["declineProposal", "now instance comment", (o) => declineProposal(invite, to.email, o)],
  ["forgetAnswer", "now instance", (o) => forgetAnswer(invite, to.email, o)],
  ["currentMessages", "now recipients", (o) => currentMessages(invite, o)],
  ["statusOf", "instance", (o) => statusOf(invite, o)],
  ["recordAnswer", "now", (o) => recordAnswer(invite, { email: to.email, status: "accepted" }, o)],
  ["receive", "now authentication unauthenticated senderMismatch author", (o) => receive(invite, ics, o)],
  [
    "receiveAll",
    "now authentication unauthenticated senderMismatch author",
    (o) => receiveAll(invite, [], o),
  ],
  ["buildRequest", "now recipient", (o) => buildRequest(boardMeeting, o)],
  ["buildCancel", "now recipient", (o) => buildCancel({ ...boardMeeting, sequence: 1 }, o)],
  ["buildPublish", "now", (o) => buildPublish(published, o)],
  ["parseMessage", "sender timeZone method limits", (o) => parseMessage(ics, o)],
  ["checkMessage", "part email earlier limits clients", (o) => checkMessage(ics, o)],
  ["answer", "now", (o) => answer(ics, { email: to.email, status: "accepted" }, o)],
  ["letterOf", "locale timeZone wording links", (o) => letterOf(request, o)],
  ["composeEmail", "from subject headers messageId date attachments copies", (o) => composeEmail(request, o)],
  ["openEmail", "limits", (o) => openEmail("From: jane@example.test\r\n\r\nyes", o)],
  ["openParts", "limits", (o) => openParts({ files: [] }, o)],
  ["resolveTimeZone", "vtimezone at hint", (o) => resolveTimeZone("Nowhere", o)],
  ["receiveInvitation", "me now authentication author", (o) => receiveInvitation(attendance, ics, o)],
  ["answerInvitation", "now", (o) => answerInvitation(attendance, { status: "accepted" }, o)],
  ["askAgain", "now", (o) => askAgain(attendance, o)],
  ["attendanceOf", "instance", (o) => attendanceOf(attendance, o)],
  ["adoptAttendance", "me", (o) => adoptAttendance(ics, o)],
  ["answerAs", "now locale", (o) => answerAs("google", ics, { email: to.email, status: "accepted" }, o)],
  ["answerIn", "now locale", (o) => answerIn(person, uid, { status: "accepted" }, o)],
  ["deliverTo", "now", (o) => deliverTo(person, ics, o)],
  ["answerPage", "locale comment action summary wording", (o) => answerPage(link, o)],
  [
    "smartInviteResponse",
    "method message recipient includeIcs replies now",
    (o) => smartInviteResponse(invite, o),
  ],
  ["smartInviteCallback", "recipient", (o) => smartInviteCallback(invite, undefined, o)],
  ["readSmartInviteRequest", "organizer perOrganizer", (o) => readSmartInviteRequest({}, o)],
];

it.each(verbs)(
  "%s names each of its options that is wrong, and one that it does not have, at once",
  async (_, options, call) => {
    const error = await errorLater(async () => call(wrongOnes(`${options} nosuch`)));
    const named = error?.problems.map(({ path }) => path.replace(/^options\.(\w+).*/, "$1")) ?? [];
    expect([...new Set(named)].sort()).toEqual([...options.split(" "), "nosuch"].sort());
    expect(error?.code).toBe("invalid-argument");
  },
);

it("formatTimeZone names a member of a span that it does not have beside times that are none", async () => {
  const error = await errorLater(async () => formatTimeZone("Europe/London", wrongOnes("from to nosuch")));
  expect(error?.problems.map(({ path }) => path)).toEqual(["span.nosuch", "span"]);
});

it("an occurrence or a guest that there is not has a code of its own where nothing else is wrong", async () => {
  const code = async (attempt: () => unknown) => (await errorLater(async () => attempt()))?.code;
  const instance = "2001-01-01T10:00";
  const recipients = ["nobody@example.test", "noone@example.test"];
  expect(await code(() => statusOf(invite, { instance }))).toBe("unknown-instance");
  expect(await code(() => statusOf(invite, { instance: "soon" }))).toBe("invalid-time");
  expect(await code(() => cancelInvite(invite, { recipients }))).toBe("unknown-recipient");
  expect(await code(() => cancelInvite(invite, { now: wrong, instance }))).toBe("invalid-argument");
});

it("recipients that are null are no list, and not everybody", async () => {
  const recipients = null as never;
  for (const verb of [cancelInvite, currentMessages] as const) {
    const error = await errorLater(async () => verb(invite, { recipients }));
    expect(error?.code).toBe("invalid-argument");
    expect(error?.problems).toEqual([
      {
        path: "options.recipients",
        code: "invalid-type",
        message: "must be a list of email addresses, got null",
      },
    ]);
  }
});

it("a name that names nothing beside a name that is none is an invalid argument", async () => {
  const error = await errorLater(async () =>
    cancelInvite(invite, { recipients: ["nobody@example.test", "x"] }),
  );
  expect(error?.code).toBe("invalid-argument");
  const both = { instance: "2001-01-01T10:00", recipients: ["nobody@example.test"] };
  expect((await errorLater(async () => cancelInvite(invite, both)))?.code).toBe("unknown-instance");
});

it("attendanceOf tells an occurrence that there is not by its code, and beside an unknown option as an invalid argument", async () => {
  const instance = "2001-01-01T10:00";
  const error = await errorLater(async () => attendanceOf(attendance, { instance }));
  expect(error?.code).toBe("unknown-instance");
  expect(error?.problems.map(({ path, code }) => `${path} ${code}`)).toEqual([
    "options.instance unknown-instance",
  ]);
  const beside = { instance, nosuch: 1 } as never;
  expect((await errorLater(async () => attendanceOf(attendance, beside)))?.code).toBe("invalid-argument");
});

it("cancelInvite names every address that is not invited", async () => {
  const recipients = ["nobody@example.test", to.email, "noone@example.test", "x"];
  const error = await errorLater(async () => cancelInvite(invite, { recipients }));
  expect(error?.problems.map(({ path, code }) => `${path} ${code}`)).toEqual([
    "options.recipients[0] unknown-recipient",
    "options.recipients[2] unknown-recipient",
    "options.recipients[3] invalid-address",
  ]);
});

it("recordAnswer names an occurrence that there is not beside a status that is none", async () => {
  const given = { email: to.email, status: wrong, instance: "2001-01-01T10:00" };
  const error = await errorLater(async () => recordAnswer(invite, given, { now }));
  expect(error?.problems.map(({ path }) => path)).toEqual(["answer.status", "answer.instance"]);
});

it("a time that is none is told by its code where it names an occurrence, and is an invalid argument where it is proposed", async () => {
  const code = async (more: object) =>
    (
      await errorLater(async () =>
        recordAnswer(invite, { email: to.email, status: "accepted", ...more }, { now }),
      )
    )?.code;
  expect(await code({ proposal: { start: "soon", end: "later" } })).toBe("invalid-argument");
  expect(await code({ instance: "soon" })).toBe("invalid-time");
  expect(await code({ instance: { time: "2026-05-07T10:30", timeZone: "Europe/London" } })).toBe(
    "invalid-argument",
  );
  expect(await code({ instance: "soon", proposal: { start: "soon", end: "later" } })).toBe(
    "invalid-argument",
  );
  const hint = "Nowhere/At-All";
  expect((await errorLater(async () => resolveTimeZone("x", { hint })))?.code).toBe("invalid-time-zone");
});

it("attendanceOf tells a damaged text as a damaged state, also where an occurrence is asked for", async () => {
  const ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n";
  const slots = attendance.slots.map((slot) => ({
    ...slot,
    invited: slot.invited && { ...slot.invited, ics },
  }));
  const damaged = { ...attendance, slots } as never;
  for (const options of [undefined, { instance: "2026-05-14T10:30" }])
    expect((await errorLater(async () => attendanceOf(damaged, options)))?.code).toBe("invalid-state");
  const newer = { ...attendance, version: 99 } as never;
  expect((await errorLater(async () => attendanceOf(newer, { instance: "soon" })))?.code).toBe("newer-state");
  expect((await errorLater(async () => attendanceOf(attendance, { instance: "soon" })))?.code).toBe(
    "invalid-time",
  );
});
