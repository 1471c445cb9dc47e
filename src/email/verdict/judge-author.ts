import { readAuthor } from "../header/author.ts";
import { firstField, type HeaderField } from "../header/header-block.ts";
import { arcChain } from "./arc-chain.ts";
import { judge, type ServerResults, type Verdict } from "./judge.ts";
import type { CheckedTrust } from "./trust.ts";

/**
 * What the results that count say about the one author of a mail; a mail without exactly one has no verdict.
 *
 * @param counted The results of trusted servers alone, from the top.
 */
export function judgeAuthor(
  fields: readonly HeaderField[],
  counted: readonly ServerResults[],
  { sealers, organizational }: Pick<CheckedTrust, "sealers" | "organizational">,
): Verdict {
  const domain = authorDomain(fields);
  if (domain === undefined)
    return { verdict: "none", reason: "the mail has no single author that a server could have judged" };
  const { verdict, reason, method } = judge(domain, counted, organizational);
  const chain =
    verdict === "fail" && method === "dmarc" ? believedChain(fields, counted, sealers) : undefined;
  if (chain === undefined) return { verdict, reason };
  const before = judge(domain, [chain], organizational);
  return { verdict: before.verdict, reason: `before the mail was forwarded, ${before.reason} (ARC)` };
}

/** RFC 8617 section 7.2: the results of the first hop count where a trusted server found all seals intact and every sealer is trusted by name. */
function believedChain(
  fields: readonly HeaderField[],
  counted: readonly ServerResults[],
  sealers: readonly string[],
): ServerResults | undefined {
  if (sealers.length === 0) return undefined;
  const found = counted.flatMap(({ results }) => results.filter(({ method }) => method === "arc"));
  if (found.length === 0 || found.some(({ result }) => result !== "pass")) return undefined;
  const chain = arcChain(fields);
  if (chain === undefined || !chain.sealers.every((sealer) => sealers.includes(sealer))) return undefined;
  return { server: chain.sealers[0] ?? "", results: chain.first.results };
}

/** The domain of the one author (RFC 5322 section 3.6.2). */
export function authorDomain(fields: readonly HeaderField[]): string | undefined {
  if (fields.filter((field) => field.name === "from").length !== 1) return undefined;
  const author = readAuthor(firstField(fields, "from") ?? "");
  return author?.email.slice(author.email.lastIndexOf("@") + 1);
}
