import { describe, expect, it } from "vitest";
import { cancelInvite } from "../../../src/invite/organize/cancel.ts";
import { createInvite } from "../../../src/invite/organize/create.ts";
import { statusOf } from "../../../src/invite/organize/status.ts";
import { updateInvite } from "../../../src/invite/organize/update.ts";

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
