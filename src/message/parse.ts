import { excerpt, ItipError } from "../errors.ts";
import type { Component } from "../icalendar/component.ts";
import { componentsOf, firstLine, linesOf } from "../icalendar/component.ts";
import type { Finding } from "../icalendar/finding.ts";
import { defaultLimits, type Limits, limitsFrom } from "../icalendar/limits.ts";
import { rawValue, readText } from "../icalendar/property.ts";
import { scanCalendar } from "../icalendar/scan.ts";
import { parseZone } from "../time/zone.ts";
import { parseEmailAddress } from "./calendar-user-address.ts";
import type { ItipMessage, Kind } from "./message.ts";
import { sequenceProblems } from "./sequence.ts";
import { type Method, methods } from "./status.table.ts";
import { timeProblems } from "./time-problem.ts";

export interface ParseOptions {
  /** The author of the email that the text came in. */
  sender?: string;
  /** IANA zone for floating and all-day times that meet no invite; default `Etc/UTC`. */
  timeZone?: string;
  /** The `method` parameter of the MIME part, which stands in for a missing METHOD. */
  method?: Method;
  /** The email's Date, RFC 3339. */
  sentAt?: string;
  limits?: Partial<Limits>;
}

const kinds = ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"] as const satisfies readonly Kind[];

/**
 * Reads one iTIP message from calendar text (RFC 5546), keeping all that can be understood and listing what was odd.
 *
 * @param ics calendar text; a raw email is refused, `openEmail` takes it apart first
 * @throws {ItipError} `not-calendar-text`, `not-a-scheduling-message`, `limit-exceeded`, `invalid-argument`
 * @example
 * parseMessage(ics).method // "REPLY"
 */
export function parseMessage(ics: string, options?: ParseOptions): ItipMessage {
  const { limits, sender, timeZone, sentAt } = readOptions(options);
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
  const method = readMethod(calendar, options?.method, problems);
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

function readOptions(options: ParseOptions | undefined): Omit<ParseOptions, "limits"> & { limits: Limits } {
  if (options === undefined) return { limits: defaultLimits };
  const { sender, timeZone, sentAt, method } = options ?? {};
  const wrong: [string, boolean][] = [
    ["options.sender", sender !== undefined && parseEmailAddress(sender) === undefined],
    ["options.timeZone", timeZone !== undefined && parseZone(timeZone) === undefined],
    ["options.method", method !== undefined && !methods.includes(method)],
    ["options.sentAt", sentAt !== undefined && Number.isNaN(Date.parse(String(sentAt)))],
  ];
  const problems = wrong
    .filter(([, isWrong]) => isWrong)
    .map(([path]) => ({ path, code: "invalid-value", message: "this is not what the option takes" }));
  if (problems.length > 0) throw new ItipError("invalid-argument", problems);
  return { ...options, limits: limitsFrom(options?.limits) };
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

/** The calendar that schedules something: the first with a METHOD and a component of a known kind, else with the latter. */
function chooseCalendar(calendars: readonly Component[]): {
  calendar: Component;
  kind: Kind;
  components: Component[];
} {
  let chosen: { calendar: Component; kind: Kind } | undefined;
  for (const calendar of calendars) {
    const kind = kindOf(calendar);
    if (kind === undefined) continue;
    chosen ??= { calendar, kind };
    if (firstLine(calendar, "METHOD") === undefined) continue;
    chosen = { calendar, kind };
    break;
  }
  if (chosen !== undefined) {
    const { calendar, kind } = chosen;
    return { calendar, kind, components: componentsOf(calendar, kind) };
  }
  throw new ItipError("not-a-scheduling-message", [
    {
      path: "VCALENDAR",
      code: "no-component",
      message: "there is no VEVENT, VTODO, VJOURNAL or VFREEBUSY in it",
    },
  ]);
}

/** The kind of the first component that is of any. */
function kindOf(calendar: Component): Kind | undefined {
  for (const { name } of calendar.components) {
    const kind = kinds.find((candidate) => candidate === name);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

function readMethod(
  calendar: Component,
  fromMime: Method | undefined,
  problems: Finding[],
): Method | undefined {
  const lines = linesOf(calendar, "METHOD");
  const [line] = lines;
  const path = "VCALENDAR.METHOD";
  if (lines.length > 1) {
    problems.push({
      ...finding(
        "repeated-method",
        "error",
        "METHOD stands more than once; the first counts",
        path,
        "RFC 5545 section 3.6",
      ),
      line: lines[1]?.line ?? 0,
    });
  }
  if (line === undefined) {
    if (fromMime === undefined) return undefined;
    problems.push(
      finding(
        "missing-method",
        "error",
        "METHOD is missing; the MIME parameter stands in",
        path,
        "RFC 6047 section 2.4",
      ),
    );
    return fromMime;
  }
  const word = rawValue(line).trim().toUpperCase();
  const method = methods.find((candidate) => candidate === word);
  if (method === undefined) {
    problems.push({
      ...finding(
        "unknown-method",
        "error",
        `${excerpt(word)} is no method of iTIP`,
        path,
        "RFC 5546 section 1.4",
      ),
      line: line.line,
    });
  }
  return method;
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
