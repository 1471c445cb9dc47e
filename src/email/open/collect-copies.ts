import { type Finding, finding } from "../../finding.ts";
import type { Limits } from "../../limits.ts";
import { type Leaf, partPlace } from "./leaf.ts";
import { octetsOfLeaf, textOfOctets } from "./part-text.ts";

/** One calendar text and all the parts that hold it. */
export interface Copy {
  readonly text: string;
  readonly leaves: [Leaf, ...Leaf[]];
}

/** Octets that one code unit of calendar text can take up in UTF-8, and characters of the part for each, at the worst. */
const widest = 3;
const widestInPart = 4;
/** Nobody answers more invitations in one mail; each part costs something even when it holds nothing. */
const mostParts = 100;

/** The distinct texts; all of them together stay within the limit for one, two copies of each allowed for. */
export function collectCopies(leaves: readonly Leaf[], limits: Limits, findings: Finding[]): Copy[] {
  const copies: Copy[] = [];
  const plain = new Map<string, Copy>();
  let distinct = 0;
  let decoded = 0;
  for (const [at, leaf] of leaves.entries()) {
    const size = leaf.end - leaf.start;
    const isRead = at < mostParts && size <= limits.calendarLength * widestInPart;
    const octets = isRead ? octetsOfLeaf(leaf, size) : undefined;
    decoded += octets?.length ?? 0;
    if (octets === undefined || decoded > limits.calendarLength * widest) {
      findings.push(tooLarge(leaf));
      continue;
    }
    const { text, undeclared } = textOfOctets(octets, leaf);
    if (undeclared && leaf.type.value === "text/calendar") findings.push(undeclaredCharset(leaf));
    const isEmpty = !/\S/.test(text);
    const copy = isEmpty ? undefined : copyOf(text, copies, plain);
    distinct += isEmpty || copy !== undefined ? 0 : text.length;
    if (isEmpty) findings.push(finding({ code: "empty-calendar", at: partPlace(leaf) }));
    else if (copy !== undefined) copy.leaves.push(leaf);
    else if (distinct > limits.calendarLength) findings.push(tooLarge(leaf));
    else copies.push({ text, leaves: [leaf] });
  }
  return copies;
}

/**
 * The copy with this text, else that with the same lines, whatever ends them.
 *
 * @param plain Copies by their text with plain line ends: all of them once two texts differ, before that none.
 */
function copyOf(text: string, copies: readonly Copy[], plain: Map<string, Copy>): Copy | undefined {
  if (copies.length === 0) return undefined;
  const same = copies.find((copy) => copy.text === text);
  if (same !== undefined) return same;
  for (const copy of copies.slice(plain.size)) plain.set(withPlainEnds(copy.text), copy);
  return plain.get(withPlainEnds(text));
}

/** A text that is equal to another one where the two differ in their line ends alone. */
export function withPlainEnds(text: string): string {
  return text.replace(/\r\n?/g, "\n").trimEnd();
}

function tooLarge(leaf: Leaf): Finding {
  return finding({ code: "calendar-too-large", at: partPlace(leaf) });
}

function undeclaredCharset(leaf: Leaf): Finding {
  const values = { charset: "no charset that is known" };
  return finding({ code: "charset-not-utf-8", at: partPlace(leaf, "charset"), values });
}
