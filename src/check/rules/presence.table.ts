import type { Method } from "../../event/status.table.ts";
import type { Kind } from "../../message/message.ts";

/** How often something may stand (RFC 5546 section 3): `-` where the RFC's table has no row for it. */
export type Count = "0" | "1" | "0-1" | "0+" | "1+" | "-";

/**
 * The restriction tables of one kind of component.
 *
 * Each row holds one count for each method of `sections`, in that order. IANA-PROPERTY, X-PROPERTY, IANA-COMPONENT
 * and X-COMPONENT are 0+ everywhere and have no row here.
 */
export interface RestrictionTable {
  /** Section of RFC 5546 for each method that the kind has. */
  readonly sections: Partial<Readonly<Record<Method, string>>>;
  /** Components of the calendar. */
  readonly calendar: Readonly<Record<string, readonly Count[]>>;
  /** Properties and sub-components of the kind's own component. */
  readonly component: Readonly<Record<string, readonly Count[]>>;
}

/**
 * Every restriction table of RFC 5546 sections 3.2 to 3.5: kind × method × property → count, section.
 *
 * The counts are the RFC's own, also where it contradicts itself: `dispute.table.ts` lists the contradictions and how they are judged.
 *
 * libical 3.0.16, which many calendars are built on, departs from them: in a DECLINECOUNTER of a VEVENT it forbids
 * ATTENDEE and SEQUENCE and everything optional (section 3.2.8 demands the two); in a REPLY of a VTODO it demands
 * REQUEST-STATUS (3.4.3: 0+); COMMENT and RESOURCES may stand once only (0+); it lets pass RRULE, RDATE and EXDATE in
 * an ADD (3.2.4, 3.4.4, 3.5.2: 0), VALARM in a REPLY, CANCEL or REFRESH (0), a second RRULE (0 or 1), REQUEST-STATUS
 * in a REQUEST of a VEVENT (3.2.2: 0) and ATTENDEE in a CANCEL of a VJOURNAL (3.5.3: 0).
 */
