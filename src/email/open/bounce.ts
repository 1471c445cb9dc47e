import { parseEmailAddress } from "../../event/address/address.ts";

/** One recipient that a mail could not be delivered to. */
export interface Bounce {
  /** The address the mail was sent to, else the one it ended at. */
  email: string;
  /** RFC 3463: `5.1.1`. */
  status: string;
}

/** A recipient as a report names them. */
export interface FailedRecipient extends Bounce {
  /** It is the address that the mail was sent to, by the report's own word; else it may be where that one was forwarded to. */
  original: boolean;
}

/** What a delivery status says about recipients: who failed, who is merely late, and to whom the mail went on. */
interface DeliveryReport {
  readonly failed: FailedRecipient[];
  readonly delayed: Bounce[];
  readonly reached: string[];
}

const mostBounced = 1_000;

/**
 * Reads message/delivery-status (RFC 3464 section 2.3): blocks of fields, one block a recipient.
 *
 * @example
 * readDeliveryStatus("Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; jane@example.test\nAction: failed\nStatus: 5.1.1\n").failed
 * // [{ email: "jane@example.test", status: "5.1.1", original: false }]
 */
export function readDeliveryStatus(text: string): DeliveryReport {
  const report: DeliveryReport = { failed: [], delayed: [], reached: [] };
  for (const block of blocksIn(text)) {
    if (report.failed.length + report.delayed.length >= mostBounced) break;
    const final = addressIn(block.get("final-recipient"));
    const original = addressIn(block.get("original-recipient"));
    const email = original ?? final;
    if (email === undefined) continue;
    const status = statusCodeIn(block.get("status")) ?? statusCodeIn(block.get("diagnostic-code"));
    const action = (block.get("action") ?? "").toLowerCase().split(/[\s(;]/, 1)[0];
    if (action === "failed" || (action === "" && status?.startsWith("5.") === true)) {
      report.failed.push({ email, status: status ?? "5.0.0", original: original !== undefined });
    } else if (action === "delayed") report.delayed.push({ email, status: status ?? "4.0.0" });
    else if (action === "delivered" || action === "relayed" || action === "expanded")
      report.reached.push(email);
  }
  return report;
}

function blocksIn(text: string): Map<string, string>[] {
  const blocks: Map<string, string>[] = [new Map()];
  let name = "";
  for (const line of text.split(/\r\n|\r|\n/)) {
    const block = blocks.at(-1) ?? new Map<string, string>();
    const colon = line.indexOf(":");
    if (line.trim() === "") {
      if (block.size > 0) blocks.push(new Map());
      name = "";
    } else if (/^[ \t]/.test(line)) {
      const before = block.get(name);
      if (before !== undefined && before.length < 10_000) block.set(name, `${before} ${line.trim()}`);
    } else if (colon > 0) {
      name = line.slice(0, colon).trim().toLowerCase();
      if (!block.has(name)) block.set(name, line.slice(colon + 1).trim());
    }
  }
  return blocks;
}

/** `rfc822; jane@example.test`, `utf-8; …`; Exchange and others add angle brackets or a comment. */
function addressIn(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const text = value
    .slice(0, 1_000)
    .replace(/^[^;<@"]{0,40};/, "")
    .trim();
  const angle = /<([^<>]{1,400})>/.exec(text)?.[1];
  return parseEmailAddress(angle ?? text) ?? parseEmailAddress(text.split(/[\s(]/, 1)[0]);
}

function statusCodeIn(value: string | undefined): string | undefined {
  return /(?:^|[^\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec((value ?? "").slice(0, 1_000))?.[1];
}

/**
 * Bounces that are no RFC 3464 report: Exim's `X-Failed-Recipients`, qmail's letter, whose paragraphs begin with the address, and any
 * other in which a mail of ours comes back with a permanent failure.
 *
 * @param own The one person to whom the mail that it returns was written, where it is one of ours.
 */
export function readPlainBounce(
  failedRecipients: string | undefined,
  text: string,
  own: string | undefined,
): FailedRecipient[] {
  const excerpt = text.slice(0, 50_000);
  const named = (failedRecipients ?? "").slice(0, 50_000).split(",");
  const qmail = [...excerpt.matchAll(/^<([^<>\s]{3,320})>:$/gm)].map((match) => match[1]);
  const addresses = [...named, ...qmail].slice(0, mostBounced).flatMap((candidate) => {
    const email = parseEmailAddress(candidate);
    return email === undefined ? [] : [email];
  });
  const status = statusCodeIn(excerpt.slice(0, 10_000)) ?? codeIn(excerpt.slice(0, 10_000));
  if (addresses.length === 0 && (own === undefined || status?.startsWith("5.") !== true)) return [];
  const permanent = status === undefined || status.startsWith("4.") ? "5.0.0" : status;
  const failed = addresses.length === 0 ? [own ?? ""] : addresses;
  return failed.map((email) => ({ email, status: permanent, original: false }));
}

/** The reply code of SMTP in a line such as `550 no such user` (RFC 5321 section 4.2). */
function codeIn(text: string): string | undefined {
  const [, code] = /(?:^|[\s:(])([45])\d\d[ -]/.exec(text) ?? [];
  return code === undefined ? undefined : `${code}.0.0`;
}
