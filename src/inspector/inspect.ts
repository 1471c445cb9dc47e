import {
  checkMessage,
  type Finding,
  ItipError,
  type ItipMessage,
  type OpenedEmail,
  openEmail,
  parseMessage,
} from "../index.ts";
import { leavesOf, type Part, readParts, textOf } from "./part.ts";

/** One calendar text with what it says and what is wrong with it. */
export interface CalendarText {
  readonly text: string;
  readonly message?: ItipMessage;
  readonly findings: readonly Finding[];
  /** Why it cannot be read. */
  readonly refused?: string;
}

/** All that there is to see in one file. */
export interface Inspection {
  readonly name: string;
  readonly email?: OpenedEmail;
  readonly parts?: Part;
  readonly calendars: readonly CalendarText[];
  /** Why it cannot be read. */
  readonly refused?: string;
}

/**
 * Looks into a file: an email, or calendar text.
 *
 * @param name what the person calls it
 */
export async function inspect(name: string, bytes: Uint8Array): Promise<Inspection> {
  const text = new TextDecoder().decode(bytes);
  if (/^\s*BEGIN:VCALENDAR/i.test(text)) return { name, calendars: [inspectText(text)] };
  try {
    const email = await openEmail(bytes);
    const parts = readParts(octets(bytes));
    const seen = new Set<string>();
    const texts = leavesOf(parts)
      .filter(
        ({ type, parameters }) =>
          /calendar|\/ics$/.test(type) || /\.ics$/i.test(parameters.get("name") ?? ""),
      )
      .map(textOf)
      .filter((calendar) => {
        const content = calendar.replace(/\r\n?/g, "\n").trim();
        return content !== "" && !seen.has(content) && seen.add(content);
      });
    const options = { ...(email.from === undefined ? {} : { sender: email.from.email }) };
    return { name, email, parts, calendars: texts.map((calendar) => inspectText(calendar, options)) };
  } catch (error) {
    return { name, calendars: [], refused: said(error) };
  }
}

function inspectText(text: string, options: { sender?: string } = {}): CalendarText {
  const findings = checked(text);
  try {
    return { text, message: parseMessage(text, options), findings };
  } catch (error) {
    return { text, findings, refused: said(error) };
  }
}

function checked(text: string): readonly Finding[] {
  try {
    return checkMessage(text);
  } catch {
    return [];
  }
}

/** One character an octet: the parts of an email have charsets of their own. */
function octets(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return text;
}

/** What an error says to a person. */
export function said(error: unknown): string {
  return error instanceof ItipError || error instanceof Error ? error.message : String(error);
}
