import fc from "fast-check";
import { expect, it } from "vitest";
import { printable, printableJson } from "../../src/cli/printable.ts";
import { runs } from "../support/runs.ts";

/** What a terminal may take for an order: controls of seven and eight bits, and what turns the direction of text about. */
const orders = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

it("foreign text has no terminal command left in it", () => {
  expect(printable("a\u001b[31mb\u009b31mc\u202ed\u200be")).toBe("a\uFFFD[31mb\uFFFD31mc\uFFFDd\uFFFDe");
  expect(printable("Jane\tDoe\nGünter 😀")).toBe("Jane\tDoe\nGünter 😀");
});

it("JSON is the same value, and holds no terminal command either", () => {
  const strange = fc.string({
    unit: fc.constantFrom("a", "\u009b", "\u009d", "\u202e", "\u2066", "\u001b", "é", "😀", '"'),
  });
  fc.assert(
    fc.property(fc.jsonValue(), strange, (value, text) => {
      const written = printableJson({ value, text });
      expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify({ value, text })));
      expect(written.replaceAll("\n", "")).not.toMatch(orders);
    }),
    { numRuns: runs(500) },
  );
});
