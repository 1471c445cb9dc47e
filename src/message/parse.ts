import { excerpt, kindOf, refusal, wrongArgument } from "../errors.ts";
import { type Method, methods } from "../event/status.table.ts";
import { type Finding, finding, gather } from "../finding.ts";
import {
  type Component,
  type ContentLine,
  componentsOf,
  firstLine,
  linesOf,
} from "../icalendar/component.ts";
import { rawValue } from "../icalendar/property.ts";
import { scanCalendar } from "../icalendar/scan.ts";
import { answerProblems } from "./answer-problems.ts";
import { type ItipMessage, type Kind, kinds } from "./message.ts";
import { type CheckedParseOptions, type ParseOptions, readParseOptions } from "./parse-options.ts";
import { timeProblems } from "./problems.ts";
import { sequenceProblems } from "./read-sequence.ts";
import { sharesUid } from "./same-uid.table.ts";
import { uidIn } from "./uid.ts";

/**
 * Reads one iTIP message from calendar text (RFC 5546), keeping all that can be understood and listing what was odd.
 *
 * @param ics calendar text; a raw email is refused, `openEmail` takes it apart first
 * @throws {ItipError} `not-calendar-text`, `not-a-scheduling-message`, `limit-exceeded`, `invalid-argument`
 * @example
 * parseMessage(ics).method // "REPLY"
 */
export function parseMessage(ics: string, options?: ParseOptions): ItipMessage {
  return readMessage(ics, readParseOptions(options));
}

/**
 * The same with options that were checked, or are our own.
 *
 * @throws {ItipError} `not-calendar-text`, `not-a-scheduling-message`, `limit-exceeded`
 */
export function readMessage(ics: string, options: CheckedParseOptions): ItipMessage {
  const { limits, sender, timeZone, sentAt } = options;
  requireCalendarText(ics);
  const { calendars, findings, unlisted } = scanCalendar(ics, limits);
  const chosen = chooseCalendar(calendars);
  const { calendar, kind, components } = chosen;
  const method = statedMethod(calendar, options.method);
  const uid = statedUid(components, kind, method.stated);
  const odd = [
    findings,
    oneOfEach(calendars, chosen),
    method.problems,
    uid.problems,
    sequenceProblems(kind, components),
    timeProblems(calendar, kind, components),
    kind === "VEVENT" && isAnswer(method.stated) ? answerProblems(components) : [],
  ];
  const isOdd = unlisted > 0 || odd.some(({ length }) => length > 0);
  const problems = isOdd ? gather(odd.flat(), limits.findings, unlisted) : [];
  const message: ItipMessage = { uid: uid.stated, kind, calendar, components, problems };
  if (method.stated !== undefined) message.method = method.stated;
  if (sender !== undefined) message.sender = sender;
  if (sentAt !== undefined) message.sentAt = sentAt;
  if (timeZone !== undefined) message.timeZone = timeZone;
  return message;
}

function requireCalendarText(ics: unknown): asserts ics is string {
  if (typeof ics !== "string") throw wrongArgument("ics", `must be calendar text, got ${kindOf(ics)}`);
  if (!looksLikeEmail(ics)) return;
  const message = "must be calendar text, got a raw email: open it with openEmail first";
  throw refusal("not-calendar-text", "ics", "raw-email", message);
}

