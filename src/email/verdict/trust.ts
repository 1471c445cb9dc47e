import { shown, wrongArgument } from "../../errors.ts";
import {
  at,
  atIndex,
  defined,
  fault,
  isRecord,
  type Reading,
  readOrRefuse,
  refuseUnknown,
  required,
} from "../../input.ts";
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

const mostNames = 1_000;

/** @throws {ItipError} `invalid-argument`. */
export function readTrust(trust: unknown): CheckedTrust {
  if (!isRecord(trust)) {
    const message = `must be an object such as { servers: ["mx.example.com"] }, got ${shown(trust)}`;
    throw wrongArgument("trust", message);
  }
  return readOrRefuse("invalid-argument", "trust", (reading) => {
    refuseUnknown(trust, ["servers", "sealers", "organizationalDomain"], reading);
    const here = at(reading, "servers");
    const servers = readNames(trust.servers, here, (name) => withoutDot(name.toLowerCase()));
    if (trust.servers === undefined) required(here);
    const sealers = readNames(trust.sealers, at(reading, "sealers"), domainName);
    const organizational = readFunction(trust.organizationalDomain, at(reading, "organizationalDomain"));
    return { servers, sealers, ...defined({ organizational }) };
  });
}

function readFunction(value: unknown, reading: Reading): OrganizationalDomain | undefined {
  if (value === undefined || isFunction(value)) return value;
  return fault(reading, "invalid-type", "must be a function", value);
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
    fault(atIndex(reading, index), "invalid-name", "must be a host name", name);
    return [];
  });
}
