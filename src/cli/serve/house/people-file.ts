import { type Client, clientCapabilities } from "../../../clients/index.ts";
import { ItipError, type Problem, shown } from "../../../errors.ts";
import { addressKey } from "../../../event/address/address.ts";
import { readMailbox } from "../../../event/read-mailbox.ts";
import {
  at,
  defined,
  fault,
  isRecord,
  type Reading,
  readChoice,
  readText,
  required,
  wrongKind,
} from "../../../input.ts";
import { type LinkAnswer, linkStatuses } from "../../../reply/link-answer.ts";
import { day } from "../../../time/civil.ts";
import { clientNames } from "../../client-names.ts";
import { parseJson } from "../../input.ts";

/** Somebody who answers every invitation by themselves. */
export interface Answerer {
  readonly email: string;
  readonly name?: string | undefined;
  readonly client: Client;
  readonly status: LinkAnswer["status"];
  readonly comment?: string;
  /** Seconds between an invitation and its answer. Default: 0. */
  readonly delay?: number;
}

/** A day, in seconds. */
const longestDelay = day / 1_000;

/**
 * The people of a `people.json`.
 *
 * @throws {ItipError} `invalid-argument` with every problem found, under the name of the file
 */
export function readPeopleFile(text: string, file: string): Answerer[] {
  const problems: Problem[] = [];
  const reading = { path: file, problems };
  const value = parseJson(text, file);
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  if (!Array.isArray(value)) wrongKind(reading, "a list of people", value);
  const seen = new Set<string>();
  const people = list.flatMap((one, index) => {
    const here = { path: `${file}[${index}]`, problems };
    const person = readAnswerer(one, here);
    if (person !== undefined && seen.has(addressKey(person.email)))
      fault(here, "duplicate", "must be an address that is listed once");
    if (person !== undefined) seen.add(addressKey(person.email));
    return person ?? [];
  });
  if (problems.length > 0) throw new ItipError("invalid-argument", problems);
  return people;
}

function readAnswerer(value: unknown, reading: Reading): Answerer | undefined {
  const mailbox = readMailbox(value, reading, ["client", "status", "comment", "delay"]);
  if (!isRecord(value)) return undefined;
  const client = requiredChoice(value.client, clientNames, at(reading, "client"));
  const status = requiredChoice(value.status, linkStatuses, at(reading, "status"));
  const comment = readText(value.comment, at(reading, "comment"), 10_000);
  const delay = readDelay(value.delay, at(reading, "delay"));
  if (client !== undefined && comment !== undefined && !clientCapabilities[client].comment) {
    fault(at(reading, "comment"), "unsupported", `must be left out: ${client} has no place for a comment`);
  }
  if (mailbox === undefined || client === undefined || status === undefined) return undefined;
  return { ...mailbox, client, status, ...defined({ comment, delay }) };
}

function requiredChoice<T extends string>(
  value: unknown,
  words: readonly T[],
  reading: Reading,
): T | undefined {
  if (value === undefined || value === null) required(reading);
  return readChoice(value, words, reading);
}

function readDelay(value: unknown, reading: Reading): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number" && value >= 0 && value <= longestDelay) return value;
  const message = `must be a number of seconds from 0 to ${longestDelay}, got ${shown(value)}`;
  return fault(reading, "out-of-range", message);
}
