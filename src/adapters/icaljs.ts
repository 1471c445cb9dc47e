import ICAL from "ical.js";
import { kindOf, wrongArgument } from "../errors.ts";
import { type Component, componentsOf } from "../icalendar/component.ts";
import { formatComponent, component as made } from "../icalendar/write.ts";
import { isRecord } from "../input.ts";
import { repairedCalendar } from "../message/format.ts";
import type { ItipMessage } from "../message/message.ts";
import { parseMessage } from "../message/parse.ts";
import type { ParseOptions } from "../message/parse-options.ts";
import { fromJcal } from "./from-jcal.ts";
import { toJcal } from "./to-jcal.ts";

/**
 * A message as ical.js has it: its VCALENDAR, each property in the type that ical.js gives it.
 *
 * A value that does not fit its type (`SEQUENCE:abc`, 30 February, a rule that breaks RFC 5545) keeps its text and has the type
 * `unknown`, where ical.js would make another value of it. A DTSTART that is a date without VALUE=DATE (`DTSTART:20260507`) is a
 * date. Changing the component does not change the message.
 *
 * @param message what `parseMessage` gave, or calendar text
 * @throws {ItipError} what `parseMessage` throws for text, and `invalid-argument` for what is no message
 * @example
 * toComponent(ics).getFirstSubcomponent("vevent")?.getFirstPropertyValue("summary") // "Budget review"
 */
export function toComponent(message: ItipMessage | string): ICAL.Component {
  const read = typeof message === "string" ? parseMessage(message) : message;
  return new ICAL.Component(toJcal(repairedCalendar(read)));
}

/**
 * The message in a component of ical.js: of a VCALENDAR, or of one component in it, with its calendar's properties and time
 * zones; a component that stands in no calendar is a message without a METHOD.
 *
 * A property that came from {@link toComponent} and was not changed since is as it stood, to the letter. All others are
 * written as RFC 5545 wants them, which ical.js does not always do: a date that it took for a time (`DTSTART:2026-05-07T::`)
 * is a date again, no line break of any kind begins another line, and lines are folded at 75 octets.
 *
 * @param options what is known of where it came from, as for `parseMessage`
 * @throws {ItipError} `invalid-argument` for what is no component, or holds what no calendar text can; what `parseMessage` throws
 * @example
 * fromComponent(new ICAL.Component(ICAL.parse(ics)), { sender: "jane@example.com" }).method // "REPLY"
 */
export function fromComponent(component: ICAL.Component, options?: ParseOptions): ItipMessage {
  return parseMessage(formatComponent(calendarAround(component)), options);
}

function calendarAround(given: unknown): Component {
  const component = fromJcal(jcalOf(given));
  if (component.name === "VCALENDAR") return component;
  const parent = isRecord(given) ? given.parent : undefined;
  const calendar = isRecord(parent) ? fromJcal(jcalOf(parent)) : undefined;
  if (calendar?.name !== "VCALENDAR") return made("VCALENDAR", [], [component]);
  return { ...calendar, components: [...componentsOf(calendar, "VTIMEZONE"), component] };
}

/** Whether a value is a component of ical.js, judged by its members and not by its class: the application may have another copy of ical.js. */
function jcalOf(component: unknown): unknown {
  if (isRecord(component) && Array.isArray(component.jCal)) return component.jCal;
  throw wrongArgument("component", `must be a component of ical.js, got ${kindOf(component)}`);
}
