import fc from "fast-check";
import { expect, it } from "vitest";
import { octetsOf, octetsOfOne } from "../src/octets.ts";
import { anyCharacter } from "./support/arbitrary/letters.ts";

const texts = fc.array(
  fc.oneof(fc.string({ unit: anyCharacter, maxLength: 30 }), fc.constant("é\ud800".repeat(20_000))),
  { minLength: 1, maxLength: 5 },
);

it("are those of the texts, whatever came before, and of one of them alone too", () => {
  fc.assert(
    fc.property(fc.array(texts, { minLength: 1, maxLength: 4 }), (turns) => {
      for (const each of turns) {
        expect(Buffer.from(octetsOf(each)).equals(Buffer.from(each.join("\0")))).toBe(true);
        for (const one of [...each, "another"]) {
          expect(Buffer.from(octetsOfOne(one)).equals(Buffer.from(one))).toBe(true);
        }
      }
    }),
  );
});
