import type { Mailbox } from "../event/event.ts";
import type { Status } from "../event/status.table.ts";
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

/** What an organizer's message may be: the words of {@link Said}. */
export const organizerMethods = ["REQUEST", "PUBLISH", "ADD", "CANCEL", "DECLINECOUNTER"] as const;

/** The latest message of one method about the series, or about one occurrence. */
export interface Said extends Revision {
  method: (typeof organizerMethods)[number];
  /** Calendar text of the one component, with the VTIMEZONEs around it. */
  ics: string;
  /** The zone of times that have none, where the caller of `parseMessage` named it. */
  timeZone?: string;
  /** Of an occurrence: the revision of the series in the same message. Some organizers count each occurrence by itself. */
  beside?: Revision;
}

/** What the time, the recurrence and the organizer were in a revision, as a digest. */
export interface Print extends Revision {
  print: string;
}

/** What a person has answered. */
export interface GivenAnswer {
  status: Status;
  comment?: string;
  proposal?: { start: EventTime; end: EventTime };
  delegateTo?: Mailbox;
  /** DTSTAMP of the answer, RFC 3339 in UTC. */
  stamp: string;
  /** The revision that was answered. */
  to: Revision;
}

/**
 * What one organizer has said, and the person has answered, about the series (`occurrence` is empty), about one occurrence, or about one
 * and all that follow (RFC 5545 section 3.2.13).
 */
export interface Slot {
  /** Address of the organizer in lower case; empty where the text names none and came from the caller. */
  organizer: string;
  /** Empty for the series; otherwise the original start: a date, or an instant in UTC. With `+` behind it all that follow too. */
  occurrence: string;
  /** The earliest revision that was heard. */
  since?: Revision;
  invited?: Said;
  cancelled?: Said;
  declinedCounter?: Said;
  /** How time, recurrence and organizer went on, in order: the latest 50 revisions, and the last one before them that differs. */
  prints: Print[];
  answer?: GivenAnswer;
}

/** What belongs to the person in the calendar object: kept through updates. */
export interface Own extends Revision {
  /** It was in the person's calendar, and not only in an invitation. */
  adopted: boolean;
  /** Whose invitation brought it along; empty for what was in the person's calendar. */
  organizer: string;
  occurrence: string;
  /** Calendar text of a VEVENT that holds the alarms, categories and unknown lines. */
  ics: string;
}

/** One address of the person. */
export interface OwnAddress {
  email: string;
  /** Its place in the lists of the person's addresses: the foremost that it has had. */
  place: number;
}

/** An organizer whose mail the caller has approved, or whose event stood in the person's calendar: the greatest such revision. */
export interface Approval extends Revision {
  organizer: string;
}

/** One person's side of one event: plain JSON, to be stored as it is. */
export interface Attendance {
  /** The form in which this is stored; `parseAttendance` reads every earlier one. */
  version: number;
  /** UID of the event. */
  uid: string;
  /** The addresses of the person, the one that answers first. */
  me: OwnAddress[];
  /** Organizers whom the caller has approved, in the order of their addresses. */
  approved: Approval[];
  /** In the order of `organizer`, then `occurrence`, the series first. */
  slots: Slot[];
  /** What the person has added to the event in their own calendar: alarms, categories and the like. */
  own: Own[];
}
