import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quotedPrintable } from "../../../src/email/compose/quoted-printable.ts";
import { anyLetter } from "../../support/arbitrary/letters.ts";

/** Read by the letter of RFC 2045 section 6.7, which takes two lines; lines of the text end in CRLF on the way. */
function read(written: string): string {
  const octets = written
    .replaceAll("=\r\n", "")
    .replace(/=([0-9A-F]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  return new TextDecoder().decode(Uint8Array.from(octets, (c) => c.charCodeAt(0)));
}

/** Texts of all that a line can trip over, in any order. */
const trying = fc
  .array(
    fc.oneof(
      fc.constantFrom("\n", " ", "\t", "=", ".", "From ", "\u0001", "\u007f", "é", "–", "🎉", "\ud800"),
      fc.constantFrom("x".repeat(37), "y".repeat(73), "From here on", "=41", "\n.\n", "\nFrom "),
      fc.string({ unit: anyLetter, maxLength: 5 }).map((text) => text.replace(/\r/g, "")),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(""));

describe("quoted-printable", () => {
  it("reads back as the text", () => {
    fc.assert(
      fc.property(trying, (text) => {
        expect(read(quotedPrintable(text))).toBe(text.replace(/\p{Cs}/gu, "\ufffd").replaceAll("\n", "\r\n"));
      }),
    );
  });

  it("has no line of more than 76, none that relays or mbox writers change, and no more lines than it needs", () => {
    fc.assert(
      fc.property(trying, (text) => {
        const lines = quotedPrintable(text).split("\r\n");
        for (const line of lines) {
          expect(line).toMatch(/^[\t -~]{0,76}$/);
          expect(line).not.toMatch(/[\t ]$/);
          expect(line === "." || line.startsWith("From ")).toBe(false);
          if (line.endsWith("=")) expect(line.length).toBeGreaterThanOrEqual(74);
        }
      }),
    );
  });

  it("leaves a line alone that has nothing to escape and fits", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^(?:[ -<>-~]{0,75}[!-<>-~]\n){0,9}$/), (text) => {
        fc.pre(!/^From |^\.$/m.test(text));
        expect(quotedPrintable(text)).toBe(text.replaceAll("\n", "\r\n"));
      }),
    );
  });

  it.each([
    ["76 letters", "x".repeat(76), "x".repeat(76)],
    ["77 letters", "x".repeat(77), `${"x".repeat(75)}=\r\nxx`],
    ["an escape in the last place", `${"x".repeat(73)}=`, `${"x".repeat(73)}=3D`],
    ["an escape that has no room", `${"x".repeat(74)}é`, `${"x".repeat(74)}=\r\n=C3=A9`],
    [
      "an escape in the last place of a line that goes on",
      `${"x".repeat(73)}=x`,
      `${"x".repeat(73)}=\r\n=3Dx`,
    ],
    ["a blank in the last place", `${"x".repeat(75)} `, `${"x".repeat(75)}=\r\n=20`],
    ["a blank that has room", `${"x".repeat(73)} `, `${"x".repeat(73)}=20`],
    ["From where a line goes on", `${"x".repeat(75)}From here`, `${"x".repeat(75)}=\r\n=46rom here`],
    ["blanks alone", "  \n\t", " =20\r\n=09"],
  ])("of %s", (_, text, written) => {
    expect(quotedPrintable(text)).toBe(written);
  });

  it("of texts of any length, one after the other", () => {
    const line = "A line of forty characters, and an é = 1\n";
    const written = "A line of forty characters, and an =C3=A9 =3D 1\r\n";
    for (const times of [1, 500, 5_000, 0, 2]) {
      expect(quotedPrintable(line.repeat(times))).toBe(written.repeat(times));
    }
  });
});
