import type { OutgoingMessage } from "../../../src/index.ts";

/** What each person's calendar holds: by address and occurrence, the newest message. */
export type Calendars = Map<string, Held>;

interface Held {
  readonly method: string;
  readonly sequence: number;
  readonly dtstamp: string;
  readonly ics: string;
  readonly lines: string[];
}

/** Hands a message to the one it goes to. */
export function deliver(calendars: Calendars, { to, ...message }: OutgoingMessage): void {
  keep(calendars, to.email, message);
}

/** The recipient's calendar takes what is newer than what it has (RFC 5546 section 2.1.5), line by line. */
export function keep(
  calendars: Calendars,
  email: string,
  { method, sequence, dtstamp, ics }: Omit<Held, "lines">,
): void {
  const lines = unfolded(ics);
  const starts = lines.flatMap((line, index) => (/^BEGIN:V(?:EVENT|TODO)$/.test(line) ? [index] : []));
  for (const start of starts) {
    const event = lines.slice(start, lines.indexOf(`END${lines[start]?.slice(5)}`, start));
    const recurrenceId = event.find((line) => line.startsWith("RECURRENCE-ID"))?.replace(/^[^:]*:/, "") ?? "";
    const place = `${email} ${recurrenceId}`;
    const before = calendars.get(place);
    const isNewer =
      before === undefined ||
      sequence > before.sequence ||
      (sequence === before.sequence && dtstamp > before.dtstamp);
    if (isNewer) calendars.set(place, { method, sequence, dtstamp, ics, lines: event });
  }
}

export function unfolded(ics: string): string[] {
  return ics.replace(/\r\n[ \t]/g, "").split("\r\n");
}

/** Of a VTIMEZONE its name is enough. */
export function outsideObservances(lines: readonly string[]): string[] {
  let inside = false;
  return lines.filter((line) => {
    if (/^BEGIN:(?:STANDARD|DAYLIGHT)$/.test(line)) inside = true;
    const kept = !inside;
    if (/^END:(?:STANDARD|DAYLIGHT)$/.test(line)) inside = false;
    return kept;
  });
}

/** Whether one of the lines is this one, begins with it as a name, or ends with it. */
export function hasLine(lines: readonly string[], line: string): boolean {
  return lines.some(
    (one) => one === line || one.startsWith(`${line};`) || one.startsWith(`${line}:`) || one.endsWith(line),
  );
}
