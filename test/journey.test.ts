import { describe, expect, it } from "vitest";
import {
  acceptProposal,
  cancelInvite,
  composeEmail,
  createInvite,
  currentMessages,
  declineProposal,
  type Invite,
  type InviteInput,
  mergeInvites,
  type OutgoingMessage,
  openEmail,
  parseInvite,
  receive,
  receiveAll,
  statusOf,
  updateInvite,
} from "../src/index.ts";
import { boardMeeting } from "./support/fixtures/invite-input.ts";
import { answerEmail, answerText } from "./support/fixtures/replies.ts";
import { codeOf } from "./support/refusal.ts";

const at = (time: string) => ({ now: new Date(time) });
const monday = at("2026-05-01T08:00:00Z");

const three = {
  ...boardMeeting,
  recipients: [{ email: "Jane@example.test" }, { email: "omar@example.test" }, { email: "lee@example.test" }],
} satisfies InviteInput;

function linesOf(message: OutgoingMessage | undefined): string[] {
  return (message?.ics ?? "").replaceAll("\r\n ", "").split("\r\n");
}

function summaryOf(messages: readonly OutgoingMessage[]): string[] {
  return messages.map(({ method, to, sequence }) => `${method} ${to.email} ${sequence}`);
}

function statuses(invite: Invite): string[] {
  return statusOf(invite).recipients.map(({ email, status }) => `${email} ${status}`);
}

function accepts(
  invite: Invite,
  email: string,
  more: Partial<Parameters<typeof answerText>[0]> = {},
): Invite {
  return receive(invite, answerText({ uid: invite.uid, email, partstat: "ACCEPTED", ...more })).invite;
}

describe("making", () => {
  it("sends one REQUEST to each, the same text for all, the organizer not among the guests", () => {
    const { messages, invite } = createInvite(three, monday);
    expect(summaryOf(messages)).toEqual([
      "REQUEST Jane@example.test 0",
      "REQUEST omar@example.test 0",
      "REQUEST lee@example.test 0",
    ]);
    expect(new Set(messages.map(({ ics }) => ics)).size).toBe(1);
    expect(linesOf(messages[0]).filter((line) => line.startsWith("ATTENDEE"))).toHaveLength(3);
    expect(messages[0]?.ics).not.toMatch(/^ATTENDEE.*planner@example\.com/m);
    expect(statuses(invite)).toEqual([
      "Jane@example.test pending",
      "omar@example.test pending",
      "lee@example.test pending",
    ]);
    expect(statusOf(invite).state).toBe("active");
  });

  it("keeps each guest to themselves when the list is hidden", () => {
    const { messages } = createInvite({ ...three, guestList: "hidden" }, monday);
    for (const message of messages) {
      const guests = linesOf(message).filter((line) => line.startsWith("ATTENDEE"));
      expect(guests).toHaveLength(1);
      expect(guests[0]?.toLowerCase()).toContain(message.to.email.toLowerCase());
    }
  });

  it("knows what somebody has answered already", () => {
    const recipients = [{ email: "jane@example.test", status: "accepted" as const }];
    const { messages, invite } = createInvite({ ...boardMeeting, recipients }, monday);
    expect(statuses(invite)).toEqual(["jane@example.test accepted"]);
    expect(linesOf(messages[0]).some((line) => /^ATTENDEE.*PARTSTAT=ACCEPTED/.test(line))).toBe(true);
  });

  it("gives plain JSON that survives storing, and leaves its arguments alone", () => {
    const frozen = JSON.stringify(three);
    const { invite, messages } = createInvite(three, monday);
    expect(JSON.parse(JSON.stringify(invite))).toEqual(invite);
    expect(JSON.parse(JSON.stringify(messages))).toEqual(messages);
    expect(parseInvite(JSON.parse(JSON.stringify(invite)))).toEqual(invite);
    expect(JSON.stringify(three)).toBe(frozen);
  });
});

