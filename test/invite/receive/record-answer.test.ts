import { describe, expect, it } from "vitest";
import { acceptProposal, type RecordedAnswer, receive, recordAnswer, statusOf } from "../../../src/index.ts";
import { newSeries, uid } from "../../support/arbitrary/invite-pool.ts";
import { answerText } from "../../support/fixtures/answer-text.ts";
import { refused } from "../../support/refusal.ts";

const series = newSeries();
const jane = "jane@example.test";
const at = (hour: string) => ({ now: new Date(`2026-05-01T${hour}:00:00Z`) });
const told = (answer: Partial<RecordedAnswer> = {}, hour = "10", invite = series) =>
  recordAnswer(invite, { email: jane, status: "accepted", ...answer }, at(hour)).invite;
const standing = (invite = series, instance?: string) =>
  statusOf(invite, instance === undefined ? {} : { instance }).recipients[0];

describe("an answer that came by another way than mail", () => {
  it("counts like one by mail, and sends nothing", () => {
    const { invite, messages } = recordAnswer(
      series,
      { email: jane, status: "declined", comment: "Away" },
      at("10"),
    );
    expect(standing(invite)).toEqual({ email: jane, status: "declined", comment: "Away" });
    expect(messages).toEqual([]);
  });

  it("stands in the order of all answers by when it was made", () => {
    const mail = (hour: string) =>
      answerText({ uid, email: jane, partstat: "DECLINED", sequence: 0, dtstamp: `20260501T${hour}0000Z` });
    expect(standing(receive(told(), mail("09"), at("12")).invite)?.status).toBe("accepted");
    expect(standing(receive(told(), mail("11"), at("12")).invite)?.status).toBe("declined");
    expect(standing(told({}, "10", receive(series, mail("11"), at("12")).invite))?.status).toBe("declined");
  });

  it("may be about one occurrence, and may propose another time", () => {
    const proposal = { start: "2026-05-14T15:00", end: "2026-05-14T16:00" };
    const invite = told({ status: "tentative", instance: "2026-05-14T10:30", proposal });
    expect(standing(invite)).toEqual({ email: jane, status: "pending" });
    expect(standing(invite, "2026-05-14T10:30")).toEqual({
      email: jane,
      status: "tentative",
      proposal: {
        start: { time: "2026-05-14T15:00:00+01:00", tzid: "Europe/London" },
        end: { time: "2026-05-14T16:00:00+01:00", tzid: "Europe/London" },
      },
    });
    expect(acceptProposal(invite, jane, { instance: "2026-05-14T10:30" }).messages).toHaveLength(3);
  });

  it("of somebody who was never invited is listed in the replies", () => {
    expect(statusOf(told({ email: "kim@example.test" })).replies).toEqual([
      { email: "kim@example.test", status: "accepted" },
    ]);
  });

  it("is the same when it is recorded again", () => {
    const once = told();
    expect(told({}, "10", once)).toBe(once);
  });

  it("is refused with every field that is wrong", () => {
    const wrong = (answer: unknown) =>
      refused(() => Reflect.apply(recordAnswer, undefined, [series, answer, at("10")]));
    expect(wrong({ email: "jane", status: "yes", coment: "x", proposal: { start: "soon", end: 7 } })).toEqual(
      [
        "invalid-argument",
        "answer.coment unknown-field",
        "answer.email invalid-address",
        "answer.status invalid-choice",
        "answer.proposal.start invalid-time",
        "answer.proposal.end invalid-time",
      ],
    );
    expect(wrong({ email: jane })).toEqual(["invalid-argument", "answer.status required"]);
    expect(wrong(7)).toContain("answer invalid-type");
    const backwards = { start: "2026-05-14T15:00", end: "2026-05-14T14:00" };
    expect(wrong({ email: jane, status: "accepted", proposal: backwards })).toEqual([
      "invalid-argument",
      "answer.proposal.end end-before-start",
    ]);
    expect(wrong({ email: jane, status: "accepted", instance: "2026-05-15T10:30" })).toEqual([
      "unknown-instance",
      "answer.instance unknown-instance",
    ]);
  });
});
