import { describe, expect, it } from "vitest";
import { createInvite, openEmail, receive, statusOf } from "../../../src/index.ts";
import { answerText } from "../../support/fixtures/answer-text.ts";
import { party } from "../../support/fixtures/party.ts";
import { emailOf, multipartOf, part, textPart } from "../../support/fixtures/raw-email.ts";

const { uid } = party;
const { invite } = createInvite(party, { now: new Date("2026-04-20T08:00:00Z") });
const said = (email: string, partstat: string) =>
  answerText({ uid, email, partstat, dtstamp: "20260501T080000Z" });
const shown = (ics: string) => part({ "Content-Type": "text/calendar; method=REPLY; charset=UTF-8" }, ics);
const file = (ics: string, type = "application/ics") =>
  part(
    {
      "Content-Type": `${type}; method=REPLY; charset=UTF-8; name=answer.ics`,
      "Content-Disposition": "attachment; filename=answer.ics",
    },
    ics,
  );

/** What comes of a mail of Jane's with those parts. */
async function taken(...parts: readonly string[]) {
  const email = await openEmail(emailOf(multipartOf("mixed", "b", [textPart, ...parts])));
  const { invite: next, outcome } = receive(invite, email, { now: new Date("2026-05-02T08:00:00Z") });
  const codes = email.problems.map(({ code }) => code);
  return {
    kind: outcome.kind,
    outcome,
    codes,
    statuses: statusOf(next).recipients.map(({ status }) => status),
  };
}

describe("a calendar that a mail shows, and one that hangs at it as a file", () => {
  const accepted = shown(said("jane@example.test", "ACCEPTED"));

  it.each(["application/ics", "text/calendar", "application/octet-stream"])(
    "the one that is shown counts, wherever the other of the type %s stands, and that they differ is told",
    async (type) => {
      const declined = file(said("jane@example.test", "DECLINED"), type);
      for (const parts of [
        [accepted, declined],
        [declined, accepted],
      ]) {
        const { kind, statuses, codes } = await taken(...parts);
        expect([kind, statuses]).toEqual(["applied", ["accepted", "pending"]]);
        expect(codes).toContain("attachment-differs");
      }
    },
  );

  it("nothing is told where the two are the same", async () => {
    const { kind, codes } = await taken(accepted, file(said("jane@example.test", "ACCEPTED")));
    expect([kind, codes.includes("attachment-differs")]).toEqual(["applied", false]);
  });
});

describe("two calendars that are as near as one another", () => {
  it("are reported where they answer one invitation in two ways, and are both read", async () => {
    const [accepted, declined] = ["ACCEPTED", "DECLINED"].map((word) => said("jane@example.test", word));
    for (const place of [shown, file]) {
      const { codes } = await taken(place(accepted ?? ""), place(declined ?? ""));
      expect(codes.filter((code) => code === "answers-differ")).toHaveLength(1);
    }
  });

  it("are not reported where each answers an occurrence of its own", async () => {
    const one = (day: string) =>
      answerText({
        uid,
        email: "jane@example.test",
        partstat: "ACCEPTED",
        lines: [`RECURRENCE-ID:${day}T093000Z`],
      });
    expect((await taken(shown(one("20260507")), shown(one("20260514")))).codes).not.toContain(
      "answers-differ",
    );
  });
});

describe("a calendar file beside no calendar that is shown", () => {
  it("is its author's answer where it names them", async () => {
    const { kind, statuses } = await taken(file(said("jane@example.test", "ACCEPTED")));
    expect([kind, statuses]).toEqual(["applied", ["accepted", "pending"]]);
  });

  it.each([
    ["another guest", "omar@example.test"],
    ["somebody who was never invited", "eve@elsewhere.test"],
  ])("is held where it is the reply of %s, which was passed on", async (_, email) => {
    const { outcome, statuses } = await taken(file(said(email, "ACCEPTED")));
    expect(outcome).toEqual({ kind: "held", reason: "sender-mismatch" });
    expect(statuses).toEqual(["pending", "pending"]);
  });

  it("is held where it names nobody by an email address: the mail's author may not have written it", async () => {
    const ics = answerText({ uid, lines: ["ATTENDEE;PARTSTAT=ACCEPTED:urn:uuid:1"] });
    const { outcome, statuses } = await taken(file(ics));
    expect(outcome).toEqual({ kind: "held", reason: "unreadable-answer" });
    expect(statuses).toEqual(["pending", "pending"]);
    expect((await taken(shown(ics))).statuses).toEqual(["accepted", "pending"]);
  });

  it("is held where it proposes another time and names nobody, as Exchange does: it may have been passed on", async () => {
    const times = ["DTSTART:20260507T150000Z", "DTEND:20260507T160000Z"];
    const ics = answerText({ method: "COUNTER", uid, lines: times });
    const held = { kind: "held", reason: "unreadable-answer" };
    expect((await taken(file(ics).replace("REPLY", "COUNTER"))).outcome).toEqual(held);
    expect((await taken(shown(ics).replace("REPLY", "COUNTER"))).kind).toBe("applied");
  });
});
