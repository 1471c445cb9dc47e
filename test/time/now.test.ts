import { expect, it } from "vitest";
import { currentTime, timeOfDate } from "../../src/time/now.ts";

it.each([null, 7, "2026-05-07", {}, new Date(Number.NaN)])(
  "currentTime says what is wrong with %j",
  (now) => {
    let thrown: unknown;
    try {
      Reflect.apply(currentTime, undefined, [now]);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({
      code: "invalid-argument",
      problems: [{ path: "options.now", code: "invalid-type" }],
    });
  },
);

it("timeOfDate knows a Date from what looks like one", () => {
  expect(timeOfDate(new Date(5))).toBe(5);
  expect(timeOfDate(new Date(Number.NaN))).toBeUndefined();
  expect(timeOfDate(Object.create(Date.prototype))).toBeUndefined();
  expect(timeOfDate({ getTime: () => 5 })).toBeUndefined();
  expect(timeOfDate(5)).toBeUndefined();
});
