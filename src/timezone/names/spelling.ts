/** Longer than any display name of Windows. */
const longest = 200;

/**
 * A TZID parameter without what careless writers leave around it: quotes, backslashes, a quoted-printable `=3D`,
 * the name of the parameter, full-width signs, punctuation at the end. Empty where it is too long for any name.
 *
 * @example
 * cleanTzid('"TZID=\\(GMT+01:00\\) Paris"') // "(GMT+01:00) Paris"
 */
export function cleanTzid(tzid: string): string {
  if (tzid.length > longest) return "";
  const text = tzid
    .normalize("NFKC")
    .replace(/\\/g, "")
    .replaceAll("=3D", "=")
    .replace(/[\u2212\u2013\u2011]/g, "-")
    .replace(/\s+/g, " ");
  let start = 0;
  let end = text.length;
  while (isBracket(text[start])) start++;
  while (isBracket(text[end - 1]) || ":;|,".includes(text[end - 1] ?? " ")) end--;
  const bare = text.slice(start, end);
  // 3DEurope/Paris: "TZID=3D" read as if the mail were not quoted-printable.
  return bare.replace(/^(?:TZID=)?(?:3D(?=[A-Z]))?/, "");
}

function isBracket(char: string | undefined): boolean {
  return char === '"' || char === "'" || char === " ";
}

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
