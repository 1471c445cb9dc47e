import { excerpt } from "../errors.ts";
import { emailIn } from "../event/address.ts";
import type { Finding } from "../finding.ts";
import { everyNode, finding, itemOf, type Node } from "./node.ts";

/** What the MIME part that brought a calendar said about it (RFC 6047 section 2.4). */
export interface CalendarPart {
  /** Media type, without parameters: `text/calendar`. */
  readonly mediaType?: string;
  /** The parameter `method`. Absent: the part has none. */
  readonly method?: string;
  /** The parameter `charset`. Absent: the part has none. */
  readonly charset?: string;
  /** The parameter `component`. Absent: the part has none. */
  readonly component?: string;
  /** Whether a text that people can read goes along; unknown where absent. */
  readonly readable?: boolean;
  /** Other calendar texts in the same multipart/alternative. */
  readonly alternatives?: readonly string[];
}

/** Whether a caller's value is what it is said to be. */
export function isCalendarPart(value: unknown): value is CalendarPart {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).every(([name, member]) => {
    if (member === undefined) return true;
    if (name === "readable") return typeof member === "boolean";
    if (name === "alternatives") {
      return Array.isArray(member) && member.every((text) => typeof text === "string");
    }
    return typeof member === "string";
  });
}

const contentType = "RFC 6047 section 2.4";

/** A calendar against the part of an email that brought it (RFC 6047 sections 2.3 and 2.4). */
export function* checkPart(calendar: Node, text: string, part: CalendarPart): Generator<Finding> {
  const at = { path: "part", line: 0 };
  const report = (severity: Finding["severity"], code: string, message: string, reference = contentType) =>
    finding(severity, code, at, reference, message);
  if (part.mediaType !== undefined && part.mediaType.toLowerCase() !== "text/calendar") {
    yield report("error", "media-type", `The part is ${excerpt(part.mediaType, 40)}, not text/calendar.`);
  }
  yield* checkMethodParameter(calendar, part, report);
  const plain = /^[\u0000-\u007f]*$/.test(text);
  if (!plain && part.charset?.toLowerCase().replace("_", "-") !== "utf-8") {
    const what = part.charset === undefined ? "no charset" : `the charset ${excerpt(part.charset, 30)}`;
    yield report("error", "charset", `The text is not all ASCII and the part has ${what}; it must be UTF-8.`);
  }
  const kinds = new Set(calendar.nodes.map(({ name }) => name));
  if (
    part.component !== undefined &&
    !part.component.split(",").every((name) => kinds.has(name.trim().toUpperCase()))
  ) {
    const message = `The part announces ${excerpt(part.component, 30)}, which is not what the calendar holds.`;
    yield report("warning", "component-parameter", message);
  }
  if (part.readable === false) {
    const message = "A scheduling message should go along with a text that people can read.";
    yield report("warning", "no-readable-alternative", message);
  }
  if (part.alternatives?.some((other) => canonical(other) !== canonical(text)) === true) {
    const message = "Two different calendars must not be alternatives of one another.";
    yield report("error", "calendars-differ", message);
  }
  yield* checkAddresses(calendar);
}

type Report = (severity: Finding["severity"], code: string, message: string) => Finding;

function* checkMethodParameter(calendar: Node, part: CalendarPart, report: Report): Generator<Finding> {
  const method = itemOf(calendar, "METHOD")?.property.value;
  if (part.method === undefined) {
    const message = "The part has no method parameter, so it is no scheduling message to its readers.";
    yield report(method === undefined ? "info" : "error", "method-parameter-missing", message);
  } else if (method === undefined) {
    const message = `The part says method=${excerpt(part.method, 30)}, the calendar has no METHOD.`;
    yield report("error", "method-parameter-differs", message);
  } else if (method.toUpperCase() !== part.method.toUpperCase()) {
    const message = `The part says method=${excerpt(part.method, 30)}, the calendar METHOD:${excerpt(method, 30)}.`;
    yield report("error", "method-parameter-differs", message);
  }
}

/** Line ends and a byte order mark are the transport's. */
function canonical(text: string): string {
  return text
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .trimEnd();
}

/** RFC 6047 section 2.3: everyone is a mailto URI. */
function* checkAddresses(calendar: Node): Generator<Finding> {
  for (const node of everyNode(calendar)) {
    if (node.name === "VALARM") continue;
    for (const item of node.items) {
      if (item.name !== "ORGANIZER" && item.name !== "ATTENDEE") continue;
      const { value } = item.property;
      if (/^mailto:/i.test(value) && emailIn(value) !== undefined) continue;
      const message = `${item.name} of a message sent by email must be a mailto URI: ${excerpt(value, 40)}.`;
      yield finding("error", "not-mailto", item, "RFC 6047 section 2.3", message);
    }
  }
}
