import type { RecurrenceRule } from "../recurrence/rule.ts";
import type { Duration } from "../time/duration.ts";
import type { EventTime, TimeInput } from "../time/event-time.ts";
import type { Point } from "../time/point.ts";
import type { Tzid } from "../time/zone.ts";
import type { ForeignZone } from "../timezone/read-vtimezone.ts";
import type { Transparency } from "./busy-status.table.ts";
import type { GuestKind, Role, Status } from "./status.table.ts";

/** A person's address, and the name to show for it. */
export interface Mailbox {
  /** An address without a name: `jane@example.test`. */
  email: string;
  /** The name that mail programs and calendars show beside the address. */
  name?: string | undefined;
}

/** The organizer: the person who invites. */
export interface Organizer extends Mailbox {
  /** The address of the person who acts for the organizer: SENT-BY (RFC 5545 section 3.2.18). Calendars may show it; it changes nothing else. */
  sentBy?: string;
}

/** A person invited. `status` is what they are known to have answered already; default `pending`. */
export interface Recipient extends Mailbox {
  /** ROLE (RFC 5545 section 3.2.16). Default `required`. */
  role?: Role | undefined;
  /** What they are known to have answered already. Default `pending`. */
  status?: Status | undefined;
  /** CUTYPE (RFC 5545 section 3.2.3). Default `individual`. */
  kind?: GuestKind | undefined;
  /** Whether an answer is asked for (RSVP). Default: yes, but of observers and of those who have answered already. */
  rsvp?: boolean | undefined;
  /** BCP 47: the language in which this person reads; `composeEmail`'s default for mails to them. */
  locale?: string | undefined;
  /** The IANA zone in which this person lives; `composeEmail`'s default for mails to them. */
  timeZone?: string | undefined;
}

/** Where it happens. Apple's calendars show a map where there are coordinates. */
export interface Location {
  /** In words: LOCATION. */
  description?: string;
  /** Degrees, −90 … 90; with `long` or not at all, as in GEO (RFC 5545 section 3.8.1.6). */
  lat?: string | number;
  /** Degrees, −180 … 180. */
  long?: string | number;
}

/** A file or page that goes with an event, as a link (ATTACH, RFC 5545 section 3.8.1.1). */
export interface EventAttachment {
  /** An absolute URL. Calendars show it as a link and fetch nothing by themselves. */
  url: string;
  /** What it is called (FILENAME, RFC 8607 section 4.2). */
  name?: string;
  /** Its media type (FMTTYPE), such as `application/pdf`. */
  mediaType?: string;
}

/** A property that nothing else here writes: an extension (`X-…`), or a registered one. */
export interface OwnProperty {
  /** `X-BOOKING-ID`; or CONCEPT, CONTACT, CREATED, IMAGE, LAST-MODIFIED, LINK, PRIORITY, REFID, RELATED-TO, RESOURCES. */
  name: string;
  /** The value as it is to stand behind the colon: TEXT with its escapes (RFC 5545 section 3.3.11). One line. */
  value: string;
  /** Parameters by name; values are quoted where need be. */
  parameters?: Record<string, string>;
}

/** How an event repeats. */
export interface Recurrence<T = TimeInput> {
  /** An RFC 5545 RRULE value: `FREQ=WEEKLY;BYDAY=MO;COUNT=10`. */
  rule: string;
  /** Occurrences left out (EXDATE). */
  exclude?: T[];
  /** Occurrences added (RDATE). */
  include?: T[];
  /**
   * How long each occurrence lasts by the clock and the calendar: `P1D` ends at the same time of the next day, also where the clocks change
   * in between (DURATION, RFC 5545 section 3.8.5.3). It counts days, and only where it leads from the start to the end. Without it every
   * occurrence lasts exactly as long as the first.
   */
  duration?: string;
}

