import { keysOf, rowOf } from "../../input.ts";
import { type Language, type Wording, wordings } from "./wording.table.ts";

const languages: readonly Language[] = /* @__PURE__ */ keysOf(wordings);

/**
 * The language in which we can write to a person with this locale (BCP 47); English for one we do not speak.
 *
 * @example
 * languageOf("de-AT") // "de"
 * languageOf("tlh")   // "en"
 */
export function languageOf(locale: string | undefined): Language {
  const [tag] = (locale ?? "en").toLowerCase().split(/[-_]/, 1);
  return languages.find((language) => language === tag) ?? "en";
}

/** The words of a language. */
export function wordingOf(language: Language): Wording {
  return wordings[language];
}

/**
 * A phrase with its places filled in, once: a value that looks like a place stays as it is.
 *
 * @example
 * fill("Invitation: {summary}", { summary: "{name}" }) // "Invitation: {name}"
 */
export function fill(phrase: string, values: Readonly<Record<string, string>>): string {
  return phrase.replace(/\{([a-z]+)\}/g, (place, name: string) => rowOf(values, name) ?? place);
}
