/** Registered properties that a caller may add to an event, each with the form of its value (RFC 5545 section 3.8, RFC 7986, RFC 9253). */
export const addableProperties = {
  CONCEPT: /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/,
  CONTACT: /^(?:[^\\,;]|\\[\\,;nN])*$/,
  CREATED: /^\d{8}T\d{6}Z$/,
  IMAGE: /^https?:\/\/\S+$/i,
  "LAST-MODIFIED": /^\d{8}T\d{6}Z$/,
  LINK: /^https?:\/\/\S+$/i,
  PRIORITY: /^\d$/,
  "RELATED-TO": /^(?:[^\\,;]|\\[\\,;nN])*$/,
  REFID: /^(?:[^\\,;]|\\[\\,;nN])*$/,
  RESOURCES: /^(?:[^\\;]|\\[\\,;nN])*$/,
} as const satisfies Record<string, RegExp>;

/** The addable properties whose values have no type by default, so that each has to say VALUE=URI (RFC 7986 section 5.10, RFC 9253 section 8.2). */
export const statedAsUri = ["IMAGE", "LINK"] as const satisfies readonly (keyof typeof addableProperties)[];

/**
 * Properties of programs that this package writes by itself, or that would change what a message means: its occurrences, its time, its
 * revision, its people ([MS-OXCICAL] section 2.1.3.1.1.20; Apple's and Google's by what their calendars write).
 */
export const reservedExtensions = [
  "X-ALT-DESC",
  "X-APPLE-STRUCTURED-LOCATION",
  "X-COMMENT",
  "X-CALENDARSERVER-ATTENDEE-COMMENT",
  "X-CALENDARSERVER-PRIVATE-COMMENT",
  "X-LIC-ERROR",
  "X-MICROSOFT-CALSCALE",
  "X-MICROSOFT-DISALLOW-COUNTER",
  "X-MICROSOFT-EXDATE",
  "X-MICROSOFT-ISLEAPMONTH",
  "X-MICROSOFT-RRULE",
  "X-MS-ATTACHMENT",
  "X-MS-OLK-ORIGINALEND",
  "X-MS-OLK-ORIGINALSTART",
  "X-MS-OLK-SENDER",
  "X-NUM-GUESTS",
  "X-RESPONSE-COMMENT",
] as const satisfies readonly string[];

/**
 * Prefixes of such properties: all that Exchange and Outlook read as their own idea of the meeting, and all that Thunderbird keeps of it,
 * such as the revision that it has received.
 */
export const reservedPrefixes = [
  "X-MICROSOFT-CDO-",
  "X-MICROSOFT-MSNCALENDAR-",
  "X-MOZ-",
  "X-MS-OLK-APPT",
  "X-WR-",
] as const satisfies readonly string[];
