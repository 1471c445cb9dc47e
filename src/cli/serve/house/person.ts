import { type AnswerAsOptions, answerAs, type ClientReply } from "../../../clients/answer-as.ts";
import type { Client } from "../../../clients/dialects.ts";
import { openEmail } from "../../../email/open/open.ts";
import type { OpenedEmail } from "../../../email/open/opened-email.ts";
import { ItipError } from "../../../errors.ts";
import { addressKey, emailOf } from "../../../event/address.ts";
import type { EventDetails, Mailbox } from "../../../event/event.ts";
import { eventOf } from "../../../event/from-vevent.ts";
import { showEvent } from "../../../event/show-event.ts";
import { type Status, statusOfPartstat } from "../../../event/status.table.ts";
import { linesOf } from "../../../icalendar/component.ts";
import { parameter, readProperty } from "../../../icalendar/property.ts";
import { defined } from "../../../input.ts";
import type { ItipMessage } from "../../../message/message.ts";
import type { AnswerInput } from "../../../reply/answer-input.ts";
import { utc } from "../../../time/zone.ts";

/** What stands in somebody's calendar of one event. */
export interface CalendarEntry {
  readonly uid: string;
  readonly event?: EventDetails;
  readonly cancelled: boolean;
  readonly status: Status;
  readonly comment?: string;
  readonly needsAnswer: boolean;
}

/** Somebody with a calendar that remembers. */
export interface Person {
  readonly client: Client;
  readonly as: Mailbox;
  /** The newest invitation of each event, and what stands of it. */
  readonly entries: ReadonlyMap<string, { readonly email: OpenedEmail; readonly entry: CalendarEntry }>;
}

export function createPerson(client: Client, as: Mailbox): Person {
  return { client, as, entries: new Map() };
}

/** Takes a mail into somebody's calendar. */
export async function deliverTo(
  person: Person,
  incoming: string,
  _options?: { now?: Date },
): Promise<{ person: Person }> {
  const email = await openEmail(incoming);
  const entries = new Map(person.entries);
  for (const message of email.messages) {
    const before = entries.get(message.uid);
    if (message.method === "CANCEL" && before !== undefined) {
      entries.set(message.uid, {
        ...before,
        entry: { ...before.entry, cancelled: true, needsAnswer: false },
      });
    }
    if (message.method === "REQUEST")
      entries.set(message.uid, { email, entry: entryOf(message, person.as.email) });
  }
  return { person: { ...person, entries } };
}

function entryOf(message: ItipMessage, address: string): CalendarEntry {
  const [component] = message.components;
  const read =
    component === undefined ? undefined : eventOf(component, { calendar: message.calendar, zone: utc });
  const event = read === undefined ? undefined : showEvent(read);
  const lines = component === undefined ? [] : linesOf(component, "ATTENDEE").map(readProperty);
  const own = lines.find((line) => addressKey(emailOf(line) ?? "") === addressKey(address));
  const partstat = own === undefined ? undefined : parameter(own, "PARTSTAT")?.toUpperCase();
  const status = statusOfPartstat.get(partstat ?? "") ?? "pending";
  return {
    uid: message.uid,
    ...defined({ event }),
    cancelled: false,
    status,
    needsAnswer: status === "pending",
  };
}

/**
 * Answers an event of somebody's calendar.
 *
 * @throws {ItipError} `cannot-answer`
 */
export function answerIn(
  person: Person,
  uid: string,
  as: Omit<AnswerInput, "email" | "name">,
  options?: AnswerAsOptions,
): { person: Person; mails: ClientReply[] } {
  const found = person.entries.get(uid);
  if (found === undefined || found.entry.cancelled) {
    throw new ItipError("cannot-answer", [
      {
        path: "uid",
        code: "not-in-the-calendar",
        message: "must be an event of this calendar that is not cancelled",
      },
    ]);
  }
  const mail = answerAs(person.client, found.email, { ...as, ...person.as }, options);
  const { comment: _, ...before } = found.entry;
  const entry = {
    ...before,
    status: as.status,
    needsAnswer: false,
    ...defined({ comment: as.comment }),
  };
  return {
    person: { ...person, entries: new Map(person.entries).set(uid, { ...found, entry }) },
    mails: [mail],
  };
}

/** What somebody's calendar shows. */
export function calendarOf(person: Person): CalendarEntry[] {
  return [...person.entries.values()].map(({ entry }) => entry);
}
