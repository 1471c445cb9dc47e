/**
 * A name reduced to what people would call the same: lower case, no accents, words apart by one space.
 *
 * @example
 * foldName("St. Pierre & Miquelon") // "st pierre miquelon"
 */
export function foldName(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}'’ʻ]/gu, "")
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
