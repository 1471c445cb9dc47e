import type { Method } from "../event/status.table.ts";
import type { Finding } from "../finding.ts";
import type { Component } from "../icalendar/component.ts";

/** The kinds of component that iTIP schedules (RFC 5546 section 1.4). */
export type Kind = "VEVENT" | "VTODO" | "VJOURNAL" | "VFREEBUSY";

interface MessageOf<M extends Method | undefined> {
  method?: M;
  uid: string;
  kind: Kind;
  /** The calendar as it was written, less what could not be read: `formatMessage` writes it again. */
  calendar: Component;
  /** The components of `kind`, series master first as they stood. */
  components: Component[];
  /** What was odd, and was read all the same. */
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

/** One iTIP message: a union on `method`; without `method` it is calendar text that asks for nothing. */
export type ItipMessage =
  | MessageOf<"PUBLISH">
  | MessageOf<"REQUEST">
  | MessageOf<"REPLY">
  | MessageOf<"ADD">
  | MessageOf<"CANCEL">
  | MessageOf<"REFRESH">
  | MessageOf<"COUNTER">
  | MessageOf<"DECLINECOUNTER">
  | (Omit<MessageOf<undefined>, "method"> & { method?: undefined });
