import { describe, expect, it } from "vitest";
import { type Attendance, attendanceOf, receiveInvitation } from "../../../src/attendee/index.ts";
import { answerAs } from "../../../src/clients/index.ts";
import {
  cancelInvite,
  checkMessage,
  createInvite,
  currentMessages,
  type Invite,
  type InviteInput,
  letterOf,
  mergeInvites,
  type OutgoingMessage,
  openEmail,
  parseInvite,
  parseMessage,
  readInvitation,
  receive,
  splitInvite,
  statusOf,
  updateInvite,
} from "../../../src/index.ts";

const now = new Date("2027-05-01T09:00:00Z");
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const input: InviteInput = {
  id: "board",
  organizer: { email: "planner@example.com" },
  recipients: [{ email: "jane@example.test" }, { email: "omar@example.test" }],
  event: {
    summary: "Board",
    start: "2027-06-10T10:00",
    end: "2027-06-10T11:00",
    tzid: "Europe/London",
    recurrence: { rule: "FREQ=WEEKLY;COUNT=4" },
  },
};
const instance = "2027-06-24T10:00";
const li = { email: "li@example.test", name: "Li" };
const series = createInvite(input, { now }).invite;
const told = (messages: readonly OutgoingMessage[]) =>
  messages.map(({ method, to }) => `${method} ${to.email}`);
const names = (invite: Invite, at?: string) =>
  statusOf(invite, at === undefined ? undefined : { instance: at }).recipients.map(({ email }) => email);
const withLi = updateInvite(series, { addRecipients: [li] }, { instance, now: later(1) });
const theirs = (messages: readonly OutgoingMessage[]) =>
  messages.filter(({ to }) => to.email === li.email).map(({ ics }) => ics);

async function answered(invite: Invite): Promise<Invite> {
  const [request] = theirs(withLi.messages);
  const { raw } = answerAs(
    "google",
    request ?? "",
    { email: li.email, status: "accepted" },
    { now: later(2) },
  );
  return receive(invite, await openEmail(raw), { authentication: "pass", now: later(3) }).invite;
}