export const presence = {
  VEVENT: {
    sections: {
      PUBLISH: "3.2.1",
      REQUEST: "3.2.2",
      REPLY: "3.2.3",
      ADD: "3.2.4",
      CANCEL: "3.2.5",
      REFRESH: "3.2.6",
      COUNTER: "3.2.7",
      DECLINECOUNTER: "3.2.8",
    },
    calendar: {
      VEVENT: ["1+", "1+", "1+", "1", "1+", "1", "1", "1+"],
      VTODO: ["0", "0", "0", "0", "0", "0", "0", "0"],
      VJOURNAL: ["0", "0", "0", "0", "0", "0", "0", "0"],
      VFREEBUSY: ["0", "0", "0", "0", "0", "0", "0", "0"],
      VTIMEZONE: ["0+", "0+", "0-1", "0+", "0+", "0+", "0+", "0+"],
    },
    component: {
      ATTACH: ["0+", "0+", "0+", "0+", "0+", "0", "0+", "0+"],
      ATTENDEE: ["0", "1+", "1", "0+", "0+", "1", "0+", "1+"],
      CATEGORIES: ["0+", "0+", "0+", "0+", "0+", "0", "0+", "0+"],
      CLASS: ["0-1", "0-1", "0-1", "0-1", "0-1", "0", "0-1", "0-1"],
      COMMENT: ["0+", "0+", "0+", "0+", "0+", "0+", "0+", "0+"],
      CONTACT: ["0-1", "0+", "0+", "0+", "0+", "0", "0+", "0+"],
      CREATED: ["0-1", "0-1", "0-1", "0-1", "0-1", "0", "0-1", "0-1"],
      DESCRIPTION: ["0-1", "0-1", "0-1", "0-1", "0-1", "0", "0-1", "0-1"],
      DTEND: ["0-1", "0-1", "0-1", "0-1", "0-1", "0", "0-1", "0-1"],
      DTSTAMP: ["1", "1", "1", "1", "1", "1", "1", "1"],
      DTSTART: ["1", "1", "0-1", "1", "0-1", "0", "1", "0-1"],
      DURATION: ["0-1", "0-1", "0-1", "0-1", "0-1", "0", "0-1", "0-1"],
      EXDATE: ["0+", "0+", "0+", "0", "0+", "0", "0+", "0+"],
      GEO: ["0-1", "0-1", "0-1", "0-1", "0-1", "0", "0-1", "0-1"],
      "LAST-MODIFIED": ["0-1", "0-1", "0-1", "0-1", "0-1", "0", "0-1", "0-1"],
      LOCATION: ["0-1", "0-1", "0-1", "0-1", "0-1", "0", "0-1", "0-1"],
      ORGANIZER: ["1", "1", "1", "1", "1", "1", "1", "1"],
      PRIORITY: ["0-1", "0-1", "0-1", "0-1", "0-1", "0", "0-1", "0-1"],
      RDATE: ["0+", "0+", "0+", "0", "0+", "0", "0+", "0+"],
      "RECURRENCE-ID": ["0-1", "0-1", "0-1", "0", "0-1", "0-1", "0-1", "0-1"],
      "RELATED-TO": ["0+", "0+", "0+", "0+", "0+", "0", "0+", "0+"],
      "REQUEST-STATUS": ["0", "0", "0+", "0", "0", "0", "0+", "0+"],
      RESOURCES: ["0+", "0+", "0+", "0+", "0+", "0", "0+", "0+"],
      RRULE: ["0-1", "0-1", "0-1", "0", "0-1", "0", "0-1", "0-1"],
      SEQUENCE: ["0-1", "0-1", "0-1", "1", "1", "0", "1", "1"],
      STATUS: ["0-1", "0-1", "0-1", "0-1", "0-1", "0", "0-1", "0-1"],
      SUMMARY: ["1", "1", "0-1", "1", "0-1", "0", "1", "0-1"],
      TRANSP: ["0-1", "0-1", "0-1", "0-1", "0-1", "0", "0-1", "0-1"],
      UID: ["1", "1", "1", "1", "1", "1", "1", "1"],
      URL: ["0-1", "0-1", "0-1", "0-1", "0-1", "0", "0-1", "0-1"],
      VALARM: ["0+", "0+", "0", "0+", "0", "0", "0+", "0"],
    },
  },
  VTODO: {
    sections: {
      PUBLISH: "3.4.1",
      REQUEST: "3.4.2",
      REPLY: "3.4.3",
      ADD: "3.4.4",
      CANCEL: "3.4.5",
      REFRESH: "3.4.6",
      COUNTER: "3.4.7",
      DECLINECOUNTER: "3.4.8",
    },
    calendar: {
      VTODO: ["1+", "1+", "1+", "1", "1+", "1", "1", "1"],
      VEVENT: ["0", "0", "0", "0", "0", "0", "0", "0"],
      VJOURNAL: ["0", "0", "-", "0", "-", "-", "-", "-"],
      VFREEBUSY: ["0", "0", "0", "0", "0", "0", "0", "0"],
      VTIMEZONE: ["0+", "0+", "0-1", "0+", "0-1", "0+", "0-1", "0+"],
    },
    component: {
      ATTACH: ["0+", "0+", "0+", "0+", "0+", "0", "0+", "0+"],
      ATTENDEE: ["0", "1+", "1", "0+", "0+", "1", "1+", "1+"],
      CATEGORIES: ["0+", "0+", "0+", "0+", "0+", "0", "0+", "0+"],
      CLASS: ["0-1", "0-1", "0-1", "0-1", "0-1", "0", "0-1", "0-1"],
      COMMENT: ["0+", "0+", "0+", "0+", "0+", "0", "0+", "0+"],
      COMPLETED: ["0-1", "0-1", "0-1", "0-1", "0-1", "0", "0-1", "0-1"],
      CONTACT: ["0+", "0+", "0+", "0+", "0+", "0", "0+", "0+"],
      CREATED: ["0-1", "0-1", "0-1", "0-1", "0-1", "0", "0-1", "0-1"],
      DESCRIPTION: ["0-1", "0-1", "0-1", "0-1", "0-1", "0", "0-1", "0-1"],
      DTSTAMP: ["1", "1", "1", "1", "1", "1", "1", "1"],
      DTSTART: ["1", "1", "0-1", "0-1", "0-1", "0", "0-1", "0-1"],
      DUE: ["0-1", "0-1", "0-1", "0-1", "0-1", "0", "0-1", "0-1"],
      DURATION: ["0-1", "0-1", "0-1", "0-1", "0-1", "0", "0-1", "0-1"],
      EXDATE: ["0+", "0+", "0+", "0", "0+", "0", "0+", "0+"],
      GEO: ["0-1", "0-1", "0-1", "0-1", "0-1", "0", "0-1", "0-1"],
      "LAST-MODIFIED": ["0-1", "0-1", "0-1", "0-1", "0-1", "0", "0-1", "0-1"],
      LOCATION: ["0-1", "0-1", "0-1", "0-1", "0-1", "0", "0-1", "0-1"],
      ORGANIZER: ["1", "1", "1", "1", "1", "0", "1", "1"],
      "PERCENT-COMPLETE": ["0-1", "0-1", "0-1", "0-1", "0-1", "0", "0-1", "0-1"],
      PRIORITY: ["1", "1", "0-1", "1", "0-1", "0", "1", "0-1"],
      RDATE: ["0+", "0+", "0+", "0", "0+", "0", "0+", "0+"],
      "RECURRENCE-ID": ["0-1", "0-1", "0-1", "0", "0-1", "0-1", "0-1", "0-1"],
      "RELATED-TO": ["0+", "0+", "0+", "0+", "0+", "0", "0+", "0+"],
      "REQUEST-STATUS": ["0", "0", "0+", "0", "0", "0", "0+", "0+"],
      RESOURCES: ["0+", "0+", "0+", "0+", "0+", "0", "0+", "0+"],
      RRULE: ["0-1", "0-1", "0-1", "0", "0-1", "0", "0-1", "0-1"],
      SEQUENCE: ["0-1", "0-1", "0-1", "1", "1", "0", "0-1", "1"],
      STATUS: ["0-1", "0-1", "0-1", "0-1", "0-1", "0", "0-1", "0-1"],
      SUMMARY: ["1", "1", "0-1", "1", "-", "-", "1", "-"],
      UID: ["1", "1", "1", "1", "1", "1", "1", "1"],
      URL: ["0-1", "0-1", "0-1", "0-1", "0-1", "0", "0-1", "0-1"],
      VALARM: ["0+", "0+", "0", "0+", "0", "0", "0+", "0"],
    },
  },
  VJOURNAL: {
    sections: { PUBLISH: "3.5.1", ADD: "3.5.2", CANCEL: "3.5.3" },
    calendar: {
      VJOURNAL: ["1+", "1", "1+"],
      VEVENT: ["0", "0", "0"],
      VTODO: ["0", "0", "0"],
      VFREEBUSY: ["0", "0", "0"],
      VTIMEZONE: ["0+", "0-1", "0+"],
    },
    component: {
      ATTACH: ["0+", "0+", "0+"],
      ATTENDEE: ["0", "0", "0"],
      CATEGORIES: ["0+", "0+", "0+"],
      CLASS: ["0-1", "0-1", "0-1"],
      COMMENT: ["0+", "0+", "0+"],
      CONTACT: ["0+", "0+", "0+"],
      CREATED: ["0-1", "0-1", "0-1"],
      DESCRIPTION: ["1", "1", "0-1"],
      DTSTAMP: ["1", "1", "1"],
      DTSTART: ["1", "1", "0-1"],
      EXDATE: ["0+", "0", "0+"],
      "LAST-MODIFIED": ["0-1", "0-1", "0-1"],
      ORGANIZER: ["1", "1", "1"],
      RDATE: ["0+", "0", "0+"],
      "RECURRENCE-ID": ["0-1", "0", "0-1"],
      "RELATED-TO": ["0+", "0+", "0+"],
      "REQUEST-STATUS": ["0", "0", "0"],
      RRULE: ["0-1", "0", "0-1"],
      SEQUENCE: ["0-1", "1", "1"],
      STATUS: ["0-1", "0-1", "0-1"],
      SUMMARY: ["0-1", "0-1", "0-1"],
      UID: ["1", "1", "1"],
      URL: ["0-1", "0-1", "0-1"],
      VALARM: ["0+", "0+", "0"],
    },
  },
  VFREEBUSY: {
    sections: { PUBLISH: "3.3.1", REQUEST: "3.3.2", REPLY: "3.3.3" },
    calendar: {
      VFREEBUSY: ["1+", "1", "1"],
      VEVENT: ["0", "0", "0"],
      VTODO: ["0", "0", "0"],
      VJOURNAL: ["0", "0", "0"],
      VTIMEZONE: ["0", "0", "0"],
    },
    component: {
      ATTENDEE: ["0", "1+", "1"],
      COMMENT: ["0+", "0+", "0+"],
      CONTACT: ["0-1", "0-1", "0-1"],
      DTEND: ["1", "1", "1"],
      DTSTAMP: ["1", "1", "1"],
      DTSTART: ["1", "1", "1"],
      DURATION: ["0", "0", "0"],
      FREEBUSY: ["0+", "0", "0+"],
      ORGANIZER: ["1", "1", "1"],
      "REQUEST-STATUS": ["0", "0", "0+"],
      SEQUENCE: ["-", "-", "0"],
      UID: ["1", "1", "1"],
      URL: ["0-1", "0", "0-1"],
      VALARM: ["0", "0", "0"],
    },
  },
} as const satisfies Readonly<Record<Kind, RestrictionTable>>;
