import { expect } from "vitest";
import type { ComposedEmail } from "../../../src/email/compose/compose.ts";
import { contentOf, type MimePart, mimeTree, outline } from "../oracle/mime-tree.ts";

const layout =
  "multipart/mixed(multipart/alternative(text/plain, text/html, text/calendar), application/ics)";
const fields = [
  "from",
  "sender",
  "reply-to",
  "to",
  "subject",
  "date",
  "message-id",
  "in-reply-to",
  "references",
  "auto-submitted",
  "mime-version",
  "content-type",
];

/** No text in any field can add a part or a header field. */
export function holdsOnlyWhatBelongsThere(email: ComposedEmail, further: readonly string[] = []): void {
  const tree = mimeTree(email.raw);
  expect(outline(tree)).toBe(layout);
  const allowed = new Set([...fields, ...further.map((name) => name.toLowerCase())]);
  expect([...tree.headers.keys()].filter((name) => !allowed.has(name))).toEqual([]);
  for (const leaf of leavesOf(tree)) {
    const names = [...leaf.headers.keys()].filter((name) => name !== "content-disposition");
    expect(names).toEqual(["content-type", "content-transfer-encoding"]);
  }
}

/** Both copies of the calendar are the message's own text, octet by octet. */
export function carriesTheCalendarTwice(email: ComposedEmail, ics: string): void {
  const [, , inline, attached] = leavesOf(mimeTree(email.raw));
  for (const copy of [inline, attached]) expect(copy && contentOf(copy)).toBe(ics);
}

/** RFC 5322 section 2.1.1, RFC 2047 section 2: what stands on the wire fits every mail system. */
export function fitsTheWire(email: ComposedEmail): void {
  expect(/^[\t\r\n -~]*$/.test(email.raw)).toBe(true);
  expect(/\r(?!\n)|(?<!\r)\n/.test(email.raw)).toBe(false);
  for (const line of email.raw.split("\r\n")) expect(line.length).toBeLessThanOrEqual(998);
  const tree = mimeTree(email.raw);
  for (const leaf of leavesOf(tree)) {
    const encoding = leaf.headers.get("content-transfer-encoding");
    // RFC 2045 sections 6.7 and 6.8.
    if (encoding !== "7bit")
      for (const line of leaf.body.split("\r\n")) expect(line.length).toBeLessThanOrEqual(76);
  }
  const { head } = tree;
  for (const line of head.split("\r\n")) {
    const words = line.match(/=\?UTF-8\?[BQ]\?[^?]*\?=/g) ?? [];
    for (const word of words) expect(word.length).toBeLessThanOrEqual(75);
    if (words.length > 0) expect(line.length).toBeLessThanOrEqual(78);
    else if (/^subject:/i.test(line)) expect(line.length).toBeLessThanOrEqual(78);
  }
}

function leavesOf(part: MimePart): MimePart[] {
  return part.parts.length === 0 ? [part] : part.parts.flatMap(leavesOf);
}
