/** What somebody's calendar says back. */
export interface ReplyFacts {
  from: string;
  name?: string;
  partstat: string;
  comment?: string;
  /** DTSTART and DTEND of a COUNTER, as content lines without their names: `;TZID=Europe/Paris:20240728T230000`. */
  propose?: [string, string];
  /** DTSTAMP. */
  at: string;
}

/**
 * A reply as calendars send it, written by hand from the calendar text that was invited with: another pair of eyes on
 * what the package reads. Times that are proposed stand in zones without a VTIMEZONE, as Google's do.
 */
export function replyEmail(ics: string, facts: ReplyFacts): string {
  const stated = (name: string) => new RegExp(`^${name}[^:\\r\\n]*:(.*)$`, "m").exec(ics)?.[1]?.trim() ?? "";
  const organizer = /^ORGANIZER.*?:mailto:(.*)$/im.exec(ics.replace(/\r?\n[ \t]/g, ""))?.[1]?.trim() ?? "";
  const { from, name = from, partstat, comment, propose, at } = facts;
  const method = propose === undefined ? "REPLY" : "COUNTER";
  const calendar = [
    "BEGIN:VCALENDAR",
    "PRODID:-//Invented Calendars//Reply 1.0//EN",
    "VERSION:2.0",
    `METHOD:${method}`,
    "BEGIN:VEVENT",
    `UID:${stated("UID")}`,
    `SEQUENCE:${stated("SEQUENCE")}`,
    `DTSTAMP:${at}`,
    ...(propose === undefined ? [] : [`DTSTART${propose[0]}`, `DTEND${propose[1]}`]),
    `ORGANIZER:mailto:${organizer}`,
    `ATTENDEE;CN="${name}";PARTSTAT=${partstat}:mailto:${from}`,
    ...(comment === undefined ? [] : [`COMMENT:${comment}`]),
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  const date = at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z");
  return [
    `From: ${name === from ? from : `${name} <${from}>`}`,
    `To: ${organizer}`,
    `Date: ${new Date(date).toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <${at}.${from}>`,
    "Subject: Re: invitation",
    "MIME-Version: 1.0",
    'Content-Type: multipart/alternative; boundary="between-the-parts"',
    "",
    "--between-the-parts",
    "Content-Type: text/plain; charset=UTF-8",
    "",
    "This person has answered your invitation.",
    "--between-the-parts",
    `Content-Type: text/calendar; charset=UTF-8; method=${method}`,
    "Content-Transfer-Encoding: 8bit",
    "",
    ...calendar,
    "--between-the-parts--",
    "",
  ].join("\r\n");
}
