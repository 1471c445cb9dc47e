import { fault, type Reading, readName } from "../input.ts";

/** A language tag (BCP 47) in its canonical form, also from how POSIX and Java write it; it may be one that nobody speaks. */
export function readLocale(value: unknown, reading: Reading): string | undefined {
  const tag = readName(value, reading, 200);
  if (tag === undefined) return undefined;
  try {
    return Intl.getCanonicalLocales(tag.replaceAll("_", "-"))[0];
  } catch {
    return fault(reading, "invalid-locale", "must be a language tag like en-GB", tag);
  }
}
