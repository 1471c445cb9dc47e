import { addressKey, parseEmailAddress } from "../../event/address/address.ts";
import { readStart } from "../../event/series.ts";
import {
  at,
  fault,
  type Readers,
  type Reading,
  readArgument,
  readChoice,
  readListOf,
  readMembers,
  readName,
  readText,
  readVerbOptions,
  wrongName,
} from "../../input.ts";
import { readNow } from "../../time/now.ts";
import { faultPath } from "../../time/point.ts";
import { eventOfPlan } from "../event-of-plan.ts";
import type { Plan } from "../invite.ts";
import { hasOccurrence } from "../occurrences/occurrence.ts";
import { keyOf } from "../occurrences/occurrence-key.ts";

/** Every option that a verb of this room takes, but the occurrence and the recipients, which take an invite to read them. */
interface VerbOptions {
  readonly now: Date;
  readonly comment: string;
  readonly tell: "everyone" | "concerned";
  readonly id: string;
}

/** The options as a verb uses them. */
interface ReadOptions extends Partial<VerbOptions> {
  /** The key of the occurrence that the caller names; `""` where none is named: the whole is meant. */
  readonly key: string;
  /** Addresses in the form in which they are compared. */
  readonly recipients: readonly string[] | undefined;
}

/** What the options are about. */
interface About {
  readonly plan?: Plan;
  /** Whom they may name, of the series or of one occurrence. */
  readonly people?: (key: string) => ReadonlySet<string>;
}

/**
 * The options as they were given, checked, every fault of them at once.
 *
 * @param known the options that the verb takes
 * @throws {ItipError} `invalid-argument`; `invalid-time`, `unknown-instance` or `unknown-recipient` where nothing else is wrong
 */
export function readOptions(given: unknown, known: readonly string[], about: About = {}): ReadOptions {
  return readVerbOptions(given, known, (options, reading) => {
    const { plan, people } = about;
    const { instance } = options;
    const key =
      plan === undefined || instance === undefined ? "" : readKey(plan, instance, at(reading, "instance"));
    const listed = key === undefined || options.recipients === undefined ? undefined : people?.(key);
    return {
      ...readMembers<VerbOptions>(options, optionReaders, reading, "given"),
      recipients: readListOf(
        options.recipients,
        { what: "email addresses" },
        at(reading, "recipients"),
        (one, here) => readListed(one, listed, here),
      ),
      key: key ?? "",
    };
  });
}

const optionReaders: Readers<VerbOptions> = {
  now: readNow,
  comment: (value, reading) => readText(value, reading, 100_000),
  tell: (value, reading) => readChoice(value, ["everyone", "concerned"], reading),
  id: (value, reading) => readName(value, reading, 1_000),
};

function readListed(
  value: unknown,
  people: ReadonlySet<string> | undefined,
  reading: Reading,
): string | undefined {
  if (typeof value !== "string") return fault(reading, "invalid-type", "must be an email address", value);
  const address = readAddress(value, reading);
  return address === undefined || people === undefined || people.has(address)
    ? address
    : wrongName(reading, "unknown-recipient", "must be somebody who is invited", value);
}

/** The key of the occurrence that the caller names. */
export function readKey(plan: Plan, instance: unknown, reading: Reading): string | undefined {
  const event = eventOfPlan(plan);
  const start = readStart(instance, event, event.start.tzid);
  if (start.kind === "fault") {
    return start.field === undefined
      ? wrongName(reading, "invalid-time", "must be the original start of an occurrence", instance)
      : fault({ ...reading, path: faultPath(reading.path, start) }, start.code, start.message);
  }
  const key = keyOf(start);
  if (hasOccurrence(plan, key)) return key;
  return wrongName(
    reading,
    "unknown-instance",
    "must be the original start of an occurrence of the event",
    instance,
  );
}

/** An address of whatever person, in the form in which addresses are compared. */
export function readAnyAddress(email: unknown, path: string): string {
  return readArgument(path, (reading) => readAddress(email, reading));
}

function readAddress(email: unknown, reading: Reading): string | undefined {
  const key = typeof email === "string" && email.length <= 2_000 ? addressKey(email) : undefined;
  return key !== undefined && parseEmailAddress(key) !== undefined
    ? key
    : fault(reading, "invalid-address", "must be an email address", email);
}
