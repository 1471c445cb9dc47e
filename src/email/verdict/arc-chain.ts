import type { HeaderField } from "../header/header-block.ts";
import { domainName } from "./alignment.ts";
import { type Results, readResults } from "./read-results.ts";
import { tagOf } from "./tag-of.ts";

/** A chain of RFC 8617: who has sealed it, and what the first of them found when the mail came to it. */
interface ArcChain {
  readonly sealers: readonly string[];
  readonly first: Results;
}

/** RFC 8617 section 5.1.1.1. */
const longestChain = 50;

/**
 * The chain in a header, when it has every seal from the first to the last and one set of results of the first hop.
 *
 * Whether the seals hold is for the receiving server to say (`arc=pass`).
 */
export function arcChain(fields: readonly HeaderField[]): ArcChain | undefined {
  const seals = numbered(fields, "arc-seal");
  const results = numbered(fields, "arc-authentication-results").filter(({ instance }) => instance === 1);
  const [first] = results;
  if (first === undefined || results.length > 1 || seals.length === 0 || seals.length > longestChain)
    return undefined;
  const sealers: string[] = [];
  for (const [at, { instance, value }] of seals.sort((a, b) => a.instance - b.instance).entries()) {
    const sealer = domainName(tagOf(value, "d") ?? "");
    if (instance !== at + 1 || sealer === undefined) return undefined;
    sealers.push(sealer);
  }
  return { sealers, first: readResults(first.value.slice(first.value.indexOf(";") + 1)) };
}

interface Numbered {
  readonly instance: number;
  readonly value: string;
}

/** The fields of one name with their instance: `i=1; …`. */
function numbered(fields: readonly HeaderField[], name: string): Numbered[] {
  return fields
    .filter((field) => field.name === name)
    .map(({ value }) => ({ instance: Number(/^\d{1,2}$/.exec(tagOf(value, "i") ?? "")?.[0] ?? 0), value }));
}
