import { describe, expect, it } from "vitest";
import { parseMessage, readReplies } from "../../src/index.ts";
import { answerText } from "../support/fixtures/answer-text.ts";

const jane = "jane@example.test";

/** Who answers in a REPLY with these ATTENDEEs, by a mail of that author. */
function repliers(attendees: readonly string[], sender?: string, method: "REPLY" | "COUNTER" = "REPLY") {
  const lines = ["DTSTART:20260507T093000Z", "DTEND:20260507T103000Z", ...attendees];
  const ics = answerText({ method, uid: "7@example.com", lines });
  return readReplies(parseMessage(ics, sender === undefined ? {} : { sender })).map(({ email, status }) => [
    email,
    status,
  ]);
}

describe("the person who answers, as far as the message tells", () => {
  it("is the author, by the ATTENDEE that states an answer, where several ATTENDEEs are the author's", () => {
    const own = [
      "ATTENDEE;PARTSTAT=NEEDS-ACTION:MAILTO:Jane@example.test",
      `ATTENDEE;PARTSTAT=DECLINED:mailto:${jane}`,
    ];
    expect(repliers(own, jane)).toEqual([[jane, "declined"]]);
    expect(repliers(own.toReversed(), jane)).toEqual([[jane, "declined"]]);
  });

  it("is the author where the ATTENDEE that answers has no email address, whoever else is listed without an answer", () => {
    const principal = "ATTENDEE;PARTSTAT=ACCEPTED:/principals/jane/";
    expect(repliers([principal], jane)).toEqual([[jane, "accepted"]]);
    expect(repliers([principal, "ATTENDEE:mailto:omar@example.test"], jane)).toEqual([[jane, "accepted"]]);
    expect(repliers([principal], jane, "COUNTER")).toEqual([[jane, "accepted"]]);
  });

  it("is the author by that ATTENDEE also where the author is listed beside it without an answer", () => {
    const attendees = [
      "ATTENDEE;PARTSTAT=DECLINED:urn:uuid:1",
      `ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:${jane}`,
    ];
    expect(repliers(attendees, jane)).toEqual([[jane, "declined"]]);
    expect(repliers(attendees.toReversed(), jane)).toEqual([[jane, "declined"]]);
    expect(repliers([...attendees, `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${jane}`], jane)).toEqual([
      [jane, "accepted"],
    ]);
  });

  it("answers by STATUS in a vCalendar 1.0, which had no PARTSTAT", () => {
    expect(repliers([`ATTENDEE;STATUS=DECLINED:${jane}`], jane)).toEqual([[jane, "declined"]]);
    expect(repliers([`ATTENDEE;STATUS="NEEDS ACTION":${jane}`], jane)).toEqual([[jane, "pending"]]);
    expect(repliers([`ATTENDEE;STATUS=DECLINED;PARTSTAT=ACCEPTED:${jane}`], jane)).toEqual([
      [jane, "accepted"],
    ]);
  });

  it("is unknown where another ATTENDEE answers too, or the message has no author", () => {
    const principal = "ATTENDEE;PARTSTAT=ACCEPTED:/principals/jane/";
    const omar = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:omar@example.test";
    expect(repliers([principal, omar], jane)).toEqual([["omar@example.test", "accepted"]]);
    expect(repliers([principal])).toEqual([]);
  });

  it("is not taken to be the author where the calendar came as an attached file, which may be somebody else's answer", () => {
    const ics = answerText({ uid: "7@example.com", lines: ["ATTENDEE;PARTSTAT=ACCEPTED:urn:uuid:1"] });
    const message = parseMessage(ics, { sender: jane });
    expect(readReplies(message)).toHaveLength(1);
    expect(readReplies({ ...message, attached: true })).toEqual([]);
  });
});
