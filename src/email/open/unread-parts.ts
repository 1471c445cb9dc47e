import { ItipError } from "../../errors.ts";
import type { FindingCode } from "../../finding.table.ts";
import { type Finding, finding } from "../../finding.ts";
import type { Limits } from "../../limits.ts";
import { knownByContent } from "./known-by-content.ts";
import { type Leaf, partPlace } from "./leaf.ts";
import { bodyOf } from "./part-text.ts";
import { scanEmail } from "./structure.ts";

const mostForwarded = 20;

/** What was passed over, although it may hold a calendar: somebody may want to know why nothing was found. */
export function unreadParts(leaves: readonly Leaf[], limits: Limits): Finding[] {
  // Each of these is searched like a mail of its own: enough of them would cost like hundreds.
  const searched = new Set(leaves.filter((leaf) => leaf.role === "message").slice(0, mostForwarded));
  return leaves.flatMap((leaf): Finding[] => {
    const code = findingCodeOf(leaf, searched, limits);
    return code === undefined ? [] : [finding({ code, at: partPlace(leaf) })];
  });
}

function findingCodeOf(leaf: Leaf, searched: ReadonlySet<Leaf>, limits: Limits): FindingCode | undefined {
  switch (leaf.role) {
    case "tnef":
    case "encrypted":
      return leaf.role;
    case "message":
      return !leaf.reported && searched.has(leaf) && holdsCalendar(leaf, limits)
        ? "forwarded-calendar"
        : undefined;
    case "calendar":
      return leaf.type.value === "text/calendar" || leaf.type.value === "application/ics"
        ? undefined
        : "calendar-by-name";
    default:
      return undefined;
  }
}

function holdsCalendar(leaf: Leaf, limits: Limits): boolean {
  try {
    const inner = scanEmail(bodyOf(leaf), limits);
    return inner.leaves.some((part) => part.role === "calendar" || knownByContent(part).role === "calendar");
  } catch (error) {
    if (error instanceof ItipError) return false;
    throw error;
  }
}
