import { ItipError } from "../errors.ts";
import type { Method } from "../event/status.table.ts";
import { type Finding, finding, gather } from "../finding.ts";
import { type Component, linesOf } from "../icalendar/component.ts";
import { readText } from "../icalendar/property.ts";
import { scanCalendar } from "../icalendar/scan.ts";
import { answerProblems } from "./answer-problems.ts";
import { chooseCalendar, kinds } from "./choose-calendar.ts";
import type { ItipMessage, Kind } from "./message.ts";
import { type ParseOptions, readParseOptions } from "./parse-options.ts";
import { timeProblems } from "./problems.ts";
import { sharesUid } from "./same-uid.table.ts";
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
  const method = statedMethod(calendar, options?.method);
  const uid = readUid(components, kind, method.stated);
  const problems = gather(
    [
      ...findings,
      ...oneOfEach(calendars, calendar, kind),
      ...method.problems,
      ...uid.problems,
      ...sequenceProblems(kind, components),
      ...timeProblems(calendar, kind, components),
      ...(kind === "VEVENT" && (method.stated === "REPLY" || method.stated === "COUNTER")
        ? answerProblems(components)
        : []),
    ],
    limits.findings,
    unlisted,
  );
  const message: Omit<ItipMessage, "method"> & { method?: Method } = {
    uid: uid.stated,
    kind,
    calendar,
    components,
    problems,
  };
  if (method.stated !== undefined) message.method = method.stated;
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

/** RFC 6047 section 2.4, RFC 5546 section 3: one calendar, with components of one kind. */
function oneOfEach(calendars: readonly Component[], calendar: Component, kind: Kind): Finding[] {
  const other = calendar.components.find(({ name }) => name !== kind && kinds.some((one) => one === name));
  const note = `Only its ${kind}s were read.`;
  return [
    ...(calendars.length > 1 ? [finding({ code: "several-calendars", at: { path: "" } })] : []),
    ...(other === undefined
      ? []
      : [
          finding({
            code: "component-not-allowed",
            at: { path: `VCALENDAR.${other.name}[0]`, line: other.line },
            values: { owner: `A message about ${kind}s`, component: other.name },
            note,
          }),
        ]),
  ];
}

/** The UID that all components share, and what is wrong with it. */
function readUid(
  components: readonly Component[],
  kind: Kind,
  method: Method | undefined,
): { stated: string; problems: Finding[] } {
  const lines = components.map((child) => linesOf(child, "UID")[0]);
  const uids = lines.map((line) => readText(line)?.trim() ?? "");
  const stated = uids.find((uid) => uid !== "") ?? "";
  if (stated === "") {
    const values = { owner: "A message", property: "UID" };
    const at = { path: `VCALENDAR.${kind}[0].UID`, line: components[0]?.line };
    const note = "Without one it belongs to no event.";
    const reference = "RFC 5546 section 3.1.1";
    return { stated, problems: [finding({ code: "property-missing", at, values, reference, note })] };
  }
  const other = uids.findIndex((uid) => uid !== stated);
  if (other === -1 || method === undefined || !sharesUid(kind, method)) return { stated, problems: [] };
  const at = { path: `VCALENDAR.${kind}[${other}].UID`, line: lines[other]?.line ?? components[other]?.line };
  return { stated, problems: [finding({ code: "uids-differ", at, note: "The first names the event." })] };
}
