import { addressKey } from "../event/address.ts";
import type { EventDetails, Mailbox } from "../event/event.ts";
import { attachmentsText, placeText, plainDescription } from "../event/shown-text.ts";
import { defined } from "../input.ts";
import { canonicalJson } from "../invite/order.ts";
import type { Change } from "../message/outgoing.ts";
import type { Invitation } from "../reply/read-invitation.ts";

const mostGuests = 20;

type Seen = Pick<Invitation, "event" | "guests" | "organizer">;

/** What a later revision changed, old beside new, in the order a person cares. */
export function changesBetween(before: Seen, after: Seen): Change[] {
  const text = (field: Change["field"], read: (event: EventDetails) => string | undefined) =>
    textChange(field, read(before.event), read(after.event));
  return [
    ...timeChange(before.event, after.event),
    ...text("recurrence", recurrenceText),
    ...text("location", ({ location }) => placeText(location)),
    ...text("summary", ({ summary }) => summary),
    ...text("description", plainDescription),
    ...text("url", ({ url }) => url),
    ...text("conferenceUrl", ({ conferenceUrl }) => conferenceUrl),
    ...text("status", ({ status }) => status ?? "confirmed"),
    ...text("attachments", ({ attachments }) => attachmentsText(attachments)),
    ...guestChange(before.guests, after.guests),
    ...textChange("organizer", before.organizer?.email, after.organizer?.email),
  ];
}

function timeChange(before: EventDetails, after: EventDetails): Change[] {
  const [from, to] = [before, after].map(({ start, end }) => ({ start, end }));
  if (from === undefined || to === undefined || canonicalJson(from) === canonicalJson(to)) return [];
  return [{ field: "time", from, to }];
}

function recurrenceText({ recurrence }: EventDetails): string | undefined {
  if (recurrence === undefined) return undefined;
  const list = (name: string, times: readonly { time: string }[] = []) =>
    times.length === 0 ? [] : [`${name}:${times.map(({ time }) => time).join(",")}`];
  return [recurrence.rule, ...list("RDATE", recurrence.include), ...list("EXDATE", recurrence.exclude)].join(
    " ",
  );
}

function textChange(field: Change["field"], from: string | undefined, to: string | undefined): Change[] {
  return from === to ? [] : [{ field, ...defined({ from, to }) }];
}

function guestChange(before: readonly Mailbox[], after: readonly Mailbox[]): Change[] {
  const added = missingFrom(before, after);
  const removed = missingFrom(after, before);
  if (added.length === 0 && removed.length === 0) return [];
  return [
    {
      field: "guests",
      ...(added.length === 0 ? {} : { added }),
      ...(removed.length === 0 ? {} : { removed }),
    },
  ];
}

function missingFrom(list: readonly Mailbox[], people: readonly Mailbox[]): Mailbox[] {
  const there = new Set(list.map(({ email }) => addressKey(email)));
  return people
    .filter(({ email }) => !there.has(addressKey(email)))
    .slice(0, mostGuests)
    .map(({ email, name }) => (name === undefined ? { email } : { email, name }));
}
