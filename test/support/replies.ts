/** Answering messages written by hand, so that nothing of the package judges itself. */

export interface AnswerText {
  method?: "REPLY" | "COUNTER" | "REFRESH";
  uid: string;
  email: string;
  partstat?: string;
  sequence?: number;
  dtstamp?: string;
  comment?: string;
  /** Further content lines of the VEVENT. */
  lines?: string[];
  organizer?: string;
}

/** Calendar text of one person's answer. */
export function answerText(text: AnswerText): string {
  const partstat = text.partstat === undefined ? "" : `;PARTSTAT=${text.partstat}`;
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Example//Client 1.0//EN",
    `METHOD:${text.method ?? "REPLY"}`,
    "BEGIN:VEVENT",
    `UID:${text.uid}`,
    ...(text.sequence === undefined ? [] : [`SEQUENCE:${text.sequence}`]),
    `DTSTAMP:${text.dtstamp ?? "20260502T100000Z"}`,
    `ORGANIZER:mailto:${text.organizer ?? "planner@example.com"}`,
    `ATTENDEE${partstat}:mailto:${text.email}`,
    ...(text.comment === undefined ? [] : [`COMMENT:${text.comment}`]),
    ...(text.lines ?? []),
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");
}

/** The email around an answer, as plain as RFC 6047 lets it be. */
export function answerEmail(ics: string, from: string, date = "Sat, 02 May 2026 10:00:05 +0000"): string {
  const method = /^METHOD:(\w+)/m.exec(ics)?.[1] ?? "REPLY";
  return [
    `From: ${from}`,
    "To: planner@example.com",
    "Subject: Re: Board meeting",
    `Date: ${date}`,
    "Message-ID: <answer@example.test>",
    "MIME-Version: 1.0",
    `Content-Type: text/calendar; charset=UTF-8; method=${method}`,
    "",
    ics,
  ].join("\r\n");
}
