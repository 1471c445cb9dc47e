import type { Count } from "./presence.table.ts";

/** What RFC 5545 section 3.6 says of a component, whatever the METHOD. */
export interface ComponentRule {
  /** `"RFC 5545 section 3.6.1"`. */
  readonly reference: string;
  /** Components it may stand in. */
  readonly parents: readonly string[];
  /** Properties that are not simply 0+. */
  readonly properties: Readonly<Record<string, Count>>;
}

/** RFC 7986 section 5 and RFC 5545 section 3.6.1: what every VEVENT, VTODO and VJOURNAL shares. */
const entry = {
  DTSTAMP: "1",
  UID: "1",
  CLASS: "0-1",
  CREATED: "0-1",
  "LAST-MODIFIED": "0-1",
  ORGANIZER: "0-1",
  "RECURRENCE-ID": "0-1",
  SEQUENCE: "0-1",
  STATUS: "0-1",
  SUMMARY: "0-1",
  URL: "0-1",
  RRULE: "0-1",
  COLOR: "0-1",
} as const;

const observance = {
  reference: "RFC 5545 section 3.6.5",
  parents: ["VTIMEZONE"],
  properties: { DTSTART: "1", TZOFFSETFROM: "1", TZOFFSETTO: "1", RRULE: "0-1" },
} as const satisfies ComponentRule;

/** Components that are registered with IANA, and what they need. */
export const componentRules = {
  VCALENDAR: {
    reference: "RFC 5545 section 3.6",
    parents: [],
    properties: {
      PRODID: "1",
      VERSION: "1",
      CALSCALE: "0-1",
      METHOD: "0-1",
      UID: "0-1",
      "LAST-MODIFIED": "0-1",
      URL: "0-1",
      "REFRESH-INTERVAL": "0-1",
      SOURCE: "0-1",
      COLOR: "0-1",
    },
  },
  VEVENT: {
    reference: "RFC 5545 section 3.6.1",
    parents: ["VCALENDAR"],
    properties: {
      ...entry,
      DTSTART: "0-1",
      DTEND: "0-1",
      DURATION: "0-1",
      DESCRIPTION: "0-1",
      GEO: "0-1",
      LOCATION: "0-1",
      PRIORITY: "0-1",
      TRANSP: "0-1",
    },
  },
  VTODO: {
    reference: "RFC 5545 section 3.6.2",
    parents: ["VCALENDAR"],
    properties: {
      ...entry,
      DTSTART: "0-1",
      DUE: "0-1",
      DURATION: "0-1",
      COMPLETED: "0-1",
      DESCRIPTION: "0-1",
      GEO: "0-1",
      LOCATION: "0-1",
      "PERCENT-COMPLETE": "0-1",
      PRIORITY: "0-1",
    },
  },
  VJOURNAL: {
    reference: "RFC 5545 section 3.6.3",
    parents: ["VCALENDAR"],
    properties: { ...entry, DTSTART: "0-1" },
  },
  VFREEBUSY: {
    reference: "RFC 5545 section 3.6.4",
    parents: ["VCALENDAR"],
    properties: {
      DTSTAMP: "1",
      UID: "1",
      CONTACT: "0-1",
      DTSTART: "0-1",
      DTEND: "0-1",
      ORGANIZER: "0-1",
      URL: "0-1",
    },
  },
  VTIMEZONE: {
    reference: "RFC 5545 section 3.6.5",
    parents: ["VCALENDAR"],
    properties: { TZID: "1", "LAST-MODIFIED": "0-1", TZURL: "0-1", TZUNTIL: "0-1" },
  },
  STANDARD: observance,
  DAYLIGHT: observance,
  VALARM: {
    reference: "RFC 5545 section 3.6.6",
    parents: ["VEVENT", "VTODO", "VJOURNAL"],
    properties: {
      ACTION: "1",
      TRIGGER: "1",
      DESCRIPTION: "0-1",
      SUMMARY: "0-1",
      DURATION: "0-1",
      REPEAT: "0-1",
      UID: "0-1",
      ACKNOWLEDGED: "0-1",
    },
  },
  VAVAILABILITY: { reference: "RFC 7953 section 3.1", parents: ["VCALENDAR"], properties: {} },
  AVAILABLE: { reference: "RFC 7953 section 3.1", parents: ["VAVAILABILITY"], properties: {} },
  PARTICIPANT: {
    reference: "RFC 9073 section 7.1",
    parents: ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"],
    properties: { UID: "1", "PARTICIPANT-TYPE": "1" },
  },
  VLOCATION: {
    reference: "RFC 9073 section 7.2",
    parents: ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VALARM", "PARTICIPANT"],
    properties: { UID: "1" },
  },
  VRESOURCE: {
    reference: "RFC 9073 section 7.3",
    parents: ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "PARTICIPANT"],
    properties: { UID: "1" },
  },
} as const satisfies Readonly<Record<string, ComponentRule>>;

/** What an alarm needs beyond `componentRules.VALARM`, by its ACTION (RFC 5545 section 3.6.6). */
export const alarmRules = {
  AUDIO: { ATTACH: "0-1" },
  DISPLAY: { DESCRIPTION: "1" },
  EMAIL: { DESCRIPTION: "1", SUMMARY: "1", ATTENDEE: "1+" },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Count>>>>;
