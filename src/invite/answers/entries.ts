import type { CheckedEvent } from "../../event/event.ts";
import type { Entry, KnownPerson, Statement } from "../invite.ts";
import { keyIn } from "../occurrences/occurrence-key.ts";
import { splitKey } from "../occurrences/this-and-future.ts";
import { compareEntries, insertionIndex, latest } from "../order.ts";
import { joinForgotten, remembered } from "./forgotten.ts";

/** Where an entry stands in a sorted list, or `-1 - n` when it would have to be inserted at `n`. With `insertionIndex` statusOf takes 4 % longer. */
function indexOf(answers: readonly Entry[], address: string, occurrence: string): number {
  let low = 0;
  let high = answers.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const entry = answers[middle];
    const order = entry === undefined ? 0 : compareEntries(entry, { address, occurrence });
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1 - low;
}

/** The entry of one person about the series (`""`) or one occurrence. */
export function findEntry(answers: readonly Entry[], address: string, occurrence: string): Entry | undefined {
  return answers[indexOf(answers, address, occurrence)];
}

/** All entries of one person. */
export function entriesOf(answers: readonly Entry[], address: string): Entry[] {
  const first = indexOf(answers, address, "");
  const found: Entry[] = [];
  for (let at = first < 0 ? -1 - first : first; answers[at]?.address === address; at++) {
    const entry = answers[at];
    if (entry !== undefined) found.push(entry);
  }
  return found;
}

/** What everybody said, by address, in the order of the list. */
export function answersByAddress(answers: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const own = new Map<string, Entry[]>();
  for (const entry of answers) {
    const list = own.get(entry.address);
    if (list === undefined) own.set(entry.address, [entry]);
    else list.push(entry);
  }
  return own;
}

/** What one person's entries say about the series (`""`) or one occurrence, whichever zone the series had when it was said. */
export function entryAbout(entries: readonly Entry[], key: string, event: CheckedEvent): Entry | undefined {
  let found: Entry | undefined;
  for (const entry of entries) {
    const { occurrence } = entry;
    if (occurrence !== key && (splitKey(occurrence).later || keyIn(event, occurrence) !== key)) continue;
    found = found === undefined ? entry : joinEntries(found, entry);
  }
  return found;
}

/** Whether somebody was ever invited. */
export function isInvited(invited: readonly KnownPerson[], address: string): boolean {
  return invited[placeOf(invited, address)]?.address === address;
}

/** Where somebody stands in a sorted list of people, or would have to be inserted. */
export function placeOf(invited: readonly KnownPerson[], address: string): number {
  return insertionIndex(invited.length, (at) => (invited[at]?.address ?? "") < address);
}

/** Two entries about the same person and occurrence as one: the greater statement of each register, without what is to be forgotten. */
export function joinEntries(a: Entry, b: Entry): Entry {
  const forgotten = joinForgotten(a.forgotten, b.forgotten);
  const own = forgotten === undefined ? a : recalled(a, forgotten);
  const other = forgotten === undefined ? b : recalled(b, forgotten);
  const reply = latest(own.reply, other.reply);
  const counter = latest(own.counter, other.counter);
  const settled = latest(a.settled, b.settled);
  const bounced = laterMoment(a.bounced, b.bounced);
  const refreshed = laterMoment(a.refreshed, b.refreshed);
  if (
    reply === a.reply &&
    counter === a.counter &&
    settled === a.settled &&
    bounced === a.bounced &&
    refreshed === a.refreshed &&
    forgotten === a.forgotten
  )
    return a;
  const joined: { -readonly [K in keyof Entry]: Entry[K] } = { address: a.address, occurrence: a.occurrence };
  if (reply !== undefined) joined.reply = reply;
  if (counter !== undefined) joined.counter = counter;
  if (settled !== undefined) joined.settled = settled;
  if (bounced !== undefined) joined.bounced = bounced;
  if (refreshed !== undefined) joined.refreshed = refreshed;
  if (forgotten !== undefined) joined.forgotten = forgotten;
  return joined;
}

function recalled(
  { reply, counter }: Entry,
  forgotten: readonly string[],
): { reply: Statement | undefined; counter: Statement | undefined } {
  return { reply: remembered(reply, forgotten), counter: remembered(counter, forgotten) };
}

function laterMoment(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a >= b ? a : b;
}

/** Two sorted lists joined into one, in linear time. */
export function joinAnswers(a: readonly Entry[], b: readonly Entry[]): readonly Entry[] {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  const joined: Entry[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const left = a[i];
    const right = b[j];
    if (left === undefined && right === undefined) return joined;
    const order = left === undefined ? 1 : right === undefined ? -1 : compareEntries(left, right);
    if (left !== undefined && right !== undefined && order === 0) joined.push(joinEntries(left, right));
    else if (left !== undefined && order < 0) joined.push(left);
    else if (right !== undefined) joined.push(right);
    if (order <= 0) i++;
    if (order >= 0) j++;
  }
}

/** Entries in any order as a sorted list; those about the same person and occurrence are joined. */
export function inOrder(entries: readonly Entry[]): readonly Entry[] {
  const joined: Entry[] = [];
  for (const entry of [...entries].sort(compareEntries)) {
    const last = joined.at(-1);
    if (last !== undefined && compareEntries(last, entry) === 0)
      joined.push(joinEntries(joined.pop() ?? last, entry));
    else joined.push(entry);
  }
  return joined;
}

/** A sorted list with some entries replaced, added or (`undefined`) taken out. The changes come sorted likewise. */
export function withEntries(
  answers: readonly Entry[],
  changes: readonly {
    readonly address: string;
    readonly occurrence: string;
    readonly entry: Entry | undefined;
  }[],
): readonly Entry[] {
  if (changes.length === 0) return answers;
  const next: Entry[] = [];
  let from = 0;
  for (const { address, occurrence, entry } of changes) {
    const at = indexOf(answers, address, occurrence);
    const end = at < 0 ? -1 - at : at;
    append(next, answers, from, end);
    if (entry !== undefined) next.push(entry);
    from = at < 0 ? end : end + 1;
  }
  append(next, answers, from, answers.length);
  return next;
}

/** Loops, because a spread of a hundred thousand arguments overflows the stack. */
function append(next: Entry[], answers: readonly Entry[], from: number, end: number): void {
  for (let at = from; at < end; at++) {
    const entry = answers[at];
    if (entry !== undefined) next.push(entry);
  }
}
