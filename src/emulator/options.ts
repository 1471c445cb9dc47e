import type { ComposedEmail } from "../email/compose/compose.ts";
import type { EventDetails, Mailbox } from "../event/event.ts";
import { readMailbox } from "../event/read-mailbox.ts";
import { at, fault, isRecord, type Reading, readOrRefuse, readRecord, wrongKind } from "../input.ts";
import { readSecret } from "../links/secret.ts";
import { currentTime } from "../time/now.ts";
import { parseUrl } from "../url.ts";
import { type InviteStore, memoryStore } from "./store.ts";

/** Links to answer with, for people whose calendars send no answer. */
export interface ServiceLinks {
  /**
   * Where the service is reached from outside: links lead to this address, or to `/answer` where it has no path of its own. Both paths are
   * served.
   */
  base: string;
  /** At least 32 octets in UTF-8. */
  secret: string;
  /** From when on the links of an event are refused. */
  expires(event: EventDetails): Date;
}

/** What the service is made of. */
export interface SmartInvitesOptions {
  /** What requests authorise themselves by (`Authorization: Bearer …`), and what callbacks are signed with. */
  clientSecret: string;
  /** Who organizes where a request names nobody: the application's name and address. */
  organizer: Mailbox;
  /** Default: the memory of this process. */
  store?: InviteStore | undefined;
  /** Sends a mail. What rejects is tried again when `now` says so, in order for each invite. */
  send(email: ComposedEmail): void | Promise<void>;
  /** What callbacks go out by. Default: the runtime's `fetch`. */
  fetch?: typeof fetch | undefined;
  /** The clock. Default: the runtime's. */
  now?(): Date;
  /** Puts three buttons into every invitation, and serves the page that they lead to. */
  links?: ServiceLinks | undefined;
  /** Told of every mail and callback that was refused, which the service tries again by itself. */
  onFailure?(failure: { key: string; what: "mail" | "callback"; error: unknown }): void;
}

/** Options that were checked, with every default filled in. */
export interface Setup {
  readonly clientSecret: string;
  readonly organizer: Mailbox;
  readonly store: InviteStore;
  readonly send: SmartInvitesOptions["send"];
  readonly fetch: typeof fetch;
  readonly now: () => Date;
  readonly links: ServiceLinks | undefined;
  readonly onFailure: NonNullable<SmartInvitesOptions["onFailure"]>;
}

/**
 * The options of the service, checked.
 *
 * @throws {ItipError} `invalid-argument` with every problem found
 */
export function readSetup(options: SmartInvitesOptions): Setup {
  const { clientSecret, organizer, links, now } = readOrRefuse("invalid-argument", "options", (reading) => {
    checkOptions(options, reading);
    return options;
  });
  return {
    clientSecret,
    organizer,
    links: links === undefined ? undefined : servedLinks(links),
    store: options.store ?? memoryStore(),
    send: (email) => options.send(email),
    // Called as a method, as browsers and workerd insist.
    fetch: options.fetch ?? ((...request) => globalThis.fetch(...request)),
    now: () => currentTime(now === undefined ? undefined : options.now?.()),
    onFailure: (failure) => options.onFailure?.(failure),
  };
}

/** The options of links with `/answer` as their page where `base` has no path: such an address is that of the whole service. */
function servedLinks(links: ServiceLinks): ServiceLinks {
  const url = new URL(links.base);
  if (url.pathname === "/") url.pathname = "/answer";
  return { base: url.href, secret: links.secret, expires: (event) => links.expires(event) };
}

const setupFields = [
  "clientSecret",
  "organizer",
  "send",
  "store",
  "fetch",
  "links",
  "now",
  "onFailure",
] as const satisfies readonly (keyof SmartInvitesOptions)[];

function checkOptions(options: unknown, reading: Reading): void {
  const given = readRecord(options, setupFields, reading, "an object, { clientSecret, organizer, send }");
  if (given === undefined) return;
  if (typeof given.clientSecret !== "string" || given.clientSecret === "")
    fault(at(reading, "clientSecret"), "required", "must be text that is not empty");
  readMailbox(given.organizer, at(reading, "organizer"));
  if (typeof given.send !== "function") fault(at(reading, "send"), "required", "must be a function");
  for (const name of ["fetch", "now", "onFailure"]) {
    const called = given[name];
    if (called !== undefined && typeof called !== "function")
      fault(at(reading, name), "invalid-type", "must be a function");
  }
  if (given.store !== undefined && !isStore(given.store))
    wrongKind(at(reading, "store"), "an object with the functions get, set and list", given.store);
  if (given.links !== undefined) checkLinks(given.links, at(reading, "links"));
}

function isStore(store: unknown): boolean {
  return isRecord(store) && ["get", "set", "list"].every((name) => typeof store[name] === "function");
}

function checkLinks(links: unknown, reading: Reading): void {
  const members = ["base", "secret", "expires"];
  const given = readRecord(links, members, reading, "an object, { base, secret, expires }");
  if (given === undefined) return;
  const { base, secret, expires } = given;
  if (typeof base !== "string" || !/^https?:$/.test(parseUrl(base)?.protocol ?? ""))
    fault(at(reading, "base"), "invalid-url", "must be an absolute URL of http or https", base);
  readSecret(secret, at(reading, "secret"));
  if (typeof expires !== "function") fault(at(reading, "expires"), "required", "must be a function");
}
