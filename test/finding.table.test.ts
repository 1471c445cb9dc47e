import { describe, expect, it } from "vitest";
import { findingTable } from "../src/finding.table.ts";
import { checkMessage } from "../src/index.ts";
import { findingExamples, sound } from "./finding.examples.ts";

const rules = new Map(Object.entries(findingTable));

describe("every code of a finding", () => {
  it("is absent from a message that nothing is odd about", () => {
    expect(checkMessage(sound)).toEqual([]);
  });

  it.each(Object.entries(findingExamples))(
    "%s is found in a text that is odd in that way",
    async (code, example) => {
      const found = await example();
      expect(found.map((one) => one.code)).toContain(code);
      for (const { message, code: named } of found) {
        expect(rules.has(named), named).toBe(true);
        expect(message, named).toMatch(/^[A-Z"].*\.$/);
        expect(message, named).not.toMatch(/\{(?!room)[a-z]+\}|undefined/);
      }
    },
  );
});
