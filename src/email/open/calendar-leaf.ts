import { asciiText } from "../header/header-block.ts";
import type { Leaf } from "./leaf.ts";
import { octetsOfLeaf } from "./part-text.ts";

/** Enough for a byte order mark, blank lines and the first line of a calendar, in base64 as well. */
const beginning = 400;

/**
 * A part that is a calendar by what stands in it, as one, whatever its media type: a mail program that knows none for it sends octets, or
 * puts the calendar where the words should be. Any other part as it is.
 */
export function knownByContent(leaf: Leaf): Leaf {
  const { role } = leaf;
  if (role !== "other" && role !== "text" && role !== "html") return leaf;
  const start = octetsOfLeaf(leaf, beginning);
  const mark = start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf ? 3 : 0;
  const text = asciiText(start.subarray(mark, mark + 60)) ?? "";
  return /^\s*BEGIN:VCALENDAR\s/i.test(text) ? { ...leaf, role: "calendar" } : leaf;
}
