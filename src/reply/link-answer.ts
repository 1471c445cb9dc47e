import type { EventTime } from "../time/event-time.ts";

/** The three answers that a person gives, by a link or otherwise. */
export const linkStatuses = ["accepted", "tentative", "declined"] as const;

/**
 * What somebody answered by following a signed link of their invitation, as `readAnswerLink` of `itip/links` gives it.
 *
 * `receive` takes it for the REPLY of that person to that SEQUENCE. The signature has proved who answers, so no verdict
 * on an email matters.
 */
export interface LinkAnswer {
  /** UID of the event. */
  uid: string;
  /** Whom the letter with the link was sent to. */
  email: string;
  /** Which link was followed. */
  status: (typeof linkStatuses)[number];
  /** SEQUENCE of the invitation that the link stood in. */
  sequence: number;
  /** The original start of the occurrence that is answered. Absent: the event, or the whole series. */
  instance?: EventTime | undefined;
  /** What the person wrote beside it, as the form has it. The application adds it. */
  comment?: string | undefined;
  /** When the person answered, which the application adds: it decides which of two answers is the later, to the second. Default: `now`. */
  at?: Date | undefined;
}
