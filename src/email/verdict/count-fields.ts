import type { HeaderField } from "../header/header-block.ts";
import { isUnder, type OrganizationalDomain, registeredDomain, withoutDot } from "./alignment.ts";
import { type Hop, readHop } from "./read-hop.ts";

/** Whose Received fields are one's own. */
interface OwnServers {
  /** Lower case. */
  readonly servers: readonly string[];
  readonly organizational?: OrganizationalDomain;
}

/** A mail takes a few hops within one organization. */
const mostHops = 50;

/**
 * The fields above the hop into one's own servers (RFC 8601 section 5): what stands below the Received of whoever sent the
 * mail was there before anybody of one's own saw it.
 *
 * One's own are the topmost Received and those behind it `by` a named server or a neighbour of it. The last of these is
 * the one that a stranger handed the mail to; what stands between it and the next Received still counts, for some
 * servers write their results below their own Received.
 */
export function countFields(fields: readonly HeaderField[], own: OwnServers): readonly HeaderField[] {
  const received = fields.flatMap((field, at) => (field.name === "received" ? [at] : [])).slice(0, mostHops);
  const isOwn = ownership(own);
  let hops = 0;
  for (const at of received) {
    const hop = readHop(fields[at]?.value ?? "");
    if (hops > 0 && !isOwn(hop.by)) break;
    hops += 1;
    if (!cameFromOwn(hop, hops === 1, isOwn)) break;
  }
  return fields.slice(0, received[hops] ?? fields.length);
}

/** Whether a host is a named server, or under the domain that was registered for one. */
function ownership({ servers, organizational }: OwnServers): (host: string | undefined) => boolean {
  const domains = servers.map((server) => registeredDomain(server, organizational));
  return (host) =>
    host !== undefined &&
    (servers.includes(host) || domains.some((domain) => host === domain || isUnder(host, domain)));
}

/**
 * Whether a hop lies within one's own servers. What the client calls itself is its own choice: the name that the server
 * found for its address has to be one's own too, or the address one that only neighbours can have.
 */
function cameFromOwn(
  { from, found }: Hop,
  topmost: boolean,
  isOwn: (host: string | undefined) => boolean,
): boolean {
  // Gmail's topmost Received names nobody: it is where the mailbox took the mail from its own servers.
  if (from === undefined) return topmost;
  if (!isOwn(from) && !isLocal(from)) return false;
  // Behind the first comment Postfix tells of the encryption and of certificates.
  const clients = found.filter((comment, at) => at === 0 || comment.includes("["));
  return clients.every((comment) => isFoundOwn(comment.trim().toLowerCase(), isOwn));
}

function isFoundOwn(comment: string, isOwn: (host: string | undefined) => boolean): boolean {
  const [first = "", ...rest] = comment.split(/[ \t]+/, 20);
  // Sendmail's "(may be forged)": the name and the address do not belong together.
  if (rest.some((word) => word.includes("forged"))) return false;
  const host = withoutDot(first);
  return isOwn(host) || isLocal(host) || isPrivateAddress(host);
}

function isLocal(host: string): boolean {
  return host === "localhost" || host === "localhost.localdomain";
}

/** Addresses that no stranger on the internet can have: RFC 1918, RFC 4193, loopback and link-local. */
function isPrivateAddress(text: string): boolean {
  const address = text.replace(/^\[(?:ipv6:)?([0-9a-f.:%]{2,45})\](?::\d{1,5})?$/, "$1");
  return (
    /^(?:10|127)\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(address) ||
    /^(?:192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}$/.test(address) ||
    /^(?:::1|f[cd][0-9a-f]{2}:[0-9a-f:.]*|fe[89ab][0-9a-f]:[0-9a-f:.]*(?:%\w+)?)$/.test(address)
  );
}
