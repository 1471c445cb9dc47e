import type { Leaf } from "../email/leaf.ts";
import type { OpenedEmail } from "../email/open.ts";
import { octetsOfLeaf, textOfOctets } from "../email/part-text.ts";
import { scanEmail } from "../email/structure.ts";
import { ItipError } from "../errors.ts";
import type { Finding } from "../icalendar/finding.ts";
import { defaultLimits } from "../icalendar/limits.ts";
import { checkMessage } from "../message/check.ts";

/** What the checker says better, with the line and for each part. */
const saidBetter = new Set([
  "missing-method-parameter",
  "method-mismatch",
  "differing-alternatives",
  "unreadable-calendar",
]);

/** A calendar part and its text. */
interface CalendarPart {
  readonly leaf: Leaf;
  readonly text: string;
}

/** Everything that an email breaks: its header and its parts, and each calendar text in it. */
export async function checkRawEmail(bytes: Uint8Array, email: OpenedEmail): Promise<Finding[]> {
  const { leaves } = scanEmail(bytes, defaultLimits);
  const readable = leaves.some(({ role }) => role === "text" || role === "html");
  const parts = await calendarParts(bytes, leaves);
  const findings = parts
    .filter((part) => isOwn(part, parts))
    .flatMap((part) => checkPart(part, parts, readable));
  return [...email.problems.filter(({ code }) => !saidBetter.has(code)), ...findings];
}

async function calendarParts(bytes: Uint8Array, leaves: readonly Leaf[]): Promise<CalendarPart[]> {
  const parts: CalendarPart[] = [];
  for (const leaf of leaves) {
    if (leaf.role !== "calendar") continue;
    // What is longer, openEmail has reported.
    const size = leaf.end - leaf.start;
    if (size > defaultLimits.calendarLength * 4) continue;
    const { text } = await textOfOctets(octetsOfLeaf(bytes, leaf, size), leaf);
    parts.push({ leaf, text });
  }
  return parts;
}

/** An attached copy of the text that stands inline is for programs that look for files; it is the same message. */
function isOwn(part: CalendarPart, parts: readonly CalendarPart[]): boolean {
  return (
    part.leaf.type.value === "text/calendar" ||
    !parts.some(
      ({ leaf, text }) => leaf.type.value === "text/calendar" && canonical(text) === canonical(part.text),
    )
  );
}

function canonical(text: string): string {
  return text.replace(/\r\n?/g, "\n").trimEnd();
}

function checkPart(
  { leaf, text }: CalendarPart,
  parts: readonly CalendarPart[],
  readable: boolean,
): Finding[] {
  const parameter = (name: string) => {
    const value = leaf.type.parameters.get(name);
    return value === undefined ? {} : { [name]: value };
  };
  const alternatives = parts
    .filter(
      (other) =>
        other.leaf !== leaf && leaf.alternative !== undefined && other.leaf.alternative === leaf.alternative,
    )
    .map((other) => other.text);
  const part = {
    mediaType: leaf.type.value,
    ...parameter("method"),
    ...parameter("charset"),
    ...parameter("component"),
    readable,
    alternatives,
  };
  try {
    const findings = checkMessage(text, { part });
    return findings.map((finding) => ({ ...finding, path: `parts[${leaf.path}].${finding.path}` }));
  } catch (error) {
    if (!(error instanceof ItipError)) throw error;
    return [unreadable(leaf, error)];
  }
}

function unreadable(leaf: Leaf, error: ItipError): Finding {
  return {
    code: error.code,
    severity: "error",
    message: error.problems[0]?.message ?? error.code,
    path: `parts[${leaf.path}]`,
    reference: "RFC 6047 section 2.4",
  };
}
