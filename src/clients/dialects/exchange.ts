import type { Dialect } from "./dialect.ts";
import { microsoftBody, microsoftFields, microsoftHtml } from "./microsoft-mail.table.ts";
import { microsoftWords } from "./microsoft-words.table.ts";

/**
 * Exchange and Microsoft 365: no ORGANIZER, Windows zone names, a COMMENT that is a line break where nobody wrote
 * one, and a proposal beside which the original time stands ([MS-OXCICAL] sections 2.1.3.1.1.20.59 and .60).
 */
export const exchange = {
  calendar: ["METHOD:{METHOD}", "PRODID:Microsoft Exchange Server 2010", "VERSION:2.0"],
  event: [
    "ATTENDEE",
    "COMMENT",
    "UID",
    "RECURRENCE-ID",
    "SUMMARY",
    "DTSTART",
    "DTEND",
    "X-MS-OLK-ORIGINALSTART",
    "X-MS-OLK-ORIGINALEND",
    "CLASS:PUBLIC",
    "PRIORITY:5",
    "DTSTAMP",
    "TRANSP:OPAQUE",
    "STATUS:CONFIRMED",
    "SEQUENCE",
    "LOCATION?",
    "X-MICROSOFT-CDO-APPT-SEQUENCE",
    "X-MICROSOFT-CDO-OWNERAPPTID:{digits9}",
    "X-MICROSOFT-CDO-BUSYSTATUS",
    "X-MICROSOFT-CDO-INTENDEDSTATUS:BUSY",
    "X-MICROSOFT-CDO-ALLDAYEVENT",
    "X-MICROSOFT-CDO-IMPORTANCE:1",
    "X-MICROSOFT-CDO-INSTTYPE",
    "X-MICROSOFT-DONOTFORWARDMEETING:FALSE",
    "X-MICROSOFT-DISALLOW-COUNTER",
  ],
  attendee: { parameters: ["PARTSTAT", "CN"], scheme: "mailto:", addressAsName: true },
  organizer: { parameters: ["CN"], scheme: "MAILTO:" },
  times: {
    single: "zone",
    days: "midnight",
    names: "windows",
    utc: "tzone://Microsoft/Utc",
    form: "exchange",
    place: "before",
  },
  comment: { in: ["COMMENT"], ending: "\n" },
  proposal: { of: "single" },
  prefixedSummary: true,
  language: true,
  words: microsoftWords,
  html: microsoftHtml,
  fields: microsoftFields,
  body: microsoftBody,
} as const satisfies Dialect;
