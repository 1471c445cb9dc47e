/** Value types of RFC 5545 section 3.3 and RFC 9253, and two that are for a single property. */
export type ValueType =
  | "BINARY"
  | "BOOLEAN"
  | "CAL-ADDRESS"
  | "DATE"
  | "DATE-TIME"
  | "DURATION"
  | "FLOAT"
  | "INTEGER"
  | "PERIOD"
  | "RECUR"
  | "TEXT"
  | "TIME"
  | "URI"
  | "UTC-OFFSET"
  | "UID"
  | "XML-REFERENCE"
  | "GEO"
  | "REQUEST-STATUS";

/** What a property's registration says of its value. */
export interface PropertyRule {
  /** `"RFC 5545 section 3.8.1.1"`. */
  readonly reference: string;
  /** The default type first, then those that VALUE may name. */
  readonly types: readonly ValueType[];
  /** Components that the property may stand in; empty: any, as far as this table knows. */
  readonly within: readonly string[];
  /** Several values, separated by commas. */
  readonly list?: true;
  /** A DATE-TIME must be in UTC. */
  readonly utc?: true;
}

/** Properties registered with IANA (RFC 5545 section 8.3.2 and its updates). */
export const propertyRules = {
  ATTACH: {
    reference: "RFC 5545 section 3.8.1.1",
    types: ["URI", "BINARY"],
    within: ["VEVENT", "VTODO", "VJOURNAL", "VALARM"],
  },
  CATEGORIES: {
    reference: "RFC 5545 section 3.8.1.2",
    types: ["TEXT"],
    within: ["VEVENT", "VTODO", "VJOURNAL", "VCALENDAR"],
    list: true,
  },
  CLASS: { reference: "RFC 5545 section 3.8.1.3", types: ["TEXT"], within: ["VEVENT", "VTODO", "VJOURNAL"] },
  COMMENT: {
    reference: "RFC 5545 section 3.8.1.4",
    types: ["TEXT"],
    within: ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "STANDARD", "DAYLIGHT"],
  },
  DESCRIPTION: {
    reference: "RFC 5545 section 3.8.1.5",
    types: ["TEXT"],
    within: ["VEVENT", "VTODO", "VJOURNAL", "VALARM", "VCALENDAR"],
  },
  GEO: { reference: "RFC 5545 section 3.8.1.6", types: ["GEO"], within: ["VEVENT", "VTODO"] },
  LOCATION: { reference: "RFC 5545 section 3.8.1.7", types: ["TEXT"], within: ["VEVENT", "VTODO"] },
  "PERCENT-COMPLETE": { reference: "RFC 5545 section 3.8.1.8", types: ["INTEGER"], within: ["VTODO"] },
  PRIORITY: { reference: "RFC 5545 section 3.8.1.9", types: ["INTEGER"], within: ["VEVENT", "VTODO"] },
  RESOURCES: {
    reference: "RFC 5545 section 3.8.1.10",
    types: ["TEXT"],
    within: ["VEVENT", "VTODO"],
    list: true,
  },
  STATUS: {
    reference: "RFC 5545 section 3.8.1.11",
    types: ["TEXT"],
    within: ["VEVENT", "VTODO", "VJOURNAL"],
  },
  SUMMARY: {
    reference: "RFC 5545 section 3.8.1.12",
    types: ["TEXT"],
    within: ["VEVENT", "VTODO", "VJOURNAL", "VALARM"],
  },
  COMPLETED: { reference: "RFC 5545 section 3.8.2.1", types: ["DATE-TIME"], within: ["VTODO"], utc: true },
  DTEND: {
    reference: "RFC 5545 section 3.8.2.2",
    types: ["DATE-TIME", "DATE"],
    within: ["VEVENT", "VFREEBUSY"],
  },
  DUE: { reference: "RFC 5545 section 3.8.2.3", types: ["DATE-TIME", "DATE"], within: ["VTODO"] },
  DTSTART: {
    reference: "RFC 5545 section 3.8.2.4",
    types: ["DATE-TIME", "DATE"],
    within: ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "STANDARD", "DAYLIGHT"],
  },
  DURATION: {
    reference: "RFC 5545 section 3.8.2.5",
    types: ["DURATION"],
    within: ["VEVENT", "VTODO", "VALARM"],
  },
  FREEBUSY: {
    reference: "RFC 5545 section 3.8.2.6",
    types: ["PERIOD"],
    within: ["VFREEBUSY"],
    list: true,
    utc: true,
  },
  TRANSP: { reference: "RFC 5545 section 3.8.2.7", types: ["TEXT"], within: ["VEVENT"] },
  TZID: { reference: "RFC 5545 section 3.8.3.1", types: ["TEXT"], within: ["VTIMEZONE"] },
  TZNAME: { reference: "RFC 5545 section 3.8.3.2", types: ["TEXT"], within: ["STANDARD", "DAYLIGHT"] },
  TZOFFSETFROM: {
    reference: "RFC 5545 section 3.8.3.3",
    types: ["UTC-OFFSET"],
    within: ["STANDARD", "DAYLIGHT"],
  },
  TZOFFSETTO: {
    reference: "RFC 5545 section 3.8.3.4",
    types: ["UTC-OFFSET"],
    within: ["STANDARD", "DAYLIGHT"],
  },
  TZURL: { reference: "RFC 5545 section 3.8.3.5", types: ["URI"], within: ["VTIMEZONE"] },
  ATTENDEE: {
    reference: "RFC 5545 section 3.8.4.1",
    types: ["CAL-ADDRESS"],
    within: ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VALARM"],
  },
  CONTACT: {
    reference: "RFC 5545 section 3.8.4.2",
    types: ["TEXT"],
    within: ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"],
  },
  ORGANIZER: {
    reference: "RFC 5545 section 3.8.4.3",
    types: ["CAL-ADDRESS"],
    within: ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"],
  },
  "RECURRENCE-ID": {
    reference: "RFC 5545 section 3.8.4.4",
    types: ["DATE-TIME", "DATE"],
    within: ["VEVENT", "VTODO", "VJOURNAL"],
  },
  "RELATED-TO": {
    reference: "RFC 5545 section 3.8.4.5",
    types: ["TEXT", "URI", "UID"],
    within: ["VEVENT", "VTODO", "VJOURNAL", "VALARM"],
  },
  URL: {
    reference: "RFC 5545 section 3.8.4.6",
    types: ["URI"],
    within: ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VCALENDAR"],
  },
  UID: {
    reference: "RFC 5545 section 3.8.4.7",
    types: ["TEXT"],
    within: ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VCALENDAR", "VALARM"],
  },
  EXDATE: {
    reference: "RFC 5545 section 3.8.5.1",
    types: ["DATE-TIME", "DATE"],
    within: ["VEVENT", "VTODO", "VJOURNAL"],
    list: true,
  },
  RDATE: {
    reference: "RFC 5545 section 3.8.5.2",
    types: ["DATE-TIME", "DATE", "PERIOD"],
    within: ["VEVENT", "VTODO", "VJOURNAL", "STANDARD", "DAYLIGHT"],
    list: true,
  },
  RRULE: {
    reference: "RFC 5545 section 3.8.5.3",
    types: ["RECUR"],
    within: ["VEVENT", "VTODO", "VJOURNAL", "STANDARD", "DAYLIGHT"],
  },
  ACTION: { reference: "RFC 5545 section 3.8.6.1", types: ["TEXT"], within: ["VALARM"] },
  REPEAT: { reference: "RFC 5545 section 3.8.6.2", types: ["INTEGER"], within: ["VALARM"] },
  TRIGGER: { reference: "RFC 5545 section 3.8.6.3", types: ["DURATION", "DATE-TIME"], within: ["VALARM"] },
  CREATED: {
    reference: "RFC 5545 section 3.8.7.1",
    types: ["DATE-TIME"],
    within: ["VEVENT", "VTODO", "VJOURNAL"],
    utc: true,
  },
  DTSTAMP: {
    reference: "RFC 5545 section 3.8.7.2",
    types: ["DATE-TIME"],
    within: ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"],
    utc: true,
  },
  "LAST-MODIFIED": {
    reference: "RFC 5545 section 3.8.7.3",
    types: ["DATE-TIME"],
    within: ["VEVENT", "VTODO", "VJOURNAL", "VTIMEZONE", "VCALENDAR"],
    utc: true,
  },
  SEQUENCE: {
    reference: "RFC 5545 section 3.8.7.4",
    types: ["INTEGER"],
    within: ["VEVENT", "VTODO", "VJOURNAL"],
  },
  "REQUEST-STATUS": {
    reference: "RFC 5545 section 3.8.8.3",
    types: ["REQUEST-STATUS"],
    within: ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"],
  },
  CALSCALE: { reference: "RFC 5545 section 3.7.1", types: ["TEXT"], within: ["VCALENDAR"] },
  METHOD: { reference: "RFC 5545 section 3.7.2", types: ["TEXT"], within: ["VCALENDAR"] },
  PRODID: { reference: "RFC 5545 section 3.7.3", types: ["TEXT"], within: ["VCALENDAR"] },
  VERSION: { reference: "RFC 5545 section 3.7.4", types: ["TEXT"], within: ["VCALENDAR"] },
  NAME: { reference: "RFC 7986 section 5.1", types: ["TEXT"], within: ["VCALENDAR"] },
  "REFRESH-INTERVAL": { reference: "RFC 7986 section 5.7", types: ["DURATION"], within: ["VCALENDAR"] },
  SOURCE: { reference: "RFC 7986 section 5.8", types: ["URI"], within: ["VCALENDAR"] },
  COLOR: {
    reference: "RFC 7986 section 5.9",
    types: ["TEXT"],
    within: ["VEVENT", "VTODO", "VJOURNAL", "VCALENDAR"],
  },
  IMAGE: {
    reference: "RFC 7986 section 5.10",
    types: ["URI", "BINARY"],
    within: ["VEVENT", "VTODO", "VJOURNAL", "VCALENDAR"],
  },
  CONFERENCE: { reference: "RFC 7986 section 5.11", types: ["URI"], within: ["VEVENT", "VTODO", "VJOURNAL"] },
  TZUNTIL: { reference: "RFC 7808 section 7.1", types: ["DATE-TIME"], within: ["VTIMEZONE"], utc: true },
  "TZID-ALIAS-OF": { reference: "RFC 7808 section 7.2", types: ["TEXT"], within: ["VTIMEZONE"] },
  BUSYTYPE: { reference: "RFC 7953 section 3.2", types: ["TEXT"], within: [] },
  ACKNOWLEDGED: { reference: "RFC 9074 section 6.1", types: ["DATE-TIME"], within: ["VALARM"], utc: true },
  PROXIMITY: { reference: "RFC 9074 section 8.1", types: ["TEXT"], within: ["VALARM"] },
  "LOCATION-TYPE": { reference: "RFC 9073 section 6.1", types: ["TEXT"], within: [], list: true },
  "PARTICIPANT-TYPE": { reference: "RFC 9073 section 6.2", types: ["TEXT"], within: [] },
  "RESOURCE-TYPE": { reference: "RFC 9073 section 6.3", types: ["TEXT"], within: [] },
  "CALENDAR-ADDRESS": { reference: "RFC 9073 section 6.4", types: ["CAL-ADDRESS"], within: [] },
  "STYLED-DESCRIPTION": { reference: "RFC 9073 section 6.5", types: ["TEXT", "URI"], within: [] },
  "STRUCTURED-DATA": { reference: "RFC 9073 section 6.6", types: ["TEXT", "BINARY", "URI"], within: [] },
  CONCEPT: { reference: "RFC 9253 section 8.1", types: ["URI"], within: [] },
  LINK: { reference: "RFC 9253 section 8.2", types: ["URI", "UID", "XML-REFERENCE"], within: [] },
  REFID: { reference: "RFC 9253 section 8.3", types: ["TEXT"], within: [] },
} as const satisfies Readonly<Record<string, PropertyRule>>;

