import { describe, expect, it } from "vitest";
import { buildRequest, checkMessage } from "../../src/index.ts";

const findings = (start: string, end: string, rule: string, tzid = "Europe/Berlin") =>
  checkMessage(
    buildRequest({
      id: "series",
      organizer: { email: "planner@example.com" },
      recipients: [{ email: "jane@example.test" }],
      event: { summary: "Board", start, end, tzid, recurrence: { rule } },
    }),
  );
const codes = (...series: Parameters<typeof findings>) =>
  findings(...series).map(({ code, severity }) => `${severity} ${code}`);

/** 10 June 2027 is a Thursday; half past midnight in Berlin is Wednesday still in UTC. */
describe("A warning that DTSTART is no time of the RRULE", () => {
  it.each([
    ["a Thursday among Mondays", "2027-06-10T00:30", "2027-06-10T01:30", "FREQ=WEEKLY;BYDAY=MO;COUNT=4"],
    ["the tenth among elevenths", "2027-06-10", "2027-06-11", "FREQ=MONTHLY;BYMONTHDAY=11"],
    ["June among Mays", "2027-06-10T00:30", "2027-06-10T01:30", "FREQ=YEARLY;BYMONTH=5;BYDAY=TH"],
  ])("is given for %s", (_, start, end, rule) => {
    expect(codes(start, end, rule)).toEqual(["warning start-not-in-rule"]);
  });

  it.each([
    [
      "a weekday that is another in UTC",
      "2027-06-10T00:30",
      "2027-06-10T01:30",
      "FREQ=WEEKLY;BYDAY=TH;COUNT=4",
    ],
    ["a whole day that the rule names", "2027-06-10", "2027-06-11", "FREQ=MONTHLY;BYMONTHDAY=10"],
    [
      "a second Thursday among second Thursdays",
      "2027-06-10T10:00",
      "2027-06-10T11:00",
      "FREQ=MONTHLY;BYDAY=2TH",
    ],
    [
      "one of several weekdays that the rule names",
      "2027-06-10T10:00",
      "2027-06-10T11:00",
      "FREQ=WEEKLY;BYDAY=MO,TH",
    ],
    [
      "ten o'clock where the rule says nine: times of day are not compared",
      "2027-06-10T10:00",
      "2027-06-10T11:00",
      "FREQ=DAILY;BYHOUR=9",
    ],
    ["any day where the rule names none", "2027-06-10T10:00", "2027-06-10T11:00", "FREQ=YEARLY;INTERVAL=3"],
  ])("is not given for %s", (_, start, end, rule) => {
    expect(codes(start, end, rule)).toEqual([]);
  });

  it("says which DTSTART and which rule disagree", () => {
    const found = findings("2027-06-10", "2027-06-11", "FREQ=WEEKLY;BYDAY=MO");
    expect(found.map(({ message }) => message)).toEqual([
      "DTSTART, 20270610, should be a time that RRULE gives, FREQ=WEEKLY;BYDAY=MO: calendars differ in what they show.",
    ]);
  });

  it("goes by the weekday in UTC where the times are in UTC", () => {
    const [start, end] = ["2027-06-10T23:30", "2027-06-11T00:30"];
    expect(codes(start, end, "FREQ=WEEKLY;BYDAY=TH", "Etc/UTC")).toEqual([]);
    expect(codes(start, end, "FREQ=WEEKLY;BYDAY=FR", "Etc/UTC")).toEqual(["warning start-not-in-rule"]);
  });
});
