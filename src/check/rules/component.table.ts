import type { Count } from "./presence.table.ts";

/** What RFC 5545 section 3.6 says of a component, whatever the METHOD. */
export interface ComponentRule {
  /** `"RFC 5545 section 3.6.1"`. */
  readonly reference: string;
  /** Components it may stand in. */
  readonly parents: readonly string[];
  /** Properties that stand there once, separated by blanks. */
  readonly once: string;
  /** Properties that stand there once at most. All others may stand as often as they like. */
  readonly atMostOnce: string;
}

const observance = {
  reference: "RFC 5545 section 3.6.5",
  parents: ["VTIMEZONE"],
  once: "DTSTART TZOFFSETFROM TZOFFSETTO",
  atMostOnce: "RRULE",
} as const satisfies ComponentRule;

/** Components that are registered with IANA, and what they need; with what RFC 7986 section 5 adds to each entry of a calendar. */
export const componentRules = {
  VCALENDAR: {
    reference: "RFC 5545 section 3.6",
    parents: [],
    once: "PRODID VERSION",
    atMostOnce: "CALSCALE METHOD UID LAST-MODIFIED URL REFRESH-INTERVAL SOURCE COLOR",
  },
  VEVENT: {
    reference: "RFC 5545 section 3.6.1",
    parents: ["VCALENDAR"],
    once: "DTSTAMP UID",
    atMostOnce:
      "CLASS CREATED LAST-MODIFIED ORGANIZER RECURRENCE-ID SEQUENCE STATUS SUMMARY URL RRULE COLOR DTSTART DTEND DURATION DESCRIPTION GEO LOCATION PRIORITY TRANSP",
  },
  VTODO: {
    reference: "RFC 5545 section 3.6.2",
    parents: ["VCALENDAR"],
    once: "DTSTAMP UID",
    atMostOnce:
      "CLASS CREATED LAST-MODIFIED ORGANIZER RECURRENCE-ID SEQUENCE STATUS SUMMARY URL RRULE COLOR DTSTART DUE DURATION COMPLETED DESCRIPTION GEO LOCATION PERCENT-COMPLETE PRIORITY",
  },
  VJOURNAL: {
    reference: "RFC 5545 section 3.6.3",
    parents: ["VCALENDAR"],
    once: "DTSTAMP UID",
    atMostOnce:
      "CLASS CREATED LAST-MODIFIED ORGANIZER RECURRENCE-ID SEQUENCE STATUS SUMMARY URL RRULE COLOR DTSTART",
  },
  VFREEBUSY: {
    reference: "RFC 5545 section 3.6.4",
    parents: ["VCALENDAR"],
    once: "DTSTAMP UID",
    atMostOnce: "CONTACT DTSTART DTEND ORGANIZER URL",
  },
  VTIMEZONE: {
    reference: "RFC 5545 section 3.6.5",
    parents: ["VCALENDAR"],
    once: "TZID",
    atMostOnce: "LAST-MODIFIED TZURL TZUNTIL",
  },
  STANDARD: observance,
  DAYLIGHT: observance,
  VALARM: {
    reference: "RFC 5545 section 3.6.6",
    parents: ["VEVENT", "VTODO", "VJOURNAL"],
    once: "ACTION TRIGGER",
    atMostOnce: "DESCRIPTION SUMMARY DURATION REPEAT UID ACKNOWLEDGED",
  },
  VAVAILABILITY: { reference: "RFC 7953 section 3.1", parents: ["VCALENDAR"], once: "", atMostOnce: "" },
  AVAILABLE: { reference: "RFC 7953 section 3.1", parents: ["VAVAILABILITY"], once: "", atMostOnce: "" },
  PARTICIPANT: {
    reference: "RFC 9073 section 7.1",
    parents: ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"],
    once: "UID PARTICIPANT-TYPE",
    atMostOnce: "",
  },
  VLOCATION: {
    reference: "RFC 9073 section 7.2",
    parents: ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VALARM", "PARTICIPANT"],
    once: "UID",
    atMostOnce: "",
  },
  VRESOURCE: {
    reference: "RFC 9073 section 7.3",
    parents: ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "PARTICIPANT"],
    once: "UID",
    atMostOnce: "",
  },
} as const satisfies Readonly<Record<string, ComponentRule>>;

/** What an alarm needs beyond `componentRules.VALARM`, by its ACTION (RFC 5545 section 3.6.6). */
export const alarmRules = {
  AUDIO: { ATTACH: "0-1" },
  DISPLAY: { DESCRIPTION: "1" },
  EMAIL: { DESCRIPTION: "1", SUMMARY: "1", ATTENDEE: "1+" },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Count>>>>;
