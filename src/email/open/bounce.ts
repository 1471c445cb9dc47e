import { parseEmailAddress } from "../../event/address.ts";

/** One recipient that a mail could not be delivered to. */
export interface Bounce {
  /** The address the mail was sent to, else the one it ended at. */
  email: string;
  /** RFC 3463: `5.1.1`. */
  status: string;
}

/** What a delivery status says about recipients: who failed, who is merely late. */
export interface DeliveryReport {
  readonly failed: Bounce[];
  readonly delayed: Bounce[];
}

const mostRecipients = 1_000;

/**
 * Reads message/delivery-status (RFC 3464 section 2.3): blocks of fields, one block a recipient.
 *
 * @example
 * readDeliveryStatus("Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; jane@example.test\nAction: failed\nStatus: 5.1.1\n").failed
 * // [{ email: "jane@example.test", status: "5.1.1" }]
 */
export function readDeliveryStatus(text: string): DeliveryReport {
  const report: DeliveryReport = { failed: [], delayed: [] };
  for (const block of blocksIn(text)) {
    if (report.failed.length + report.delayed.length >= mostRecipients) break;
    const final = addressIn(block.get("final-recipient"));
    const email = addressIn(block.get("original-recipient")) ?? final;
    if (email === undefined) continue;
    const status = statusIn(block.get("status")) ?? statusIn(block.get("diagnostic-code"));
    const action = (block.get("action") ?? "").toLowerCase().split(/[\s(;]/, 1)[0];
    if (action === "failed" || (action === "" && status?.startsWith("5.") === true)) {
      report.failed.push({ email, status: status ?? "5.0.0" });
    } else if (action === "delayed") report.delayed.push({ email, status: status ?? "4.0.0" });
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

function statusIn(value: string | undefined): string | undefined {
  return /(?:^|[^\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec((value ?? "").slice(0, 1_000))?.[1];
}

/**
 * Bounces that are no RFC 3464 report: Exim's `X-Failed-Recipients`, and qmail's letter, whose paragraphs begin with the
 * address.
 */
export function readPlainBounce(failedRecipients: string | undefined, text: string): Bounce[] {
  const excerpt = text.slice(0, 50_000);
  const named = (failedRecipients ?? "").slice(0, 50_000).split(",");
  const qmail = /^Hi\. This is the /.test(excerpt)
    ? [...excerpt.matchAll(/^<([^<>\s]{3,320})>:$/gm)].map((match) => match[1])
    : [];
  const status = statusIn(excerpt) ?? "5.0.0";
  return [...named, ...qmail].slice(0, mostRecipients).flatMap((candidate) => {
    const email = parseEmailAddress(candidate);
    return email === undefined ? [] : [{ email, status: status.startsWith("4.") ? "5.0.0" : status }];
  });
}
