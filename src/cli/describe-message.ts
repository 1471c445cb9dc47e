import type { Mailbox } from "../event/event.ts";
import { attachmentsText, placeText, plainDescription } from "../event/shown-text.ts";
import type { Method, Status } from "../event/status.table.ts";
import type { Finding } from "../finding.ts";
import { defined } from "../input.ts";
import type { Reply } from "../reply/reply.ts";
import { describeSpan } from "../time/describe.ts";
import type { EventTime } from "../time/event-time.ts";
import type { Tzid } from "../time/zone.ts";
import type { Io } from "./io.ts";
import type { MessageFacts, ShownEvent } from "./message-facts.ts";
import { coloured, printable, printableLine } from "./printable.ts";

/** Whoever looks at a message: in which zone and language. */
export interface Viewer {
  readonly zone: Tzid | undefined;
  readonly locale: string | undefined;
}

const answers = {
  accepted: "has accepted",
  tentative: "might come",
  declined: "has declined",
  delegated: "has sent somebody else",
  pending: "has not decided",
} as const satisfies Record<Status, string>;

const titles = {
  PUBLISH: "Event",
  REQUEST: "Invitation",
  REPLY: "Answer",
  ADD: "Further occurrences",
  CANCEL: "Cancellation",
  REFRESH: "Please send again",
  COUNTER: "Another time proposed",
  DECLINECOUNTER: "Proposed time declined",
} as const satisfies Record<Method, string>;

const mostOddities = 3;

/** A message in words, for people. */
export function describeMessage(facts: MessageFacts, reader: Viewer, io: Io): string {
  const blocks = [
    ...facts.replies.map((reply) => describeReply(reply, facts, reader, io)),
    ...facts.events.map((event) => describeEvent(event, facts, reader, io)),
  ];
  const shown = blocks.length > 0 ? blocks : [heading(facts, io), lineRow("UID", facts.uid)];
  const odd = oddities(facts.problems).map((text) => row("Odd", text));
  return [...shown, ...odd].join("");
}

/** The findings of a message in a few lines, equal ones once. `--json` and `itip check` list all. */
export function oddities(problems: readonly Finding[]): string[] {
  const lines = [...new Set(problems.map(({ message }) => printableLine(message)))];
  const more = lines.length - mostOddities;
  return more <= 0 ? lines : [...lines.slice(0, mostOddities), `and ${more} more, which --json has`];
}

function heading({ method, kind }: MessageFacts, io: Io): string {
  const title = method === undefined ? "Calendar text without a method" : `${titles[method]} (${method})`;
  return `${coloured(io, "bold", kind === "VEVENT" ? title : `${title}, ${kind}`)}\n`;
}

function describeReply(reply: Reply, facts: MessageFacts, reader: Viewer, io: Io): string {
  const { status, comment, proposal, instance, sentBy, extraGuests, delegatedTo, delegatedFrom } = reply;
  const said = status === "pending" && proposal !== undefined ? "proposes another time" : answers[status];
  const rows = [
    row("Status", status),
    lineRow("Event", facts.summary),
    row("Occurrence", instance && occurrenceInWords(instance, reply, reader)),
    row("Comment", comment),
    row("Brings", extraGuests === undefined ? undefined : `${extraGuests} more`),
    row("Proposal", proposal && spanInWords(proposal, reader)),
    lineRow("Delegated", delegatedTo?.join(", ")),
    lineRow("In place of", delegatedFrom?.join(", ")),
    lineRow("Written by", sentBy),
    row("Sent", reply.sentAt ?? reply.dtstamp),
    lineRow("UID", reply.uid),
  ];
  return `${coloured(io, "bold", `${person(reply)} ${said}`)}\n${rows.join("")}`;
}

function describeEvent(event: ShownEvent, facts: MessageFacts, reader: Viewer, io: Io): string {
  const { summary, recurrence, guests, instance, comment, attachments } = event;
  const rows = [
    lineRow("Event", summary),
    row("Occurrence", instance && occurrenceInWords(instance, event, reader)),
    row("When", spanInWords(event, reader)),
    lineRow("Repeats", recurrence?.rule),
    lineRow("Where", placeText(event.location)),
    lineRow("Join", event.conferenceUrl),
    lineRow("Link", event.url),
    row("Status", event.cancelled ? "called off" : event.status === "tentative" ? "a hold" : undefined),
    row("Files", attachmentsText(attachments)),
    row("Organizer", facts.organizer && person(facts.organizer)),
    row("Guests", guests.map((guest) => `${person(guest)} ${answers[guest.status]}`).join("\n") || undefined),
    row("Comment", comment),
    row("Description", plainDescription(event)),
    lineRow("UID", facts.uid),
  ];
  return `${heading(facts, io)}${rows.join("")}`;
}

function person({ name, email }: Mailbox): string {
  return printableLine(name === undefined ? email : `${name} <${email}>`);
}

/** A label and its text; further lines of the text stand below its first. */
function row(label: string, text: string | undefined): string {
  if (text === undefined) return "";
  return `  ${`${label}:`.padEnd(13)}${printable(text).replaceAll("\n", `\n${" ".repeat(15)}`)}\n`;
}

function lineRow(label: string, text: string | undefined): string {
  return row(label, text === undefined ? undefined : printableLine(text));
}

function spanInWords({ start, end }: { start: EventTime; end: EventTime }, { zone, locale }: Viewer): string {
  return describeSpan(start, end, defined({ timeZone: zone, locale }));
}

function occurrenceInWords(
  time: EventTime,
  { thisAndFuture }: Pick<Reply, "thisAndFuture">,
  reader: Viewer,
): string {
  const moment = spanInWords({ start: time, end: time }, reader);
  return thisAndFuture === true ? `${moment} and all later ones` : moment;
}
