import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { base64, base64url, fromBase64url } from "../src/base64.ts";

// RFC 4648 section 10, and the two letters in which the alphabets differ.
describe("base64", () => {
  it.each([
    ["", ""],
    ["f", "Zg=="],
    ["fo", "Zm8="],
    ["foo", "Zm9v"],
    ["foob", "Zm9vYg=="],
    ["fooba", "Zm9vYmE="],
    ["foobar", "Zm9vYmFy"],
    ["\u00fb\u00ff\u00bf", "+/+/"],
  ])("of %j", (text, encoded) => {
    const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0));
    expect(base64(bytes)).toBe(encoded);
    const url = encoded.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    expect(base64url(bytes)).toBe(url);
    expect(fromBase64url(url)).toEqual(bytes);
  });

  it("of any octets is that of the runtime", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (octets) => {
        expect(base64(octets)).toBe(Buffer.from(octets).toString("base64"));
      }),
    );
  });

  it.each(["Z", "Zm9vY", "Zg==", "a+b/", "a b", "!Zm9", "Zm9!"])("%j is no base64 for URLs", (text) => {
    expect(fromBase64url(text)).toBeUndefined();
  });
});
