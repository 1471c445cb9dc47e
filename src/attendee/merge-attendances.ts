import { refusal } from "../errors.ts";
import { addressKey } from "../event/address.ts";
import { compareTexts } from "../invite/order.ts";
import type { Attendance } from "./attendance.ts";
import { joinOwn, joinSlotLists } from "./order.ts";
import { parseAttendance } from "./parse-attendance.ts";

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
  return {
    version: one.version,
    uid: one.uid,
    me: addressesOf(one.me, two.me),
    slots: joinSlotLists(one.slots, two.slots),
    own: joinOwn(one.own, two.own),
  };
}

/** The order in which a person has given their addresses stays where both copies agree; else the text decides, from either side. */
function addressesOf(a: readonly string[], b: readonly string[]): string[] {
  const places = new Map<string, { place: number; email: string }>();
  for (const [place, email] of [...a.entries(), ...b.entries()]) {
    const known = places.get(addressKey(email)) ?? { place, email };
    const spelling = compareTexts(known.email, email) <= 0 ? known.email : email;
    places.set(addressKey(email), { place: Math.min(known.place, place), email: spelling });
  }
  const sorted = [...places.values()].sort((x, y) => x.place - y.place || compareTexts(x.email, y.email));
  return sorted.map(({ email }) => email);
}
