import { kept } from "../../kept.ts";

/** Scripts that run from right to left (ISO 15924), of those that living languages are written in. */
const fromTheRight: ReadonlySet<string> = new Set([
  ...["Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo"],
  ...["Rohg", "Samr", "Syrc", "Thaa"],
]);

/**
 * In which direction a language (BCP 47) is read; by its usual script where it names none. What is no language tag is read from the left.
 *
 * @example
 * directionOf("he") // "rtl"
 * directionOf("az-Arab") // "rtl"
 */
export function directionOf(language: string): "ltr" | "rtl" {
  const script = scriptOf(language);
  return script !== undefined && fromTheRight.has(script) ? "rtl" : "ltr";
}

/** To ask the runtime takes 3 µs of the 20 of a letter; languages are the caller's, and must not add up. */
const scriptOf = kept(100, usualScript);

function usualScript(language: string): string | undefined {
  try {
    return new Intl.Locale(language).maximize().script;
  } catch {
    return undefined;
  }
}
