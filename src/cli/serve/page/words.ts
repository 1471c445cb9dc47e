import type { EventDetails } from "../../../event/event.ts";
import type { Proposal } from "../../../reply/reply.ts";
import { describeSpan } from "../../../time/describe.ts";
import type { LoggedMail } from "../house/journal.ts";
import { type Html, html, nothing } from "./html.ts";

/** When an event is. */
export function whenOf({ start, end }: Pick<EventDetails, "start" | "end">): string {
  return describeSpan(start, end);
}

/** A status as a word, in the colour of the status. */
export function statusBadge(status: string): Html {
  return html`<span class="status ${status}">${status}</span>`;
}

/** The comment and the proposed time that came with an answer. */
export function additions({ comment, proposal }: { comment?: string; proposal?: Proposal }): Html {
  return html`${comment === undefined ? nothing : html`<blockquote dir="auto">${comment}</blockquote>`}${
    proposal === undefined ? nothing : html`<p>Proposes ${describeSpan(proposal.start, proposal.end)}</p>`
  }`;
}

/** A moment to the second: `2026-05-07 09:30:00 UTC`. */
export function clockTime(at: Date): string {
  return at.toISOString().replace("T", " ").replace(/\..*$/, " UTC");
}

/** What became of a mail that came in. */
export function outcomeOf({ outcome }: LoggedMail): string | undefined {
  if (outcome === undefined) return undefined;
  if ("message" in outcome) return outcome.message;
  return "reason" in outcome ? `${outcome.kind}: ${outcome.reason}` : outcome.kind;
}
