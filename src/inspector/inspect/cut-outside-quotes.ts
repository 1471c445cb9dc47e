/**
 * Text cut at a separator, except where it stands between quotation marks: parameters of a content line
 * (RFC 5545 section 3.1) and of a header field (RFC 2045 section 5.1).
 *
 * @example
 * cutOutsideQuotes('a;b="c;d"', ";") // ["a", 'b="c;d"']
 */
export function cutOutsideQuotes(text: string, separator: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') quoted = !quoted;
    if (character !== separator || quoted) continue;
    pieces.push(text.slice(start, at));
    start = at + 1;
  }
  return [...pieces, text.slice(start)];
}
