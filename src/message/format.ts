import { type ItipError, wrongArgument } from "../errors.ts";
import { methods } from "../event/status.table.ts";
import { type Component, type ContentLine, firstLine } from "../icalendar/component.ts";
import { rawValue } from "../icalendar/property.ts";
import { contentLine, formatComponent } from "../icalendar/write.ts";
import { isComponent } from "./is-message.ts";
import type { ItipMessage } from "./message.ts";
import { prodid } from "./write-calendar.ts";

/**
 * Writes a message of any method as calendar text: CRLF line ends, folded at 75 octets.
 *
 * What the reader did not understand is written as it stood, in its order. Repaired is only what says nothing of the
 * event: line ends, folding, components that were never closed, and PRODID, VERSION and METHOD of the calendar
 * (RFC 5546 section 3.1.1), each once. METHOD is that of the message: `parseMessage` may have had it from the email.
 *
 * @throws {ItipError} `invalid-argument` for what is no message
 * @example
 * formatMessage(parseMessage(ics)) // "BEGIN:VCALENDAR\r\nPRODID:…\r\nMETHOD:REPLY\r\n…"
 */
export function formatMessage(message: ItipMessage): string {
  return formatComponent(repairedCalendar(message));
}

/**
 * The calendar of a message as {@link formatMessage} writes it: with PRODID, VERSION and METHOD.
 *
 * @throws {ItipError} `invalid-argument` for what is no message
 */
export function repairedCalendar(message: ItipMessage): Component {
  const given: unknown = message;
  if (typeof given !== "object" || given === null || !("calendar" in given)) throw noMessage("message");
  const { calendar } = given;
  const method = "method" in given ? given.method : undefined;
  if (!isComponent(calendar)) throw noMessage("calendar");
  if (method !== undefined && !methods.some((known) => known === method)) throw noMessage("method");
  const lines = headLines(calendar, typeof method === "string" ? method : undefined);
  return { ...calendar, name: "VCALENDAR", lines };
}

function noMessage(path: string): ItipError {
  return wrongArgument(path, "must be as parseMessage has read it");
}

/** The calendar's own properties: PRODID, VERSION and METHOD once each, the others untouched. */
function headLines(calendar: Component, method: string | undefined): ContentLine[] {
  const product = firstLine(calendar, "PRODID") ?? contentLine("PRODID", prodid);
  const version = firstLine(calendar, "VERSION") ?? contentLine("VERSION", "2.0");
  const written = firstLine(calendar, "METHOD");
  const same = written !== undefined && rawValue(written).trim().toUpperCase() === method;
  const kept = same || method === undefined ? written : undefined;
  const chosen = new Map<string, ContentLine | undefined>([
    ["PRODID", product],
    ["VERSION", version],
    ["METHOD", kept ?? (method === undefined ? undefined : contentLine("METHOD", method))],
  ]);
  const lines: ContentLine[] = [];
  for (const line of calendar.lines) {
    const name = line.name.toUpperCase();
    const own = chosen.get(name);
    if (own !== undefined) lines.push(own);
    else if (!["PRODID", "VERSION", "METHOD"].includes(name)) lines.push(line);
    chosen.delete(name);
  }
  const absent = [...chosen.values()].filter((line) => line !== undefined);
  return [...absent, ...lines];
}