/** What is to happen, in the caller's words. Times may be given in any form of {@link TimeInput}. */
export interface EventInput<T = TimeInput> {
  /** The title: SUMMARY, and the subject of the mails. */
  summary: string;
  /** Plain text: DESCRIPTION. Line feeds stay. */
  description?: string | undefined;
  /** The description as HTML, beside the plain one: X-ALT-DESC (Outlook) and STYLED-DESCRIPTION (RFC 9073). Without `description` the plain text is made from it. */
  html?: string | undefined;
  /** Both dates: all day, the end exclusive. */
  start: T;
  /** Not before the start; equal is allowed. */
  end: T;
  /** IANA zone of times that name none. A wall time for which no zone is named anywhere is refused. */
  tzid?: string | undefined;
  /** Where it is, as text or with a place on the map. */
  location?: Location | undefined;
  /** A page about the event: URL. */
  url?: string | undefined;
  /** Alarms, each that many minutes before the start. Google and Outlook set reminders of their own instead. */
  reminders?: { minutes: number }[] | undefined;
  /** How the event takes up time: TRANSP, and for the last three X-MICROSOFT-CDO-BUSYSTATUS. */
  transparency?: Transparency | undefined;
  /**
   * STATUS; `tentative` is a hold. Where `transparency` says nothing, X-MICROSOFT-CDO-BUSYSTATUS says the same, also once the hold is
   * `confirmed`. Default: STATUS:CONFIRMED, without X-MICROSOFT-CDO-BUSYSTATUS.
   */
  status?: "confirmed" | "tentative" | undefined;
  /** CLASS:PRIVATE: calendars that are shared show the time as busy and no more. */
  private?: boolean | undefined;
  /** A CSS3 color name or `#rrggbb`; COLOR is the nearest name (RFC 7986 section 5.9). */
  color?: string | undefined;
  /** The link of an online meeting: CONFERENCE (RFC 7986 section 5.11), and where calendars show it: LOCATION, else the last line of DESCRIPTION. */
  conferenceUrl?: string | undefined;
  /** Words to sort by: CATEGORIES. Outlook colours by them. */
  categories?: string[] | undefined;
  /** Links to files; files of the mail itself are `composeEmail`'s. */
  attachments?: EventAttachment[] | undefined;
  /** Properties that nothing above writes; they are kept through updates. */
  properties?: OwnProperty[] | undefined;
  /** When it happens again; without it, once. */
  recurrence?: Recurrence<T> | undefined;
}

/** How an event that was read repeats. */
export interface RecurrenceDetails extends Recurrence<EventTime> {
  /**
   * Where the series is in a zone that is no country's: the text of its VTIMEZONE, by whose clocks `occurrencesOf` counts. `tzid` is then the
   * zone that is most like it. No input takes it.
   */
  vtimezone?: string;
}

/** The members of T, of which none is there with `undefined` as its value. */
type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** An event as it leaves this package: every time as an `EventTime`, plain JSON, no member that is `undefined`. */
export interface EventDetails extends Omit<Given<EventInput<EventTime>>, "recurrence"> {
  /** When it happens again; without it, once. */
  recurrence?: RecurrenceDetails;
}

/** An event that was checked: its times are points. `showEvent` gives it in the form in which it leaves. */
export interface CheckedEvent extends Omit<Given<EventInput<Point>>, "tzid" | "recurrence"> {
  /** The zone of times that named none. */
  tzid: Tzid;
  recurrence?: CheckedRecurrence;
}

/** How a checked event returns. */
export interface CheckedRecurrence {
  /** UNTIL is in the form that the start asks for. Absent: a foreign calendar added dates and gave no rule. */
  readonly rule?: RecurrenceRule;
  readonly exclude?: readonly Point[];
  readonly include?: readonly Point[];
  /** The dates of `include` that a foreign calendar gave an end of their own (RDATE;VALUE=PERIOD). */
  readonly periods?: readonly { readonly start: Point; readonly end: Point }[];
  /** DURATION with days in it: by the clock and calendar, each occurrence lasts as long (RFC 5545 section 3.8.5.3). */
  readonly duration?: Duration;
  /** The VTIMEZONE of a zone that no IANA zone equals: its clocks place the occurrences, not those of the IANA zone that is most like it. */
  readonly clock?: ForeignZone;
  /** The text of that VTIMEZONE. */
  readonly vtimezone?: string;
}

/** Everything an invitation needs. */
export interface InviteInput {
  /** The application's own id (`smart_invite_id`). */
  id: string;
  /** Default: derived from `id` and the organizer's domain; stable, ASCII, at most 255 octets. */
  uid?: string | undefined;
  /** The person who invites. An organizer who is also a recipient chairs it, gets no mail, and counts as accepted. */
  organizer: Organizer;
  /** Who is invited; the same person once. */
  recipients: Recipient[];
  /** What everybody is invited to. */
  event: EventInput;
  /** PRODID (RFC 5545 section 3.7.3): what wrote the calendar text. Default: this package and its major version. */
  productId?: string | undefined;
  /** `hidden`: each recipient's copy lists only that recipient. Default `shown`. */
  guestList?: "shown" | "hidden" | undefined;
  /** `false` asks clients not to offer "propose new time". Default `true`. */
  counterProposals?: boolean | undefined;
  /** Kept with the invite and shown by nothing: where the application wants to hear of answers. */
  callbackUrl?: string | undefined;
  /** Makes the organizer address of each recipient's copy unguessable, which `receive` checks. */
  replySecret?: string | undefined;
}

/** What an invitation needs, checked. */
export interface CheckedInvite extends Omit<InviteInput, "event" | "uid"> {
  uid: string;
  event: CheckedEvent;
}
