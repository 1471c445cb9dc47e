/** How grave a finding is: a broken MUST is an error, a broken SHOULD or an unregistered value a warning, advice is info. */
export type Severity = "error" | "warning" | "info";

/** What stands behind the code of a finding. */
export interface FindingRule {
  readonly severity: Severity;
  /** The section that asks for it; a finding may name a narrower one. */
  readonly reference: string;
  /** What is odd, with places such as `{property}` for what it is odd about. */
  readonly sentence: string;
}

/**
 * Every code that a finding can have, whoever notices it: reading, opening and checking say the same thing by the same code. A code is
 * for ever. `docs/findings.md` lists this table.
 */
export const findingTable = {
  "added-dates-not-understood": {
    severity: "warning",
    reference: "[MS-OXCICAL] section 2.1.3.1.1.20.18",
    sentence: "Dates that are added to a series will not be understood: {what}.",
  },
  "alarm-repetition": {
    severity: "error",
    reference: "RFC 5545 section 3.6.6",
    sentence: "REPEAT and DURATION of an alarm stand together or not at all.",
  },
  "alarms-not-understood": {
    severity: "info",
    reference: "[MS-OXCICAL] section 2.1.3.1.1.20.62",
    sentence: "The alarms will not all be taken: {what}.",
  },
  "answers-differ": {
    severity: "warning",
    reference: "RFC 6047 section 2.4",
    sentence:
      "Two calendars of this mail answer the same invitation, and not in the same way. Both were read.",
  },
  "attachment-differs": {
    severity: "warning",
    reference: "RFC 6047 section 2.4",
    sentence:
      "An attached calendar answers otherwise than the one that the mail shows, which alone was read.",
  },
  "attendee-without-address": {
    severity: "warning",
    reference: "RFC 6047 section 2.1",
    sentence: "This ATTENDEE answers without an email address: {value}.",
  },
  "boundary-missing": {
    severity: "error",
    reference: "RFC 2046 section 5.1.1",
    sentence: "This multipart names no boundary that stands in it, so its parts cannot be found.",
  },
  "byte-order-mark": {
    severity: "info",
    reference: "RFC 5545 section 3.1.4",
    sentence: "The text begins with a byte order mark.",
  },
  "calendar-by-name": {
    severity: "warning",
    reference: "RFC 6047 section 2.6",
    sentence: "Only its name or its content says that this part is a calendar.",
  },
  "calendar-in-text": {
    severity: "warning",
    reference: "RFC 6047 section 2.4",
    sentence: "A calendar stands among other text in this mail, and was not read.",
  },
  "calendar-too-large": {
    severity: "error",
    reference: "RFC 5546 section 6.2.4",
    sentence: "This calendar part is larger than the limits allow and was not read.",
  },
  "calendars-differ": {
    severity: "error",
    reference: "RFC 6047 section 2.4",
    sentence: "Two different calendars must not be alternatives of one another.",
  },
  "cancel-without-attendee": {
    severity: "warning",
    reference: "RFC 5546 section 3.2.5",
    sentence:
      "A CANCEL must name some or all of those it takes the event from, though its table lets ATTENDEE be absent.",
  },
  "charset-not-utf-8": {
    severity: "error",
    reference: "RFC 6047 section 2.4",
    sentence: "The calendar text is not all ASCII and has {charset}: it must be UTF-8.",
  },
  "component-misplaced": {
    severity: "error",
    reference: "RFC 5545 section 3.6",
    sentence: "A {component} cannot stand in a {parent}.",
  },
  "component-missing": {
    severity: "error",
    reference: "RFC 5545 section 3.6",
    sentence: "{owner} needs {component}.",
  },
  "component-not-allowed": {
    severity: "error",
    reference: "RFC 5546 section 3",
    sentence: "{owner} must not have {component}.",
  },
  "component-parameter": {
    severity: "warning",
    reference: "RFC 6047 section 2.4",
    sentence: "The part announces {components}, which is not what the calendar holds.",
  },
  "component-repeated": {
    severity: "error",
    reference: "RFC 5545 section 3.6",
    sentence: "{owner} has one {component} at most.",
  },
  "component-twice": {
    severity: "warning",
    reference: "RFC 5546 section 2.1.5",
    sentence: "Two components are both {what} of {uid}.",
  },
  "control-character": {
    severity: "error",
    reference: "RFC 5545 section 3.1",
    sentence: "Control characters were removed: {text}.",
  },
  "date-missing": {
    severity: "warning",
    reference: "RFC 5322 section 3.6.1",
    sentence: "The mail has no Date.",
  },
  "delegate-missing": {
    severity: "error",
    reference: "RFC 5546 section 3.2.2.3",
    sentence: "Who delegates must name the delegate in DELEGATED-TO.",
  },
  "delegate-not-attendee": {
    severity: "info",
    reference: "RFC 5546 section 3.2.2.3",
    sentence:
      "Who delegates should add the delegate as an ATTENDEE; the section says must, but the table of section 3.2.3 allows one ATTENDEE only, as example 4.2.5 does.",
  },
  "delivery-delayed": {
    severity: "info",
    reference: "RFC 3464 section 2.3.3",
    sentence: "Delivery to {email} is still being tried.",
  },
  "duration-not-in-days": {
    severity: "error",
    reference: "RFC 5545 section 3.8.2.5",
    sentence: "Where DTSTART is a DATE, DURATION must be in whole days or weeks.",
  },
  "duration-not-positive": {
    severity: "error",
    reference: "RFC 5545 section 3.8.2.5",
    sentence: "DURATION must be positive: {value}.",
  },
  "duration-without-start": {
    severity: "error",
    reference: "RFC 5545 section 3.6.2",
    sentence: "A DURATION needs a DTSTART to count from.",
  },
  "empty-calendar": {
    severity: "warning",
    reference: "RFC 6047 section 2.4",
    sentence: "This calendar part is empty.",
  },
  encrypted: {
    severity: "warning",
    reference: "RFC 8551 section 3",
    sentence: "This part is encrypted or signed opaquely; a calendar in it cannot be read.",
  },
  "end-and-duration": {
    severity: "error",
    reference: "RFC 5545 section 3.6.1",
    sentence: "{end} and DURATION must not stand in one component.",
  },
  "end-missing": { severity: "error", reference: "RFC 5545 section 3.6", sentence: "END:{name} is missing." },
  "end-not-after-start": {
    severity: "error",
    reference: "RFC 5545 section 3.8.2.2",
    sentence: "{end} must be later than DTSTART.",
  },
  "findings-omitted": {
    severity: "info",
    reference: "RFC 5545 section 3",
    sentence: "A further {count} findings are not listed, {errors} of them errors.",
  },
  "forwarded-calendar": {
    severity: "info",
    reference: "RFC 6047 section 2.3",
    sentence: "A forwarded mail holds a calendar; it is somebody else's, and is not acted on.",
  },
  "free-time": {
    severity: "error",
    reference: "RFC 5546 section 3.3",
    sentence: "FREEBUSY in a message must be busy time; FBTYPE=FREE is not.",
  },
  "invalid-address": {
    severity: "error",
    reference: "RFC 5545 section 3.3.3",
    sentence: "{property} holds no email address: {value}.",
  },
  "invalid-character": {
    severity: "error",
    reference: "RFC 5545 section 3.1.4",
    sentence: "Half a surrogate pair cannot be written in UTF-8.",
  },
  "invalid-date": {
    severity: "warning",
    reference: "RFC 5322 section 3.6.1",
    sentence: "The Date of the mail cannot be read.",
  },
  "invalid-escape": {
    severity: "error",
    reference: "RFC 5545 section 3.3.11",
    sentence: "{property} has a backslash that escapes nothing: {value}.",
  },
  "invalid-parameter-value": {
    severity: "error",
    reference: "RFC 5545 section 3.2",
    sentence: "{parameter} cannot be {value}.",
  },
  "invalid-until": {
    severity: "error",
    reference: "RFC 5545 section 3.3.10",
    sentence: "UNTIL is not of the form that DTSTART asks for.",
  },
  "invalid-uri": {
    severity: "error",
    reference: "RFC 5545 section 3.3.13",
    sentence: "{property} is no URI: {value}.",
  },
  "invalid-value": {
    severity: "error",
    reference: "RFC 5545 section 3.3",
    sentence: "{property} cannot be {value}.",
  },
  "invalid-value-type": {
    severity: "error",
    reference: "RFC 5545 section 3.2.20",
    sentence: "{property} cannot hold a value of type {type}.",
  },
  "line-end": {
    severity: "warning",
    reference: "RFC 5545 section 3.1",
    sentence: "A line ends with CRLF, not with CR or LF alone.",
  },
  "line-too-long": {
    severity: "warning",
    reference: "RFC 5545 section 3.1",
    sentence: "A line is folded at 75 octets.",
  },
  "lost-fold": {
    severity: "error",
    reference: "RFC 5545 section 3.1",
    sentence: "This was read as part of the line above, though it does not begin with a blank: {text}.",
  },
  "malformed-component": {
    severity: "error",
    reference: "RFC 5545 section 3.6",
    sentence: "A component of no valid name was left out: {name}.",
  },
  "malformed-attendee": {
    severity: "error",
    reference: "RFC 5545 section 3.8.4.1",
    sentence: "This ATTENDEE cannot be read: {text}.",
  },
  "malformed-line": {
    severity: "error",
    reference: "RFC 5545 section 3.1",
    sentence: "This is no content line, and was set aside: {text}.",
  },
  "malformed-name": {
    severity: "error",
    reference: "RFC 5545 section 3.1",
    sentence: "A name has letters, digits and hyphens, no underscore; the line was kept: {name}.",
  },
  "malformed-parameter": {
    severity: "error",
    reference: "RFC 5545 section 3.2",
    sentence: "{property} has a parameter that is not written NAME=VALUE: {parameter}.",
  },
  "media-type": {
    severity: "error",
    reference: "RFC 6047 section 2.4",
    sentence: "The part is {type}, not text/calendar.",
  },
  "method-missing": { severity: "warning", reference: "RFC 5546 section 3", sentence: "There is no METHOD." },
  "method-not-for-component": {
    severity: "error",
    reference: "RFC 5546 section 3",
    sentence: "RFC 5546 has no {method} of a {kind}.",
  },
  "method-parameter-differs": {
    severity: "error",
    reference: "RFC 6047 section 2.4",
    sentence: "The method parameter of the part is not the METHOD of the calendar text.",
  },
  "method-parameter-missing": {
    severity: "error",
    reference: "RFC 6047 section 2.4",
    sentence:
      "The Content-Type of the part does not name the method, so it is no scheduling message to its readers.",
  },
  "misplaced-parameter": {
    severity: "warning",
    reference: "RFC 5545 section 3.2",
    sentence: "{parameter} says nothing on {property}.",
  },
  "misplaced-property": {
    severity: "warning",
    reference: "RFC 5545 section 3.8",
    sentence: "{property} is not meant for a {component}.",
  },
  "no-readable-alternative": {
    severity: "warning",
    reference: "RFC 6047 section 2.4",
    sentence: "A scheduling message should go along with a text that people can read.",
  },
  "no-single-author": {
    severity: "error",
    reference: "RFC 5322 section 3.6.2",
    sentence: "{reason}, so the mail has no author.",
  },
  "not-everyone-cancelled": {
    severity: "info",
    reference: "RFC 5546 section 3.2.5",
    sentence:
      "STATUS:CANCELLED is for the whole event, and not all of its guests are named ({count} missing): to un-invite people it must be left out.",
  },
  "not-mailto": {
    severity: "error",
    reference: "RFC 6047 section 2.3",
    sentence: "{property} of a message sent by email must be a mailto URI: {value}.",
  },
  "not-utc": {
    severity: "error",
    reference: "RFC 5545 section 3.3.5",
    sentence: "{property} must be in UTC, with a Z at its end.",
  },
  "observance-not-local": {
    severity: "error",
    reference: "RFC 5545 section 3.6.5",
    sentence: "DTSTART of an observance must be local time without a TZID.",
  },
  "occurrence-of-nothing": {
    severity: "error",
    reference: "RFC 5546 section 3.2.2",
    sentence: "RECURRENCE-ID names an occurrence of an event that does not recur.",
  },
  "organizer-differs": {
    severity: "error",
    reference: "RFC 5546 section 3.2.7",
    sentence: "ORGANIZER must be the one of the event that is countered.",
  },
  "out-of-range": {
    severity: "error",
    reference: "RFC 5545 section 3.3.8",
    sentence: "{property} is {value}; it goes from {least} to {greatest}.",
  },
  "parameter-not-quoted": {
    severity: "error",
    reference: "RFC 5545 section 3.2",
    sentence: "The value of {parameter} must stand in quotation marks.",
  },
  "parameter-repeated": {
    severity: "error",
    reference: "RFC 5545 section 3.2",
    sentence: "{property} has {parameter} more than once; the first is read.",
  },
  "periods-not-sorted": {
    severity: "warning",
    reference: "RFC 5546 section 3.3",
    sentence: "FREEBUSY periods should be in ascending order.",
  },
  "property-changed": {
    severity: "error",
    reference: "RFC 5546 section 3.2.3",
    sentence: "A REPLY must not change {property}; a COUNTER may.",
  },
  "property-missing": {
    severity: "error",
    reference: "RFC 5545 section 3.6",
    sentence: "{owner} needs {property}.",
  },
  "property-not-allowed": {
    severity: "error",
    reference: "RFC 5546 section 3",
    sentence: "{owner} must not have {property}.",
  },
  "property-repeated": {
    severity: "error",
    reference: "RFC 5545 section 3.6",
    sentence: "{owner} has one {property} at most.",
  },
  "range-without-name": {
    severity: "warning",
    reference: "RFC 5545 section 3.2.13",
    sentence: "RECURRENCE-ID;THISANDFUTURE lacks RANGE=, as the example of RFC 5546 section 4.4.5 does.",
  },
  "recurrence-not-understood": {
    severity: "warning",
    reference: "[MS-OXCICAL] section 2.1.3.2.2",
    sentence: "This recurrence will not be understood: {what}.",
  },
  "related-not-allowed": {
    severity: "error",
    reference: "RFC 5545 section 3.8.6.3",
    sentence: "RELATED must not stand on a TRIGGER that is a DATE-TIME.",
  },
  "reply-without-answer": {
    severity: "warning",
    reference: "RFC 5546 section 3.2.3",
    sentence: "The REPLY answers nothing: its ATTENDEE has no PARTSTAT other than NEEDS-ACTION.",
  },
  "rule-and-dates": {
    severity: "info",
    reference: "RFC 5546 section 3.1.2",
    sentence: "RFC 5546 rules out RDATE beside RRULE in an observance, but RFC 5545 section 3.6.5 allows it.",
  },
  "rule-without-start": {
    severity: "error",
    reference: "RFC 5545 section 3.8.2.4",
    sentence: "A component with an RRULE must have a DTSTART.",
  },
  "schedule-parameter": {
    severity: "error",
    reference: "RFC 6638 section 7",
    sentence: "{parameter} must not leave the server in a scheduling message.",
  },
  "sequence-not-echoed": {
    severity: "error",
    reference: "RFC 5546 section 2.1.4",
    sentence: "SEQUENCE must repeat that of the message answered, {then}, and is {now}.",
  },
  "sequence-not-raised": {
    severity: "error",
    reference: "RFC 5546 section 2.1.4",
    sentence: "SEQUENCE was not raised where it must be.",
  },
  "several-calendars": {
    severity: "warning",
    reference: "RFC 6047 section 2.4",
    sentence: "There are several calendars; only the first scheduling calendar was read.",
  },
  "start-not-in-rule": {
    severity: "warning",
    reference: "RFC 5545 section 3.8.5.3",
    sentence:
      "DTSTART, {start}, should be a time that RRULE gives, {rule}: calendars differ in what they show.",
  },
  "status-not-allowed": {
    severity: "error",
    reference: "RFC 5546 section 3",
    sentence: "STATUS of a {method} is {allowed}, not {value}.",
  },
  "text-not-escaped": {
    severity: "warning",
    reference: "RFC 5545 section 3.3.11",
    sentence:
      "{property} has a comma or semicolon without a backslash before it, as the RFC's own examples do: {value}.",
  },
  "text-outside-calendar": {
    severity: "warning",
    reference: "RFC 5545 section 3.4",
    sentence: "This stands outside the calendar, and was not read: {text}.",
  },
  "text-truncated": {
    severity: "info",
    reference: "RFC 2046 section 4.1",
    sentence: "This text is very long; only its beginning was read.",
  },
  "time-forms-differ": {
    severity: "error",
    reference: "RFC 5545 section 3.8.2",
    sentence: "{property} and DTSTART must both be local time without a zone, or neither.",
  },
  "time-zone-contradicted": {
    severity: "warning",
    reference: "RFC 5545 section 3.6.5",
    sentence: "The VTIMEZONE gives another offset than the zone {tzid} has at that time.",
  },
  "time-zone-empty": {
    severity: "error",
    reference: "RFC 5545 section 3.6.5",
    sentence: "A VTIMEZONE must have a STANDARD or a DAYLIGHT.",
  },
  "time-zone-missing": {
    severity: "error",
    reference: "RFC 5545 section 3.2.19",
    sentence: "There is no VTIMEZONE for the TZID {tzid}.",
  },
  "time-zone-not-understood": {
    severity: "warning",
    reference: "[MS-OXCICAL] section 2.1.3.1.1.19.2.2",
    sentence: "The rules of this time zone will not be understood as they are: {what}.",
  },
  "time-zone-repeated": {
    severity: "error",
    reference: "RFC 5545 section 3.8.3.1",
    sentence: "A second VTIMEZONE has the TZID {tzid}.",
  },
  "time-zone-unused": {
    severity: "info",
    reference: "RFC 5545 section 3.6.5",
    sentence: "No time refers to the VTIMEZONE {tzid}.",
  },
  tnef: {
    severity: "warning",
    reference: "MS-OXTNEF",
    sentence: "Outlook has wrapped this mail into winmail.dat; a calendar in it cannot be read.",
  },
  "trigger-without-end": {
    severity: "error",
    reference: "RFC 5545 section 3.8.6.3",
    sentence: "The {component} has no end for the TRIGGER to count from.",
  },
  "trigger-without-start": {
    severity: "error",
    reference: "RFC 5545 section 3.8.6.3",
    sentence: "The {component} has no DTSTART for the TRIGGER to count from.",
  },
  "tzid-not-allowed": {
    severity: "error",
    reference: "RFC 5545 section 3.2.19",
    sentence: "TZID must not stand on {what}.",
  },
  "uid-unknown": {
    severity: "error",
    reference: "RFC 5546 section 3",
    sentence: "The UID is not that of the message that this {method} is about.",
  },
  "uids-differ": {
    severity: "error",
    reference: "RFC 5546 section 3.2",
    sentence: "All components of the message must have the same UID.",
  },
  "unexpected-end": {
    severity: "error",
    reference: "RFC 5545 section 3.6",
    sentence: "END:{name} ends nothing that had begun.",
  },
  "unreadable-calendar": {
    severity: "error",
    reference: "RFC 6047 section 2.4",
    sentence: "This calendar part is no scheduling message: {reason}.",
  },
  "unregistered-component": {
    severity: "warning",
    reference: "RFC 5545 section 8.3.1",
    sentence: "{component} is no registered component.",
  },
  "unregistered-method": {
    severity: "warning",
    reference: "RFC 5546 section 3",
    sentence: "METHOD:{method} is no method of RFC 5546.",
  },
  "unregistered-parameter": {
    severity: "warning",
    reference: "RFC 5545 section 3.2",
    sentence: "{parameter} is no registered parameter.",
  },
  "unregistered-property": {
    severity: "warning",
    reference: "RFC 5545 section 8.3.2",
    sentence: "{property} is no registered property.",
  },
  "unregistered-value": {
    severity: "warning",
    reference: "RFC 5545 section 8.3",
    sentence: "{name} is {value}, which is no registered value.",
  },
  "unresolved-time-zone": {
    severity: "error",
    reference: "RFC 5545 section 3.2.19",
    sentence: "The time zone cannot be told: {reason}.",
  },
  "uri-not-encoded": {
    severity: "warning",
    reference: "RFC 5545 section 3.3.13",
    sentence: "{property} has characters that a URI writes percent-encoded: {value}.",
  },
  "value-type-missing": {
    severity: "error",
    reference: "RFC 5545 section 3.2.20",
    sentence: "{property} must say its value type: VALUE={types}.",
  },
  "value-types-differ": {
    severity: "error",
    reference: "RFC 5545 section 3.8.2",
    sentence: "{property} must be of the same value type as DTSTART.",
  },
} as const satisfies Record<string, FindingRule>;

/** The code of a finding. */
export type FindingCode = keyof typeof findingTable;
