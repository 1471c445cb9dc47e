import type { HeaderField } from "../email/header/header-block.ts";
import { notAnEmail, type OpenedEmail, openStructure } from "../email/open/opened-email.ts";
import { rawOctets } from "../email/open/raw-octets.ts";
import { scanEmail } from "../email/open/structure.ts";
import { partsStructure, type ReadParts } from "../email/parts/parts-structure.ts";
import type { Verdict } from "../email/verdict/judge.ts";
import { defaultLimits } from "../limits.ts";

/** A mail as a service handed it over: opened, and judged. */
export interface InboundEmail {
  /** What `receive` and `receiveInvitation` take. */
  email: OpenedEmail;
  /** What to pass on as `authentication`. */
  authentication: "pass" | "fail" | "none";
  /** One sentence: who found what. */
  reason: string;
  /** Whom the mail was delivered to, by the envelope; empty where the service does not say. Never what To claims. */
  recipients: string[];
  /** What the form named and did not carry, an English phrase each; empty for raw mail. */
  lost: string[];
}

/** The verdict on the author, from the header fields in the order of the mail. */
export type Judge = (fields: readonly HeaderField[]) => Verdict;

/** What a service tells about a mail beside the mail itself. */
interface Delivery {
  readonly judge: Judge;
  readonly recipients?: readonly string[];
  readonly lost?: readonly string[];
}

/**
 * A raw email, opened and judged.
 *
 * @param path The member that holds it, for errors.
 */
export async function openRaw(
  raw: string | Uint8Array,
  path: string,
  { judge, recipients = [] }: Delivery,
): Promise<InboundEmail> {
  const structure = scanEmail(rawOctets(raw, defaultLimits, path), defaultLimits);
  const email = openStructure(structure, path, defaultLimits);
  const { verdict, reason } = judge(structure.header);
  return { email, authentication: verdict, reason, recipients: [...recipients], lost: [] };
}

/**
 * A mail that the service has taken apart, opened and judged.
 *
 * @param path The argument that holds it, for errors.
 * @param raw The member that could have held the whole mail, for the error where there is no mail at all.
 */
export async function openForm(
  parts: ReadParts,
  path: string,
  raw: string,
  { judge, recipients = [], lost = [] }: Delivery,
): Promise<InboundEmail> {
  const { header, text, html, files } = parts;
  if (header.length === 0 && text === undefined && html === undefined && files.length === 0)
    throw notAnEmail(`${path}.${raw}`, "must be a mail, raw or taken apart, and neither is here");
  const email = openStructure(partsStructure(parts, defaultLimits), path, defaultLimits);
  const { verdict, reason } = judge(parts.header);
  return { email, authentication: verdict, reason, recipients: [...recipients], lost: [...lost] };
}