describe("changing", () => {
  const { invite } = createInvite(three, monday);
  const tuesday = at("2026-05-02T08:00:00Z");

  it("raises SEQUENCE for a new time, and everyone is asked anew", () => {
    const accepted = accepts(invite, "jane@example.test");
    const moved = updateInvite(accepted, { event: { start: "2026-05-08T10:30" } }, tuesday);
    expect(summaryOf(moved.messages)).toEqual([
      "REQUEST Jane@example.test 1",
      "REQUEST omar@example.test 1",
      "REQUEST lee@example.test 1",
    ]);
    expect(statuses(moved.invite)[0]).toBe("Jane@example.test pending");
    expect(linesOf(moved.messages[0])).toContain("DTSTART;TZID=Europe/London:20260508T103000");
    expect(linesOf(moved.messages[0])).toContain("DTEND;TZID=Europe/London:20260508T113000");
    expect(
      linesOf(moved.messages[0]).filter((line) => /^ATTENDEE.*PARTSTAT=NEEDS-ACTION/.test(line)),
    ).toHaveLength(3);
  });

  it("keeps SEQUENCE and answers for a new place", () => {
    const accepted = accepts(invite, "jane@example.test");
    const changed = updateInvite(accepted, { event: { location: { description: "Garden" } } }, tuesday);
    expect(summaryOf(changed.messages)).toEqual([
      "REQUEST Jane@example.test 0",
      "REQUEST omar@example.test 0",
      "REQUEST lee@example.test 0",
    ]);
    expect(linesOf(changed.messages[0])).toContain("DTSTAMP:20260502T080000Z");
    expect(statuses(changed.invite)[0]).toBe("Jane@example.test accepted");
    expect(changed.messages[0]?.changes).toEqual([{ field: "location", from: "Board room", to: "Garden" }]);
  });

  it("tells a comment in the email alone: Thunderbird's answer repeats every COMMENT of the REQUEST", () => {
    const { messages } = updateInvite(
      invite,
      { event: { start: "2026-05-08T10:30" } },
      { ...tuesday, comment: "The room was taken" },
    );
    const [first] = messages;
    if (first === undefined) throw new Error("no message");
    expect(first.comment).toBe("The room was taken");
    expect(composeEmail(first).parts.text).toContain("The room was taken");
    expect(linesOf(first).some((line) => line.startsWith("COMMENT"))).toBe(false);
  });

  it("clears a field by null", () => {
    const { messages } = updateInvite(invite, { event: { description: null } }, tuesday);
    expect(linesOf(messages[0]).some((line) => line.startsWith("DESCRIPTION"))).toBe(false);
  });

  it("says nothing when nothing changed", () => {
    const same = updateInvite(
      invite,
      { event: { summary: "Board meeting", end: "2026-05-07T10:30:00Z" } },
      tuesday,
    );
    expect(same.messages).toEqual([]);
    expect(same.invite).toEqual(invite);
  });

  it("invites whom it adds, takes leave of whom it drops, and tells the others of both", () => {
    const recipients = [
      { email: "jane@example.test" },
      { email: "omar@example.test" },
      { email: "mia@example.test" },
    ];
    const { messages, invite: next } = updateInvite(invite, { recipients }, tuesday);
    expect(summaryOf(messages).sort()).toEqual([
      "CANCEL lee@example.test 1",
      "REQUEST jane@example.test 1",
      "REQUEST mia@example.test 1",
      "REQUEST omar@example.test 1",
    ]);
    const farewell = linesOf(messages.find(({ method }) => method === "CANCEL"));
    expect(farewell.some((line) => line.startsWith("STATUS"))).toBe(false);
    expect(farewell.filter((line) => line.startsWith("ATTENDEE"))).toHaveLength(1);
    expect(statusOf(next).recipients.map(({ email }) => email)).toEqual(recipients.map(({ email }) => email));
  });

  it("cancels for one, for the last one wholly, and comes back to life", () => {
    const without = cancelInvite(invite, {
      ...tuesday,
      recipients: ["LEE@example.test", "omar@example.test"],
    });
    expect(summaryOf(without.messages.filter(({ method }) => method === "CANCEL"))).toEqual([
      "CANCEL omar@example.test 1",
      "CANCEL lee@example.test 1",
    ]);
    expect(statusOf(without.invite).state).toBe("active");
    const last = cancelInvite(without.invite, { ...tuesday, recipients: ["jane@example.test"] });
    expect(statusOf(last.invite).state).toBe("cancelled");
    expect(linesOf(last.messages[0])).toContain("STATUS:CANCELLED");
    const again = updateInvite(
      last.invite,
      { event: { summary: "Board meeting, after all" } },
      at("2026-05-03T08:00:00Z"),
    );
    expect(statusOf(again.invite).state).toBe("active");
    expect(again.messages.map(({ method, sequence }) => [method, sequence > 2 - 1])).toContainEqual([
      "REQUEST",
      true,
    ]);
  });

  it("cancels with a comment, SEQUENCE one up, every guest told in one text", () => {
    const { messages } = cancelInvite(invite, { ...tuesday, comment: "The board is ill" });
    expect(summaryOf(messages)).toEqual([
      "CANCEL Jane@example.test 1",
      "CANCEL omar@example.test 1",
      "CANCEL lee@example.test 1",
    ]);
    expect(new Set(messages.map(({ ics }) => ics)).size).toBe(1);
    expect(linesOf(messages[0])).toEqual(
      expect.arrayContaining(["COMMENT:The board is ill", "STATUS:CANCELLED"]),
    );
  });

  it("sends again what is current, with everyone's answer in it", () => {
    const accepted = accepts(invite, "jane@example.test");
    const messages = currentMessages(accepted, { ...tuesday, recipients: ["omar@example.test"] });
    expect(summaryOf(messages)).toEqual(["REQUEST omar@example.test 0"]);
    expect(
      linesOf(messages[0]).filter((line) => /^ATTENDEE.*PARTSTAT=ACCEPTED.*jane/i.test(line)),
    ).toHaveLength(1);
  });
});

