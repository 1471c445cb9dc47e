import { emailOf } from "../event/address.ts";
import type { EventDetails, Mailbox } from "../event/event.ts";
import { eventOf } from "../event/from-vevent.ts";
import { showEvent } from "../event/show-event.ts";
import { type Method, type Status, statusOfPartstat } from "../event/status.table.ts";
import type { Finding } from "../finding.ts";
import { type Component, firstLine, linesOf } from "../icalendar/component.ts";
import { parameter, readProperty, readText } from "../icalendar/property.ts";
import { defined } from "../input.ts";
import { partstatIn } from "../message/answer-problems.ts";
import type { ItipMessage, Kind } from "../message/message.ts";
import type { Reply } from "../reply/reply.ts";
import { readReplies } from "../reply/show-reply.ts";
import type { EventTime } from "../time/event-time.ts";
import { formatPoint, type Point, readShown, rezone } from "../time/point.ts";
import { type Tzid, utc } from "../time/zone.ts";

/** What a message says, to be shown. */
export interface MessageFacts {
  readonly method?: Method;
  readonly uid: string;
  readonly kind: Kind;
  readonly sender?: string;
  readonly summary?: string;
  readonly organizer?: Mailbox;
  /** Of a message that answers: its answers. */
  readonly replies: readonly Reply[];
  /** Of a message about events: what they are, and who is to come. */
  readonly events: readonly (EventDetails & { guests: (Mailbox & { status: Status })[] })[];
  readonly problems: readonly Finding[];
}

/** @param zone shows all times there; without it they stay as they were said */
export function factsOfMessage(message: ItipMessage, zone: Tzid | undefined): MessageFacts {
  const { method, uid, kind, sender, components, problems } = message;
  const [first] = components;
  const summary = readText(first === undefined ? undefined : firstLine(first, "SUMMARY"));
  const organizer = first === undefined ? undefined : organizerOf(first);
  const answers = method === "REPLY" || method === "COUNTER";
  return {
    ...defined({ method }),
    uid,
    kind,
    ...defined({ sender }),
    ...(summary === undefined || summary === "" ? {} : { summary }),
    ...defined({ organizer }),
    replies: readReplies({ ...message, ...defined({ timeZone: zone }) }).map((reply) => replyIn(reply, zone)),
    events: answers || kind !== "VEVENT" ? [] : components.flatMap((each) => eventIn(message, each, zone)),
    problems,
  };
}

function organizerOf(component: Component): Mailbox | undefined {
  const line = firstLine(component, "ORGANIZER");
  const property = line === undefined ? undefined : readProperty(line);
  const email = property === undefined ? undefined : emailOf(property);
  if (property === undefined || email === undefined) return undefined;
  const name = parameter(property, "CN");
  return { email, ...(name === undefined || name === "" ? {} : { name }) };
}

function eventIn(message: ItipMessage, component: Component, zone: Tzid | undefined): MessageFacts["events"] {
  const event = eventOf(component, { calendar: message.calendar, zone: zone ?? utc });
  if (event === undefined) return [];
  const guests = linesOf(component, "ATTENDEE").flatMap((line) => {
    const property = readProperty(line);
    const email = emailOf(property);
    const name = parameter(property, "CN") ?? "";
    const status = statusOfPartstat.get(partstatIn(property)) ?? "pending";
    return email === undefined ? [] : [{ email, ...(name === "" ? {} : { name }), status }];
  });
  const there = (point: Point) => (zone === undefined ? point : rezone(point, zone));
  return [{ ...showEvent({ ...event, start: there(event.start), end: there(event.end) }), guests }];
}

function replyIn(reply: Reply, zone: Tzid | undefined): Reply {
  const { proposal, instance } = reply;
  return {
    ...reply,
    ...(proposal === undefined
      ? {}
      : { proposal: { start: timeIn(proposal.start, zone), end: timeIn(proposal.end, zone) } }),
    ...defined({ instance: instance && timeIn(instance, zone) }),
  };
}

function timeIn(time: EventTime, zone: Tzid | undefined): EventTime {
  const point = zone === undefined ? undefined : readShown(time);
  return zone === undefined || point === undefined ? time : formatPoint(rezone(point, zone));
}