function isAnswer(method: Method | undefined): boolean {
  return method === "REPLY" || method === "COUNTER";
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

/** The calendar that is read, and what it schedules. */
interface ChosenCalendar {
  readonly calendar: Component;
  readonly kind: Kind;
  readonly components: Component[];
}

/** The calendar that schedules something: the first with a METHOD and a component of a known kind, else the first with such a component. */
function chooseCalendar(calendars: readonly Component[]): ChosenCalendar {
  let chosen: { calendar: Component; kind: Kind } | undefined;
  for (const calendar of calendars) {
    const kind = kindIn(calendar);
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
  const message = "must have a VEVENT, VTODO, VJOURNAL or VFREEBUSY in it";
  throw refusal("not-a-scheduling-message", "VCALENDAR", "no-component", message);
}

/** The kind of the first component that is of any. */
function kindIn(calendar: Component): Kind | undefined {
  for (const { name } of calendar.components) {
    const kind = kinds.find((candidate) => candidate === name);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

/** RFC 6047 section 2.4, RFC 5546 section 3: one calendar, with components of one kind. */
function oneOfEach(calendars: readonly Component[], { calendar, kind }: ChosenCalendar): Finding[] {
  const other = calendar.components.find(({ name }) => name !== kind && kinds.some((one) => one === name));
  const problems = calendars.length > 1 ? [finding({ code: "several-calendars", at: { path: "" } })] : [];
  if (other === undefined) return problems;
  const at = { path: `VCALENDAR.${other.name}[0]`, line: other.line };
  const values = { owner: `A message about ${kind}s`, component: other.name };
  const note = `Only its ${kind}s were read.`;
  return [...problems, finding({ code: "component-not-allowed", at, values, note })];
}

/** METHOD (RFC 5546 section 1.4), else the `method` parameter of the MIME part; undefined where it names none, or one that nobody knows. */
function statedMethod(
  calendar: Component,
  fromMime: Method | undefined,
): { stated: Method | undefined; problems: Finding[] } {
  const [first, second] = linesOf(calendar, "METHOD");
  if (first === undefined) {
    const note = "The method of the MIME part stands in.";
    const missing = finding({ code: "method-missing", at: { path: "VCALENDAR.METHOD" }, note });
    return { stated: fromMime, problems: fromMime === undefined ? [] : [missing] };
  }
  const word = rawValue(first).trim().toUpperCase();
  const stated = methods.find((method) => method === word);
  const repeated = second === undefined ? [] : [repeatedMethod(second)];
  if (stated !== undefined) return { stated, problems: repeated };
  const at = { path: `VCALENDAR.METHOD${second === undefined ? "" : "[0]"}`, line: first.line };
  const values = { method: excerpt(word, 30) };
  return { stated, problems: [...repeated, finding({ code: "unregistered-method", at, values })] };
}

function repeatedMethod({ line }: ContentLine): Finding {
  const values = { owner: "A VCALENDAR", property: "METHOD" };
  const at = { path: "VCALENDAR.METHOD[1]", line };
  return finding({ code: "property-repeated", at, values, note: "The first counts." });
}

/** The UID that all components share, and what is wrong with it. */
function statedUid(
  components: readonly Component[],
  kind: Kind,
  method: Method | undefined,
): { stated: string; problems: Finding[] } {
  const uids = components.map(uidIn);
  const stated = uids.find((uid) => uid !== "") ?? "";
  if (stated === "") {
    const values = { owner: "A message", property: "UID" };
    const at = { path: `VCALENDAR.${kind}[0].UID`, line: components[0]?.line };
    const note = "Without one it belongs to no event.";
    const reference = "RFC 5546 section 3.1.1";
    return { stated, problems: [finding({ code: "property-missing", at, values, reference, note })] };
  }
  if (method === undefined || !sharesUid(kind, method)) return { stated, problems: [] };
  const path = (index: number) => `VCALENDAR.${kind}[${index}].UID`;
  const problems: Finding[] = [];
  const without = uids.indexOf("");
  if (without !== -1) {
    const values = { owner: `A ${method} of a ${kind}`, property: "UID" };
    const note = "The UID of the others counts.";
    const at = { path: path(without), line: components[without]?.line };
    problems.push(finding({ code: "property-missing", at, values, note }));
  }
  const other = uids.findIndex((uid) => uid !== "" && uid !== stated);
  if (other !== -1) {
    const differing = components[other];
    const line = differing === undefined ? undefined : firstLine(differing, "UID")?.line;
    const at = { path: path(other), line };
    problems.push(finding({ code: "uids-differ", at, note: "The first names the event." }));
  }
  return { stated, problems };
}
