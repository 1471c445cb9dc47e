import fc from "fast-check";
import { expect, it } from "vitest";
import { decoderOf } from "../../../src/email/text/charset.ts";
import { mendSplitCharacters } from "../../../src/email/text/mend-split-characters.ts";
import { repairWindows1252 } from "../../../src/email/text/windows-1252.ts";
import { anyLetter } from "../../support/arbitrary/letters.ts";

/** WHATWG Encoding, index-windows-1252: octets 80 to 9F. */
const upper: [number, string][] = [
  [0x80, "\u20AC"],
  [0x81, "\u0081"],
  [0x82, "\u201A"],
  [0x85, "\u2026"],
  [0x8c, "\u0152"],
  [0x91, "\u2018"],
  [0x92, "\u2019"],
  [0x93, "\u201C"],
  [0x94, "\u201D"],
  [0x96, "\u2013"],
  [0x99, "\u2122"],
  [0x9d, "\u009D"],
  [0x9f, "\u0178"],
];

it.each(upper)("reads octet %i as Windows-1252 whatever the runtime made of it", (octet, character) => {
  const decoded = new TextDecoder("windows-1252").decode(Uint8Array.of(octet));
  expect(repairWindows1252(decoded)).toBe(character);
  expect(repairWindows1252(String.fromCharCode(octet))).toBe(character);
});

it("knows the labels of the Latin-1 family", () => {
  const labels = ["iso-8859-1", "Windows-1252", "latin1", "us-ascii", "utf-8", "iso-8859-15", "none such"];
  expect(labels.filter((label) => decoderOf(label)?.encoding === "windows-1252")).toEqual([
    "iso-8859-1",
    "Windows-1252",
    "latin1",
    "us-ascii",
  ]);
});

it("mends a character that a fold has split, wherever it was folded", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: anyLetter }),
      fc.nat(),
      fc.constantFrom("\r\n ", "\r\n\t", "\n "),
      (text, place, fold) => {
        const octets = [...new TextEncoder().encode(text.replace(/[\r\n]/g, ""))];
        const at = octets.length === 0 ? 0 : place % octets.length;
        const folded = [...octets.slice(0, at), ...new TextEncoder().encode(fold), ...octets.slice(at)];
        const mended = new TextDecoder("utf-8", { ignoreBOM: true }).decode(
          mendSplitCharacters(Uint8Array.from(folded)),
        );
        expect(mended.replace(/\r?\n[ \t]/g, "")).toBe(
          new TextDecoder("utf-8").decode(Uint8Array.from(octets)),
        );
      },
    ),
  );
});

it("leaves a fold between characters as it is", () => {
  const octets = new TextEncoder().encode("ä\r\n ö\r\n end");
  expect(mendSplitCharacters(octets)).toEqual(octets);
});
