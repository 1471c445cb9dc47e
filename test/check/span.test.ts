import { describe, expect, it } from "vitest";
import { buildRequest, checkMessage } from "../../src/index.ts";

const series = (start: string, end: string, rule: string, tzid = "Europe/Berlin") =>
  checkMessage(
    buildRequest({
      id: "series",
      organizer: { email: "planner@example.com" },
      recipients: [{ email: "jane@example.test" }],
      event: { summary: "Board", start, end, tzid, recurrence: { rule } },
    }),
  ).map(({ code, severity }) => `${severity} ${code}`);

/** 10 June 2027 is a Thursday; half past midnight in Berlin is Wednesday still in UTC. */
describe("A series that begins on another day than its rule names", () => {
  it.each([
    ["a Thursday among Mondays", "2027-06-10T00:30", "2027-06-10T01:30", "FREQ=WEEKLY;BYDAY=MO;COUNT=4"],
    ["the tenth among elevenths", "2027-06-10", "2027-06-11", "FREQ=MONTHLY;BYMONTHDAY=11"],
    ["June among Mays", "2027-06-10T00:30", "2027-06-10T01:30", "FREQ=YEARLY;BYMONTH=5;BYDAY=TH"],
  ])("is warned of: %s", (_, start, end, rule) => {
    expect(series(start, end, rule)).toEqual(["warning start-not-in-rule"]);
  });

  it.each([
    ["the weekday of its own zone", "2027-06-10T00:30", "2027-06-10T01:30", "FREQ=WEEKLY;BYDAY=TH;COUNT=4"],
    ["whole days", "2027-06-10", "2027-06-11", "FREQ=MONTHLY;BYMONTHDAY=10"],
    ["the second Thursday", "2027-06-10T10:00", "2027-06-10T11:00", "FREQ=MONTHLY;BYDAY=2TH"],
    ["one of several days", "2027-06-10T10:00", "2027-06-10T11:00", "FREQ=WEEKLY;BYDAY=MO,TH"],
    ["times of day, at which nobody looks", "2027-06-10T10:00", "2027-06-10T11:00", "FREQ=DAILY;BYHOUR=9"],
    ["a rule that names no day", "2027-06-10T10:00", "2027-06-10T11:00", "FREQ=YEARLY;INTERVAL=3"],
  ])("is told from one that begins in step: %s", (_, start, end, rule) => {
    expect(series(start, end, rule)).toEqual([]);
  });

  it("is judged by UTC where its times are in UTC", () => {
    const [start, end] = ["2027-06-10T23:30", "2027-06-11T00:30"];
    expect(series(start, end, "FREQ=WEEKLY;BYDAY=TH", "Etc/UTC")).toEqual([]);
    expect(series(start, end, "FREQ=WEEKLY;BYDAY=FR", "Etc/UTC")).toEqual(["warning start-not-in-rule"]);
  });
});
