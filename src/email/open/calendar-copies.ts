import { type Finding, finding } from "../../finding.ts";
import type { Limits } from "../../limits.ts";
import type { Leaf } from "./leaf.ts";
import { octetsOfLeaf, textOfOctets } from "./part-text.ts";

/** One calendar text and all the parts that hold it. */
export interface Copy {
  readonly text: string;
  readonly leaves: Leaf[];
}

/** Octets that one code unit of calendar text can take up in UTF-8, and characters of the part for each, at the worst. */
const widest = 3;
const widestInPart = 4;
/** Nobody answers more invitations in one mail; each part costs something even when it holds nothing. */
const mostParts = 100;

/** The distinct texts; all of them together stay within the limit for one, two copies of each allowed for. */
export function collectCopies(leaves: readonly Leaf[], limits: Limits, findings: Finding[]): Copy[] {
  const known: Known = { copies: [], texts: new Map(), compared: 0 };
  let distinct = 0;
  let decoded = 0;
  for (const [at, leaf] of leaves.entries()) {
    const size = leaf.end - leaf.start;
    const affordable = at < mostParts && size <= limits.calendarLength * widestInPart;
    const octets = affordable ? octetsOfLeaf(leaf, size) : new Uint8Array();
    decoded += octets.length;
    if (!affordable || decoded > limits.calendarLength * widest) {
      findings.push(tooLarge(leaf));
      continue;
    }
    const { text, undeclared } = textOfOctets(octets, leaf);
    if (undeclared && leaf.type.value === "text/calendar") findings.push(undeclaredCharset(leaf));
    if (text.trim() === "") {
      findings.push(emptyPart(leaf));
      continue;
    }
    const copy = known.texts.get(text) ?? copyLike(text, known);
    if (copy !== undefined) {
      copy.leaves.push(leaf);
      continue;
    }
    distinct += text.length;
    if (distinct > limits.calendarLength) {
      findings.push(tooLarge(leaf));
      continue;
    }
    const found = { text, leaves: [leaf] };
    known.copies.push(found);
    known.texts.set(text, found);
  }
  return known.copies;
}

interface Known {
  readonly copies: Copy[];
  /** Each by its text; the first `compared` of them with plain line ends too. */
  readonly texts: Map<string, Copy>;
  compared: number;
}

/** The copy with the same lines, whatever ends them: looked for only where the texts differ. */
function copyLike(text: string, known: Known): Copy | undefined {
  if (known.copies.length === 0) return undefined;
  for (const copy of known.copies.slice(known.compared)) known.texts.set(withPlainEnds(copy.text), copy);
  known.compared = known.copies.length;
  return known.texts.get(withPlainEnds(text));
}

function withPlainEnds(text: string): string {
  return text.replace(/\r\n?/g, "\n").trimEnd();
}

function tooLarge(leaf: Leaf): Finding {
  return finding({ code: "calendar-too-large", at: { path: `parts[${leaf.path}]` } });
}

function undeclaredCharset(leaf: Leaf): Finding {
  const at = { path: `parts[${leaf.path}].charset` };
  return finding({ code: "charset-not-utf-8", at, values: { charset: "no charset that is known" } });
}

function emptyPart(leaf: Leaf): Finding {
  return finding({ code: "empty-calendar", at: { path: `parts[${leaf.path}]` } });
}
