import { describe, expect, it } from "vitest";
import {
  composeEmail,
  createInvite,
  type Invite,
  type OpenedEmail,
  openEmail,
  receive,
  statusOf,
  updateInvite,
} from "../../../src/index.ts";
import { answerText, opened, ownMessageId } from "../../support/fixtures/answer-text.ts";
import { party } from "../../support/fixtures/party.ts";

const { uid } = party;
const jane = "jane@example.test";
const now = new Date("2026-04-20T08:00:00Z");
const later = { now: new Date("2026-05-02T08:00:00Z") };
const plain = createInvite(party, { now });
const secret = createInvite({ ...party, replySecret: "a secret of 16 octets" }, { now });

/** An RFC 3464 report about a mail with that header. */
function report(returned: readonly string[], more: readonly string[] = []): Promise<OpenedEmail> {
  return openEmail(
    [
      "From: MAILER-DAEMON@mx.example.net",
      "Subject: failed",
      "Date: Fri, 01 May 2026 10:00:00 +0000",
      ...more,
      "MIME-Version: 1.0",
      "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
      "",
      "--b",
      "Content-Type: message/delivery-status",
      "",
      "Reporting-MTA: dns; mx.example.net",
      "",
      `Original-Recipient: rfc822;${jane}`,
      `Final-Recipient: rfc822; ${jane}`,
      "Action: failed",
      "Status: 5.1.1",
      "",
      "--b",
      "Content-Type: text/rfc822-headers",
      "",
      ...returned,
      "--b--",
      "",
    ].join("\r\n"),
  );
}

const headerOf = (raw: string) => raw.slice(0, raw.indexOf("\r\n\r\n")).split("\r\n");
const isMarked = (invite: Invite) => statusOf(invite).recipients[0]?.undeliverable === true;

describe("a delivery report", () => {
  it("marks whom the mail that it returns was written to, and the outcome names them", async () => {
    const [message] = plain.messages;
    if (message === undefined) throw new Error("nobody was invited");
    const bounce = await report(headerOf(composeEmail(message).raw));
    const { invite, outcome } = receive(plain.invite, bounce, later);
    expect(outcome).toEqual({ kind: "applied", replies: [], bounced: [jane] });
    expect(isMarked(invite)).toBe(true);
    expect(isMarked(parseAgain(invite))).toBe(true);
  });

  it.each([
    ["returns a mail to somebody else", ["To: omar@example.test", `Message-ID: ${ownMessageId(uid)}`]],
    ["returns a mail to several", [`To: ${jane}, omar@example.test`, `Message-ID: ${ownMessageId(uid)}`]],
    ["returns a mail without a To", [`Message-ID: ${ownMessageId(uid)}`]],
  ])("is held where it %s", async (_, returned) => {
    const { invite, outcome } = receive(plain.invite, await report(returned), later);
    expect(outcome).toEqual({ kind: "held", reason: "unproven" });
    expect(invite).toBe(plain.invite);
  });

  it("is about nothing of ours where it returns a mail of somebody else's", async () => {
    const bounce = await report([`To: ${jane}`, "Message-ID: <1@elsewhere.test>"]);
    expect(receive(plain.invite, bounce, later).outcome).toEqual({ kind: "ignored", reason: "not-a-reply" });
  });

  it("with a reply secret has to name an id that only the copy of that person bears", async () => {
    const [own, others] = secret.messages.map((message) => headerOf(composeEmail(message).raw));
    if (own === undefined || others === undefined) throw new Error("nobody was invited");
    expect(isMarked(receive(secret.invite, await report(own), later).invite)).toBe(true);
    const forged = [`To: ${jane}`, `Message-ID: ${ownMessageId(uid)}`];
    for (const returned of [forged, others.map((line) => line.replace("omar@", "jane@"))]) {
      const { invite, outcome } = receive(secret.invite, await report(returned), later);
      expect([outcome, invite === secret.invite]).toEqual([{ kind: "held", reason: "unproven" }, true]);
    }
  });

  it("with a reply secret is told by References where a service has replaced the Message-ID", async () => {
    const [message] = secret.messages;
    if (message === undefined) throw new Error("nobody was invited");
    // As it comes out of an outbox.
    const raw = composeEmail(JSON.parse(JSON.stringify(message))).raw;
    const replaced = headerOf(raw).filter((line) => !line.startsWith("Message-ID:"));
    expect(
      isMarked(
        receive(secret.invite, await report([...replaced, "Message-ID: <1@ses.example>"]), later).invite,
      ),
    ).toBe(true);
  });

  it("dated more than a day after now is held: it would outlive every answer", async () => {
    const bounce = await report([`To: ${jane}`, `Message-ID: ${ownMessageId(uid)}`]);
    const early = { now: new Date("2026-04-29T08:00:00Z") };
    expect(receive(plain.invite, bounce, early).outcome).toEqual({
      kind: "held",
      reason: "dtstamp-in-the-future",
    });
  });

  it("changes nobody's standing by a mail that somebody wrote, whatever fields and words are in it", async () => {
    const forged = await openEmail(
      [
        "From: eve@elsewhere.test",
        `X-Failed-Recipients: ${jane}`,
        `References: ${ownMessageId(uid)}`,
        "",
        "Hi. This is the qmail-send program at example.test.",
        "",
        `<${jane}>:`,
        "550 5.1.1 no such user",
        "",
        `To: ${jane}`,
        `Message-ID: ${ownMessageId(uid)}`,
        "",
      ].join("\r\n"),
    );
    expect(forged.bounces).toEqual([]);
    expect(receive(plain.invite, forged, { ...later, authentication: "pass" }).invite).toBe(plain.invite);
  });
});

describe("the mark of a mail that came back", () => {
  const bounced = (date?: string) =>
    receive(
      plain.invite,
      opened([], {
        uids: [uid],
        bounces: [{ email: jane, status: "5.1.1" }],
        ...(date === undefined ? {} : { date }),
      }),
      later,
    ).invite;
  const answers = (invite: Invite) =>
    receive(
      invite,
      answerText({ uid, email: jane, partstat: "ACCEPTED", dtstamp: "20260421T080000Z" }),
      later,
    ).invite;

  it("does not outlive a later answer, and without a Date any answer is later", () => {
    expect(isMarked(bounced("2026-04-21T07:00:00Z"))).toBe(true);
    expect(isMarked(answers(bounced("2026-04-21T07:00:00Z")))).toBe(false);
    expect(isMarked(answers(bounced("2026-04-21T09:00:00Z")))).toBe(true);
    expect(isMarked(bounced())).toBe(true);
    expect(isMarked(answers(bounced()))).toBe(false);
  });

  it("does not outlive a new invitation", () => {
    const marked = bounced("2026-04-21T09:00:00Z");
    const [, omar] = party.recipients;
    const without = updateInvite(
      marked,
      { recipients: [omar] },
      { now: new Date("2026-04-22T08:00:00Z") },
    ).invite;
    const again = updateInvite(
      without,
      { recipients: [{ email: jane }, omar] },
      { now: new Date("2026-04-23T08:00:00Z") },
    ).invite;
    const [, standing] = statusOf(again).recipients;
    expect(standing).toEqual({ email: jane, status: "pending" });
  });
});

function parseAgain(invite: Invite): Invite {
  return JSON.parse(JSON.stringify(invite));
}
