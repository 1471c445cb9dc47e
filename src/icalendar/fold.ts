/** Octets of a physical line, its line break not counted (RFC 5545 section 3.1). */
const width = 75;

/**
 * Folds one content line at 75 octets of UTF-8: never inside a character, nor, where that can be helped, behind a
 * space, which a mail relay may strip from the end of a line.
 *
 * @param ascii whether all of it is known to be ASCII
 * @example
 * foldLine("DESCRIPTION:" + "a".repeat(70)) // "DESCRIPTION:aaa…\r\n aaaaaaa"
 */
export function foldLine(text: string, ascii = false): string {
  if (text.length * (ascii ? 1 : 3) <= width) return text;
  let folded = "";
  let from = 0;
  while (from < text.length) {
    const room = from === 0 ? width : width - 1;
    const end = withoutTrailingSpace(
      text,
      from,
      ascii ? Math.min(text.length, from + room) : endOfPiece(text, from, room),
    );
    if (end === text.length && from === 0) return text;
    folded += from === 0 ? text.slice(0, end) : `\r\n ${text.slice(from, end)}`;
    from = end;
  }
  return folded;
}

/** Most pieces: to count the octets of each letter takes a twentieth of writing an invitation. */
const asciiAlone = /^[\u0000-\u007f]*$/;

function endOfPiece(text: string, from: number, room: number): number {
  const most = Math.min(text.length, from + room);
  if (asciiAlone.test(text.slice(from, most))) return most;
  let octets = 0;
  let index = from;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    const pair = code >= 0xd800 && code < 0xdc00 && index + 1 < text.length;
    octets += code < 0x80 ? 1 : code < 0x800 ? 2 : pair ? 4 : 3;
    if (octets > room) return index;
    index += pair ? 2 : 1;
  }
  return index;
}

function withoutTrailingSpace(text: string, from: number, end: number): number {
  if (end === text.length) return end;
  let at = end;
  while (at > from && (text.charCodeAt(at - 1) === 32 || text.charCodeAt(at - 1) === 9)) at--;
  return at === from ? end : at;
}