describe("a guest of a single occurrence", () => {
  it("gets a REQUEST for that occurrence and for nothing else (RFC 5546 section 3.2.2)", () => {
    expect(told(withLi.messages)).toEqual([
      "REQUEST jane@example.test",
      "REQUEST omar@example.test",
      "REQUEST li@example.test",
    ]);
    const [text = ""] = theirs(withLi.messages);
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(text).toContain("RECURRENCE-ID;TZID=Europe/London:20270624T100000");
    expect(text).not.toContain("RRULE:FREQ=WEEKLY");
    expect(checkMessage(text)).toEqual([]);
    const read = readInvitation(parseMessage(text));
    expect(read?.event.start.time).toBe("2027-06-24T10:00:00+01:00");
    expect(read?.guests.map(({ email }) => email)).toContain(li.email);
  });

  it("is among the people of that occurrence, and not of the series", () => {
    expect(names(withLi.invite)).toEqual(["jane@example.test", "omar@example.test"]);
    expect(names(withLi.invite, instance)).toEqual(["jane@example.test", "omar@example.test", li.email]);
    expect(names(withLi.invite, "2027-07-01T10:00")).toEqual(["jane@example.test", "omar@example.test"]);
  });

  it("is told to the others as one who came, without a new SEQUENCE", () => {
    expect(withLi.messages.map(({ changes }) => changes)).toEqual([
      [{ field: "guests", added: [li], removed: [] }],
      [{ field: "guests", added: [li], removed: [] }],
      undefined,
    ]);
    expect(withLi.invite.sequence).toBe(series.sequence);
  });

  it("is hidden from the others where the list is", () => {
    const hidden = createInvite({ ...input, guestList: "hidden" }, { now }).invite;
    const { messages } = updateInvite(hidden, { addRecipients: [li] }, { instance, now: later(1) });
    expect(told(messages)).toEqual(["REQUEST li@example.test"]);
    expect(messages[0]?.ics).not.toContain("jane@example.test");
  });

  it("answers for that occurrence", async () => {
    const invite = await answered(withLi.invite);
    const status = (at?: string) =>
      statusOf(invite, at === undefined ? undefined : { instance: at }).recipients.map((one) => one.status);
    expect(status(instance)).toEqual(["pending", "pending", "accepted"]);
    expect(status()).toEqual(["pending", "pending"]);
  });

  it("who answered before being invited counts from the invitation on", async () => {
    const early = await answered(series);
    expect(statusOf(early, { instance }).replies.map(({ email }) => email)).toContain(li.email);
    expect(names(early, instance)).not.toContain(li.email);
    const { invite } = updateInvite(early, { addRecipients: [li] }, { instance, now: later(4) });
    expect(statusOf(invite, { instance }).recipients.map((one) => one.status)).toContain("accepted");
  });

  it("hears of a change of that occurrence, and of no change of another", () => {
    const change = { event: { location: { description: "Room 4" } } };
    const here = updateInvite(withLi.invite, change, { instance, now: later(5) });
    expect(told(here.messages)).toContain("REQUEST li@example.test");
    const elsewhere = updateInvite(withLi.invite, change, { instance: "2027-07-01T10:00", now: later(5) });
    expect(told(elsewhere.messages)).not.toContain("REQUEST li@example.test");
  });

  it("who comes with a change gets one invitation, of the event as it is now", () => {
    const changes = { addRecipients: [li], event: { location: { description: "Room 4" } } };
    const { messages } = updateInvite(series, changes, { instance, now: later(1) });
    const [text = "", ...more] = theirs(messages);
    expect(more).toEqual([]);
    expect(text).toContain("LOCATION:Room 4");
    expect(messages.find(({ to }) => to.email === li.email)?.changes).toBeUndefined();
  });

  it("who comes and who goes is told to the others beside a change of that occurrence", () => {
    const changes = {
      addRecipients: [li],
      removeRecipients: ["omar@example.test"],
      event: { start: "2027-06-24T15:00" },
    };
    const { messages } = updateInvite(series, changes, { instance, now: later(1) });
    const jane = messages.find(({ to }) => to.email === "jane@example.test");
    expect(jane?.changes?.map(({ field }) => field)).toEqual(["time", "guests"]);
    expect(jane?.changes?.[1]).toEqual({
      field: "guests",
      added: [li],
      removed: [{ email: "omar@example.test" }],
    });
    const hidden = createInvite({ ...input, guestList: "hidden" }, { now }).invite;
    const quiet = updateInvite(hidden, changes, { instance, now: later(1) }).messages;
    expect(quiet.map(({ changes: said }) => said?.map(({ field }) => field))).toEqual([
      ["time"],
      undefined,
      undefined,
    ]);
  });

  it("is told by mail to nobody but who comes or goes, where the others are to be left alone", () => {
    const changes = { addRecipients: [li], removeRecipients: ["omar@example.test"] };
    const { invite, messages } = updateInvite(series, changes, {
      instance,
      tell: "concerned",
      now: later(1),
    });
    expect(told(messages)).toEqual(["REQUEST li@example.test", "CANCEL omar@example.test"]);
    expect(names(invite, instance)).toEqual(["jane@example.test", "li@example.test"]);
  });

  it("brings an occurrence back that was called off: nobody is invited to what does not take place", () => {
    const off = cancelInvite(series, { instance, now: later(1) });
    const { invite, messages } = updateInvite(
      off.invite,
      { addRecipients: [li] },
      { instance, now: later(2) },
    );
    expect(told(messages)).toEqual([
      "REQUEST jane@example.test",
      "REQUEST omar@example.test",
      "REQUEST li@example.test",
    ]);
    expect(invite.sequence).toBe(2);
    expect(statusOf(invite, { instance }).state).toBe("active");
    expect(names(invite, instance)).toEqual(["jane@example.test", "omar@example.test", "li@example.test"]);
    const nobody = updateInvite(off.invite, { recipients: [] }, { instance, now: later(2) });
    expect(nobody).toEqual({ invite: off.invite, messages: [] });
  });

  it("of a series that was called off hears when the series comes back, by a change of any occurrence", () => {
    const off = cancelInvite(withLi.invite, { now: later(2) });
    const back = updateInvite(
      off.invite,
      { event: { summary: "Else" } },
      { instance: "2027-06-10T10:00", now: later(3) },
    );
    expect(told(back.messages)).toEqual([
      "REQUEST jane@example.test",
      "REQUEST omar@example.test",
      "REQUEST li@example.test",
    ]);
    expect(readInvitation(parseMessage(theirs(back.messages)[0] ?? ""))?.instance?.time).toBe(
      "2027-06-24T10:00:00+01:00",
    );
    const bob = { email: "bob@example.test" };
    const guests = updateInvite(off.invite, { addRecipients: [bob] }, { instance, now: later(3) });
    expect(statusOf(guests.invite).state).toBe("active");
    expect(told(guests.messages)).toEqual([
      "REQUEST jane@example.test",
      "REQUEST omar@example.test",
      "REQUEST li@example.test",
      "REQUEST bob@example.test",
    ]);
  });

  it("hears when the series moves, and where their occurrence went", () => {
    const event = { start: "2027-06-10T15:00", end: "2027-06-10T16:00" };
    const { invite, messages } = updateInvite(withLi.invite, { event }, { now: later(5) });
    const [text = ""] = theirs(messages);
    expect(text).toContain("DTSTART;TZID=Europe/London:20270624T150000");
    expect(checkMessage(text)).toEqual([]);
    expect(names(invite, "2027-06-24T15:00")).toContain(li.email);
    // Under its new original start it is another occurrence: the former one would stand in Li's calendar beside it.
    expect(told(messages).filter((one) => one.endsWith(li.email))).toEqual([
      "REQUEST li@example.test",
      "CANCEL li@example.test",
    ]);
    const side = theirs(messages).reduce<Attendance | undefined>(
      (attendance, ics) => receiveInvitation(attendance, ics, { me: li.email }).attendance,
      receiveInvitation(undefined, theirs(withLi.messages)[0] ?? "", { me: li.email }).attendance,
    );
    if (side === undefined) throw new Error("Li knows of nothing");
    const isOff = (time: string) =>
      attendanceOf(side, { instance: { time, tzid: "Europe/London" } }).cancelled;
    expect([isOff("2027-06-24T10:00:00"), isOff("2027-06-24T15:00:00")]).toEqual([true, false]);
  });

  it("gets a CANCEL when they lose it, when it is called off, and when all is", () => {
    const gone = cancelInvite(withLi.invite, { instance, recipients: [li.email], now: later(6) });
    expect(told(gone.messages)).toContain("CANCEL li@example.test");
    expect(names(gone.invite, instance)).not.toContain(li.email);
    const off = cancelInvite(withLi.invite, { instance, now: later(6) });
    expect(told(off.messages)).toEqual([
      "CANCEL jane@example.test",
      "CANCEL omar@example.test",
      "CANCEL li@example.test",
    ]);
    const all = cancelInvite(withLi.invite, { now: later(6) });
    expect(told(all.messages)).toContain("CANCEL li@example.test");
    for (const text of [gone, off, all].flatMap(({ messages }) => theirs(messages))) {
      expect(text).toContain("RECURRENCE-ID;TZID=Europe/London:20270624T100000");
      expect(checkMessage(text)).toEqual([]);
    }
  });

  it("is taken out by leaving them off the list of that occurrence", () => {
    const { messages } = updateInvite(
      withLi.invite,
      { recipients: [...(input.recipients ?? [])] },
      { instance, now: later(6) },
    );
    expect(told(messages)).toContain("CANCEL li@example.test");
  });

  it("who joins the series later is listed once", () => {
    const { invite, messages } = updateInvite(withLi.invite, { addRecipients: [li] }, { now: later(7) });
    expect(names(invite)).toEqual(["jane@example.test", "omar@example.test", li.email]);
    expect(names(invite, instance)).toEqual(["jane@example.test", "omar@example.test", li.email]);
    expect(told(messages).filter((one) => one === "REQUEST li@example.test")).toHaveLength(1);
  });

  it("keeps the answer to that occurrence when they join the series, which they have not answered", async () => {
    const heard = await answered(withLi.invite);
    const { invite, messages } = updateInvite(heard, { addRecipients: [li] }, { now: later(7) });
    const statusAt = (options?: { instance: string }) =>
      statusOf(invite, options).recipients.find(({ email }) => email === li.email)?.status;
    expect([statusAt(), statusAt({ instance })]).toEqual(["pending", "accepted"]);
    const read = readInvitation(parseMessage(theirs(messages)[0] ?? ""));
    expect(read?.occurrences[0]?.guests.find(({ email }) => email === li.email)?.status).toBe("accepted");
  });

  it("is not asked anew where the series gets another rule and their date stays as it is", async () => {
    const heard = await answered(withLi.invite);
    const daily = { recurrence: { rule: "FREQ=DAILY;COUNT=20" } };
    const { invite, messages } = updateInvite(heard, { event: daily }, { now: later(7) });
    const statusOfAll = statusOf(invite, { instance }).recipients.map(({ status }) => status);
    expect(statusOfAll).toEqual(["pending", "pending", "accepted"]);
    const mail = messages.find(({ to }) => to.email === li.email);
    expect(mail?.status).toBe("accepted");
  });

  it("hears nothing of a former date where the series goes to another zone and their date stays", () => {
    const { messages } = updateInvite(
      withLi.invite,
      { event: { tzid: "America/New_York" } },
      { now: later(5) },
    );
    expect(told(messages).filter((one) => one.endsWith(li.email))).toEqual(["REQUEST li@example.test"]);
    const days = { ...input.event, start: "2027-06-10", end: "2027-06-11", tzid: "Europe/London" };
    const whole = createInvite({ ...input, event: days }, { now }).invite;
    const apart = updateInvite(
      whole,
      { addRecipients: [li] },
      { instance: "2027-06-24", now: later(1) },
    ).invite;
    const moved = updateInvite(apart, { event: { tzid: "Asia/Tokyo", summary: "Else" } }, { now: later(2) });
    expect(told(moved.messages).filter((one) => one.endsWith(li.email))).toEqual(["REQUEST li@example.test"]);
  });

  it("who joined the series and is taken off it comes to nothing any more", () => {
    const joined = updateInvite(withLi.invite, { addRecipients: [li] }, { now: later(7) }).invite;
    const gone = updateInvite(joined, { removeRecipients: [li.email] }, { now: later(8) });
    expect(told(gone.messages).filter((one) => one.endsWith(li.email))).toEqual(["CANCEL li@example.test"]);
    expect(names(gone.invite, instance)).toEqual(["jane@example.test", "omar@example.test"]);
  });

  it("gets the same message again, and a letter", () => {
    const again = currentMessages(withLi.invite, { now: later(8) });
    const [text = ""] = theirs(again);
    expect(text).toContain("RECURRENCE-ID;TZID=Europe/London:20270624T100000");
    const [message] = withLi.messages.slice(-1);
    if (message === undefined) throw new Error("no message");
    expect(JSON.stringify(letterOf(message).rows)).toContain("24 June 2027");
  });

  it("survives storage, merging, and a split before their occurrence", () => {
    const { invite } = withLi;
    expect(parseInvite(JSON.parse(JSON.stringify(invite)))).toEqual(invite);
    expect(names(mergeInvites(series, invite), instance)).toContain(li.email);
    expect(mergeInvites(series, invite)).toEqual(mergeInvites(invite, series));
    const { next } = splitInvite(invite, "2027-06-17T10:00", {}, { now: later(9) });
    expect(names(next, instance)).toContain(li.email);
    expect(names(next)).not.toContain(li.email);
  });

  it("a plan that invites somebody nobody knows is refused", () => {
    const { invite } = withLi;
    const damaged = { ...invite, invited: invite.invited.filter(({ address }) => address !== li.email) };
    expect(() => parseInvite(damaged)).toThrow(/must list every recipient/);
  });
});

