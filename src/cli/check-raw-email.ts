import { checkMessage } from "../check/check.ts";
import type { CheckedClient } from "../check/rules/client.table.ts";
import { withPlainEnds } from "../email/open/collect-copies.ts";
import { type Leaf, partPlace } from "../email/open/leaf.ts";
import type { OpenedEmail } from "../email/open/opened-email.ts";
import { octetsOfLeaf, textOfOctets } from "../email/open/part-text.ts";
import { lineFeeds, scanEmail } from "../email/open/structure.ts";
import { ItipError } from "../errors.ts";
import { type Finding, finding } from "../finding.ts";
import { defaultLimits } from "../limits.ts";

/** A finding with its line in the file, or in a part of it. */
export interface PlacedFinding extends Finding {
  /** The part whose decoded lines are counted; without it they are the file's. */
  readonly part?: string;
}

/** A leaf that is a calendar, and its text. */
interface CalendarLeaf {
  readonly leaf: Leaf;
  readonly text: string;
  /** How many lines of the file stand before the text; unknown where the text's lines are not the file's. */
  readonly linesBefore: number | undefined;
}

/** Everything that an email breaks: its header and its parts, and each calendar text in it. */
export function checkRawEmail(
  bytes: Uint8Array,
  email: OpenedEmail,
  clients: readonly CheckedClient[],
): PlacedFinding[] {
  const { leaves } = scanEmail(bytes, defaultLimits);
  const readable = leaves.some(({ role }) => role === "text" || role === "html");
  const parts = calendarParts(bytes, leaves);
  const findings = withoutCopies(parts).flatMap((part) => checkLeaf(part, parts, { readable, clients }));
  // Of two findings with one code the checker's is kept, which names the line too.
  const said = new Set(findings.map(({ code }) => code));
  return [...email.problems.filter(({ code }) => !said.has(code)), ...findings];
}

function calendarParts(bytes: Uint8Array, leaves: readonly Leaf[]): CalendarLeaf[] {
  const parts: CalendarLeaf[] = [];
  let [counted, lines] = [0, 0];
  for (const leaf of leaves) {
    if (leaf.role !== "calendar") continue;
    // Texts that are longer were reported by `openEmail`.
    const size = leaf.end - leaf.start;
    if (size > defaultLimits.calendarLength * 4) continue;
    const octets = octetsOfLeaf(leaf, size);
    const { text } = textOfOctets(octets, leaf);
    lines += lineFeeds(bytes.subarray(counted, leaf.start));
    counted = leaf.start;
    parts.push({ leaf, text, linesBefore: hasLinesOfFile(leaf, octets, text) ? lines : undefined });
  }
  return parts;
}

/** A text in UTF-16, or with folds inside characters that were undone, has other lines than its octets. */
function hasLinesOfFile({ encoding }: Leaf, octets: Uint8Array, text: string): boolean {
  if (encoding === "base64" || encoding === "quoted-printable") return false;
  let end = octets.length;
  while (end > 0 && (octets[end - 1] ?? 0) <= 0x20) end -= 1;
  return lineFeeds(octets.subarray(0, end)) === lineFeeds(new TextEncoder().encode(text.trimEnd()));
}

/** Leaves without the attached copies of texts that stand inline: a copy is the same message again, for programs that look for files. */
function withoutCopies(parts: readonly CalendarLeaf[]): CalendarLeaf[] {
  const isInline = ({ leaf }: CalendarLeaf) => leaf.type.value === "text/calendar";
  const inline = new Set(parts.filter(isInline).map(({ text }) => withPlainEnds(text)));
  return parts.filter((part) => isInline(part) || !inline.has(withPlainEnds(part.text)));
}

function checkLeaf(
  { leaf, text, linesBefore }: CalendarLeaf,
  parts: readonly CalendarLeaf[],
  { readable, clients }: { readable: boolean; clients: readonly CheckedClient[] },
): PlacedFinding[] {
  const { alternative, type } = leaf;
  const beside = parts.filter((other) => other.leaf !== leaf && other.leaf.alternative === alternative);
  const part = {
    mediaType: type.value,
    method: type.parameters.get("method"),
    charset: type.parameters.get("charset"),
    component: type.parameters.get("component"),
    readable,
    alternatives: alternative === undefined ? [] : beside.map((other) => other.text),
  };
  try {
    const findings = checkMessage(text, { part, clients });
    return findings.map((finding) => ({
      ...finding,
      ...partPlace(leaf, finding.path),
      ...placedAt(finding.line, leaf, linesBefore),
    }));
  } catch (error) {
    if (!(error instanceof ItipError)) throw error;
    return [unreadable(leaf, error)];
  }
}

function placedAt(
  line: number | undefined,
  leaf: Leaf,
  linesBefore: number | undefined,
): Pick<PlacedFinding, "line" | "part"> {
  if (line === undefined || line === 0) return {};
  return linesBefore === undefined ? { line, part: leaf.path } : { line: line + linesBefore };
}

function unreadable(leaf: Leaf, error: ItipError): Finding {
  const reason = error.problems[0]?.message ?? error.code;
  return finding({ code: "unreadable-calendar", at: partPlace(leaf), values: { reason } });
}
