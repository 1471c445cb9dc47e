import { latePattern } from "../../late-pattern.ts";

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

/** The marks that voice a Japanese syllable are no accents: カナダ is Canada, カナタ is nothing. */
const accents = latePattern("(?![\\u3099\\u309a])[\\p{M}'’ʻ]", "gu");
const betweenWords = latePattern("[^\\p{L}\\p{N}]+", "gu");

/**
 * A name reduced to what people would call the same: lower case, no accents, words apart by one space.
 *
 * @example
 * foldName("St. Pierre & Miquelon") // "st pierre miquelon"
 */
export function foldName(text: string): string {
  return text
    .normalize("NFKD")
    .replace(accents(), "")
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replace(betweenWords(), " ")
    .trim();
}

/** Words for summer time and for winter time, in folded names, and the word that replaces them. */
const seasons = [
  [/\b(?:summer|daylight|daylight saving|standard) time\b/, "time"],
  [/\b(?:sommer|normal|standard|winter)zeit\b/, "zeit"],
  [/\b(?:zomer|standaard|winter)tijd\b/, "tijd"],
  [/\b(?:sommar|sommer|normal|vinter)tid\b/, "tid"],
  [/\bheure (?:d ?ete|normale|standard) (?=d)/, "heure "],
  [/\bhora (?:de verano|estandar) (?=d)/, "hora "],
  [/\bora (?:legale|standard|solare) (?=d)/, "ora "],
  [/\b(?:horario|hora) (?:(?:de verao|padrao) )?(?=d)/, "hora "],
  [/(kesa|normaali)aika$/, "aika"],
  [/^czas (\S+europejski) (?:letni|standardowy)$/, "czas $1"],
  [/^(\S+evropsky) (?:letni|standardni) cas$/, "$1 cas"],
  [/^(\S+ европа) (?:летнее|стандартное) время$/, "$1"],
  [/(?:夏時間|標準時)$/, "時間"],
  [/ (?:하계 )?표준시$|하계 표준시$/, " 시간"],
] as const;

/**
 * A folded name without the word that says which half of the year it is for.
 *
 * @example
 * withoutSeason("mitteleuropaische sommerzeit") // "mitteleuropaische zeit"
 */
export function withoutSeason(name: string): string {
  const [words, rest] = seasons.find(([season]) => season.test(name)) ?? [];
  return words === undefined || rest === undefined ? name : name.replace(words, rest);
}
