import { hex, sha256 } from "../digest.ts";
import { addressKey } from "../event/address.ts";
import { type Component, componentsOf, firstLine } from "../icalendar/component.ts";
import { rawValue, readText } from "../icalendar/property.ts";
import { component, formatComponent } from "../icalendar/write.ts";
import { canonicalJson } from "../invite/order.ts";
import type { ItipMessage } from "../message/message.ts";
import { parseMessage } from "../message/parse.ts";
import { guestsIn } from "../reply/guests.ts";
import { type Invitation, readInvitation } from "../reply/read-invitation.ts";
import type { EventTime } from "../time/event-time.ts";
import type { Own, Print, Revision, Said, Slot } from "./attendance.ts";

/** One component of a message, and where it belongs. */
export interface ReadPart {
  readonly occurrence: string;
  readonly invitation: Invitation;
  readonly component: Component;
  readonly revision: Revision;
  /** The calendar text of the component alone. */
  readonly ics: string;
  /** Whether it lists one of the person's addresses. */
  readonly listsMe: boolean;
  /** STATUS:CANCELLED. */
  readonly calledOff: boolean;
}

/** The key of an occurrence: its date, or its instant in UTC. */
export function occurrenceOf(instance: EventTime | undefined): string {
  if (instance === undefined) return "";
  const instant = instance.time.includes("T") ? Date.parse(instance.time) : Number.NaN;
  return Number.isNaN(instant) ? instance.time : `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

/** The components of a message that can be understood, each on its own. */
export function partsOf(message: ItipMessage, me: readonly string[], sentAt: string): ReadPart[] {
  const keys = new Set(me.map(addressKey));
  return message.components.flatMap((sent) => {
    const own = message.method === "ADD" ? asOccurrence(sent) : sent;
    const uid = readText(firstLine(own, "UID"))?.trim() ?? message.uid;
    if (uid !== message.uid) return [];
    const alone = { ...message, components: [own] };
    const invitation = readInvitation(alone);
    if (invitation === undefined) return [];
    const { sequence, dtstamp = sentAt } = invitation;
    return [
      {
        occurrence: occurrenceOf(invitation.instance),
        invitation,
        component: own,
        revision: { sequence, dtstamp, sentAt },
        ics: textOf(message, own),
        listsMe: guestsIn(own).some(({ email }) => keys.has(addressKey(email))),
        calledOff: statusOf(own) === "CANCELLED",
      },
    ];
  });
}

/** ADD names the new occurrence by its DTSTART alone (RFC 5546 section 3.2.4): from here on it has a place of its own. */
function asOccurrence(own: Component): Component {
  const start = firstLine(own, "DTSTART");
  if (start === undefined || firstLine(own, "RECURRENCE-ID") !== undefined) return own;
  const text = start.text.replace(/^DTSTART/i, "RECURRENCE-ID");
  return { ...own, lines: [...own.lines, { ...start, name: "RECURRENCE-ID", text }] };
}

function statusOf(own: Component): string {
  const line = firstLine(own, "STATUS");
  return line === undefined ? "" : rawValue(line).trim().toUpperCase();
}

function textOf({ calendar, method }: ItipMessage, own: Component): string {
  const lines = calendar.lines.filter(({ name }) => name !== "METHOD");
  const head =
    method === undefined ? lines : [...lines, { name: "METHOD", text: `METHOD:${method}`, line: 0 }];
  return formatComponent(component("VCALENDAR", head, [...componentsOf(calendar, "VTIMEZONE"), own]));
}

/** What a part says of its slot. */
export function slotOf(part: ReadPart, method: Said["method"]): Slot {
  const said: Said = { ...part.revision, method, ics: part.ics };
  const slot: Slot = { occurrence: part.occurrence, prints: [] };
  if (method === "DECLINECOUNTER") return { ...slot, declinedCounter: said };
  if (method === "CANCEL") return { ...slot, cancelled: said };
  return { ...slot, invited: said, prints: [{ ...part.revision, print: printOf(part.invitation) }] };
}

/** What an answer hangs on. A series cut short or extended keeps its answers: UNTIL and COUNT do not count. */
export function printOf({ event, organizer }: Invitation): string {
  const rule = (event.recurrence?.rule ?? "")
    .split(";")
    .filter((part) => !/^(?:UNTIL|COUNT)=/i.test(part))
    .join(";");
  const zone = event.recurrence === undefined ? "" : event.start.tzid;
  const times = [occurrenceOf(event.start), occurrenceOf(event.end), zone];
  const hangsOn = [times, rule, organizer === undefined ? "" : addressKey(organizer.email)];
  return hex(sha256(canonicalJson(hangsOn))).slice(0, 16);
}

/** The alarms that an invitation brings along: the person's from then on. */
export function alarmsOf(part: ReadPart): Own {
  const text = formatComponent(component("VEVENT", [], componentsOf(part.component, "VALARM")));
  return { ...part.revision, adopted: false, occurrence: part.occurrence, ics: text };
}

/** What was stored, read again. */
export function readSaid(said: Said): { message: ItipMessage; invitation: Invitation | undefined } {
  const message = parseMessage(said.ics);
  return { message, invitation: readInvitation(message) };
}

/** The prints at which time, recurrence or organizer changed from those before. */
export function lastChange(prints: readonly Print[]): Print | undefined {
  for (let at = prints.length - 1; at > 0; at--) {
    const [before, here] = [prints[at - 1], prints[at]];
    if (before !== undefined && here !== undefined && before.print !== here.print) return here;
  }
  return undefined;
}
