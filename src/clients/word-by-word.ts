import { encodeWords, escapeOctet, isPlain } from "../email/encoded-word.ts";

/** RFC 2047 section 2: the longest encoded-word, and the longest line that holds one. */
const [longestWord, longestLine] = [75, 76];

/**
 * A subject as Camel, Evolution's mail library, encodes it: the words beyond ASCII one by one, in ISO-8859-1 where that has them all. Of two
 * in a row the second begins with the space, which readers drop between encoded-words (RFC 2047 section 6.2).
 *
 * @param used Characters that stand on the first line already.
 * @example
 * wordByWord("Re: Café bleu", 9) // "Re: =?ISO-8859-1?Q?Caf=E9?= bleu"
 */
export function wordByWord(text: string, used: number): string {
  const isLatin = !/[^\u0000-\u00ff]/.test(text);
  let [out, column, wasEncoded] = ["", used, false];
  for (const word of text.split(" ").filter((each) => each !== "")) {
    const plain = isPlain(word);
    const written = plain ? word : encodedWord(`${wasEncoded ? " " : ""}${word}`, isLatin);
    const fits = column + 1 + written.length <= longestLine;
    const gap = out === "" ? "" : fits ? " " : "\r\n ";
    out += `${gap}${written}`;
    column = fits ? column + gap.length + written.length : 1 + written.length;
    wasEncoded = !plain;
  }
  return out;
}

function encodedWord(text: string, isLatin: boolean): string {
  const written = `=?${isLatin ? "ISO-8859-1" : "UTF-8"}?Q?${quoted(text, isLatin)}?=`;
  return written.length <= longestWord ? written : encodeWords(text, 1);
}

function quoted(text: string, isLatin: boolean): string {
  const octetsOf = (character: string) =>
    isLatin ? [character.charCodeAt(0)] : Array.from(new TextEncoder().encode(character));
  return text.replace(/[^A-Za-z0-9!*+/-]/gu, (character) =>
    character === " " ? "_" : octetsOf(character).map(escapeOctet).join(""),
  );
}
