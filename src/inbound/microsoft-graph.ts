import { isOctets } from "../builtin.ts";
import type { HeaderField } from "../email/header/header-block.ts";
import { notAnEmail } from "../email/open/opened-email.ts";
import { verdictOfFields } from "../email/verdict/authentication-of.ts";
import type { ServerResults } from "../email/verdict/judge.ts";
import { judgeAuthor } from "../email/verdict/judge-author.ts";
import { type Hop, readHop } from "../email/verdict/read-hop.ts";
import { readResults } from "../email/verdict/read-results.ts";
import { readTrust, type Trust } from "../email/verdict/trust.ts";
import { kindOf } from "../errors.ts";
import { type InboundEmail, openRaw } from "./inbound-email.ts";

/**
 * A mail of Microsoft Graph: the answer of `GET /me/messages/{id}/$value`, which is the mail as it is.
 *
 * Exchange Online writes its Authentication-Results without a server name; they count above the hop into
 * `*.protection.outlook.com`. Where another server stands before Exchange Online, name it in `trust`: then its results alone count.
 *
 * @throws {ItipError} `not-an-email`, `limit-exceeded`, `invalid-argument`.
 * @see https://learn.microsoft.com/graph/outlook-get-mime-message
 *
 * @example
 * const mime = await client.api(`/me/messages/${id}/$value`).responseType("text").get();
 * const { email, authentication } = await fromMicrosoftGraph(mime);
 */
export async function fromMicrosoftGraph(mime: string | Uint8Array, trust?: Trust): Promise<InboundEmail> {
  const checked = trust === undefined ? undefined : readTrust(trust);
  if (typeof mime !== "string" && !isOctets(mime))
    throw notAnEmail("mime", `must be the mail as text or octets, got ${kindOf(mime)}`);
  return openRaw(mime, "mime", {
    judge: (fields) =>
      checked === undefined
        ? judgeAuthor(fields, exchangeResults(fields), { sealers: [] })
        : verdictOfFields(fields, checked),
  });
}

/** What Exchange Online wrote since its front end took the mail from a stranger; a mail that never came that way has nothing. */
function exchangeResults(fields: readonly HeaderField[]): ServerResults[] {
  return fields.slice(0, frontEnd(fields)).flatMap(({ name, value }) => {
    if (name !== "authentication-results") return [];
    const { server, results } = readResults(value);
    return server === undefined && results.length > 0 ? [{ server: "Exchange Online", results }] : [];
  });
}

/** Where the hop into the front end stands; 0 where something else took the mail in, such as a submission by a colleague. */
function frontEnd(fields: readonly HeaderField[]): number {
  for (const [at, { name, value }] of fields.entries()) {
    if (name !== "received") continue;
    const hop = readHop(value);
    if (hop.by?.endsWith(".protection.outlook.com") === true) return at;
    if (!isInternal(hop)) return 0;
  }
  return 0;
}

const domains = /\.(?:outlook|exchangelabs|office365)\.com$/;

/** Exchange Online's servers reach each other by IPv6 or at private addresses; a client calls itself what it likes. */
function isInternal({ from, found: [address = ":"] }: Hop): boolean {
  return from !== undefined && domains.test(from) && (address.includes(":") || address.startsWith("10."));
}
