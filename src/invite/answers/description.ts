import { hex, sha256 } from "../../digest.ts";
import type { EventDetails } from "../../event/event.ts";
import { shownDescription } from "../../event/shown-text.ts";
import type { Plan } from "../invite.ts";

const mostDescriptions = 20;

/** What is kept of a description to know it again: it may be long. */
function descriptionDigest(description: string): string {
  return hex(sha256(description.trim())).slice(0, 16);
}

type Described = Pick<EventDetails, "description" | "html" | "location" | "conferenceUrl">;

/** The former descriptions of a plan, with that of an event which is about to have another. */
export function rememberDescription(
  { formerDescriptions }: Plan,
  before: Described,
  after: Described,
): readonly string[] {
  const description = shownDescription(before);
  if (description === undefined || description === shownDescription(after)) return formerDescriptions;
  const digest = descriptionDigest(description);
  return [...formerDescriptions.filter((other) => other !== digest), digest].slice(-mostDescriptions);
}

/**
 * Whether a text is the invitation's own, at present or before: KDE writes comments into DESCRIPTION, and leaves the
 * invitation's there when there is none.
 */
export function isOwnDescription({ event, formerDescriptions }: Plan, text: string): boolean {
  const plain = text.trim();
  if (plain === "" || plain === shownDescription(event)?.trim()) return true;
  return formerDescriptions.length > 0 && formerDescriptions.includes(descriptionDigest(plain));
}
