import { ItipError } from "../../errors.ts";
import type { Finding } from "../../finding.ts";
import type { Limits } from "../../limits.ts";
import type { Leaf } from "./leaf.ts";
import { bodyOf } from "./part-text.ts";
import { scanEmail } from "./structure.ts";

const mostForwarded = 20;

/** What was passed over, although it may hold a calendar: somebody may want to know why nothing was found. */
export function unreadParts(leaves: readonly Leaf[], limits: Limits): Finding[] {
  // Each of these is searched like a mail of its own: enough of them would cost like hundreds.
  const searched = new Set(leaves.filter((leaf) => leaf.role === "message").slice(0, mostForwarded));
  return leaves.flatMap((leaf): Finding[] => {
    const path = `parts[${leaf.path}]`;
    switch (leaf.role) {
      case "tnef":
        return [
          {
            code: "tnef",
            severity: "warning",
            message: "Outlook has wrapped this mail into winmail.dat; a calendar in it cannot be read",
            path,
            reference: "MS-OXTNEF",
          },
        ];
      case "encrypted":
        return [
          {
            code: "encrypted",
            severity: "warning",
            message: "this part is encrypted or signed opaquely; a calendar in it cannot be read",
            path,
            reference: "RFC 8551 section 3",
          },
        ];
      case "message":
        return leaf.reported || !searched.has(leaf) || !holdsCalendar(leaf, limits)
          ? []
          : [
              {
                code: "forwarded-calendar",
                severity: "info",
                message: "a forwarded mail holds a calendar; it is somebody else's, and is not acted on",
                path,
                reference: "RFC 6047 section 2.3",
              },
            ];
      case "calendar":
        return leaf.type.value === "text/calendar" || leaf.type.value === "application/ics"
          ? []
          : [
              {
                code: "calendar-by-name",
                severity: "warning",
                message: "only the file name says that this part is a calendar",
                path,
                reference: "RFC 6047 section 2.6",
              },
            ];
      default:
        return [];
    }
  });
}

function holdsCalendar(leaf: Leaf, limits: Limits): boolean {
  try {
    const inner = scanEmail(bodyOf(leaf), limits);
    return inner.leaves.some((part) => part.role === "calendar");
  } catch (error) {
    if (error instanceof ItipError) return false;
    throw error;
  }
}
