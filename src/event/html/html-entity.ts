import { htmlEntities } from "./html-entity.table.ts";

let codePoints: ReadonlyMap<string, number> | undefined;

/** The code point of each entity, by its name. */
export function entityCodePoints(): ReadonlyMap<string, number> {
  codePoints ??= new Map(
    htmlEntities.flatMap(([first, names]) =>
      names.split(" ").map((name, after): [string, number] => [name, first + after]),
    ),
  );
  return codePoints;
}

/**
 * Text with its HTML character references undone (HTML 4.01 section 5.3), unknown ones left as they are.
 *
 * @example
 * decodeEntities("it&#39;s outside, I&rsquo;ve tried") // "it's outside, I’ve tried"
 */
export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,9}));/g,
    (whole, decimal, hex, name) => {
      const code =
        name === undefined
          ? Number.parseInt(decimal ?? hex, decimal === undefined ? 16 : 10)
          : entityCodePoints().get(name);
      return code === undefined || !isCharacter(code) ? whole : String.fromCodePoint(code);
    },
  );
}

/** A reference to a control character or to a surrogate stands for nothing that could be shown. */
function isCharacter(code: number): boolean {
  return code === 9 || code === 10 || (code >= 32 && code < 0xd800) || (code > 0xdfff && code <= 0x10ffff);
}
