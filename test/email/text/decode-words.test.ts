import fc from "fast-check";
import { decodeWords as decodedByPostalMime } from "postal-mime";
import { describe, expect, it } from "vitest";
import { encodeWords } from "../../../src/email/encoded-word.ts";
import { decodeWords } from "../../../src/email/text/decode-words.ts";
import { anyLetter } from "../../support/arbitrary/letters.ts";
import { runs } from "../../support/runs.ts";

describe("encoded-words are undone", () => {
  it.each([
    // RFC 2047 section 8.
    ["=?US-ASCII?Q?Keith_Moore?= <moore@cs.utk.example>", "Keith Moore <moore@cs.utk.example>"],
    ["=?ISO-8859-1?Q?Keld_J=F8rn_Simonsen?=", "Keld Jørn Simonsen"],
    ["=?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?=", "If you can read this yo"],
    ["(=?ISO-8859-1?Q?a?=)", "(a)"],
    ["(=?ISO-8859-1?Q?a?= b)", "(a b)"],
    ["(=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?=)", "(ab)"],
    ["(=?ISO-8859-1?Q?a_b?=)", "(a b)"],
    ["(=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=)", "(a b)"],
    // A language, RFC 2231 section 5.
    ["=?us-ascii*en-us?Q?Moore?=", "Moore"],
    // A character in two words, which RFC 2047 section 5 forbids and mail programs write.
    ["=?utf-8?B?w5w=?= =?utf-8?B?bg==?= =?utf-8?Q?=C3?= =?utf-8?Q?=A9?=", "Üné"],
    ["=?utf-8?Q?a_b c?=", "a b c"],
    ["=?iso-2022-jp?B?GyRCTT07OzJxNUQbKEI=?=", "予算会議"],
    ["=?iso-2022-jp?B?GyRCTT07OxsoQg==?= =?iso-2022-jp?B?GyRCMnE1RBsoQg==?=", "予算会議"],
    ["=?cp949?B?yLjAxw==?=", "회의"],
    ["=?x-none?Q?caf=C3=A9?= =?x-other?Q?caf=E9?=", "cafécafé"],
    ["=?utf-8?X?a?=", "=?utf-8?X?a?="],
    ["=?utf-8?Q?open", "=?utf-8?Q?open"],
    ["a =? b ?= c", "a =? b ?= c"],
    ["", ""],
  ])("%j is %j", (written, text) => {
    expect(decodeWords(written)).toBe(text);
  });

  it("as postal-mime undoes what we write", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyLetter }), fc.integer({ min: 0, max: 30 }), (text, used) => {
        const value = encodeWords(text, used).replaceAll("\r\n", "");
        expect(decodeWords(value)).toBe(decodedByPostalMime(value));
      }),
      { numRuns: runs(300) },
    );
  });
});
