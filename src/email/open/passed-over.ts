import { type Finding, finding } from "../../finding.ts";
import type { ItipMessage } from "../../message/message.ts";
import type { Leaf } from "./leaf.ts";

/** Octets that are searched: more than any calendar that was damaged on its way stands behind. */
const longestSearch = 1024 * 1024;
const start = /^[> \t]{0,20}BEGIN:VCALENDAR\s*$/gim;
const latin = new TextDecoder("latin1");

/**
 * A calendar that stands in a mail where nobody looks for one: in a header that was torn, before or behind the parts, among the words. It may
 * be an answer whose mail was damaged on its way, so that a person should look; it may be quoted, so that it is not acted on.
 *
 * It is looked for only where nothing else was found or reported.
 */
export function passedOver(
  leaves: readonly Leaf[],
  messages: readonly ItipMessage[],
  findings: readonly Finding[],
): Finding[] {
  const told = findings.some(({ code }) => code.endsWith("-calendar") || code.startsWith("calendar"));
  if (messages.length > 0 || told || !holdsCalendar(leaves)) return [];
  return [finding({ code: "calendar-in-text", at: { path: "body" } })];
}

function holdsCalendar(leaves: readonly Leaf[]): boolean {
  let left = longestSearch;
  for (const source of new Set(leaves.map((leaf) => leaf.source))) {
    const text = latin.decode(source.subarray(0, left));
    left -= text.length;
    for (const { index } of text.matchAll(start)) if (!isReturned(leaves, source, index)) return true;
  }
  return false;
}

/** A report returns our own mail. */
function isReturned(leaves: readonly Leaf[], source: Uint8Array, at: number): boolean {
  return leaves.some(
    (leaf) =>
      leaf.role === "message" && leaf.reported && leaf.source === source && leaf.start <= at && at < leaf.end,
  );
}
