import { refusal } from "../errors.ts";
import type { Attendance } from "./attendance.ts";
import { joinOwn, joinSlotLists } from "./order.ts";
import { joinApprovals, withinOrganizers } from "./organizers.ts";
import { joinAddresses } from "./own-addresses.ts";
import { parseAttendance, trustAttendance } from "./parse-attendance.ts";

/**
 * Two copies of one attendance that have seen different mail, as one that has seen both.
 *
 * @throws {ItipError} `invalid-argument` for attendances of different events, `invalid-state`
 * @example
 * mergeAttendances(laptop, phone) // the same as mergeAttendances(phone, laptop)
 */
export function mergeAttendances(a: Attendance, b: Attendance): Attendance {
  const [one, two] = [parseAttendance(a), parseAttendance(b)];
  if (one.uid !== two.uid)
    throw refusal("invalid-argument", "b.uid", "other-uid", "must be that of the same event");
  return joinAttendance(one, two);
}

/** The union of what an attendance knows and what is new; the attendance itself where nothing is. */
export function joinAttendance(one: Attendance, two: Omit<Attendance, "version" | "uid">): Attendance {
  const parts = {
    me: joinAddresses(one.me, two.me),
    approved: joinApprovals(one.approved, two.approved),
    slots: joinSlotLists(one.slots, two.slots),
    own: joinOwn(one.own, two.own),
  };
  const same =
    parts.me === one.me &&
    parts.approved === one.approved &&
    parts.slots === one.slots &&
    parts.own === one.own;
  return same ? one : trustAttendance(withinOrganizers({ version: one.version, uid: one.uid, ...parts }));
}
