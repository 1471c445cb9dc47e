import { expect, it } from "vitest";
import { inUtc } from "../../src/time/in-utc.ts";

it("a moment is in UTC, in the years 0 to 9999", () => {
  expect(inUtc(undefined)).toBeUndefined();
  expect(inUtc("soon")).toBeUndefined();
  expect(inUtc("2026-05-01T08:00:00Z")).toBe("2026-05-01T08:00:00Z");
  expect(inUtc("2026-05-01T10:00:00.500+02:00")).toBe("2026-05-01T08:00:00Z");
  expect(inUtc("+010000-01-01T00:00:00Z")).toBeUndefined();
  expect(inUtc("-000001-01-01T00:00:00Z")).toBeUndefined();
});
