import { type Finding, finding } from "../../finding.ts";
import { type Leaf, partPlace } from "./leaf.ts";
import { octetsOfLeaf, textOfOctets } from "./part-text.ts";

/** Octets of all texts in a mail: more than people write by hand, the rest is history that was quoted. */
const longestText = 512 * 1024;
const mostParts = 20;

/**
 * The text for people: of every multipart/alternative the plain part, else the HTML as text; then whatever stands beside it.
 */
export function humanText(leaves: readonly Leaf[]): { text: string | undefined; truncated: Finding[] } {
  const shown = chosenLeaves(leaves).slice(0, mostParts);
  const texts: string[] = [];
  const truncated: Finding[] = [];
  let left = longestText;
  for (const leaf of shown) {
    if (leaf.end - leaf.start > left)
      truncated.push(finding({ code: "text-truncated", at: partPlace(leaf) }));
    const octets = octetsOfLeaf(leaf, left);
    left -= octets.length;
    const { text } = textOfOctets(octets, leaf);
    const plain = text
      .replace(/\r\n?/g, "\n")
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "")
      .trim();
    if (plain !== "") texts.push(plain);
  }
  return { text: texts.length === 0 ? undefined : texts.join("\n\n"), truncated };
}

function chosenLeaves(leaves: readonly Leaf[]): Leaf[] {
  // A bounce and the mail it returns: the letter is for people, the rest is not.
  const texts = leaves.filter((leaf) => leaf.role === "text" || leaf.role === "html");
  return texts.filter((leaf) => {
    if (leaf.alternative === undefined) return true;
    const siblings = texts.filter((other) => other.alternative === leaf.alternative);
    return leaf === (siblings.find((other) => other.role === "text") ?? siblings[0]);
  });
}
