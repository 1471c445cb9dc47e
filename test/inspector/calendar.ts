/** Calendar text of one method around components. */
export function calendarText(method: string, ...components: readonly string[]): string {
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Example//EN",
    `METHOD:${method}`,
    ...components,
    "END:VCALENDAR",
    "",
  ].join("\r\n");
}

/** A VEVENT that has what each needs, and lines of its own. */
export function eventText(...lines: readonly string[]): string {
  return [
    "BEGIN:VEVENT",
    "UID:tea@example.com",
    "DTSTAMP:20270501T100000Z",
    "ORGANIZER;CN=Paula:mailto:planner@example.com",
    ...lines,
    "END:VEVENT",
  ].join("\r\n");
}

/** A VTIMEZONE with one offset all the year. */
export function zoneText(tzid: string, offset: string): string {
  return [
    "BEGIN:VTIMEZONE",
    `TZID:${tzid}`,
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    `TZOFFSETFROM:${offset}`,
    `TZOFFSETTO:${offset}`,
    "END:STANDARD",
    "END:VTIMEZONE",
  ].join("\r\n");
}

/** An answer to an invitation to tea. */
export const acceptance = calendarText(
  "REPLY",
  eventText("ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.test"),
);

/** An email with a text and one more part. */
export function emailText(part: string, text = "Hello"): string {
  return [
    "From: Jane <jane@example.test>",
    "To: planner@example.com",
    "Subject: Tea",
    "Date: Sat, 01 May 2027 10:00:00 +0000",
    "Message-ID: <1@example.test>",
    "MIME-Version: 1.0",
    "Content-Type: multipart/mixed; boundary=b",
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    text,
    "--b",
    part,
    "--b--",
    "",
  ].join("\r\n");
}
