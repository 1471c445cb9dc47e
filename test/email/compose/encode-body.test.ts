import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { base64Lines, encodeCalendar, encodeText } from "../../../src/email/compose/encode-body.ts";
import { decodeBase64, decodeBody, decodeQuotedPrintable } from "../../../src/email/text/decode-body.ts";
import { anyLetter } from "../../support/arbitrary/letters.ts";

const octets = (text: string) => new TextEncoder().encode(text);
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe("writing", () => {
  it("leaves short ASCII as it is", () => {
    expect(encodeText("Hello\nthere\n")).toEqual({ encoding: "7bit", data: "Hello\r\nthere\r\n" });
  });

  it("quotes what is mostly ASCII, and encodes what is not", () => {
    expect(encodeText("Café au lait")).toEqual({ encoding: "quoted-printable", data: "Caf=C3=A9 au lait" });
    expect(encodeText("予算会議")).toEqual({ encoding: "base64", data: "5LqI566X5Lya6K2w" });
  });

  it("writes a long text the shorter way, whichever that is", () => {
    const encodingOf = (part: string) => encodeText(part.repeat(20_000 / part.length)).encoding;
    expect(["日本", "ü", "🎉", "日a", "日本a\n"].map(encodingOf)).toEqual(Array(5).fill("base64"));
    expect(["a\tb", "ü1234567890123456789", "日12345678901234567890123456789"].map(encodingOf)).toEqual(
      Array(3).fill("quoted-printable"),
    );
  });

  it.each([
    ["trailing blanks", "some words \nand more\t", "some words=20\r\nand more=09"],
    ["mbox separators", "From here\nto there", "=46rom here\r\nto there"],
    ["a lonely dot", "a\n.\nb", "a\r\n=2E\r\nb"],
  ])("protects %s", (_, given, expected) => {
    expect(encodeText(given)).toEqual({ encoding: "quoted-printable", data: expected });
  });

  it("keeps calendar text octet by octet", () => {
    for (const ics of ["BEGIN:X\r\nEND:X\r\n", "BEGIN:X\nEND:X\n", "a\rb", "é", "x".repeat(999), "\u0001"]) {
      const { encoding, data } = encodeCalendar(ics);
      expect(text(decodeBody(octets(data), encoding))).toBe(ics);
      expect(encoding).toBe(ics === "BEGIN:X\r\nEND:X\r\n" ? "7bit" : "base64");
    }
  });
});

describe("reading", () => {
  it("is the inverse of writing", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyLetter, maxLength: 300 }), (given) => {
        const canonical = given.replace(/\r\n|\r|\n/g, "\r\n").replace(/\p{Cs}/gu, "\uFFFD");
        const { encoding, data } = encodeText(given);
        expect(text(decodeBody(octets(data), encoding))).toBe(canonical);
      }),
    );
  });

  it("reads base64 as Node does", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (given) => {
        expect([...decodeBase64(octets(Buffer.from(given).toString("base64")))]).toEqual([...given]);
      }),
    );
    expect(text(decodeBase64(octets(base64Lines("Grüße ".repeat(50)))))).toBe("Grüße ".repeat(50));
  });

  it.each([
    ["padding in the middle", "SGVs\r\nbG8=\r\nIHlvdQ==", "Hello you"],
    ["no padding", "SGVsbG8", "Hello"],
    ["foreign characters", "S*G-V?s bG8=", "Hello"],
    ["nothing", "====", ""],
  ])("tolerates %s in base64", (_, given, expected) => {
    expect(text(decodeBase64(octets(given)))).toBe(expected);
  });

  it.each([
    ["a=3Db", "a=b"],
    ["a=3db=\r\nc", "a=bc"],
    ["a= \t\r\nb", "ab"],
    ["a=\nb", "ab"],
    ["100=%", "100=%"],
    ["a=", "a"],
    ["=C3=A9", "é"],
  ])("reads quoted-printable %j", (given, expected) => {
    expect(text(decodeQuotedPrintable(octets(given)))).toBe(expected);
  });
});