/** The words that a property's value must be one of. With `open`, `x-` words are allowed too. */
export interface WordRule {
  readonly words: readonly string[];
  readonly open: boolean;
}

/** STATUS by component (RFC 5545 section 3.8.1.11). */
export const statusWords = {
  VEVENT: ["TENTATIVE", "CONFIRMED", "CANCELLED"],
  VTODO: ["NEEDS-ACTION", "COMPLETED", "IN-PROCESS", "CANCELLED"],
  VJOURNAL: ["DRAFT", "FINAL", "CANCELLED"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Properties whose value is one of a few words. */
export const wordRules = {
  CALSCALE: { words: ["GREGORIAN"], open: false },
  VERSION: { words: ["2.0"], open: false },
  CLASS: { words: ["PUBLIC", "PRIVATE", "CONFIDENTIAL"], open: true },
  TRANSP: { words: ["OPAQUE", "TRANSPARENT"], open: false },
  ACTION: { words: ["AUDIO", "DISPLAY", "EMAIL"], open: true },
  BUSYTYPE: { words: ["BUSY", "BUSY-UNAVAILABLE", "BUSY-TENTATIVE"], open: true },
  PROXIMITY: { words: ["ARRIVE", "DEPART", "CONNECT", "DISCONNECT"], open: true },
} as const satisfies Readonly<Record<string, WordRule>>;

/** The least and the greatest value of properties that are whole numbers (RFC 5545 sections 3.8.1.8, 3.8.1.9, 3.8.6.2, 3.8.7.4). */
export const numberRanges = {
  "PERCENT-COMPLETE": [0, 100],
  PRIORITY: [0, 9],
  REPEAT: [0, 2147483647],
  SEQUENCE: [0, 2147483647],
} as const satisfies Readonly<Record<string, readonly [number, number]>>;
