import type { Outcome } from "../../src/index.ts";

/**
 * What an application does with a mail after `receive`: `done`: nothing more; `again`: keep it, and present it once more when the
 * organizer has changed the invite (docs/tracking.md); `aside`: keep it for a person to look at.
 */
export type Fate = "done" | "again" | "aside";

export function fateOf(outcome: Outcome): Fate {
  if (outcome.kind === "held") return outcome.reason === "unknown-revision" ? "again" : "aside";
  if (outcome.kind === "applied")
    return (outcome.rest ?? []).some((one) => fateOf(one) === "again") ? "again" : "done";
  if (outcome.kind !== "ignored" || outcome.reason === "cancelled") return "done";
  return outcome.reason === "unknown-instance" ? "again" : "aside";
}
