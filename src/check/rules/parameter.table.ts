/** What a property parameter's registration says of it. */
export interface ParameterRule {
  /** `"RFC 5545 section 3.2.3"`. */
  readonly reference: string;
  /** Properties that the parameter may stand on; empty: any. */
  readonly on: readonly string[];
  /** The words that the value must be one of. */
  readonly words?: readonly string[];
  /** Other words are allowed, if registered or beginning with `X-`. Absent: the grammar forbids them. */
  readonly open?: true;
  /** The value is a URI in quotation marks. */
  readonly quoted?: true;
  /** Several values, separated by commas. */
  readonly list?: true;
}

const people = ["ATTENDEE", "ORGANIZER"] as const;
const attendee = ["ATTENDEE"] as const;
/** Parameters registered with IANA (RFC 5545 section 8.3.3 and its updates). */
export const parameterRules = {
  ALTREP: {
    reference: "RFC 5545 section 3.2.1",
    on: ["COMMENT", "DESCRIPTION", "LOCATION", "RESOURCES", "SUMMARY", "CONTACT", "NAME", "IMAGE"],
    quoted: true,
  },
  CN: { reference: "RFC 5545 section 3.2.2", on: people },
  CUTYPE: {
    reference: "RFC 5545 section 3.2.3",
    on: attendee,
    words: ["INDIVIDUAL", "GROUP", "RESOURCE", "ROOM", "UNKNOWN"],
    open: true,
  },
  "DELEGATED-FROM": { reference: "RFC 5545 section 3.2.4", on: attendee, quoted: true, list: true },
  "DELEGATED-TO": { reference: "RFC 5545 section 3.2.5", on: attendee, quoted: true, list: true },
  DIR: { reference: "RFC 5545 section 3.2.6", on: people, quoted: true },
  ENCODING: {
    reference: "RFC 5545 section 3.2.7",
    on: ["ATTACH", "IMAGE", "STRUCTURED-DATA"],
    words: ["8BIT", "BASE64"],
  },
  FMTTYPE: {
    reference: "RFC 5545 section 3.2.8",
    on: ["ATTACH", "IMAGE", "STYLED-DESCRIPTION", "STRUCTURED-DATA", "LINK", "DESCRIPTION"],
  },
  FBTYPE: {
    reference: "RFC 5545 section 3.2.9",
    on: ["FREEBUSY"],
    words: ["FREE", "BUSY", "BUSY-UNAVAILABLE", "BUSY-TENTATIVE"],
    open: true,
  },
  LANGUAGE: { reference: "RFC 5545 section 3.2.10", on: [] },
  MEMBER: { reference: "RFC 5545 section 3.2.11", on: attendee, quoted: true, list: true },
  PARTSTAT: { reference: "RFC 5545 section 3.2.12", on: attendee, open: true },
  RANGE: { reference: "RFC 5545 section 3.2.13", on: ["RECURRENCE-ID"], words: ["THISANDFUTURE"] },
  RELATED: { reference: "RFC 5545 section 3.2.14", on: ["TRIGGER"], words: ["START", "END"] },
  RELTYPE: {
    reference: "RFC 5545 section 3.2.15",
    on: ["RELATED-TO"],
    words: [
      "PARENT",
      "CHILD",
      "SIBLING",
      "SNOOZE",
      "CONCEPT",
      "DEPENDS-ON",
      "FINISHTOFINISH",
      "FINISHTOSTART",
      "FIRST",
      "NEXT",
      "REFID",
      "STARTTOFINISH",
      "STARTTOSTART",
    ],
    open: true,
  },
  ROLE: {
    reference: "RFC 5545 section 3.2.16",
    on: attendee,
    words: ["CHAIR", "REQ-PARTICIPANT", "OPT-PARTICIPANT", "NON-PARTICIPANT"],
    open: true,
  },
  RSVP: { reference: "RFC 5545 section 3.2.17", on: attendee, words: ["TRUE", "FALSE"] },
  "SENT-BY": { reference: "RFC 5545 section 3.2.18", on: people, quoted: true },
  TZID: {
    reference: "RFC 5545 section 3.2.19",
    on: ["DTSTART", "DTEND", "DUE", "RECURRENCE-ID", "EXDATE", "RDATE"],
  },
  VALUE: {
    reference: "RFC 5545 section 3.2.20",
    on: [],
    words: [
      "BINARY",
      "BOOLEAN",
      "CAL-ADDRESS",
      "DATE",
      "DATE-TIME",
      "DURATION",
      "FLOAT",
      "INTEGER",
      "PERIOD",
      "RECUR",
      "TEXT",
      "TIME",
      "URI",
      "UTC-OFFSET",
      "UID",
      "XML-REFERENCE",
    ],
    open: true,
  },
  DISPLAY: {
    reference: "RFC 7986 section 6.1",
    on: ["IMAGE"],
    words: ["BADGE", "GRAPHIC", "FULLSIZE", "THUMBNAIL"],
    open: true,
    list: true,
  },
  EMAIL: { reference: "RFC 7986 section 6.2", on: people },
  FEATURE: {
    reference: "RFC 7986 section 6.3",
    on: ["CONFERENCE"],
    words: ["AUDIO", "CHAT", "FEED", "MODERATOR", "PHONE", "SCREEN", "VIDEO"],
    open: true,
    list: true,
  },
  LABEL: { reference: "RFC 7986 section 6.4", on: ["CONFERENCE", "LINK"] },
  "SCHEDULE-AGENT": {
    reference: "RFC 6638 section 7.1",
    on: people,
    words: ["SERVER", "CLIENT", "NONE"],
    open: true,
  },
  "SCHEDULE-FORCE-SEND": {
    reference: "RFC 6638 section 7.2",
    on: people,
    words: ["REQUEST", "REPLY"],
    open: true,
  },
  "SCHEDULE-STATUS": { reference: "RFC 6638 section 7.3", on: people },
  FILENAME: { reference: "RFC 8607 section 4.2", on: ["ATTACH"] },
  "MANAGED-ID": { reference: "RFC 8607 section 4.3", on: ["ATTACH"] },
  SIZE: { reference: "RFC 8607 section 4.1", on: ["ATTACH"] },
  ORDER: { reference: "RFC 9073 section 5.1", on: [] },
  SCHEMA: { reference: "RFC 9073 section 5.2", on: ["STRUCTURED-DATA"], quoted: true },
  DERIVED: { reference: "RFC 9073 section 5.3", on: [], words: ["TRUE", "FALSE"] },
  LINKREL: { reference: "RFC 9253 section 6.1", on: ["LINK"] },
  GAP: { reference: "RFC 9253 section 6.2", on: ["RELATED-TO"] },
} as const satisfies Readonly<Record<string, ParameterRule>>;

/** PARTSTAT by component (RFC 5545 section 3.2.12). */
export const partstatWords = {
  VEVENT: ["NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED"],
  VTODO: ["NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED", "COMPLETED", "IN-PROCESS"],
  VJOURNAL: ["NEEDS-ACTION", "ACCEPTED", "DECLINED"],
  VFREEBUSY: ["NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED"],
} as const satisfies Readonly<Record<string, readonly string[]>>;
