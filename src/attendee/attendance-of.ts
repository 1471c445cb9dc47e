import { refusal, shown } from "../errors.ts";
import { addressKey } from "../event/address.ts";
import type { EventDetails, Organizer } from "../event/event.ts";
import type { Status } from "../event/status.table.ts";
import { defined, readVerbOptions } from "../input.ts";
import type { Guest } from "../reply/guests.ts";
import { occurrencesOf } from "../reply/occurrences-of.ts";
import type { Invitation } from "../reply/read-invitation.ts";
import type { EventTime, TimeInput } from "../time/event-time.ts";
import { formatPoint, readTime, rezone } from "../time/point.ts";
import { parseZone, utc } from "../time/zone.ts";
import type { Attendance, GivenAnswer, Print, Said, Slot } from "./attendance.ts";
import { compareRevisions, isCalledOff } from "./order.ts";
import { occurrenceOf, printOf } from "./read-said.ts";
import { answerStands, exceptionSlots, type Standing, seriesSlot, standingOf } from "./standing.ts";

/** What stands in one person's calendar about one event. */
export interface AttendanceView {
  /** UID: equal in all messages about the event. */
  uid: string;
  /** The revision of the event that is known, SEQUENCE. */
  sequence: number;
  /** Whose event it is, and where answers go. */
  organizer?: Organizer;
  /** Absent: only a CANCEL has arrived that does not say when the event is. */
  event?: EventDetails;
  /** Whom the organizer names as invited, each with their answer as far as the organizer has told it. */
  guests: Guest[];
  /** Whether the organizer has sent this person a cancellation that nothing later takes back. */
  cancelled: boolean;
  /** The person's own answer while it stands, else what the organizer's latest text says of them. */
  status: Status;
  /** What the person wrote with the answer. */
  comment?: string;
  /** Another time that the person has proposed and the organizer has not declined. */
  proposal?: { start: EventTime; end: EventTime };
  /** Pending, not cancelled, and no publication. Of the series: the series alone. */
  needsAnswer: boolean;
  /** Original starts of the occurrences that differ from the series, or were answered or invited apart. */
  instances?: EventTime[];
}

/**
 * What stands in one person's calendar about one event: the same in whatever order its mail has arrived.
 *
 * @param options `instance`: the original start of one occurrence; without it the series, or the first occurrence where only
 *   occurrences are invited
 * @throws {ItipError} `unknown-instance`, `invalid-argument`
 * @example
 * attendanceOf(attendance) // { uid: "7@example.com", sequence: 1, status: "accepted", needsAnswer: false, … }
 */
export function attendanceOf(attendance: Attendance, options?: { instance?: TimeInput }): AttendanceView {
  const { instance } = readVerbOptions(options, ["instance"]);
  const seen = seenOf(attendance, instance);
  return { ...seen.view, ...defined({ instances: instancesOf(attendance, seen.zone) }) };
}

/** What is seen, and from which slot. */
export interface Seen {
  readonly view: AttendanceView;
  readonly occurrence: string;
  readonly zone: string;
  /** What is answered: the revision of the text that is shown. */
  readonly said?: Said;
  readonly method: Said["method"] | undefined;
  /** The person's own answer, where it stands. */
  readonly answer?: GivenAnswer;
}

/** What stands of the series or of one occurrence, and where it comes from. */
export function seenOf(attendance: Attendance, instance: unknown): Seen {
  const slot = seriesSlot(attendance);
  const series = slot === undefined ? undefined : standingOf(slot);
  const exceptions = exceptionSlots(attendance);
  const zone = series?.invitation?.event.start.tzid ?? firstZone(exceptions) ?? utc;
  const hasSeries = slot?.invited !== undefined || slot?.cancelled !== undefined;
  const asked = instance === undefined ? (hasSeries ? "" : firstKey(exceptions)) : keyOf(instance, zone);
  const exception = exceptions.find(({ occurrence }) => occurrence === asked);
  if (asked === "") return seenSeries(attendance, slot, series, zone);
  return seenOccurrence(attendance, { asked, series, exception, zone });
}

function firstKey(exceptions: readonly Slot[]): string {
  const invited = exceptions.find((slot) => slot.invited !== undefined && !isCalledOff(slot));
  return (invited ?? exceptions[0])?.occurrence ?? "";
}

function firstZone(exceptions: readonly Slot[]): string | undefined {
  const [first] = exceptions.filter((slot) => slot.invited !== undefined || slot.cancelled !== undefined);
  return first === undefined ? undefined : standingOf(first)?.invitation?.event.start.tzid;
}

function keyOf(instance: unknown, zone: string): string {
  const point = readTime(instance, parseZone(zone) ?? utc);
  if (point.kind === "fault")
    throw refusal("invalid-argument", "options.instance", point.code, point.message);
  return occurrenceOf(formatPoint(point));
}

function seenSeries(
  attendance: Attendance,
  slot: Slot | undefined,
  series: Standing | undefined,
  zone: string,
): Seen {
  const answer = standing(slot?.answer, slot?.prints ?? []);
  const facts = { attendance, invitation: series?.invitation, answer, slot };
  return seen(facts, { occurrence: "", zone, said: series?.said, cancelled: series?.cancelled ?? false });
}

interface Asked {
  readonly asked: string;
  readonly series: Standing | undefined;
  readonly exception: Slot | undefined;
  readonly zone: string;
}

