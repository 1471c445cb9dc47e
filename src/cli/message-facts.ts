import type { EventDetails, Organizer } from "../event/event.ts";
import type { Method } from "../event/status.table.ts";
import type { Finding } from "../finding.ts";
import { type Component, firstLine } from "../icalendar/component.ts";
import { textValue } from "../icalendar/property.ts";
import { defined } from "../input.ts";
import type { ItipMessage, Kind } from "../message/message.ts";
import type { Guest } from "../reply/guests.ts";
import { invitationIn, organizerIn } from "../reply/read-invitation.ts";
import type { Reply } from "../reply/reply.ts";
import { readReplies } from "../reply/show-reply.ts";
import type { EventTime } from "../time/event-time.ts";
import { formatPoint, readShown, rezone } from "../time/point.ts";
import type { Tzid } from "../time/zone.ts";

/** An event or one occurrence, as one component of a message tells it. */
export interface ShownEvent extends EventDetails {
  readonly guests: readonly Guest[];
  /** The original start, where it is one occurrence. */
  readonly instance?: EventTime;
  /** That occurrence and all that follow. */
  readonly thisAndFuture?: true;
  /** It is called off. */
  readonly cancelled?: true;
  /** What the sender wrote beside it. */
  readonly comment?: string;
}

/** What a message says, to be shown. */
export interface MessageFacts {
  readonly method?: Method;
  readonly uid: string;
  readonly kind: Kind;
  readonly sender?: string;
  readonly summary?: string;
  readonly organizer?: Organizer;
  /** Of a message that answers: its answers. */
  readonly replies: readonly Reply[];
  /** Of a message about events: what they are, and who is to come. */
  readonly events: readonly ShownEvent[];
  readonly problems: readonly Finding[];
}

/** @param zone shows all times there; without it they stay as they were said */
export function factsOfMessage(message: ItipMessage, zone: Tzid | undefined): MessageFacts {
  const { method, uid, kind, sender, components, problems } = message;
  const [first] = components;
  const summary = textValue(first === undefined ? undefined : firstLine(first, "SUMMARY"));
  const organizer = first === undefined ? undefined : organizerIn(first);
  const answers = method === "REPLY" || method === "COUNTER";
  return {
    ...defined({ method }),
    uid,
    kind,
    ...defined({ sender, summary: summary === "" ? undefined : summary, organizer }),
    replies: readReplies({ ...message, ...defined({ timeZone: zone }) }).map((reply) => replyIn(reply, zone)),
    events: answers || kind !== "VEVENT" ? [] : components.flatMap((each) => eventIn(message, each, zone)),
    problems,
  };
}

function eventIn(message: ItipMessage, component: Component, zone: Tzid | undefined): ShownEvent[] {
  const uid = textValue(firstLine(component, "UID"))?.trim() ?? message.uid;
  const alone = { ...message, uid, components: [component], ...defined({ timeZone: zone }) };
  const read = invitationIn(alone);
  if (read === undefined) return [];
  const { event, guests, instance, thisAndFuture, cancelled, comment } = read;
  return [
    {
      ...event,
      start: timeIn(event.start, zone),
      end: timeIn(event.end, zone),
      guests,
      ...defined({
        instance: instance && timeIn(instance, zone),
        cancelled: cancelled || undefined,
        thisAndFuture,
        comment,
      }),
    },
  ];
}

function replyIn(reply: Reply, zone: Tzid | undefined): Reply {
  const { proposal, instance } = reply;
  return {
    ...reply,
    ...defined({
      proposal: proposal && { start: timeIn(proposal.start, zone), end: timeIn(proposal.end, zone) },
      instance: instance && timeIn(instance, zone),
    }),
  };
}

function timeIn(time: EventTime, zone: Tzid | undefined): EventTime {
  const point = readShown(time);
  return zone === undefined || point === undefined ? time : formatPoint(rezone(point, zone));
}
