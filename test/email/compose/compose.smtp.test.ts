import { simpleParser } from "mailparser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  answer,
  cancelInvite,
  composeEmail,
  createInvite,
  type OutgoingMessage,
  openEmail,
  receive,
  statusOf,
} from "../../../src/index.ts";
import { openPostOffice, type PostOffice } from "../../support/oracle/post-office.ts";

let office: PostOffice;
beforeAll(async () => {
  office = await openPostOffice();
});
afterAll(() => office.close());

const now = new Date("2026-05-01T09:00:00Z");
const input = {
  id: "smtp-1",
  organizer: { email: "org@example.test", name: "Anna Örg" },
  recipients: [{ email: "jane@example.test", name: "Jane Roe" }, { email: "omar@example.test" }],
  event: {
    summary: "Prüfung des Budgets 予算",
    description: "Erste Zeile\nFrom here\n.\n..\nEnde",
    start: "2026-05-07T10:30:00",
    end: "2026-05-07T11:30:00",
    tzid: "Europe/Berlin",
    location: { description: "Raum 1" },
  },
};

function first(messages: readonly OutgoingMessage[]): OutgoingMessage {
  const [message] = messages;
  if (message === undefined) throw new Error("no message");
  return message;
}

describe("an invitation over SMTP", () => {
  it("arrives as it was composed, and a second parser finds every part byte for byte", async () => {
    const message = first(createInvite(input, { now }).messages);
    const email = composeEmail(message, { locale: "de" });
    const { from, to, content } = await office.post({ envelope: email.envelope, raw: email.raw });
    expect([from, to]).toEqual(["org@example.test", ["jane@example.test"]]);
    expect(content.toString("latin1")).toBe(email.raw);
    const parsed = await simpleParser(content, { skipTextToHtml: true });
    expect(parsed.headers.get("message-id")).toBe(email.messageId);
    expect(parsed.from?.value).toEqual([{ address: "org@example.test", name: "Anna Örg" }]);
    expect(parsed.subject).toBe("Einladung: Prüfung des Budgets 予算");
    expect(parsed.date?.toISOString()).toBe("2026-05-01T09:00:00.000Z");
    expect(parsed.text).toBe(email.parts.text);
    expect(parsed.html).toBe(email.parts.html);
    expect(
      parsed.attachments.map(({ contentType, filename, contentDisposition }) => [
        contentType,
        filename,
        contentDisposition,
      ]),
    ).toEqual([
      ["text/calendar", "invite.ics", "inline"],
      ["application/ics", "invite.ics", "attachment"],
    ]);
    for (const copy of parsed.attachments) expect(copy.content.equals(Buffer.from(message.ics))).toBe(true);
  });

  it("is answered the same way, and the answer reaches the status", async () => {
    const created = createInvite(input, { now });
    const invitation = composeEmail(first(created.messages));
    const arrived = await openEmail(
      (await office.post({ envelope: invitation.envelope, raw: invitation.raw })).content,
    );
    const [request] = arrived.messages;
    if (request === undefined) throw new Error("no request");
    const later = new Date("2026-05-01T10:00:00Z");
    const reply = composeEmail(
      answer(
        request,
        { email: "jane@example.test", name: "Jane Roe", status: "accepted", comment: "Gerne, später" },
        { now: later },
      ),
    );
    const back = await office.post({ envelope: reply.envelope, raw: reply.raw });
    expect(back.to).toEqual(["org@example.test"]);
    const opened = await openEmail(back.content);
    const { invite, outcome } = receive(created.invite, opened, { now: later });
    expect(outcome.kind).toBe("applied");
    expect(statusOf(invite).recipients[0]).toMatchObject({
      email: "jane@example.test",
      status: "accepted",
      comment: "Gerne, später",
    });
  });

  it("is cancelled in the same thread", async () => {
    const created = createInvite(input, { now });
    const invitation = composeEmail(first(created.messages));
    const cancelled = cancelInvite(created.invite, {
      now: new Date("2026-05-02T09:00:00Z"),
      comment: "Leider",
    });
    const email = composeEmail(first(cancelled.messages));
    const parsed = await simpleParser(
      (await office.post({ envelope: email.envelope, raw: email.raw })).content,
    );
    expect(parsed.references).toBe((await simpleParser(invitation.raw)).references);
    expect(parsed.attachments.map((copy) => copy.content.toString("utf8").includes("METHOD:CANCEL"))).toEqual(
      [true, true],
    );
  });
});
