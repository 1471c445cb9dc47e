import fc from "fast-check";
import { deep } from "../runs.ts";

// fast-check lists every character that there is before it gives the first one, which takes as long as a thousand tests
// do: `npm run test:deep` alone draws from its lists.

type Unit = NonNullable<fc.StringConstraints["unit"]>;

const range = (min: number, max: number) =>
  fc.integer({ min, max }).map((code) => String.fromCodePoint(code));

/** Any character that a text can hold, those that nobody sees or that no standard has given away too. */
export const anyCharacter: Unit = deep
  ? "binary"
  : fc.oneof(range(0, 0xff), range(0, 0xd7ff), range(0xe000, 0xffff), range(0x10000, 0x10ffff));

/** What a person sees as one character, of whatever script, and of as many code points as it takes. */
export const anyLetter: Unit = deep
  ? "grapheme"
  : fc.oneof(
      { weight: 3, arbitrary: range(0x20, 0x7e) },
      range(0xc0, 0x17f),
      range(0x391, 0x3a1),
      range(0x410, 0x44f),
      range(0x5d0, 0x5ea),
      range(0x905, 0x939),
      range(0x4e00, 0x9fff),
      range(0xac00, 0xd7a3),
      range(0x1f300, 0x1f3fa),
      fc.constantFrom(
        "e\u0301",
        "n\u0303",
        "नि",
        "กำ",
        "각",
        "👩‍👩‍👧",
        "🇬🇧",
        "👍🏽",
        "1\ufe0f\u20e3",
        "ﷺ",
        "\u{1d11e}",
      ),
    );

/** Text of so many pieces at most. */
function joined(maxLength: number, ...pieces: string[]): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...pieces), { maxLength }).map((drawn) => drawn.join(""));
}

/** Any text of so many characters at most, or one of pieces that want to be more than text. */
export function anyTextAnd(maxLength: number, ...pieces: string[]): fc.Arbitrary<string> {
  return fc.oneof(
    fc.string({ unit: anyCharacter, maxLength }),
    fc.string({ unit: anyLetter, maxLength: 120 }),
    joined(12, ...pieces),
  );
}

const ofAddresses = joined(8, ..."aZ7-._~!$&'()*+,;=:@", "%C3%A9", "%2F", "%00", "%F0%9F%8E%89");

/** What may stand behind the `?` of an address of the web. */
export const anyQuery: fc.Arbitrary<string> = deep ? fc.webQueryParameters() : ofAddresses;

/** An address of the web, as RFC 3986 lets it be written. */
export const anyWebAddress: fc.Arbitrary<string> = deep
  ? fc.webUrl()
  : fc
      .tuple(fc.constantFrom("http", "https"), fc.domain(), fc.array(ofAddresses, { maxLength: 4 }))
      .map(([scheme, domain, path]) => [`${scheme}://${domain}`, ...path].join("/"));
