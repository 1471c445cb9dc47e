import fc from "fast-check";
import { decodeWords } from "postal-mime";
import { describe, expect, it } from "vitest";
import { encodeWords } from "../../src/email/encoded-word.ts";
import { anyLetter } from "../support/arbitrary/letters.ts";

describe("encoded-words", () => {
  it("follow RFC 2047", () => {
    expect(encodeWords("Keld Jørn Simonsen", 0)).toBe("=?UTF-8?Q?Keld_J=C3=B8rn_Simonsen?=");
    expect(encodeWords("予算会議", 0)).toBe("=?UTF-8?B?5LqI566X5Lya6K2w?=");
  });

  it("decode to what was encoded, in words of whole characters that fit their lines", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyLetter }), fc.integer({ min: 0, max: 30 }), (text, used) => {
        const value = encodeWords(text, used);
        expect(decodeWords(value.replaceAll("\r\n", ""))).toBe(text.replace(/\p{Cs}/gu, "\uFFFD"));
        value.split("\r\n").forEach((line, at) => {
          expect(line.length + (at === 0 ? used : 0)).toBeLessThanOrEqual(76);
          const content = /=\?UTF-8\?([BQ])\?([^?]*)\?=/.exec(line);
          if (content?.[1] === "B") {
            const octets = Buffer.from(content[2] ?? "", "base64");
            expect(() => new TextDecoder("utf-8", { fatal: true }).decode(octets)).not.toThrow();
          }
        });
      }),
    );
  });
});
