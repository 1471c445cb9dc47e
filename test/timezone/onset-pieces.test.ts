import { describe, expect, it } from "vitest";
import { onsetPieces } from "../../src/timezone/onset-pieces.ts";

const at = (date: string) => Date.parse(`${date}T02:00:00Z`);
const two = 7_200_000;
const spans = (dates: readonly string[]) =>
  onsetPieces(dates.map(at)).map(({ from, length }) => [from, length]);

describe("onsetPieces", () => {
  it("has nothing to say about no onset, and no rule for one", () => {
    expect(onsetPieces([])).toEqual([]);
    expect(onsetPieces([at("2026-03-29")])).toEqual([{ from: 0, length: 1 }]);
  });

  it("finds the two rules that New York has had since 2004", () => {
    // The first Sunday of April, since 2007 the second of March.
    const newYork = [
      ...["2004-04-04", "2005-04-03", "2006-04-02"],
      ...["2007-03-11", "2008-03-09", "2009-03-08", "2010-03-14", "2011-03-13", "2012-03-11"],
    ];
    expect(onsetPieces(newYork.map(at))).toEqual([
      { from: 0, length: 3, rule: { kind: "nth", nth: 1, weekday: 0, month: 4, time: two } },
      { from: 3, length: 6, rule: { kind: "nth", nth: 2, weekday: 0, month: 3, time: two } },
    ]);
  });

  it("writes two onsets one by one: a rule for them is longer", () => {
    expect(spans(["2026-03-29", "2027-03-28"])).toEqual([
      [0, 1],
      [1, 1],
    ]);
    expect(spans(["2026-03-29", "2027-03-28", "2028-03-26"])).toEqual([[0, 3]]);
  });

  it("says last Sunday before fourth Sunday", () => {
    const [piece] = onsetPieces(["2025-05-25", "2026-05-31", "2027-05-30"].map(at));
    expect(piece?.rule).toEqual({ kind: "nth", nth: -1, weekday: 0, month: 5, time: two });
  });

  it("says last Thursday before fourth Thursday where both hold", () => {
    const [piece] = onsetPieces(["2024-11-28", "2025-11-27", "2026-11-26"].map(at));
    expect(piece?.rule).toEqual({ kind: "nth", nth: -1, weekday: 4, month: 11, time: two });
  });

  it("takes one day of the month for what it is", () => {
    const [piece] = onsetPieces(["2025-04-01", "2026-04-01", "2027-04-01"].map(at));
    expect(piece?.rule).toEqual({ kind: "monthday", monthday: 1, month: 4, time: two });
  });

  it("takes a week that no count of weekdays describes, where it is shorter than what does", () => {
    // Jerusalem: the Friday before the last Sunday of March. The first is a fifth Friday, the rest are fourth ones.
    const jerusalem = ["2013-03-29", "2014-03-28", "2015-03-27", "2016-03-25", "2017-03-24", "2018-03-23"];
    expect(onsetPieces(jerusalem.map(at))).toEqual([
      { from: 0, length: 6, rule: { kind: "week", first: 23, weekday: 5, month: 3, time: two } },
    ]);
  });

  it("counts a week that runs into the next month as the two rules that it is written with", () => {
    // The first Friday from 26 March on: 1 April in 2011 and 2016, else the last Friday of March.
    const from26 = [
      ...["2010-03-26", "2011-04-01", "2012-03-30", "2013-03-29"],
      ...["2014-03-28", "2015-03-27", "2016-04-01"],
    ];
    expect(spans(from26)).toEqual([
      [0, 1],
      [1, 1],
      [2, 4],
      [6, 1],
    ]);
  });

  it("knows that a week from 25 April on is two rules too: April has 30 days", () => {
    // The first Friday from 25 April on: 1 May in 2015, else the last Friday of April.
    expect(spans(["2012-04-27", "2013-04-26", "2014-04-25", "2015-05-01"])).toEqual([
      [0, 3],
      [3, 1],
    ]);
  });

  it("has no rule for a year with two onsets", () => {
    const twice = ["2010-03-28", "2011-03-27", "2011-06-01", "2012-03-25", "2013-03-31"];
    expect(spans(twice)).toEqual(twice.map((_, i) => [i, 1]));
    const before = ["2010-01-01", "2010-03-28", "2011-03-27", "2012-03-25", "2013-03-31"];
    expect(spans(before)).toEqual([
      [0, 1],
      [1, 1],
      [2, 3],
    ]);
  });

  it("has no rule across a year without an onset", () => {
    expect(spans(["2010-03-28", "2011-03-27", "2013-03-31", "2014-03-30"])).toEqual([
      [0, 1],
      [1, 1],
      [2, 1],
      [3, 1],
    ]);
  });
});
