import { hex, sha256 } from "../../digest.ts";
import type { Statement } from "../invite.ts";
import { canonicalJson } from "../order.ts";

/**
 * What a statement is known by when it comes again. SEQUENCE does not count: one above any that was used is recorded as an answer to the
 * latest revision, which may be another when it comes again.
 */
export function digestOfStatement({ sequence: _, ...said }: Statement): string {
  return hex(sha256(canonicalJson(said))).slice(0, 32);
}

/** A statement, unless it is to be forgotten. */
export function remembered<T extends Statement>(
  statement: T | undefined,
  forgotten: readonly string[],
): T | undefined {
  return statement === undefined || forgotten.includes(digestOfStatement(statement)) ? undefined : statement;
}

/** Two sorted lists of digests as one; the first itself where the second adds nothing. */
export function joinForgotten(
  a: readonly string[] | undefined,
  b: readonly string[] | undefined,
): readonly string[] | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const added = b.filter((digest) => !a.includes(digest));
  return added.length === 0 ? a : [...a, ...added].sort();
}
