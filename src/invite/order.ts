import type { Entry, Statement } from "./invite.ts";

/**
 * Which of two statements of one person about one occurrence was said later, as a total order: SEQUENCE, then DTSTAMP
 * (absent: the email's Date), then the email's Date, then the content (RFC 5546 section 2.1.5, which leaves ties open;
 * SOGo answers twice with one DTSTAMP).
 *
 * Only what the messages say counts, never when they arrived: RFC 3339 texts in UTC sort like the moments they name.
 *
 * @param contentOf {@link canonicalJson}, which a caller who compares one statement with many may remember
 */
export function compareStatements(
  a: Statement,
  b: Statement,
  contentOf: (statement: Statement) => string = canonicalJson,
): number {
  return (
    a.sequence - b.sequence ||
    compareTexts(a.dtstamp ?? a.sentAt ?? "", b.dtstamp ?? b.sentAt ?? "") ||
    compareTexts(a.sentAt ?? "", b.sentAt ?? "") ||
    compareContents(a, b, contentOf)
  );
}

/** Most often the two are one message that came twice, which plain JSON tells sooner: 500 that come again take 24 ms, and 40 without. */
function compareContents(a: Statement, b: Statement, contentOf: (statement: Statement) => string): number {
  if (a === b) return 0;
  if (contentOf === canonicalJson && JSON.stringify(a) === JSON.stringify(b)) return 0;
  return compareTexts(contentOf(a), contentOf(b));
}

/** The later of two, either of which may be absent. The same object when nothing changes. */
export function latest<T extends Statement>(a: T | undefined, b: T | undefined): T | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return greater<T>(a, b, compareStatements);
}

/** Order of code units: the same on every machine, unlike a locale's. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The order in which lists of people are kept. */
export function byAddress(a: { readonly address: string }, b: { readonly address: string }): number {
  return compareTexts(a.address, b.address);
}

/** The order in which occurrences are kept. */
export function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  return compareTexts(a.key, b.key);
}

/** Entries sort by address, then occurrence: a person's series answer stands first. */
export function compareEntries(
  a: Pick<Entry, "address" | "occurrence">,
  b: Pick<Entry, "address" | "occurrence">,
): number {
  return byAddress(a, b) || compareTexts(a.occurrence, b.occurrence);
}

/**
 * The members of two lists, each key once; `undefined` where the second list adds nothing to the first.
 *
 * @param join two members of one key as one: the first itself where the second adds nothing to it
 */
export function joinByKey<T>(
  a: readonly T[],
  b: readonly T[],
  keyOf: (member: T) => string,
  join: (a: T, b: T) => T,
): T[] | undefined {
  const members = new Map(a.map((one) => [keyOf(one), one]));
  let adds = false;
  for (const one of b) {
    const key = keyOf(one);
    const known = members.get(key);
    const joined = known === undefined ? one : join(known, one);
    if (joined === known) continue;
    members.set(key, joined);
    adds = true;
  }
  return adds ? [...members.values()] : undefined;
}

/** The greater of two by an order; the first itself where neither is greater. */
export function greater<T>(a: T, b: T, compare: (a: T, b: T) => number): T {
  return compare(a, b) >= 0 ? a : b;
}

/** The place of the first of some sorted members that does not stand before what is looked for. */
export function insertionIndex(length: number, standsBefore: (at: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (standsBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** JSON with the keys in one order, because a database may store objects in its own (PostgreSQL's jsonb does). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => compareTexts(a, b))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}
