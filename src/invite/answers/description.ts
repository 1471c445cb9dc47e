import { hex, sha256 } from "../../digest.ts";
import type { Plan } from "../invite.ts";

const mostDescriptions = 20;

/** What is kept of a description to know it again: it may be long. */
function digestOf(description: string): string {
  return hex(sha256(description.trim())).slice(0, 16);
}

/** The former descriptions of a plan once another one takes the place of `description`. */
export function rememberDescription(
  { formerDescriptions }: Plan,
  description: string | undefined,
): readonly string[] {
  if (description === undefined) return formerDescriptions;
  const digest = digestOf(description);
  return [...formerDescriptions.filter((other) => other !== digest), digest].slice(-mostDescriptions);
}

/**
 * Whether a text is the invitation's own, at present or before: KDE writes comments into DESCRIPTION, and leaves the
 * invitation's there when there is none.
 */
export function isOwnDescription({ event, formerDescriptions }: Plan, text: string): boolean {
  const plain = text.trim();
  if (plain === "" || plain === event.description?.trim()) return true;
  return formerDescriptions.length > 0 && formerDescriptions.includes(digestOf(plain));
}