describe("one occurrence of a series", () => {
  const weekly = {
    ...three,
    event: { ...three.event, recurrence: { rule: "FREQ=WEEKLY;COUNT=4" } },
  } satisfies InviteInput;
  const { invite } = createInvite(weekly, monday);
  const second = { time: "2026-05-14T10:30", tzid: "Europe/London" };
  const accepted = accepts(invite, "jane@example.test");

  it("is cancelled alone, and nobody has to answer the series again", () => {
    const { messages, invite: next } = cancelInvite(accepted, {
      ...at("2026-05-02T08:00:00Z"),
      instance: second,
    });
    expect(messages).toHaveLength(3);
    expect(linesOf(messages[0])).toEqual(
      expect.arrayContaining([
        "METHOD:CANCEL",
        "RECURRENCE-ID;TZID=Europe/London:20260514T103000",
        "STATUS:CANCELLED",
      ]),
    );
    expect(statuses(next)[0]).toBe("Jane@example.test accepted");
    expect(statusOf(next, { instance: second }).state).toBe("cancelled");
    const later = updateInvite(next, { event: { summary: "Board" } }, at("2026-05-03T08:00:00Z"));
    expect(linesOf(later.messages[0])).toContain("EXDATE;TZID=Europe/London:20260514T103000");
  });

  it("is moved alone", () => {
    const { messages, invite: next } = updateInvite(
      accepted,
      { event: { start: "2026-05-15T10:30", end: "2026-05-15T11:30" } },
      { ...at("2026-05-02T08:00:00Z"), instance: second },
    );
    expect(linesOf(messages[0])).toEqual(
      expect.arrayContaining([
        "METHOD:REQUEST",
        "RECURRENCE-ID;TZID=Europe/London:20260514T103000",
        "DTSTART;TZID=Europe/London:20260515T103000",
      ]),
    );
    expect(statuses(next)[0]).toBe("Jane@example.test accepted");
    expect(statusOf(next, { instance: second }).recipients[0]?.status).toBe("pending");
  });

  it("is answered alone, in UTC as well, and only if there is one", () => {
    const answered = receive(
      accepted,
      answerText({
        uid: invite.uid,
        email: "jane@example.test",
        partstat: "DECLINED",
        lines: ["RECURRENCE-ID:20260514T093000Z"],
      }),
    );
    expect(answered.outcome.kind).toBe("applied");
    expect(statusOf(answered.invite, { instance: second }).recipients[0]?.status).toBe("declined");
    expect(statuses(answered.invite)[0]).toBe("Jane@example.test accepted");
    const unknown = receive(
      accepted,
      answerText({
        uid: invite.uid,
        email: "jane@example.test",
        partstat: "DECLINED",
        lines: ["RECURRENCE-ID:20260513T093000Z"],
      }),
    );
    expect(unknown.outcome).toEqual({ kind: "ignored", reason: "unknown-instance" });
    expect(codeOf(() => statusOf(invite, { instance: "2026-05-13T10:30" }))).toBe("unknown-instance");
  });
});

