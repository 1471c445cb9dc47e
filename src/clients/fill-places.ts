import { hex, sha256 } from "../digest.ts";
import { rowOf } from "../input.ts";

/** What stands for the places of a template. */
export type Places = Readonly<Record<string, string>>;

/**
 * A template with its places filled in, once: a value that looks like a place stays as it is, and so does a place that
 * nothing stands for. `{hex8}`, `{HEX8}` and `{digits8}` become so many digits that follow from the seed.
 *
 * @example
 * fillPlaces("<{hex4}@{domain}>", { domain: "example.test" }, "seed") // "<" and 4 digits and "@example.test>"
 */
export function fillPlaces(template: string, places: Places, seed: string): string {
  let count = 0;
  return template.replace(/\{([A-Za-z]+)(\d{0,2})\}/g, (place, name: string, length: string) => {
    if (length === "") return rowOf(places, name) ?? place;
    count += 1;
    return digits(name, Number(length), `${count}\n${template}\n${seed}`) ?? place;
  });
}

function digits(kind: string, length: number, seed: string): string | undefined {
  const drawn = hex(sha256(seed)).slice(0, length);
  if (kind === "hex") return drawn;
  if (kind === "HEX") return drawn.toUpperCase();
  return kind === "digits"
    ? drawn.replace(/[a-f]/g, (letter) => String("abcdef".indexOf(letter)))
    : undefined;
}
