import { type Finding, type OpenedEmail, openEmail, parseMessage } from "../../index.ts";
import { type CalendarText, checked, inspectCalendars } from "./inspect-calendars.ts";
import { joined, unsaid } from "./joined.ts";
import { type Part, readParts } from "./part.ts";

/** All that there is to see in one file. */
export interface Inspection {
  readonly name: string;
  readonly email?: OpenedEmail;
  readonly parts?: Part;
  readonly calendars: readonly CalendarText[];
  /** What is wrong with the email around the calendars. */
  readonly problems: readonly Finding[];
  /** Why it cannot be read. */
  readonly refused?: string;
}

/**
 * Looks into a file: an email, or calendar text.
 *
 * @param name what the person calls it
 * @param read brings its bytes; a file that cannot be read is refused like one that cannot be understood
 */
export async function inspect(name: string, read: () => Promise<Uint8Array>): Promise<Inspection> {
  try {
    const bytes = await read();
    const text = new TextDecoder().decode(bytes);
    if (/^\s*BEGIN:VCALENDAR/i.test(text)) return { name, calendars: [inspectText(text)], problems: [] };
    const email = await openEmail(bytes);
    const parts = readParts(octets(bytes));
    const calendars = inspectCalendars(email, parts);
    const findings = calendars.flatMap((calendar) => calendar.findings);
    return { name, email, parts, calendars, problems: unsaid(email.problems, findings) };
  } catch (error) {
    return { name, calendars: [], problems: [], refused: said(error) };
  }
}

function inspectText(text: string): CalendarText {
  const findings = checked(text);
  try {
    const message = parseMessage(text);
    return { text, message, findings: joined(message.problems, findings) };
  } catch (error) {
    return { text, findings, refused: said(error) };
  }
}

/** One character an octet: the parts of an email have charsets of their own. */
function octets(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return text;
}

/** How much is wrong with all that was looked into: what cannot be read is an error too. */
export function countFindings(inspections: readonly Inspection[]): { findings: number; errors: number } {
  const findings = inspections.flatMap(({ problems, calendars }) => [
    ...problems,
    ...calendars.flatMap((calendar) => calendar.findings),
  ]);
  const refused = inspections
    .flatMap((inspection) => [inspection, ...inspection.calendars])
    .filter((one) => one.refused !== undefined).length;
  const errors = findings.filter(({ severity }) => severity === "error").length;
  return { findings: findings.length + refused, errors: errors + refused };
}

/** What an error says to a person. */
export function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