describe("somebody of the series who is left out of one occurrence and invited back to it", () => {
  const jane = "jane@example.test";
  const at = (invite: Invite, of = instance) =>
    statusOf(invite, { instance: of }).recipients.find(({ email }) => email === jane)?.status;
  const answer = async (
    invite: Invite,
    ics: string | undefined,
    status: "accepted" | "declined",
    minutes: number,
  ) => {
    const { raw } = answerAs("google", ics ?? "", { email: jane, status }, { now: later(minutes) });
    return receive(invite, await openEmail(raw), { authentication: "pass", now: later(minutes) });
  };
  const play = async () => {
    const [request] = createInvite(input, { now }).messages;
    const accepted = (await answer(series, request?.ics, "accepted", 1)).invite;
    const out = updateInvite(accepted, { removeRecipients: [jane] }, { instance, now: later(2) });
    const back = updateInvite(out.invite, { addRecipients: [{ email: jane }] }, { instance, now: later(3) });
    return { accepted, out, back, request };
  };

  it("is pending there again, and stays accepted for the other dates", async () => {
    const { accepted, back } = await play();
    expect([at(accepted), at(back.invite), at(back.invite, "2027-06-17T10:00")]).toEqual([
      "accepted",
      "pending",
      "accepted",
    ]);
    expect(statusOf(back.invite).recipients).toMatchObject([{ email: jane, status: "accepted" }, {}]);
  });

  it("is asked: the message says NEEDS-ACTION, and the letter how to answer", async () => {
    const { back } = await play();
    const message = back.messages.find(({ to }) => to.email === jane);
    const text = message?.ics.replaceAll("\r\n ", "") ?? "";
    expect(text).toContain(`PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${jane}`);
    expect(message === undefined ? undefined : letterOf(message).footer).toContain("Answer with the buttons");
  });

  it("counts by what they answer from then on, and not by an answer to what was withdrawn", async () => {
    const { back, request } = await play();
    const message = back.messages.find(({ to }) => to.email === jane);
    const late = await answer(back.invite, request?.ics, "declined", 4);
    expect(at(late.invite)).toBe("pending");
    const answered = await answer(back.invite, message?.ics, "declined", 5);
    expect([answered.outcome.kind, at(answered.invite)]).toEqual(["applied", "declined"]);
    expect(at(answered.invite, "2027-06-17T10:00")).toBe("accepted");
  });

  it("is pending in storage, after a change of the place there, and in the series after a split", async () => {
    const { back } = await play();
    expect(parseInvite(JSON.parse(JSON.stringify(back.invite)))).toEqual(back.invite);
    const place = { event: { location: { description: "Room 2" } } };
    expect(at(updateInvite(back.invite, place, { instance, now: later(4) }).invite)).toBe("pending");
    const { next } = splitInvite(back.invite, "2027-06-17T10:00", {}, { now: later(4) });
    expect([at(next), at(next, "2027-07-01T10:00")]).toEqual(["pending", "accepted"]);
  });
});
