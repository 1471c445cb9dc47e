/**
 * Characters that nobody sees, though they change what is seen: controls, marks of direction (Unicode Standard Annex 9), spaces
 * without width. The two joiners are a part of words and of emoji: only beside ASCII have they no business.
 */
const unseen =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]|\u034f|(?<=[\u0000-\u007f])[\u200c\u200d]|[\u200c\u200d](?=[\u0000-\u007f])/u;

/** A piece of text, and whether it stands for a character that is not seen. */
interface Piece {
  readonly text: string;
  readonly unseen: boolean;
}

/**
 * Foreign text in pieces, each character that is not seen as its number.
 *
 * @example
 * piecesOf("a\u202Eb") // [{ text: "a", … }, { text: "U+202E", unseen: true }, { text: "b", … }]
 */
export function piecesOf(text: string): Piece[] {
  if (!unseen.test(text)) return [{ text, unseen: false }];
  const pieces: Piece[] = [];
  let start = 0;
  for (const found of text.matchAll(new RegExp(unseen, "gu"))) {
    if (found.index > start) pieces.push({ text: text.slice(start, found.index), unseen: false });
    const number = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    pieces.push({ text: `U+${number}`, unseen: true });
    start = found.index + found[0].length;
  }
  return start === text.length ? pieces : [...pieces, { text: text.slice(start), unseen: false }];
}
