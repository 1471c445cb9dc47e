import type { Dialect } from "./dialect.ts";
import { microsoftBody, microsoftFields, microsoftHtml } from "./microsoft-mail.table.ts";
import { microsoftWords } from "./microsoft-words.table.ts";

/**
 * Outlook's own writer of calendar text (MIMEDIR): properties in alphabetical order, lines folded with a tab, zone
 * names in quotation marks, no ORGANIZER, the comment once more as DESCRIPTION and as HTML.
 */
export const outlook = {
  calendar: [
    "PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN",
    "VERSION:2.0",
    "METHOD:{METHOD}",
    "X-MS-OLK-FORCEINSPECTOROPEN:TRUE",
  ],
  event: [
    "ATTENDEE",
    "CLASS:PUBLIC",
    "COMMENT",
    "CREATED:{stamp}",
    "DESCRIPTION",
    "DTEND",
    "DTSTAMP",
    "DTSTART",
    "LAST-MODIFIED:{stamp}",
    "LOCATION?",
    "PRIORITY:5",
    "RECURRENCE-ID",
    "SEQUENCE",
    "SUMMARY",
    "TRANSP:OPAQUE",
    "UID",
    "X-ALT-DESC",
    "X-MICROSOFT-CDO-ALLDAYEVENT",
    "X-MICROSOFT-CDO-BUSYSTATUS",
    "X-MICROSOFT-CDO-IMPORTANCE:1",
    "X-MICROSOFT-DISALLOW-COUNTER",
    "X-MS-OLK-APPTSEQTIME:{stamp}",
    "X-MS-OLK-AUTOFILLLOCATION:FALSE",
    "X-MS-OLK-CONFTYPE:0",
    "X-MS-OLK-ORIGINALEND",
    "X-MS-OLK-ORIGINALSTART",
  ],
  attendee: { parameters: ["PARTSTAT"], scheme: "mailto:" },
  organizer: { parameters: ["CN"], scheme: "mailto:" },
  times: {
    single: "zone",
    days: "midnight",
    names: "windows",
    quoted: true,
    form: "outlook",
    place: "before",
  },
  comment: { in: ["COMMENT", "DESCRIPTION", "X-ALT-DESC"], ending: "\n" },
  proposal: { of: "single" },
  prefixedSummary: true,
  language: true,
  folds: "tab",
  words: microsoftWords,
  html: microsoftHtml,
  fields: microsoftFields,
  body: microsoftBody,
} as const satisfies Dialect;
