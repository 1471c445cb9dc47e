import { isOctets } from "../../builtin.ts";
import { shown, wrongArgument } from "../../errors.ts";
import { at, isRecord, readOrRefuse, refuseUnknown } from "../../input.ts";
import { defaultLimits } from "../../limits.ts";
import type { HeaderField } from "../header/header-block.ts";
import { rawOctets } from "../open/raw-octets.ts";
import { readMailHeader } from "../open/structure.ts";
import { readHeaderRecord } from "../parts/header-record.ts";
import { countFields } from "./count-fields.ts";
import type { ServerResults, Verdict } from "./judge.ts";
import { judgeAuthor } from "./judge-author.ts";
import { readResults } from "./read-results.ts";
import { type CheckedTrust, readTrust, type Trust } from "./trust.ts";

/**
 * Whether a mail comes from its author, by what one's own mail server wrote into it (Authentication-Results, RFC 8601).
 *
 * Only fields of the servers named count, and only those that stand above the hop into them: everything below was there
 * before. `dmarc` decides; without it a DKIM signature or an SPF check that passed for the author's own domain. Where a named
 * server finds `arc=pass` and all sealers are named, what the first of them found replaces a `dmarc=fail` (RFC 8617).
 *
 * The server has to remove fields that come with its name from outside (RFC 8601 section 5): mail servers do.
 *
 * @param raw The email with its header, or the header alone; a record has no order between fields, so that of each server the
 * first field alone counts.
 * @throws {ItipError} `invalid-argument`, `limit-exceeded`, `not-an-email`.
 *
 * @example
 * const { verdict } = authenticationOf(raw, { servers: ["mx.google.com"] })
 * // "pass": mx.google.com found dmarc=pass header.from=example.com
 * const { invite } = receive(stored, await openEmail(raw), { authentication: verdict, unauthenticated: "hold" })
 */
export function authenticationOf(
  raw: string | Uint8Array | { headers: Record<string, string | string[] | undefined> },
  trust: Trust,
): Verdict {
  const checked = readTrust(trust);
  if (typeof raw === "string" || isOctets(raw)) {
    const fields = readMailHeader(rawOctets(raw, defaultLimits), defaultLimits);
    return verdictOfFields(fields, checked);
  }
  const fields = fieldsOf(raw);
  return judgeAuthor(fields, firstOfEach(resultsOf(fields, checked)), checked);
}

/** The verdict on fields in the order in which they stand. */
export function verdictOfFields(fields: readonly HeaderField[], trust: CheckedTrust): Verdict {
  return judgeAuthor(fields, countedResults(fields, trust), trust);
}

/** What the named servers say above the hop into them. */
export function countedResults(fields: readonly HeaderField[], trust: CheckedTrust): ServerResults[] {
  return resultsOf(countFields(fields, trust), trust);
}

/** What the named servers say. */
function resultsOf(fields: readonly HeaderField[], { servers }: CheckedTrust): ServerResults[] {
  return fields.flatMap((field) => {
    if (field.name !== "authentication-results") return [];
    const { server, results } = readResults(field.value);
    return server !== undefined && servers.includes(server) ? [{ server, results }] : [];
  });
}

function firstOfEach(fields: readonly ServerResults[]): ServerResults[] {
  return fields.filter((field, index) => fields.findIndex(({ server }) => server === field.server) === index);
}

function fieldsOf(raw: unknown): HeaderField[] {
  if (!isRecord(raw))
    throw wrongArgument("raw", `must be a raw email or an object with headers, got ${shown(raw)}`);
  return readOrRefuse("invalid-argument", "raw", (reading) => {
    refuseUnknown(raw, ["headers"], reading);
    return readHeaderRecord(raw.headers, at(reading, "headers"), defaultLimits);
  });
}
