import { type Finding, finding } from "../../finding.ts";
import type { Limits } from "../../limits.ts";
import { type Bounce, readDeliveryStatus, readPlainBounce } from "./bounce.ts";
import { firstField, type HeaderField, readHeaderBlock } from "./header-block.ts";
import type { Leaf } from "./leaf.ts";
import { bodyOf, octetsOfLeaf, textOfOctets } from "./part-text.ts";

/** What an email says about mail that was sent before. */
export interface Report {
  readonly bounces: Bounce[];
  /** The header of the mail that came back. */
  readonly returned: readonly HeaderField[];
  readonly findings: readonly Finding[];
}

const longestReport = 256 * 1024;
const mostParts = 20;

/** Reads a delivery report (RFC 3462, RFC 3464), or one of the older letters that say the same. */
export async function readReport(
  leaves: readonly Leaf[],
  header: readonly HeaderField[],
  text: string,
  limits: Limits,
): Promise<Report> {
  const statuses = leaves
    .filter((leaf) => leaf.role === "delivery-status" && leaf.reported)
    .slice(0, mostParts);
  const bounces: Bounce[] = [];
  const findings: Finding[] = [];
  for (const leaf of statuses) {
    const { text: status } = await textOfOctets(octetsOfLeaf(leaf, longestReport), leaf);
    const { failed, delayed } = readDeliveryStatus(status);
    bounces.push(...failed);
    findings.push(...delayed.map(({ email }) => delay(email, leaf)));
  }
  if (statuses.length === 0)
    bounces.push(...readPlainBounce(firstField(header, "x-failed-recipients"), text));
  const isReport = statuses.length > 0 || bounces.length > 0;
  const returned = isReport
    ? leaves.filter((leaf) => leaf.role === "message" || leaf.role === "headers")
    : [];
  return {
    bounces: distinct(bounces),
    returned: returned.slice(0, mostParts).flatMap((leaf) => returnedHeader(leaf, limits)),
    findings,
  };
}

function distinct(bounces: readonly Bounce[]): Bounce[] {
  return [...new Map(bounces.map((bounce) => [bounce.email, bounce])).values()];
}

/** The returned mail is evidence: only its header is read, and a calendar in it is never acted on. */
function returnedHeader(leaf: Leaf, limits: Limits): readonly HeaderField[] {
  if (leaf.encoding === "base64" || leaf.encoding === "quoted-printable") return [];
  return readHeaderBlock(bodyOf(leaf).subarray(0, longestReport), 0, limits, () => false).fields;
}

function delay(email: string, leaf: Leaf): Finding {
  return finding({ code: "delivery-delayed", at: { path: `parts[${leaf.path}]` }, values: { email } });
}
