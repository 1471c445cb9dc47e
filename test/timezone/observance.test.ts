import { describe, expect, it } from "vitest";
import { observancesOf } from "../../src/timezone/observance.ts";

const hour = 3_600_000;

describe("a week that runs into the next month", () => {
  // The first Friday from 26 March on, at 02:00: 1 April in three of the years, which "last Friday" does not describe.
  const fridays = [
    ...["2009-03-27", "2010-03-26", "2011-04-01", "2012-03-30", "2013-03-29", "2014-03-28", "2015-03-27"],
    ...["2016-04-01", "2017-03-31", "2018-03-30", "2019-03-29", "2020-03-27", "2021-03-26", "2022-04-01"],
  ];
  const changes = fridays.map((date) => ({
    at: Date.parse(`${date}T00:00:00Z`),
    before: 2 * hour,
    after: 3 * hour,
  }));
  const march = { start: Date.UTC(2009, 2, 27, 2), days: "BYMONTH=3;BYMONTHDAY=26,27,28,29,30,31;BYDAY=FR" };
  const april = { start: Date.UTC(2011, 3, 1, 2), days: "BYMONTH=4;BYMONTHDAY=1;BYDAY=FR" };

  it("becomes two observances, each beginning with the first year in which the change falls into its month", () => {
    expect(observancesOf(changes, 2022)).toEqual(
      [march, april].map(({ start, days }) => ({
        before: 2 * hour,
        after: 3 * hour,
        start,
        rrule: `FREQ=YEARLY;${days}`,
      })),
    );
  });

  it("becomes two observances with an UNTIL one day after the last onset, where the rule ends", () => {
    expect(observancesOf(changes, 2045).map(({ rrule }) => rrule)).toEqual(
      [march, april].map(({ days }) => `FREQ=YEARLY;UNTIL=20220402T020000Z;${days}`),
    );
  });
});
