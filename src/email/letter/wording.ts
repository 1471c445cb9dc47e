import { rowOf } from "../../input.ts";
import { type Language, type Wording, wordings } from "./wording.table.ts";

const languages: ReadonlyMap<string, Language> = new Map([
  ["en", "en"],
  ["de", "de"],
  ["fr", "fr"],
  ["es", "es"],
  ["nl", "nl"],
  ["pt", "pt"],
  ["it", "it"],
  ["ja", "ja"],
]);

/**
 * The language in which we can write to a person with this locale (BCP 47); English for one we do not speak.
 *
 * @example
 * languageOf("de-AT") // "de"
 * languageOf("tlh")   // "en"
 */
export function languageOf(locale: string | undefined): Language {
  return languages.get((locale ?? "en").toLowerCase().split(/[-_]/, 1)[0] ?? "en") ?? "en";
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
