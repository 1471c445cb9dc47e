import type { Mailbox } from "../event/event.ts";
import type { EventTime } from "../time/event-time.ts";

/** The version of the stored form. */
export const attendanceVersion = 1;

/** By what a revision is ordered: SEQUENCE, DTSTAMP, the Date of the email. */
export interface Revision {
  sequence: number;
  /** RFC 3339 in UTC; empty where none is known. */
  dtstamp: string;
  /** RFC 3339 in UTC; empty where none is known. */
  sentAt: string;
}

/** The greatest that was said of one kind about the series or one occurrence. */
export interface Said extends Revision {
  method: "REQUEST" | "PUBLISH" | "ADD" | "CANCEL" | "DECLINECOUNTER";
  /** Calendar text of the one component, with the VTIMEZONEs around it. */
  ics: string;
}

/** What the time, the recurrence and the organizer were in a revision, as a digest. */
export interface Print extends Revision {
  print: string;
}

/** What a person has answered. */
export interface GivenAnswer {
  status: "pending" | "accepted" | "tentative" | "declined" | "delegated";
  comment?: string;
  proposal?: { start: EventTime; end: EventTime };
  delegateTo?: Mailbox;
  /** DTSTAMP of the answer, RFC 3339 in UTC. */
  stamp: string;
  /** The revision that was answered. */
  to: Revision;
}

/** All that is known about the series (`occurrence` is empty) or about one occurrence. */
export interface Slot {
  /** Empty for the series; otherwise the original start: a date, or an instant in UTC. */
  occurrence: string;
  invited?: Said;
  cancelled?: Said;
  declinedCounter?: Said;
  /** How time, recurrence and organizer went on, in order, at most the latest 50. */
  prints: Print[];
  answer?: GivenAnswer;
}

/** What a person has added to the calendar object: kept through updates. */
export interface Own extends Revision {
  /** It was in the person's calendar, and not only in an invitation. */
  adopted: boolean;
  occurrence: string;
  /** Calendar text of a VEVENT that holds the alarms, categories and unknown lines. */
  ics: string;
}

/** One person's side of one event: plain JSON, to be stored as it is. */
export interface Attendance {
  /** The form in which this is stored; `parseAttendance` reads every earlier one. */
  version: number;
  /** UID of the event. */
  uid: string;
  /** The addresses of the person, in the order given. */
  me: string[];
  /** In the order of `occurrence`, the series first. */
  slots: Slot[];
  /** What the person has added to the event in their own calendar: alarms, categories and the like. */
  own: Own[];
}
