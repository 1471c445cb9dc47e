import type { Method } from "../event/status.table.ts";
import type { Finding } from "../finding.ts";
import type { Component } from "../icalendar/component.ts";

/** The kinds of component that iTIP schedules (RFC 5546 section 1.4). */
export const kinds = ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"] as const;

/** One of the kinds of component that iTIP schedules. */
export type Kind = (typeof kinds)[number];

/** One iTIP message. Without `method` it is calendar text that asks for nothing. */
export interface ItipMessage {
  /** METHOD of the calendar text, or of the MIME part where the text has none. Absent where iTIP knows no such method. */
  method?: Method;
  /** The UID that the message is about; empty where no component has one. */
  uid: string;
  /** Which component the message schedules: an event, a task, a journal entry or free and busy time. */
  kind: Kind;
  /** The calendar as it was written, without the lines that could not be read: `formatMessage` writes it again. */
  calendar: Component;
  /** The components of `kind`, series master first as they stood. */
  components: Component[];
  /** Findings about text that was odd and could be read all the same. */
  problems: Finding[];
  /** The author's address, where the caller or the email named one. */
  sender?: string;
  /** It came as a file beside the words of the mail: the author may only have passed it on. */
  attached?: true;
  /** Another address of the author, under which an ATTENDEE is theirs; `receive` sets it for `author`. */
  alias?: string;
  /** The email's Date, RFC 3339 in UTC. */
  sentAt?: string;
  /** The zone for floating and all-day times that meet no invite. */
  timeZone?: string;
}
