import { describe, expect, it } from "vitest";
import { createInvite, openEmail, receive } from "../../../src/index.ts";
import { answerText } from "../../support/fixtures/answer-text.ts";
import { party } from "../../support/fixtures/party.ts";

const jane = "From: Jane Roe <jane@example.test>";
const { invite } = createInvite(party, { now: new Date("2026-04-20T08:00:00Z") });
const answer = answerText({ uid: party.uid, email: "jane@example.test", partstat: "ACCEPTED" });

/** An acceptance of Jane's, whose header begins with those lines. */
function opened(lines: readonly string[]) {
  const rest = ["MIME-Version: 1.0", "Content-Type: text/calendar; method=REPLY", "", answer];
  return openEmail(new TextEncoder().encode([...lines, ...rest].join("\r\n")));
}

async function outcome(lines: readonly string[]) {
  const email = await opened(lines);
  return receive(invite, email, { authentication: "pass", now: new Date("2026-05-01T08:00:00Z") }).outcome;
}

/** Fields that one program takes for a From and another passes over (obsolete forms of RFC 5322 section 4.5, and what is dropped). */
const disguises: readonly (readonly [string, string])[] = [
  ["in other letters", "fROM: eve@evil.test"],
  ["with a blank before its colon", "From : eve@evil.test"],
  ["with two hundred blanks before its colon", `From${" ".repeat(200)}: eve@evil.test`],
  ["with four hundred blanks and tabs before its colon", `From${" \t".repeat(200)}: eve@evil.test`],
  ["folded before its colon", "From\r\n : eve@evil.test"],
  ["with a blank, then folded before its colon", "From \r\n : eve@evil.test"],
  ["with a blank, then folded by bare line feeds", "From \t\n \n : eve@evil.test"],
  ["with a blank and a NUL before its colon", "From \u0000: eve@evil.test"],
  ["with a blank and a no-break space before its colon", "From \u00a0: eve@evil.test"],
  ["folded twice before its colon, over blanks alone", "From\r\n \r\n\t: eve@evil.test"],
  ["with a NUL in its name", "Fr\u0000om: eve@evil.test"],
  ["with a NUL behind its name", "From\u0000: eve@evil.test"],
  ["with a vertical tab behind its name", "From\u000b: eve@evil.test"],
  ["with a carriage return behind its name", "From\r: eve@evil.test"],
  ["with a no-break space behind its name", "From\u00a0: eve@evil.test"],
];

describe("a second From has its mail held for having no single author, whatever a server judged", () => {
  it.each(disguises)("%s, above the first and below it", async (_, second) => {
    const held = { kind: "held", reason: "no-author" };
    const outcomes = [await outcome([second, jane]), await outcome([jane, second])];
    expect(outcomes).toEqual([held, held]);
  });

  it("also behind a blank, where it is the first line of the mail", async () => {
    expect(await outcome([" From: eve@evil.test", jane])).toMatchObject({ kind: "held" });
  });
});

it("the line that a mailbox file puts above a mail is no From", async () => {
  const mbox = "From jane@example.test Fri May  1 10:00:00 2026";
  expect(await outcome([mbox, jane])).toMatchObject({ kind: "applied" });
});
