import { ItipError, shown } from "../../errors.ts";
import { at, fault, isRecord, type Reading, required } from "../../input.ts";
import { domainName, type OrganizationalDomain, withoutDot } from "./alignment.ts";

/** Whom a caller believes. */
export interface Trust {
  /** The authserv-ids of one's own mail server: what its Authentication-Results fields begin with, such as `mx.google.com`. */
  servers: string[];
  /** The domains (`d=` of ARC-Seal) of forwarders and lists whose word on the author counts, where the server finds `arc=pass`. */
  sealers?: string[] | undefined;
  /**
   * Finds the organizational domain of a domain, such as `getDomain` of tldts: with it `a.example.com` and `b.example.com`
   * are one owner's; without it one domain has to be the other or stand under it.
   */
  organizationalDomain?: OrganizationalDomain | undefined;
}

/** The trust of a caller, checked. */
export interface CheckedTrust {
  readonly servers: readonly string[];
  readonly sealers: readonly string[];
  readonly organizational?: OrganizationalDomain;
}

const members = ["servers", "sealers", "organizationalDomain"];
const mostNames = 1_000;

/** @throws {ItipError} `invalid-argument`. */
export function readTrust(trust: unknown): CheckedTrust {
  const reading: Reading = { path: "trust", problems: [] };
  const given = isRecord(trust) ? trust : {};
  if (given !== trust)
    fault(
      reading,
      "invalid-type",
      `must be an object such as { servers: ["mx.example.com"] }, got ${shown(trust)}`,
    );
  for (const key of Object.keys(given)) {
    if (!members.includes(key))
      fault(at(reading, key), "unknown-field", `must be one of ${members.join(", ")}`);
  }
  const servers = readNames(given.servers, at(reading, "servers"), (name) => withoutDot(name.toLowerCase()));
  if (given.servers === undefined && given === trust) required(at(reading, "servers"));
  const sealers = readNames(given.sealers, at(reading, "sealers"), domainName);
  const organizational = given.organizationalDomain;
  if (organizational !== undefined && !isFunction(organizational))
    fault(
      at(reading, "organizationalDomain"),
      "invalid-type",
      `must be a function, got ${shown(organizational)}`,
    );
  if (reading.problems.length > 0) throw new ItipError("invalid-argument", reading.problems);
  return { servers, sealers, ...(isFunction(organizational) ? { organizational } : {}) };
}

function isFunction(value: unknown): value is OrganizationalDomain {
  return typeof value === "function";
}

function readNames(value: unknown, reading: Reading, read: (name: string) => string | undefined): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > mostNames) {
    fault(
      reading,
      "invalid-type",
      `must be a list of at most ${mostNames} names, got ${Array.isArray(value) ? value.length : shown(value)}`,
    );
    return [];
  }
  return value.flatMap((name: unknown, index) => {
    const text = typeof name === "string" ? read(name.trim()) : undefined;
    if (text !== undefined && text !== "") return [text];
    fault(
      { path: `${reading.path}[${index}]`, problems: reading.problems },
      "invalid-name",
      `must be a host name, got ${shown(name)}`,
    );
    return [];
  });
}
