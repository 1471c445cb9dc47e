import { ItipError, type ItipErrorCode, type Problem } from "../../errors.ts";
import { addressKey, parseEmailAddress } from "../../event/address.ts";
import { at, fault, isRecord, type Reading, readText } from "../../input.ts";
import { currentTime } from "../../time/now.ts";
import { inUtc } from "../answers/statement.ts";
import type { Plan } from "../invite.ts";
import { hasOccurrence } from "../occurrences/occurrence.ts";
import { keyOfInput } from "../occurrences/occurrence-key.ts";
import { eventOf } from "../planned-event.ts";

/** Every option that a verb of this room takes. `instance` is a time, which `instanceKey` reads. */
export interface Options {
  now?: Date;
  instance?: unknown;
  recipients?: string[];
  comment?: string;
}

/** The options as they were given, checked but for `instance`, which needs an invite to be told. */
export function readOptions(options: unknown): Options {
  if (options === undefined) return {};
  if (!isRecord(options))
    throw refusal("invalid-argument", "options", "invalid-type", "options is an object");
  const problems: Problem[] = [];
  const reading = { path: "options", problems };
  const comment = readText(options.comment, at(reading, "comment"), 100_000);
  const recipients = readAddresses(options.recipients, at(reading, "recipients"));
  const now = options.now;
  if (now !== undefined && !(now instanceof Date))
    fault(at(reading, "now"), "invalid-type", "now is a valid Date");
  if (problems.length > 0) throw new ItipError("invalid-argument", problems);
  return {
    ...(now instanceof Date ? { now } : {}),
    ...(options.instance === undefined ? {} : { instance: options.instance }),
    ...(recipients === undefined ? {} : { recipients }),
    ...(comment === undefined ? {} : { comment }),
  };
}

function readAddresses(value: unknown, reading: Reading): string[] | undefined {
  if (value === undefined) return undefined;
  const list: readonly unknown[] = Array.isArray(value) ? value : [undefined];
  const addresses = list.flatMap((one) => (typeof one === "string" ? [one] : []));
  if (addresses.length === list.length) return addresses;
  return fault(reading, "invalid-type", "recipients is a list of addresses");
}

/** An error about one place. */
export function refusal(code: ItipErrorCode, path: string, problem: string, message: string): ItipError {
  return new ItipError(code, [{ path, code: problem, message }]);
}

/**
 * The key of the occurrence that the caller names.
 *
 * @throws {ItipError} `invalid-time`, `unknown-instance`
 */
export function instanceKey(plan: Plan, instance: unknown, path = "options.instance"): string {
  const key = keyOfInput(instance, eventOf(plan));
  if (key === undefined) {
    throw refusal("invalid-time", path, "invalid-time", "instance is the original start of an occurrence");
  }
  if (hasOccurrence(plan, key)) return key;
  throw refusal("unknown-instance", path, "unknown-instance", "the event has no occurrence at that time");
}

/** An address as it is looked up by. */
export function readAddress(email: unknown, path: string): string {
  if (
    typeof email === "string" &&
    email.length <= 2_000 &&
    parseEmailAddress(addressKey(email)) !== undefined
  ) {
    return addressKey(email);
  }
  throw refusal("invalid-argument", path, "invalid-address", "this is no email address");
}

/**
 * DTSTAMP of the next change: now, to the second, but always later than the last one. Google ignores a second message with
 * the DTSTAMP of the first.
 */
export function stampAfter(previous: string | undefined, now: Date | undefined): Date {
  const last = previous === undefined ? Number.NEGATIVE_INFINITY : Date.parse(previous) + 1_000;
  const second = Math.floor(currentTime(now).getTime() / 1_000) * 1_000;
  const stamp = new Date(Math.max(second, last));
  if (inUtc(stamp.toISOString()) !== undefined) return stamp;
  throw second >= last
    ? refusal("invalid-argument", "options.now", "out-of-range", "now lies in the years 0 to 9999")
    : refusal("limit-exceeded", "invite.plan.updatedAt", "out-of-range", "there is no later DTSTAMP left");
}
