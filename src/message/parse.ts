import { ItipError } from "../errors.ts";
import type { Method } from "../event/status.table.ts";
import type { Finding } from "../finding.ts";
import { type Component, linesOf } from "../icalendar/component.ts";
import { readText } from "../icalendar/property.ts";
import { scanCalendar } from "../icalendar/scan.ts";
import { chooseCalendar, kinds } from "./choose-calendar.ts";
import type { ItipMessage, Kind } from "./message.ts";
import { type ParseOptions, readParseOptions } from "./parse-options.ts";
import { timeProblems } from "./problems.ts";
import { sequenceProblems } from "./sequence.ts";
import { statedMethod } from "./stated-method.ts";

/**
 * Reads one iTIP message from calendar text (RFC 5546), keeping all that can be understood and listing what was odd.
 *
 * @param ics calendar text; a raw email is refused, `openEmail` takes it apart first
 * @throws {ItipError} `not-calendar-text`, `not-a-scheduling-message`, `limit-exceeded`, `invalid-argument`
 * @example
 * parseMessage(ics).method // "REPLY"
 */
export function parseMessage(ics: string, options?: ParseOptions): ItipMessage {
  const { limits, sender, timeZone, sentAt } = readParseOptions(options);
  if (typeof ics !== "string") {
    throw new ItipError("invalid-argument", [
      { path: "ics", code: "invalid-type", message: "calendar text is a string" },
    ]);
  }
  if (looksLikeEmail(ics)) {
    throw new ItipError("not-calendar-text", [
      { path: "ics", code: "raw-email", message: "this is a raw email: open it with openEmail first" },
    ]);
  }
  const { calendars, findings, unlisted } = scanCalendar(ics, limits);
  const { calendar, kind, components } = chooseCalendar(calendars);
  const problems = [...findings];
  if (calendars.length > 1) {
    problems.push(
      finding(
        "several-calendars",
        "warning",
        "only the first scheduling calendar was read",
        "",
        "RFC 6047 section 2.4",
      ),
    );
  }
  if (calendar.components.some(({ name }) => name !== kind && kinds.some((other) => other === name))) {
    problems.push(
      finding(
        "several-kinds",
        "error",
        `a message is about one kind of component; only its ${kind}s were read`,
        "VCALENDAR",
        "RFC 5546 section 3.2",
      ),
    );
  }
  const method = statedMethod(calendar, options?.method, problems);
  const uid = readUid(components, kind, problems);
  problems.push(...sequenceProblems(kind, components), ...timeProblems(calendar, kind, components));
  const further = unlisted + Math.max(0, problems.length - limits.findings);
  if (further > 0) {
    const message = `${further} more problems were found and are not listed`;
    problems.splice(
      limits.findings,
      problems.length,
      finding("further-findings", "info", message, "", "RFC 5545 section 3.1"),
    );
  }
  const message: Omit<ItipMessage, "method"> & { method?: Method } = {
    uid,
    kind,
    calendar,
    components,
    problems,
  };
  if (method !== undefined) message.method = method;
  if (sender !== undefined) message.sender = sender;
  if (sentAt !== undefined) message.sentAt = sentAt;
  if (timeZone !== undefined) message.timeZone = timeZone;
  return message;
}

/** A header field that an email begins with, before any calendar: then this is the email and not the calendar in it. */
function looksLikeEmail(text: string): boolean {
  if (text.startsWith("BEGIN:VCALENDAR")) return false;
  const begin = text.slice(0, 200_000).search(/^BEGIN:VCALENDAR/im);
  const before = text.slice(0, begin === -1 ? 20_000 : begin);
  return /^(?:from|to|received|return-path|mime-version|content-type|message-id|subject):[ \t]/im.test(
    before,
  );
}

function readUid(components: readonly Component[], kind: Kind, problems: Finding[]): string {
  const uids = components.map((child) => readText(linesOf(child, "UID")[0])?.trim() ?? "");
  const uid = uids.find((candidate) => candidate !== "") ?? "";
  if (uid === "") {
    problems.push(
      finding(
        "missing-uid",
        "error",
        "without a UID this belongs to no event",
        `VCALENDAR.${kind}[0].UID`,
        "RFC 5546 section 3.1.1",
      ),
    );
  } else if (uids.some((candidate) => candidate !== uid)) {
    problems.push(
      finding(
        "several-uids",
        "error",
        "a message is about one UID; the first names it",
        `VCALENDAR.${kind}.UID`,
        "RFC 5546 section 3.2",
      ),
    );
  }
  return uid;
}

function finding(
  code: string,
  severity: Finding["severity"],
  message: string,
  path: string,
  reference: string,
): Finding {
  return { code, severity, message, path, reference };
}
