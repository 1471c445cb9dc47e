import { describe, expect, it } from "vitest";
import { readFixtures } from "../support/fixtures/fixtures.ts";
import { judgeFixture } from "../support/fixtures/judge-fixture.ts";

const fixtures = readFixtures("emails");

describe("fixtures/emails", () => {
  it.each(fixtures)("$name", judgeFixture);

  it("are all there", () => {
    expect(fixtures.length).toBeGreaterThanOrEqual(68);
  });
});