function seenOccurrence(attendance: Attendance, { asked, series, exception, zone }: Asked): Seen {
  const regular = series === undefined ? undefined : regularOf(series, asked, zone);
  const own = exception === undefined ? undefined : standingOf(exception);
  const invitation = exception?.invited !== undefined ? own?.invitation : (regular ?? own?.invitation);
  if (invitation === undefined && exception?.cancelled === undefined) throw unknown(asked);
  const prints = printsOf(series, exception, regular);
  const seriesPrints = series?.slot.prints ?? [];
  const apart = standing(exception?.answer, prints, seriesPrints);
  // An answer to the series was none to an occurrence that was added to it.
  const isAdded = exception?.invited?.method === "ADD" && regular === undefined;
  const answer = isAdded ? apart : (apart ?? standing(series?.slot.answer, prints, seriesPrints));
  const said = exception?.invited ?? (regular === undefined ? exception?.cancelled : series?.said);
  const cancelled = (exception !== undefined && isCalledOff(exception)) || isSwept(series, exception);
  return seen(
    { attendance, invitation, answer, slot: exception ?? series?.slot },
    { occurrence: asked, zone, said, cancelled },
  );
}

/** The cancelled series takes along what was not said later of its occurrences. */
function isSwept(series: Standing | undefined, exception: Slot | undefined): boolean {
  const swept = series?.cancelled === true ? series.slot.cancelled : undefined;
  if (swept === undefined) return false;
  return exception?.invited === undefined || compareRevisions(swept, exception.invited) >= 0;
}

function unknown(asked: string) {
  const message = `must be the original start of an occurrence that this person knows, got ${shown(asked)}`;
  return refusal("unknown-instance", "options.instance", "unknown-instance", message);
}

function printsOf(
  series: Standing | undefined,
  exception: Slot | undefined,
  regular: Invitation | undefined,
): Print[] {
  const prints = exception?.prints ?? [];
  const first = series?.slot.prints[0];
  if (regular === undefined || first === undefined) return prints;
  const { sequence, dtstamp, sentAt } = first;
  return [{ sequence, dtstamp, sentAt, print: printOf(regular) }, ...prints];
}

function standing(answer: GivenAnswer | undefined, ...all: readonly Print[][]): GivenAnswer | undefined {
  return answer !== undefined && all.every((prints) => answerStands(answer, prints)) ? answer : undefined;
}

/** An occurrence as the series has it. */
function regularOf(series: Standing, asked: string, zone: string): Invitation | undefined {
  const { invitation } = series;
  if (invitation === undefined || series.slot.invited === undefined) return undefined;
  if (invitation.event.recurrence === undefined) return undefined;
  const from = instantIn(asked, zone);
  const found = occurrencesOf(invitation.event, { from, limit: 20 }).find(
    ({ instance }) => occurrenceOf(instance) === asked,
  );
  if (found === undefined) return undefined;
  const { recurrence: _, ...event } = invitation.event;
  const { instance, start, end } = found;
  return { ...invitation, instance, event: { ...event, start, end }, occurrences: [] };
}

function instantIn(key: string, zone: string): EventTime {
  const point = readTime(key, parseZone(zone) ?? utc);
  if (point.kind === "fault") throw unknown(key);
  return formatPoint(point.kind === "date" ? point : rezone(point, parseZone(zone) ?? utc));
}

function instancesOf(attendance: Attendance, zone: string): EventTime[] | undefined {
  const times = exceptionSlots(attendance).map(({ occurrence }) => instantIn(occurrence, zone));
  return times.length === 0 ? undefined : times;
}

interface Facts {
  readonly attendance: Attendance;
  readonly invitation: Invitation | undefined;
  readonly answer: GivenAnswer | undefined;
  readonly slot: Slot | undefined;
}

interface Place {
  readonly occurrence: string;
  readonly zone: string;
  readonly said: Said | undefined;
  readonly cancelled: boolean;
}

function seen({ attendance, invitation, answer, slot }: Facts, place: Place): Seen {
  const { said, cancelled, occurrence, zone } = place;
  const me = myPlace(attendance.me, invitation?.guests ?? []);
  const status = answer?.status ?? me?.status ?? "pending";
  const published = said?.method === "PUBLISH";
  const latest = [slot?.invited?.sequence, slot?.cancelled?.sequence, said?.sequence];
  const view: AttendanceView = {
    uid: attendance.uid,
    sequence: Math.max(...latest.map((one) => one ?? 0)),
    ...defined({ organizer: invitation?.organizer, event: invitation?.event }),
    guests: invitation?.guests ?? [],
    cancelled,
    status,
    ...defined({ comment: answer?.comment, proposal: openProposal(answer, slot) }),
    needsAnswer: status === "pending" && !cancelled && !published && me !== undefined,
  };
  return { view, occurrence, zone, ...defined({ said, answer }), method: said?.method };
}

/** The entry of the person among the guests: that of their first address that is there. */
export function myPlace(me: readonly string[], guests: readonly Guest[]): Guest | undefined {
  for (const address of me) {
    const found = guests.find(({ email }) => addressKey(email) === addressKey(address));
    if (found !== undefined) return found;
  }
  return undefined;
}

function openProposal(answer: GivenAnswer | undefined, slot: Slot | undefined): GivenAnswer["proposal"] {
  const declined = slot?.declinedCounter;
  if (answer?.proposal === undefined || declined === undefined) return answer?.proposal;
  return declined.sequence >= answer.to.sequence && declined.dtstamp >= answer.stamp
    ? undefined
    : answer.proposal;
}
