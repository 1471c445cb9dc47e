import { asciiText } from "./header-block.ts";
import type { Leaf } from "./leaf.ts";
import { octetsOfLeaf } from "./part-text.ts";

/** What says nothing of a part's content. */
const generic: ReadonlySet<string> = new Set([
  "text/plain",
  "application/x-download",
  "application/force-download",
]);
/** Enough for a byte order mark, blank lines and the first line of a calendar, in base64 as well. */
const beginning = 400;

/**
 * A part that is a calendar by what stands in it, as one: a mail program that knows no media type for it sends octets, or puts the
 * calendar where the words should be. Any other part as it is.
 */
export function knownByContent(leaf: Leaf): Leaf {
  const untold = leaf.role === "other" || leaf.role === "text";
  const { value } = leaf.type;
  if (!untold || !(generic.has(value) || value.endsWith("/octet-stream"))) return leaf;
  const start = octetsOfLeaf(leaf, beginning);
  const mark = start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf ? 3 : 0;
  const text = asciiText(start.subarray(mark, mark + 60)) ?? "";
  return /^\s*BEGIN:VCALENDAR\s/i.test(text) ? { ...leaf, role: "calendar" } : leaf;
}
