import { at, fault, isRecord, keysOf, type Reading, readName, wrongKind } from "../../input.ts";
import type { Wording } from "./wording.table.ts";
import { wordingOf } from "./wording.ts";

/** Any part of a {@link Wording}: what is left out is said in the default words. */
export type OwnWording = PartOf<Wording>;

type PartOf<T> = T extends string ? string : { readonly [K in keyof T]?: PartOf<T[K]> };

/** A sentence in a mail. */
const longestPhrase = 1_000;

/**
 * Words of the caller's own, checked: every member is a phrase where the default has one.
 *
 * @returns Nothing where the value is absent or a problem was noted.
 */
export function readOwnWording(value: unknown, reading: Reading): OwnWording | undefined {
  if (value === undefined) return undefined;
  const before = reading.problems.length;
  checkPhrases(value, wordingOf("en"), reading);
  return reading.problems.length === before && isOwnWording(value) ? value : undefined;
}

/** What was looked through without a problem has the members of a wording and no others. */
function isOwnWording(value: unknown): value is OwnWording {
  return isRecord(value);
}

function checkPhrases(value: unknown, model: object, reading: Reading): void {
  if (!isRecord(value)) {
    wrongKind(reading, "an object of phrases", value);
    return;
  }
  for (const [name, phrase] of Object.entries(value)) {
    const here = at(reading, name);
    const standard: unknown = Object.hasOwn(model, name) ? Reflect.get(model, name) : undefined;
    if (standard === undefined)
      fault(here, "unknown-field", `must be one of ${Object.keys(model).join(", ")}`);
    else if (isRecord(standard)) checkPhrases(phrase, standard, here);
    else if (phrase !== undefined && typeof phrase !== "string") wrongKind(here, "text", phrase);
    else readName(phrase, here, longestPhrase);
  }
}

/**
 * The words of a language with the caller's own in their place. Who says how often in words of their own, and has none for the dates, is told
 * none: two languages in one sentence would be worse.
 *
 * @example
 * withOwnWording(wordingOf("en"), { label: { time: "Date" } }).label.time // "Date"
 */
export function withOwnWording(wording: Wording, own: OwnWording | undefined): Wording {
  if (own === undefined) return wording;
  const words = overlay(wording, own);
  return own.frequency !== undefined && own.dates === undefined ? { ...words, dates: undefined } : words;
}

function overlay<T extends object>(model: T, own: object): T {
  const result: T = { ...model };
  for (const key of keysOf(model)) {
    const [standard, phrase]: [unknown, unknown] = [model[key], Reflect.get(own, key)];
    if (typeof phrase === "string" && typeof standard === "string" && phrase.trim() !== "")
      Reflect.set(result, key, phrase);
    else if (isRecord(standard) && isRecord(phrase)) Reflect.set(result, key, overlay(standard, phrase));
  }
  return result;
}
