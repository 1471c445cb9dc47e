import type { Folding } from "./fold.ts";
import type { FieldShape, PartShape } from "./mail-shape.ts";
import type { RuleOrder } from "./rule-order.ts";

/** What an email says in its subject and its text: one of the three answers, or another time. */
export type AnswerWord = "accepted" | "tentative" | "declined" | "counter";

/**
 * One line of the VEVENT that a client writes.
 *
 * - a name: the engine knows its value; nothing is written where there is none to tell
 * - `NAME:value`: stands as it is, its places filled in (see {@link Dialect})
 * - `NAME?NAME:value`: copied from the invitation where it has one, else the line behind the mark
 * - what is copied from the invitation (see {@link EchoLine})
 */
export type EventLine = WrittenLine | EchoLine | `${string}:${string}`;

/**
 * What a client copies from the invitation.
 *
 * - `NAME?`: the first of that name, where there is one
 * - `NAME!`: the first of that name, empty where there is none
 * - `NAME*`: all of that name; words of CATEGORIES each in a line
 * - `X-*`: the extensions that no other entry names, by name
 * - `*`: all that no other entry names, in the invitation's order
 * - `EVENT*`: the event line by line, in the invitation's order; what the engine knows, and what an entry behind it says, stands
 *   in the place of the line of that name
 */
export type EchoLine = `${string}?` | `${string}!` | `${string}*`;

/** Lines whose value the engine works out. */
export type WrittenLine =
  | "UID"
  | "SEQUENCE"
  | "DTSTAMP"
  | "DTSTART"
  | "DTEND"
  | "DURATION"
  | "RECURRENCE-ID"
  /** These three are written only where a series is answered as a whole, each date in a line. */
  | "RRULE"
  | "RDATE"
  | "EXDATE"
  | "ORGANIZER"
  | "ATTENDEE"
  | "SUMMARY"
  /** The comment for clients that put it there, else the invitation's own. */
  | "DESCRIPTION"
  | "COMMENT"
  | "X-ALT-DESC"
  /** Written only in a REPLY. */
  | "REQUEST-STATUS"
  /** Written only in a proposal: the time that it wants changed. */
  | "X-MS-OLK-ORIGINALSTART"
  | "X-MS-OLK-ORIGINALEND"
  | "X-MICROSOFT-CDO-APPT-SEQUENCE"
  | "X-MICROSOFT-CDO-BUSYSTATUS"
  | "X-MICROSOFT-CDO-ALLDAYEVENT"
  | "X-MICROSOFT-CDO-INSTTYPE"
  | "X-MICROSOFT-DISALLOW-COUNTER";

/** A parameter of ATTENDEE or ORGANIZER: a name whose value the engine knows, or `NAME=value` as it stands. */
export type PersonParameter =
  | "CN"
  | "PARTSTAT"
  | "ROLE"
  | "CUTYPE"
  | "RSVP"
  | "EMAIL"
  | "SENT-BY"
  | "X-JMAP-ID"
  | "X-RESPONSE-COMMENT"
  | "X-COMMENT"
  | `${string}=${string}`;

/** How a client writes an ATTENDEE or ORGANIZER. */
export interface PersonShape {
  readonly parameters: readonly PersonParameter[];
  readonly scheme: "mailto:" | "MAILTO:";
  /** Parameters whose values are quoted even where the grammar does not ask for it. */
  readonly quoted?: readonly string[];
  /** The parameters that the invitation has stand in its order, before the others. */
  readonly asInvited?: true;
  /** PARTSTAT stands behind all other parameters. */
  readonly partstatLast?: true;
  /** CN holds the address where the person has no name. */
  readonly addressAsName?: true;
}

/** Where a client puts what the person wrote, besides the text of the email. */
export interface CommentShape {
  readonly in: readonly ("COMMENT" | "DESCRIPTION" | "X-ALT-DESC" | "X-RESPONSE-COMMENT" | "X-COMMENT")[];
  /** Text that is written behind the comment, and by itself where there is no comment. */
  readonly ending?: "\n" | "";
}

