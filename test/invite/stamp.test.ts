import { describe, expect, it } from "vitest";
import { ItipError } from "../../src/errors.ts";
import { stampAfter } from "../../src/invite/stamp.ts";

describe("the DTSTAMP of a change", () => {
  const refused = (previous: string | undefined, now: string) => {
    try {
      stampAfter(previous, new Date(now));
    } catch (error) {
      if (error instanceof ItipError) return [error.code, error.problems[0]?.path, error.problems[0]?.code];
    }
    return undefined;
  };

  it("is the present second, or one second after the last DTSTAMP if that is later", () => {
    const now = new Date("2026-05-01T08:00:00.900Z");
    expect(stampAfter(undefined, now).toISOString()).toBe("2026-05-01T08:00:00.000Z");
    expect(stampAfter("2026-05-01T07:59:59Z", now).toISOString()).toBe("2026-05-01T08:00:00.000Z");
    expect(stampAfter("2026-05-01T08:00:00Z", now).toISOString()).toBe("2026-05-01T08:00:01.000Z");
    expect(stampAfter("2026-06-01T08:00:00Z", now).toISOString()).toBe("2026-06-01T08:00:01.000Z");
  });

  it("lies in the years 0 to 9999", () => {
    expect(refused(undefined, "+010000-01-01T00:00:00Z")).toEqual([
      "invalid-argument",
      "options.now",
      "out-of-range",
    ]);
    expect(refused("9999-12-31T23:59:58Z", "+010000-01-01T00:00:00Z")).toEqual([
      "invalid-argument",
      "options.now",
      "out-of-range",
    ]);
    expect(refused("9999-12-31T23:59:59Z", "2026-05-01T08:00:00Z")).toEqual([
      "limit-exceeded",
      "invite.plan.updatedAt",
      "out-of-range",
    ]);
  });
});
