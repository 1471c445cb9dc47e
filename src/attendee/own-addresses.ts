import { addressKey, parseEmailAddress } from "../event/address/address.ts";
import { fault, type Reading } from "../input.ts";
import { compareTexts, joinByKey } from "../invite/order.ts";
import type { OwnAddress } from "./attendance.ts";

const mostAddresses = 100;

/** The addresses of a person as the caller names them, checked. */
export function readMe(value: unknown, reading: Reading): OwnAddress[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const addresses = list.map((one) => parseEmailAddress(one));
  const sound = addresses.filter((one) => one !== undefined);
  if (sound.length === 0 || sound.length !== list.length || sound.length > mostAddresses) {
    const must = `must be an email address, or a list of 1 to ${mostAddresses} of them`;
    return fault(reading, "invalid-value", must, value);
  }
  return joinAddresses(
    [],
    sound.map((email, place) => ({ email, place })),
  );
}

/**
 * The addresses in two lists, each at the foremost place that it has in either: in whatever order and grouping lists are joined, the same. The
 * first list itself where the second has nothing more.
 */
export function joinAddresses(a: OwnAddress[], b: readonly OwnAddress[]): OwnAddress[] {
  const joined = joinByKey(a, b, ({ email }) => addressKey(email), joinAddress);
  return joined?.sort(compareAddresses).slice(0, mostAddresses) ?? a;
}

function joinAddress(a: OwnAddress, b: OwnAddress): OwnAddress {
  const place = Math.min(a.place, b.place);
  const email = compareTexts(a.email, b.email) <= 0 ? a.email : b.email;
  return place === a.place && email === a.email ? a : { email, place };
}

/** The order in which a person answers under one of several addresses. */
export function compareAddresses(a: OwnAddress, b: OwnAddress): number {
  return a.place - b.place || compareTexts(addressKey(a.email), addressKey(b.email));
}