describe("receiving", () => {
  const { invite, messages } = createInvite(three, monday);
  const { uid } = invite;

  it("takes calendar text on the caller's word and refuses a raw email", () => {
    expect(statuses(accepts(invite, "JANE@example.test"))[0]).toBe("Jane@example.test accepted");
    const raw = answerEmail(
      answerText({ uid, email: "jane@example.test", partstat: "ACCEPTED" }),
      "jane@example.test",
    );
    expect(codeOf(() => receive(invite, raw))).toBe("not-calendar-text");
  });

  it("counts an email for its author alone", async () => {
    const ics = answerText({ uid, email: "jane@example.test", partstat: "ACCEPTED" });
    const own = await openEmail(answerEmail(ics, "Jane <jane@example.test>"));
    const foreign = await openEmail(answerEmail(ics, "Eve <eve@example.com>"));
    expect(receive(invite, own).outcome.kind).toBe("applied");
    const held = receive(invite, foreign);
    expect(held.outcome).toEqual({ kind: "held", reason: "sender-mismatch" });
    expect(statusOf(held.invite)).toEqual(statusOf(invite));
    expect(receive(invite, foreign, { senderMismatch: "apply" }).outcome.kind).toBe("applied");
    expect(receive(invite, own, { authentication: "fail" }).outcome).toEqual({
      kind: "held",
      reason: "authentication-failed",
    });
  });

  it("lets nothing from outside change the invite", () => {
    for (const method of ["REQUEST", "CANCEL", "ADD", "PUBLISH"]) {
      const text = (messages[0]?.ics ?? "")
        .replace("METHOD:REQUEST", `METHOD:${method}`)
        .replace("Board meeting", "Pwned");
      const { outcome, invite: after } = receive(invite, text);
      expect(outcome).toEqual({ kind: "ignored", reason: "not-a-reply" });
      expect(after).toEqual(invite);
    }
    expect(
      receive(
        invite,
        answerText({ uid: "another@example.com", email: "jane@example.test", partstat: "ACCEPTED" }),
      ).outcome,
    ).toEqual({
      kind: "ignored",
      reason: "other-uid",
    });
  });

  it("answers a REFRESH for the one who asks", () => {
    const { messages: sent, invite: after } = receive(
      invite,
      answerText({ method: "REFRESH", uid, email: "omar@example.test" }),
      monday,
    );
    expect(summaryOf(sent)).toEqual(["REQUEST omar@example.test 0"]);
    expect(statusOf(after)).toEqual(statusOf(invite));
  });

  it("shows replies of people never invited and leaves the invited alone", () => {
    const crashed = accepts(invite, "crasher@example.com");
    expect(statuses(crashed)).toEqual(statuses(invite));
    expect(statusOf(crashed).replies).toMatchObject([{ email: "crasher@example.com", status: "accepted" }]);
  });

  it("holds what answers a revision that was never sent", () => {
    const text = answerText({ uid, email: "jane@example.test", partstat: "ACCEPTED", sequence: 1 });
    expect(receive(invite, text).outcome).toEqual({ kind: "held", reason: "unknown-revision" });
  });

  it("keeps an answer to the old time apart from the new one", () => {
    const moved = updateInvite(
      invite,
      { event: { start: "2026-05-08T10:30" } },
      at("2026-05-02T08:00:00Z"),
    ).invite;
    const { invite: after, outcome } = receive(
      moved,
      answerText({ uid, email: "jane@example.test", partstat: "ACCEPTED", sequence: 0 }),
    );
    expect(outcome.kind).toBe("stale");
    expect(statuses(after)[0]).toBe("Jane@example.test pending");
    expect(statusOf(after).replies).toMatchObject([{ status: "accepted" }]);
    const naming = answerText({
      uid,
      email: "jane@example.test",
      partstat: "ACCEPTED",
      sequence: 0,
      dtstamp: "20260503T100000Z",
      lines: ["DTSTART:20260508T093000Z", "DTEND:20260508T103000Z"],
    });
    expect(statuses(receive(moved, naming).invite)[0]).toBe("Jane@example.test accepted");
  });

  it("marks whose mail came back, without touching what they said", async () => {
    const [first] = messages;
    if (first === undefined) throw new Error("no message");
    const { messageId } = composeEmail(first);
    const report = [
      "From: MAILER-DAEMON@example.test",
      "To: planner@example.com",
      "Subject: Undelivered",
      "Date: Sat, 02 May 2026 10:00:00 +0000",
      "MIME-Version: 1.0",
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      "",
      "--b",
      "Content-Type: text/plain",
      "",
      "Sorry.",
      "--b",
      "Content-Type: message/delivery-status",
      "",
      "Reporting-MTA: dns; mx.example.test",
      "",
      "Final-Recipient: rfc822; jane@example.test",
      "Action: failed",
      "Status: 5.1.1",
      "",
      "--b",
      "Content-Type: text/rfc822-headers",
      "",
      "To: Jane <jane@example.test>",
      `Message-ID: ${messageId}`,
      "",
      "--b--",
      "",
    ].join("\r\n");
    const opened = await openEmail(report);
    expect(opened.uids).toEqual([uid]);
    expect(opened.bounces).toEqual([{ email: "jane@example.test", status: "5.1.1" }]);
    const { invite: after } = receive(accepts(invite, "jane@example.test"), opened);
    expect(statusOf(after).recipients[0]).toMatchObject({ status: "accepted", undeliverable: true });
  });
});

