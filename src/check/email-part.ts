import { excerpt } from "../errors.ts";
import { emailIn } from "../event/address/address.ts";
import { type Finding, finding, type Place } from "../finding.ts";
import { fault, isRecord, type Reading, refuseUnknown } from "../input.ts";
import { everyNode, itemOf, type Node } from "./node.ts";

/** What the MIME part that brought a calendar said about it (RFC 6047 section 2.4). */
export interface CalendarPart {
  /** Media type, without parameters: `text/calendar`. */
  readonly mediaType?: string | undefined;
  /** The parameter `method`. Absent: the part has none. */
  readonly method?: string | undefined;
  /** The parameter `charset`. Absent: the part has none. */
  readonly charset?: string | undefined;
  /** The parameter `component`. Absent: the part has none. */
  readonly component?: string | undefined;
  /** Whether a text that people can read goes along; unknown where absent. */
  readonly readable?: boolean | undefined;
  /** Other calendar texts in the same multipart/alternative. */
  readonly alternatives?: readonly string[] | undefined;
}

const members = ["mediaType", "method", "charset", "component", "readable", "alternatives"];

/** The option as it was given, checked. */
export function readCalendarPart(value: unknown, reading: Reading): CalendarPart | undefined {
  if (value === undefined) return undefined;
  if (isRecord(value)) refuseUnknown(value, members, reading);
  if (isCalendarPart(value)) return value;
  return fault(reading, "invalid-type", "must be an object whose values are text");
}

function isCalendarPart(value: unknown): value is CalendarPart {
  if (!isRecord(value)) return false;
  return Object.entries(value).every(([name, member]) => {
    if (member === undefined) return true;
    if (name === "readable") return typeof member === "boolean";
    if (name === "alternatives") {
      return Array.isArray(member) && member.every((text) => typeof text === "string");
    }
    return typeof member === "string";
  });
}

/** A calendar against the part of an email that brought it (RFC 6047 sections 2.3 and 2.4). */
export function* checkPart(calendar: Node, text: string, part: CalendarPart): Generator<Finding> {
  const at: Place = { path: "part" };
  if (part.mediaType !== undefined && part.mediaType.toLowerCase() !== "text/calendar") {
    yield finding({ code: "media-type", at, values: { type: excerpt(part.mediaType, 40) } });
  }
  yield* checkMethodParameter(calendar, part, at);
  const plain = /^[\u0000-\u007f]*$/.test(text);
  if (!plain && part.charset?.toLowerCase().replace("_", "-") !== "utf-8") {
    const charset = part.charset === undefined ? "no charset" : `the charset ${excerpt(part.charset, 30)}`;
    yield finding({ code: "charset-not-utf-8", at, values: { charset } });
  }
  const kinds = new Set(calendar.nodes.map(({ name }) => name));
  if (
    part.component !== undefined &&
    !part.component.split(",").every((name) => kinds.has(name.trim().toUpperCase()))
  ) {
    yield finding({ code: "component-parameter", at, values: { components: excerpt(part.component, 30) } });
  }
  if (part.readable === false) yield finding({ code: "no-readable-alternative", at });
  if (part.alternatives?.some((other) => canonical(other) !== canonical(text)) === true) {
    yield finding({ code: "calendars-differ", at });
  }
  yield* checkAddresses(calendar);
}

function* checkMethodParameter(calendar: Node, part: CalendarPart, at: Place): Generator<Finding> {
  const method = itemOf(calendar, "METHOD")?.property.value;
  if (part.method === undefined) {
    // Where METHOD is missing too, it is a calendar like any other, and a finding says so already.
    if (method !== undefined) yield finding({ code: "method-parameter-missing", at });
  } else if (method === undefined || method.toUpperCase() !== part.method.toUpperCase()) {
    const stated = method === undefined ? "has none" : `says METHOD:${excerpt(method, 30)}`;
    const note = `The part says method=${excerpt(part.method, 30)}, the calendar ${stated}.`;
    yield finding({ code: "method-parameter-differs", at, note });
  }
}

/** The text without what may change on the way: line ends and a byte order mark. */
function canonical(text: string): string {
  return text
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .trimEnd();
}

/** RFC 6047 section 2.3: everyone is a mailto URI. */
export function* checkAddresses(calendar: Node): Generator<Finding> {
  for (const node of everyNode(calendar)) {
    if (node.name === "VALARM") continue;
    for (const item of node.items) {
      if (item.name !== "ORGANIZER" && item.name !== "ATTENDEE") continue;
      const { value } = item.property;
      if (/^mailto:/i.test(value) && emailIn(value) !== undefined) continue;
      const values = { property: item.name, value: excerpt(value, 40) };
      yield finding({ code: "not-mailto", at: item, values });
    }
  }
}
