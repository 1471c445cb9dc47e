import type { Client } from "./dialects.ts";

/** What a calendar does with the mail of an organizer before its owner does anything. */
export interface Habit {
  /** An invitation that is not answered yet stands in the calendar. */
  readonly showsUnanswered: boolean;
  /** What is called off stays, marked as cancelled, until its owner removes it. */
  readonly keepsCancelled: boolean;
}

/**
 * How each calendar is played here; settings change it. Microsoft says that Outlook puts an invitation in as tentative (KB 2771436), and
 * that Exchange does so for senders whom it knows. Not measured, and assumed: that Google, Apple and Zimbra put one in too, that Thunderbird,
 * Evolution and KOrganizer wait for a click in the mail, and that Outlook and Exchange leave a cancelled meeting standing until its
 * owner removes it. Of Yahoo and Fastmail nothing is known: they are played like Google.
 */
export const habits = {
  google: { showsUnanswered: true, keepsCancelled: false },
  outlook: { showsUnanswered: true, keepsCancelled: true },
  exchange: { showsUnanswered: true, keepsCancelled: true },
  apple: { showsUnanswered: true, keepsCancelled: false },
  thunderbird: { showsUnanswered: false, keepsCancelled: true },
  evolution: { showsUnanswered: false, keepsCancelled: true },
  korganizer: { showsUnanswered: false, keepsCancelled: true },
  yahoo: { showsUnanswered: true, keepsCancelled: false },
  zimbra: { showsUnanswered: true, keepsCancelled: false },
  fastmail: { showsUnanswered: true, keepsCancelled: false },
} as const satisfies Record<Client, Habit>;
