import { addressKey, parseEmailAddress } from "../../event/address/address.ts";
import { type Finding, finding } from "../../finding.ts";
import type { Limits } from "../../limits.ts";
import { readAuthor } from "../header/author.ts";
import { readMailboxes } from "../header/header.ts";
import { firstField, type HeaderField, readHeaderBlock } from "../header/header-block.ts";
import { messageIdsIn, uidOfMessageId } from "../message-id.ts";
import { type Bounce, type FailedRecipient, readDeliveryStatus, readPlainBounce } from "./bounce.ts";
import { headerInText } from "./header-in-text.ts";
import { type Leaf, partPlace } from "./leaf.ts";
import { octetsOfLeaf, textOfOctets } from "./part-text.ts";

/** What a report gives back of a mail that was not delivered: enough to tell whether it was ours, and to whom. */
export interface Returned {
  /** The addresses in its To. */
  readonly to: readonly string[];
  /** The ids of our own in its Message-ID, In-Reply-To and References. */
  readonly ids: readonly string[];
}

/** What an email says about mail that was sent before. */
interface Report {
  readonly bounces: Bounce[];
  /** Absent where it is no report. */
  readonly returned?: Returned;
  readonly findings: readonly Finding[];
}

const longestReport = 256 * 1024;
const mostParts = 20;
const mostNames = 100;

/**
 * Reads a delivery report (RFC 3462, RFC 3464), or one of the older letters that say the same. Such a letter is a mailer's own: words
 * like a mailer's, or its header fields, in a mail that somebody wrote report nothing.
 */
export function readReport(
  leaves: readonly Leaf[],
  header: readonly HeaderField[],
  text: string,
  limits: Limits,
): Report {
  const statuses = leaves.filter((leaf) => leaf.role === "delivery-status" && leaf.reported);
  if (statuses.length === 0 && !isMailersLetter(header)) return { bounces: [], findings: [] };
  const returned = readReturned(header, returnedFields(leaves, text, limits));
  if (statuses.length === 0) {
    const failed = readPlainBounce(firstField(header, "x-failed-recipients"), text, onlyOwn(returned));
    const bounces = bouncesOf(failed, returned, []);
    return bounces.length === 0 ? { bounces, findings: [] } : { bounces, returned, findings: [] };
  }
  const failed: FailedRecipient[] = [];
  const others: string[] = [];
  const findings: Finding[] = [];
  for (const leaf of statuses.slice(0, mostParts)) {
    const { text: status } = textOfOctets(octetsOfLeaf(leaf, longestReport), leaf);
    const report = readDeliveryStatus(status);
    failed.push(...report.failed);
    others.push(...report.reached);
    for (const { email } of report.delayed) {
      others.push(email);
      findings.push(finding({ code: "delivery-delayed", at: partPlace(leaf), values: { email } }));
    }
  }
  return { bounces: bouncesOf(failed, returned, others), returned, findings };
}

/** RFC 5321 section 4.5.5: reports have a null return path; their From is the mailer's. */
function isMailersLetter(header: readonly HeaderField[]): boolean {
  if (/^<\s*>/.test(firstField(header, "return-path")?.slice(0, 100) ?? "")) return true;
  const authors = header.filter(({ name }) => name === "from");
  return authors.length > 0 && authors.every(({ value }) => isMailer(value));
}

/** Whether a From is a mailer's by its address: anybody writes any name. */
function isMailer(from: string): boolean {
  if (!/daemon|postmaster/i.test(from)) return false;
  const author = readAuthor(from)?.email;
  const local = author?.slice(0, author.lastIndexOf("@")) ?? localPartAlone(from.slice(0, 1_000));
  return /^"?(?:mailer-daemon|mailerdaemon|mail-daemon|postmaster)"?$/i.test(local);
}

/** Some mailers write no domain: `MAILER-DAEMON`, `<MAILER-DAEMON>`, with a name or a comment or without. */
function localPartAlone(from: string): string {
  const plain = from.replace(/"[^"]*"|\([^()]*\)/g, " ").trim();
  return /^[^<>@,]*<([^<>@,\s]+)>$/.exec(plain)?.[1] ?? plain;
}

/** The returned mail is evidence: only its header is read, and a calendar in it is never acted on. */
function returnedFields(leaves: readonly Leaf[], text: string, limits: Limits): readonly HeaderField[] {
  const parts = leaves.filter((leaf) => leaf.role === "message" || leaf.role === "headers");
  if (parts.length === 0) return headerInText(text, limits);
  return parts
    .slice(0, mostParts)
    .flatMap((leaf) => readHeaderBlock(octetsOfLeaf(leaf, longestReport), 0, limits).fields);
}

/** What the returned header names; the report's own fields name the mail too where its writer is careful (RFC 3834 section 3.1.4). */
function readReturned(header: readonly HeaderField[], returned: readonly HeaderField[]): Returned {
  const to = readMailboxes(returned, "to");
  const values = (fields: readonly HeaderField[], names: readonly string[]) =>
    fields.filter(({ name }) => names.includes(name)).map(({ value }) => value);
  const ids = [
    ...values(returned, ["message-id", "in-reply-to", "references"]),
    ...values(header, ["in-reply-to", "references"]),
  ].flatMap((value) => messageIdsIn(value));
  return {
    to: to.slice(0, mostNames).map(({ email }) => email),
    ids: [...new Set(ids)].filter((id) => uidOfMessageId(id) !== undefined).slice(0, mostNames),
  };
}

/** The one person whom a returned mail of ours was written to: what goes out here is one mail a person. */
function onlyOwn({ to, ids }: Returned): string | undefined {
  const [only, ...others] = new Set(to);
  return ids.length > 0 && others.length === 0 ? parseEmailAddress(only) : undefined;
}

/**
 * A report may know only where the mail was forwarded to: who was written to stands in the To of what it returns. Where it says of that
 * address itself that the mail failed, or that it did not, the failure of another one is that one's own (RFC 3464 section 2.3).
 *
 * @param others of whom the report says that the mail went on to them, or is on its way
 */
function bouncesOf(
  failed: readonly FailedRecipient[],
  returned: Returned,
  others: readonly string[],
): Bounce[] {
  const to = onlyOwn(returned);
  const told = [...failed.map(({ email }) => email), ...others];
  const own = told.some((email) => addressKey(email) === addressKey(to ?? "")) ? undefined : to;
  const named = failed.map(({ email, status, original }) => ({
    email: original ? email : (own ?? email),
    status,
  }));
  return [...new Map(named.map((bounce) => [bounce.email, bounce])).values()];
}
