import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hmacSha256, sha256 } from "../src/sha256.ts";
import { runs } from "./support/runs.ts";

const hexOf = (octets: Uint8Array) => Buffer.from(octets).toString("hex");
const octetsOf = (text: string) => new TextEncoder().encode(text);

// FIPS 180-4's examples (NIST, "Examples with Intermediate Values").
describe("SHA-256", () => {
  it.each([
    ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    [
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    ],
    ["a".repeat(1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"],
  ])("of the standard's example %#", (text, digest) => {
    expect(hexOf(sha256(octetsOf(text)))).toBe(digest);
  });

  it("is OpenSSL's of every length up to three blocks", () => {
    for (let length = 0; length <= 192; length++) {
      const octets = Uint8Array.from({ length }, (_, at) => (at * 131 + length) & 255);
      expect(hexOf(sha256(octets)), `${length}`).toBe(createHash("sha256").update(octets).digest("hex"));
    }
  });

  it("is OpenSSL's of any octets, wherever in a buffer they stand", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.nat({ max: 9 }), (all, from) => {
        const octets = all.subarray(from);
        expect(hexOf(sha256(octets))).toBe(createHash("sha256").update(octets).digest("hex"));
      }),
      { numRuns: runs(200) },
    );
  });
});

describe("HMAC-SHA256", () => {
  // RFC 4231 sections 4.2, 4.3 and 4.7: a key of 20 octets, of 4, and of more than a block.
  it.each([
    ["\x0b".repeat(20), "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"],
    [
      "Jefe",
      "what do ya want for nothing?",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    ],
    [
      "\xaa".repeat(131),
      "Test Using Larger Than Block-Size Key - Hash Key First",
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
    ],
  ])("of the RFC's test case %#", (key, text, digest) => {
    const octets = Uint8Array.from(key, (letter) => letter.charCodeAt(0));
    expect(hexOf(hmacSha256(octets, octetsOf(text)))).toBe(digest);
  });

  it("is OpenSSL's of any key and any octets", () => {
    const octets = fc.uint8Array({ maxLength: 200 });
    fc.assert(
      fc.property(octets, octets, (key, text) => {
        expect(hexOf(hmacSha256(key, text))).toBe(createHmac("sha256", key).update(text).digest("hex"));
      }),
      { numRuns: runs(200) },
    );
  });
});
