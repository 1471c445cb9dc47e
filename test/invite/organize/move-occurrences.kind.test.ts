import { describe, expect, it } from "vitest";
import type { Invite } from "../../../src/invite/invite.ts";
import { cancelInvite } from "../../../src/invite/organize/cancel.ts";
import { createInvite } from "../../../src/invite/organize/create.ts";
import { forgetAnswer } from "../../../src/invite/organize/forget-answer.ts";
import { statusOf } from "../../../src/invite/organize/status.ts";
import { updateInvite } from "../../../src/invite/organize/update.ts";
import { receive } from "../../../src/invite/receive/receive.ts";
import { answerText } from "../../support/fixtures/answer-text.ts";

const at = (day: number) => ({ now: new Date(Date.UTC(2026, 5, day, 8)) });
const timed = { start: "2026-08-10T10:00", end: "2026-08-10T11:00" };
const days = { start: "2026-08-10", end: "2026-08-11" };
const series = (times: { start: string; end: string }) =>
  createInvite(
    {
      id: "visit",
      organizer: { email: "org@example.test" },
      recipients: [{ email: "jane@example.test" }],
      event: {
        summary: "Visit",
        ...times,
        tzid: "Europe/Berlin",
        recurrence: { rule: "FREQ=WEEKLY;COUNT=6" },
      },
    },
    at(1),
  ).invite;

describe("a series of times that becomes one of days, or back, keeps what was said of single occurrences", () => {
  it.each([
    ["of days", timed, "T10:00", days, "", "VALUE=DATE:"],
    ["of times", days, "", timed, "T10:00", "TZID=Europe/Berlin:"],
  ])("a series that becomes one %s", (_what, before, was, after, is, form) => {
    const off = cancelInvite(series(before), { ...at(2), instance: `2026-08-31${was}` }).invite;
    const moved = updateInvite(
      off,
      { event: { location: { description: "Room 9" } } },
      { ...at(2), instance: `2026-08-17${was}` },
    ).invite;
    const { invite, messages } = updateInvite(moved, { event: after }, at(3));
    expect(statusOf(invite, { instance: `2026-08-31${is}` }).state).toBe("cancelled");
    expect(statusOf(invite, { instance: `2026-08-17${is}` }).event.location).toEqual({
      description: "Room 9",
    });
    const time = is.replace(":", "") === "" ? "" : "T100000";
    expect(messages[0]?.ics).toContain(`\r\nEXDATE;${form}20260831${time}\r\n`);
    expect(messages[0]?.ics).toContain(`\r\nRECURRENCE-ID;${form}20260817${time}\r\n`);
  });

  it("also an occurrence called off that the new series does not have, should it come back", () => {
    const off = cancelInvite(series(timed), { ...at(2), instance: "2026-09-14T10:00" }).invite;
    const shorter = { ...days, recurrence: { rule: "FREQ=WEEKLY;COUNT=3" } };
    const cut = updateInvite(off, { event: shorter }, at(3)).invite;
    const again = updateInvite(cut, { event: { recurrence: { rule: "FREQ=WEEKLY;COUNT=6" } } }, at(4)).invite;
    expect(statusOf(again, { instance: "2026-09-14" }).state).toBe("cancelled");
  });
});

describe("an answer to one occurrence of a series of times that becomes one of days, or back", () => {
  const jane = "jane@example.test";

  it.each([
    ["of days", timed, "T10:00", days, "", "RECURRENCE-ID;TZID=Europe/Berlin:20260824T100000"],
    ["of times", days, "", timed, "T10:00", "RECURRENCE-ID;VALUE=DATE:20260824"],
  ])(
    "is shown at that day of one %s, and the person is asked again",
    (_what, before, was, after, is, line) => {
      const created = series(before);
      const facts = { uid: created.uid, email: jane, dtstamp: "20260602T080000Z", sequence: 0 };
      const declined = answerText({ ...facts, partstat: "DECLINED", lines: [line] });
      const answered = receive(created, declined, at(3)).invite;
      const on = (invite: Invite, day: string) => statusOf(invite, { instance: day });
      expect(on(answered, `2026-08-24${was}`).recipients).toEqual([{ email: jane, status: "declined" }]);

      const { invite } = updateInvite(answered, { event: after }, at(4));
      const shown = on(invite, `2026-08-24${is}`);
      expect(shown.recipients).toEqual([{ email: jane, status: "pending" }]);
      expect(shown.replies).toEqual([{ email: jane, status: "declined" }]);
      expect(statusOf(invite).instances?.map(({ time }) => time.slice(0, 10))).toEqual(["2026-08-24"]);
      expect(on(invite, `2026-08-31${is}`).replies).toEqual([]);
      const cleared = forgetAnswer(invite, jane, { instance: `2026-08-24${is}` }).invite;
      expect(on(cleared, `2026-08-24${is}`).replies).toEqual([]);

      const back = updateInvite(invite, { event: before }, at(5)).invite;
      expect(on(back, `2026-08-24${was}`).replies).toEqual(shown.replies);
    },
  );
});
