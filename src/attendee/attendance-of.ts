import { addressKey } from "../event/address/address.ts";
import type { EventDetails, Organizer } from "../event/event.ts";
import type { Status } from "../event/status.table.ts";
import { at, defined, filled, readVerbOptions } from "../input.ts";
import type { Guest } from "../reply/guests.ts";
import type { EventTime, TimeInput } from "../time/event-time.ts";
import { formatPoint } from "../time/point.ts";
import type { Attendance, OwnAddress } from "./attendance.ts";
import { parseAttendance } from "./parse-attendance.ts";
import { findSeen, readSeen, type Seen } from "./seen.ts";
import { keyedPoint, type Standing, standingOf } from "./standing.ts";

/** What stands in one person's calendar about one event. */
export interface AttendanceView {
  /** UID: equal in all messages about the event. */
  uid: string;
  /** The revision of the event that is known, SEQUENCE. */
  sequence: number;
  /** Whose event it is, and where answers go. */
  organizer?: Organizer;
  /** Absent: only a CANCEL has arrived. */
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
 * @throws {ItipError} `unknown-instance`, `invalid-time`, `invalid-argument`; `invalid-state`, `newer-state`
 * @example
 * attendanceOf(attendance) // { uid: "7@example.com", sequence: 1, status: "accepted", needsAnswer: false, … }
 */
export function attendanceOf(
  attendance: Attendance,
  options?: { instance?: TimeInput | undefined },
): AttendanceView {
  const base = parseAttendance(attendance);
  const standing = standingOf(base);
  const seen = readVerbOptions(options, ["instance"], ({ instance }, reading) =>
    readSeen(standing, instance, at(reading, "instance")),
  );
  return viewOf(base, seen);
}

/** What this person sees, as the fields of an `AttendanceView`. */
export function viewOf({ uid, me }: Attendance, seen: Seen): AttendanceView {
  const { invitation, said, answer, cancelled, sequence, standing } = seen;
  const guests = invitation?.guests ?? [];
  const mine = myPlace(me, guests);
  const status = ownStatus(seen, mine);
  const open = said?.method !== "PUBLISH" && mine !== undefined;
  return {
    uid,
    sequence,
    ...defined({
      organizer: invitation?.organizer,
      event: isOnlyCalledOff(standing) ? undefined : invitation?.event,
    }),
    guests,
    cancelled,
    status,
    ...defined({ comment: answer?.comment, proposal: openProposal(seen) }),
    needsAnswer: status === "pending" && !cancelled && open,
    ...defined({ instances: instancesOf(standing) }),
  };
}

/** Whether all that is known is a cancellation, of something that the person was never invited to. */
function isOnlyCalledOff({ slots }: Standing): boolean {
  return [...slots.values()].every(({ invited }) => invited === undefined);
}

/** The person's own answer while it stands, else what the organizer says of them. */
export function ownStatus({ answer }: Seen, mine: Guest | undefined): Status {
  return answer?.status ?? mine?.status ?? "pending";
}

function instancesOf(standing: Standing): EventTime[] | undefined {
  const { occurrences, ranges, zone } = standing;
  const apart = [...occurrences.values(), ...ranges].filter(
    ({ slot, key }) =>
      (slot.invited ?? slot.cancelled) !== undefined || findSeen(standing, key, false) !== undefined,
  );
  const keys = [...new Set(apart.map(({ key }) => key))].sort();
  const times = keys.flatMap((key) => {
    const point = keyedPoint(key, zone);
    return point === undefined ? [] : [formatPoint(point)];
  });
  return filled(times);
}

/** The entry of the person among the guests: that of their first address that is there. */
export function myPlace(me: readonly OwnAddress[], guests: readonly Guest[]): Guest | undefined {
  for (const { email } of me) {
    const found = guests.find((guest) => addressKey(guest.email) === addressKey(email));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A DECLINECOUNTER ends the proposals that are not younger than itself. */
function openProposal({ answer, declined }: Seen): AttendanceView["proposal"] {
  if (answer?.proposal === undefined || declined === undefined) return answer?.proposal;
  const isDeclined = declined.sequence >= answer.to.sequence && declined.dtstamp >= answer.stamp;
  return isDeclined ? undefined : answer.proposal;
}
