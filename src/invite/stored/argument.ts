import { refusal, shown } from "../../errors.ts";
import { addressKey, parseEmailAddress } from "../../event/address/address.ts";
import { readStart } from "../../event/series.ts";
import {
  at,
  defined,
  fault,
  type Reading,
  readListOf,
  readOrRefuse,
  readText,
  readVerbOptions,
} from "../../input.ts";
import { currentTime, timeOfDate } from "../../time/now.ts";
import { faultPath } from "../../time/point.ts";
import { inUtc } from "../answers/statement.ts";
import { eventOfPlan } from "../event-of-plan.ts";
import type { Plan } from "../invite.ts";
import { hasOccurrence } from "../occurrences/occurrence.ts";
import { keyOf } from "../occurrences/occurrence-key.ts";

/** Every option that a verb of this room takes. `instance` is a time, which `instanceKey` reads. */
interface VerbOptions {
  now?: Date;
  instance?: unknown;
  recipients?: string[];
  comment?: string;
}

/**
 * The options as they were given, checked; `instance` alone is not, for it takes an invite to read it.
 *
 * @param known the options that the verb takes
 */
export function readOptions(given: unknown, known: readonly string[]): VerbOptions {
  const { comment, recipients, now, instance } = readVerbOptions(given, known);
  return readOrRefuse("invalid-argument", "options", (reading) =>
    defined({
      comment: readText(comment, at(reading, "comment"), 100_000),
      recipients: readAddresses(recipients, at(reading, "recipients")),
      now: readNow(now, at(reading, "now")),
      instance,
    }),
  );
}

/** The `now` of a caller, checked. */
export function readNow(value: unknown, reading: Reading): Date | undefined {
  if (value === undefined) return undefined;
  const time = timeOfDate(value);
  return time === undefined
    ? fault(reading, "invalid-type", `must be a valid Date, got ${shown(value)}`)
    : new Date(time);
}

function readAddresses(value: unknown, reading: Reading): string[] | undefined {
  return readListOf(value, { what: "email addresses" }, reading, (one, here) =>
    typeof one === "string"
      ? one
      : fault(here, "invalid-type", `must be an email address, got ${shown(one)}`),
  );
}

/**
 * The key of the occurrence that the caller names; `""` where none is named: the whole is meant.
 *
 * @throws {ItipError} `invalid-time`, `unknown-instance`
 */
export function instanceKey(plan: Plan, instance: unknown, path = "options.instance"): string {
  return instance === undefined ? "" : namedKey(plan, instance, path);
}

/** The key of the occurrence that the caller has to name. */
export function namedKey(plan: Plan, instance: unknown, path: string): string {
  const event = eventOfPlan(plan);
  const start = readStart(instance, event, event.start.tzid);
  if (start.kind === "fault") {
    if (start.field !== undefined)
      throw refusal("invalid-argument", faultPath(path, start), start.code, start.message);
    const message = `must be the original start of an occurrence, got ${shown(instance)}`;
    throw refusal("invalid-time", path, "invalid-time", message);
  }
  const key = keyOf(start);
  if (hasOccurrence(plan, key)) return key;
  const message = `must be the original start of an occurrence of the event, got ${shown(instance)}`;
  throw refusal("unknown-instance", path, "unknown-instance", message);
}

/** An address of whatever person, in the form in which addresses are compared. */
export function readAnyAddress(email: unknown, path: string): string {
  if (
    typeof email === "string" &&
    email.length <= 2_000 &&
    parseEmailAddress(addressKey(email)) !== undefined
  ) {
    return addressKey(email);
  }
  throw refusal("invalid-argument", path, "invalid-address", `must be an email address, got ${shown(email)}`);
}

/** DTSTAMP of a message that repeats what holds: now, to the second, and never older than the last change, as `now` may come from another clock. */
export function stampFrom(updatedAt: string, now: Date | undefined): Date {
  return new Date(Math.max(secondOf(currentTime(now)), Date.parse(updatedAt)));
}

function secondOf(time: Date): number {
  return Math.floor(time.getTime() / 1_000) * 1_000;
}

/**
 * DTSTAMP of the next change: now, to the second, but always later than the last one. Google ignores a second message with
 * the DTSTAMP of the first.
 */
export function stampAfter(previous: string | undefined, now: Date | undefined): Date {
  const last = previous === undefined ? Number.NEGATIVE_INFINITY : Date.parse(previous) + 1_000;
  const second = secondOf(currentTime(now));
  const stamp = new Date(Math.max(second, last));
  if (inUtc(stamp.toISOString()) !== undefined) return stamp;
  throw second >= last
    ? refusal("invalid-argument", "options.now", "out-of-range", "must lie in the years 0 to 9999")
    : refusal(
        "limit-exceeded",
        "invite.plan.updatedAt",
        "out-of-range",
        "must leave room for a later DTSTAMP",
      );
}
