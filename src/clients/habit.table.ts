import type { Client } from "./dialects.ts";

/** What a calendar does with the mail of an organizer before its owner does anything. */
export interface Habit {
  /** Whose invitations stand in the calendar before they are answered; everybody's where a person's contacts are not told. */
  readonly showsUnanswered: "everybody's" | "known-senders'" | "nobody's";
  /** Whoever has an address of the person's own domain is a known sender. */
  readonly knowsColleagues: boolean;
  /** What is called off stays, marked as cancelled, until its owner removes it. */
  readonly keepsCancelled: boolean;
}

/**
 * How each calendar is played here. Settings change it, and every calendar has them; what is played is what its maker describes as the usual,
 * and where nobody does that is said.
 *
 * - google: invitations of known senders, who are colleagues, contacts, and those one has had to do with (Google Calendar help, answer 37135).
 *   That a cancelled event goes is assumed.
 * - outlook: puts a meeting in as tentative (Microsoft KB 2771436), and leaves a cancelled one until its owner chooses Remove from Calendar; that
 *   is how the button is described, it was not measured.
 * - exchange: its Calendar Attendant puts requests in as tentative (Set-CalendarProcessing, AutomateProcessing AutoUpdate), by default not those of people
 *   outside of the address book (help of Outlook Web App, Automatic Processing). Cancelled meetings: as Outlook.
 * - apple: Mail's setting "Add invitations to Calendar: Automatically", and iCloud, take invitations out of the mail. Cancelled events: assumed.
 * - thunderbird: measured, see docs/attendee.md: nothing is added, changed or removed before a click in the mail.
 * - evolution: an event is entered when it is accepted (GNOME help, "Replying to a meeting request"). Cancelled events: assumed.
 * - korganizer: assumed to wait for a click in KMail.
 * - yahoo: nothing is known; played as if everything were added.
 * - zimbra: has a preference for it (zimbraPrefCalendarAutoAddInvites); that it is on, and what becomes of cancelled events, is assumed.
 * - fastmail: adds invitations from contacts, and applies updates of what is there already (Fastmail blog, "Automatic invitation processing").
 *   Cancelled events: assumed.
 */
export const habits = {
  google: { showsUnanswered: "known-senders'", knowsColleagues: true, keepsCancelled: false },
  outlook: { showsUnanswered: "everybody's", knowsColleagues: false, keepsCancelled: true },
  exchange: { showsUnanswered: "known-senders'", knowsColleagues: true, keepsCancelled: true },
  apple: { showsUnanswered: "everybody's", knowsColleagues: false, keepsCancelled: false },
  thunderbird: { showsUnanswered: "nobody's", knowsColleagues: false, keepsCancelled: true },
  evolution: { showsUnanswered: "nobody's", knowsColleagues: false, keepsCancelled: true },
  korganizer: { showsUnanswered: "nobody's", knowsColleagues: false, keepsCancelled: true },
  yahoo: { showsUnanswered: "everybody's", knowsColleagues: false, keepsCancelled: false },
  zimbra: { showsUnanswered: "everybody's", knowsColleagues: false, keepsCancelled: false },
  fastmail: { showsUnanswered: "known-senders'", knowsColleagues: false, keepsCancelled: false },
} as const satisfies Record<Client, Habit>;