/** How a client proposes another time. */
interface ProposalShape {
  /** `single`: for an event or one occurrence, not for a whole series. */
  readonly of: "single" | "any";
  /** The COUNTER lists every guest, not only the person who proposes. */
  readonly guests?: true;
}

/** How a client writes times and time zones. */
export interface TimeShape {
  /** An event that does not recur: in UTC, or in its zone. */
  readonly single: "utc" | "zone";
  /** Days: as dates, or as midnights in a zone. */
  readonly days: "date" | "midnight";
  readonly names: "iana" | "windows";
  /** The TZID that the client writes for Etc/UTC. Absent: it writes a time that ends in `Z`. */
  readonly utc?: string;
  /** TZID in quotation marks. */
  readonly quoted?: true;
  /** `rules`: the VTIMEZONE has every rule that holds during the event. Otherwise: two rules, dated 1601. */
  readonly form: "rules" | "exchange" | "outlook";
  /** Where the VTIMEZONEs stand; `series`: before a whole series, and not for anything else. */
  readonly place: "before" | "after" | "series";
  /** Lines behind the TZID of a VTIMEZONE. `{tzid}`, `{until}`. */
  readonly more?: readonly string[];
}

/** What the email says, in one language. `{name}`, `{who}`, `{summary}`, `{when}`, `{organizer}`, `{comment}`. */
export interface Words {
  readonly subject: Readonly<Record<AnswerWord, string>>;
  readonly text: Readonly<Record<AnswerWord, string>>;
}

/**
 * Everything in which the answers of one client differ from those of another. A client is added by writing one more dialect.
 *
 * Places in lines and fields: `{method}` and `{METHOD}`, `{stamp}` (`20260507T093000Z`), `{file}` (`20260507-093000`),
 * `{sequence}`, `{organizer}` (the address), `{domain}` (the person's), `{tag}` (BCP 47) and, of a part, `{encoding}`,
 * `{ENCODING}`, `{charset}`, `{boundary}`; `{hex8}`, `{HEX8}`, `{digits8}`: so many digits that look random and follow
 * from the content.
 */
export interface Dialect {
  /** Whole lines of the VCALENDAR, in order. */
  readonly calendar: readonly string[];
  readonly event: readonly EventLine[];
  readonly attendee: PersonShape;
  readonly organizer: PersonShape;
  readonly times: TimeShape;
  /** Absent: the client has no place for a comment that a calendar would read. */
  readonly comment?: CommentShape;
  /** Absent: the client cannot propose another time. */
  readonly proposal?: ProposalShape;
  /** SUMMARY begins like the subject. */
  readonly prefixedSummary?: true;
  /** SUMMARY, COMMENT and LOCATION say their LANGUAGE. */
  readonly language?: true;
  /** SEQUENCE is left out where it is 0. */
  readonly omitsZeroSequence?: true;
  /** Properties that do not go back with the others (`*`, `EVENT*`). */
  readonly leavesOut?: readonly string[];
  /** GEO has six digits behind the point, of numbers with single or with double precision. */
  readonly geo?: "float" | "double";
  /** VALUE stands behind all other parameters of what goes back (ical.js). */
  readonly valueLast?: true;
  /** In which order the parts of a RRULE stand. Absent: as in the invitation. */
  readonly ruleOrder?: RuleOrder;
  /** How long lines are folded. Absent: as this package folds them. */
  readonly folds?: Folding;
  /** A subject beyond ASCII: each word by itself, as Camel does. Absent: as a whole. */
  readonly encodesWords?: "apart";
  /** The words by language; `en` is used for a language that is not listed. */
  readonly words: { readonly en: Words } & Readonly<Record<string, Words>>;
  /** `{text}` is the text of the email with line breaks as `<br>`. */
  readonly html?: string;
  readonly fields: readonly FieldShape[];
  readonly body: PartShape;
}