describe("proposals", () => {
  const { invite } = createInvite(three, monday);
  const counter = answerText({
    method: "COUNTER",
    uid: invite.uid,
    email: "omar@example.test",
    partstat: "TENTATIVE",
    sequence: 0,
    dtstamp: "20260502T100000Z",
    comment: "After lunch?",
    lines: ["DTSTART:20260507T130000Z", "DTEND:20260507T140000Z"],
  });
  const proposal = {
    start: { time: "2026-05-07T14:00:00+01:00", tzid: "Europe/London" },
    end: { time: "2026-05-07T15:00:00+01:00", tzid: "Europe/London" },
  };
  const countered = receive(invite, counter).invite;

  it("stand beside status and comment, in the invite's zone", () => {
    expect(statusOf(countered).recipients[1]).toEqual({
      email: "omar@example.test",
      status: "tentative",
      comment: "After lunch?",
      proposal,
    });
  });

  it("never erase an acceptance, and fall with a later answer", () => {
    const silent = counter.replace(";PARTSTAT=TENTATIVE", "");
    const accepted = accepts(invite, "omar@example.test", { dtstamp: "20260502T090000Z" });
    expect(statusOf(receive(accepted, silent).invite).recipients[1]).toMatchObject({
      status: "accepted",
      proposal,
    });
    const later = accepts(countered, "omar@example.test", { dtstamp: "20260502T110000Z" });
    expect(statusOf(later).recipients[1]).toEqual({ email: "omar@example.test", status: "accepted" });
  });

  it("are accepted: everyone gets the new time, all pending again", () => {
    const { messages, invite: next } = acceptProposal(
      accepts(countered, "jane@example.test"),
      "OMAR@example.test",
      at("2026-05-03T08:00:00Z"),
    );
    expect(summaryOf(messages)).toEqual([
      "REQUEST Jane@example.test 1",
      "REQUEST omar@example.test 1",
      "REQUEST lee@example.test 1",
    ]);
    expect(linesOf(messages[0])).toContain("DTSTART;TZID=Europe/London:20260507T140000");
    expect(statusOf(next).recipients.map(({ status, proposal: open }) => [status, open])).toEqual(
      Array.from({ length: 3 }, () => ["pending", undefined]),
    );
  });

  it("are declined to the proposer alone, and nobody else has one to decline", () => {
    const { messages, invite: next } = declineProposal(
      countered,
      "omar@example.test",
      at("2026-05-03T08:00:00Z"),
    );
    expect(summaryOf(messages)).toEqual(["DECLINECOUNTER omar@example.test 0"]);
    expect(statusOf(next).recipients[1]).toMatchObject({ status: "tentative" });
    expect(statusOf(next).recipients[1]?.proposal).toBeUndefined();
    expect(statusOf(receive(next, counter).invite).recipients[1]?.proposal).toBeUndefined();
    expect(codeOf(() => declineProposal(next, "omar@example.test"))).toBe("no-proposal");
    expect(codeOf(() => acceptProposal(invite, "jane@example.test"))).toBe("no-proposal");
  });
});

