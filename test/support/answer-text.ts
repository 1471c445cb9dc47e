import type { ItipMessage, OpenedEmail } from "../../src/index.ts";

/** The facts of one answer, from which its calendar text is made by hand: not by the code under test. */
export interface AnswerFacts {
  readonly method?: "REPLY" | "COUNTER" | "REFRESH" | "REQUEST" | "CANCEL";
  readonly uid: string;
  readonly email?: string;
  readonly partstat?: string;
  readonly sequence?: number;
  /** `20260501T080000Z` */
  readonly dtstamp?: string;
  readonly comment?: string;
  /** Lines as they stand: `DTSTART:20260507T093000Z`. */
  readonly lines?: readonly string[];
  /** Parameters of ATTENDEE as they stand: `SENT-BY="mailto:kim@example.test"`. */
  readonly parameters?: readonly string[];
  readonly organizer?: string;
}

/** The text of a REPLY or COUNTER in the plainest form that RFC 5546 allows. */
export function answerText(facts: AnswerFacts): string {
  const {
    method = "REPLY",
    uid,
    email,
    partstat,
    sequence,
    dtstamp,
    comment,
    lines = [],
    parameters = [],
  } = facts;
  const attendee = [
    "ATTENDEE",
    ...(partstat === undefined ? [] : [`PARTSTAT=${partstat}`]),
    ...parameters,
  ].join(";");
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//example.test//hand-written//EN",
    `METHOD:${method}`,
    "BEGIN:VEVENT",
    `UID:${uid}`,
    ...(dtstamp === undefined ? [] : [`DTSTAMP:${dtstamp}`]),
    ...(sequence === undefined ? [] : [`SEQUENCE:${sequence}`]),
    ...(facts.organizer === undefined ? [] : [`ORGANIZER:mailto:${facts.organizer}`]),
    ...(email === undefined ? [] : [`${attendee}:mailto:${email}`]),
    ...(comment === undefined ? [] : [`COMMENT:${comment}`]),
    ...lines,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");
}

/** An email as `openEmail` gives it, with these messages from that author. */
export function opened(
  messages: readonly ItipMessage[],
  more: Partial<OpenedEmail> & { author?: string } = {},
): OpenedEmail {
  const { author, ...rest } = more;
  return {
    ...(author === undefined ? {} : { from: { email: author } }),
    to: [],
    cc: [],
    messages: [...messages],
    uids: [...new Set(messages.map((message) => message.uid))],
    bounces: [],
    problems: [],
    ...rest,
  };
}
