import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hex } from "../src/digest.ts";
import { fingerprint } from "../src/fingerprint.ts";
import { anyCharacter } from "./support/arbitrary/letters.ts";

// Of the reference implementation by Austin Appleby, its four words in order.
describe("MurmurHash3", () => {
  it.each([
    ["", "00000000000000000000000000000000"],
    ["The quick brown fox jumps over the lazy dog", "2f1583c3ecee2c675d7bf66ce5e91d2c"],
    ["I will not buy this record, it is scratched.", "a0a9683b25ac5e40d9af2895890dddf5"],
    ["é".repeat(21), "2dfc23ddf34815d46b82143f4917a52e"],
  ])("of %j", (text, digest) => {
    expect(hex(fingerprint([text]))).toBe(digest);
  });

  it("of 80,001 octets", () => {
    expect(hex(fingerprint([`${"Grüße ".repeat(10_000)}.`]))).toBe("794b11bbab5c8758814a8da9d235937f");
  });

  it("of several texts is that of one with a NUL between them, however much was digested before", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: anyCharacter, maxLength: 60 }), { minLength: 1 }), (texts) => {
        fingerprint(["x".repeat(1_000)]);
        expect(hex(fingerprint(texts))).toBe(hex(fingerprint([texts.join("\0")])));
      }),
    );
  });
});