describe("copies", () => {
  const { invite } = createInvite(three, monday);
  const answers = [
    answerText({
      uid: invite.uid,
      email: "jane@example.test",
      partstat: "ACCEPTED",
      dtstamp: "20260502T100000Z",
    }),
    answerText({
      uid: invite.uid,
      email: "jane@example.test",
      partstat: "DECLINED",
      dtstamp: "20260502T110000Z",
    }),
    answerText({ uid: invite.uid, email: "omar@example.test", partstat: "TENTATIVE" }),
  ];

  it("end alike whatever each of them saw first", () => {
    const all = statusOf(receiveAll(invite, answers).invite);
    expect(all.recipients.map(({ status }) => status)).toEqual(["declined", "tentative", "pending"]);
    expect(statusOf(receiveAll(invite, [...answers].reverse()).invite)).toEqual(all);
    const [a, b, c] = answers.map((text) => receive(invite, text).invite);
    if (a === undefined || b === undefined || c === undefined) throw new Error("no copies");
    expect(statusOf(mergeInvites(mergeInvites(c, a), b))).toEqual(all);
  });

  it("are joined when only one of them heard of another callback URL", () => {
    const [said] = answers;
    const elsewhere = { ...invite, callbackUrl: "https://example.com/elsewhere" };
    const heard = receive(invite, said ?? "").invite;
    const joined = mergeInvites(elsewhere, heard);
    expect(joined).toEqual(mergeInvites(heard, elsewhere));
    expect([joined.callbackUrl, statuses(joined)[0]]).toEqual([
      elsewhere.callbackUrl,
      "Jane@example.test accepted",
    ]);
  });

  it("are the same bytes after storing, so that a reply heard twice changes nothing", () => {
    const [said] = answers;
    const stored = JSON.stringify(receive(invite, said ?? "").invite);
    const again = receive(parseInvite(JSON.parse(stored)), said ?? "");
    expect(again.outcome.kind).toBe("duplicate");
    expect(JSON.stringify(again.invite)).toBe(stored);
  });

  it("are in conflict when they were moved to different times at one SEQUENCE", () => {
    const here = updateInvite(
      invite,
      { event: { start: "2026-05-08T10:30" } },
      at("2026-05-02T08:00:00Z"),
    ).invite;
    const there = updateInvite(
      invite,
      { event: { start: "2026-05-09T10:30" } },
      at("2026-05-02T08:00:01Z"),
    ).invite;
    const merged = mergeInvites(here, there);
    expect(statusOf(merged).conflict).toBe(true);
    expect(statusOf(mergeInvites(there, here))).toEqual(statusOf(merged));
    const settled = updateInvite(
      merged,
      { event: { location: { description: "Garden" } } },
      at("2026-05-03T08:00:00Z"),
    );
    expect(settled.messages).toHaveLength(3);
    expect(statusOf(settled.invite).conflict).toBeUndefined();
  });
});
