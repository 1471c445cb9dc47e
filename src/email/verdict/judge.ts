import { isAligned, isUnder, type OrganizationalDomain } from "./alignment.ts";
import { domainIn, type MethodResult } from "./read-results.ts";

/** Whether a mail comes from the domain of its author, and what decided. */
export interface Verdict {
  /** `pass`: the mail comes from the author's domain; `fail`: it says so falsely; `none`: nobody can tell. */
  verdict: "pass" | "fail" | "none";
  /** One sentence that says what decided. */
  reason: string;
}

/** A verdict, and the method that decided. */
interface MethodVerdict {
  readonly verdict: Verdict["verdict"];
  /** Who found what, to be the rest of a sentence. */
  readonly reason: string;
  readonly method?: string;
}

/** The results that one server wrote into one field. */
export interface ServerResults {
  readonly server: string;
  readonly results: readonly MethodResult[];
}

type ResultKind = "pass" | "fail" | "other";

/** One result that concerns the author: who says so, and the words of the result. */
interface Evidence {
  readonly method: string;
  readonly said: ResultKind;
  readonly words: string;
  readonly server: string;
}

/** RFC 8601 section 2.7: these say that nothing is known; `neutral` and `softfail` say that it is not a pass. */
const noResult = new Set(["none", "temperror", "permerror", "policy"]);

/**
 * What the results say about mail from a domain: DMARC decides (RFC 7489); where it says nothing, a DKIM signature or an
 * SPF check that passed for the author's own domain does.
 */
export function judge(
  domain: string,
  fields: readonly ServerResults[],
  organizational?: OrganizationalDomain,
): MethodVerdict {
  const policy = evidenceBy(fields, "dmarc", (result) => dmarcSays(result, domain, organizational));
  if (policy !== undefined && policy.said !== "other") return verdictBy(policy);
  const dkim = evidenceBy(fields, "dkim", (result) => {
    const property = result.properties.has("header.d") ? "header.d" : "header.i";
    return alignedSays(result, property, domain, organizational);
  });
  const spf = evidenceBy(fields, "spf", (result) =>
    alignedSays(result, "smtp.mailfrom", domain, organizational),
  );
  const methods = [dkim, spf].filter((found) => found !== undefined);
  const decisive = methods.find(({ said }) => said === "pass") ?? allFailed(methods);
  return decisive === undefined ? nothingSaid(domain, fields) : verdictBy(decisive);
}

function allFailed(methods: readonly Evidence[]): Evidence | undefined {
  return methods.every(({ said }) => said === "fail") ? methods[0] : undefined;
}

function verdictBy({ said, words, server, method }: Evidence): MethodVerdict {
  return { verdict: said === "other" ? "none" : said, reason: `${server} found ${words}`, method };
}

function nothingSaid(domain: string, fields: readonly ServerResults[]): MethodVerdict {
  const servers = [...new Set(fields.map(({ server }) => server))].slice(0, 3).join(", ");
  return {
    verdict: "none",
    reason:
      servers === ""
        ? `no server that is trusted says anything about ${domain}`
        : `${servers} found nothing that proves or disproves ${domain}`,
  };
}

/** `dmarc=pass header.from=example.com`, about the author's domain or the organizational domain above it. */
function dmarcSays(
  result: MethodResult,
  domain: string,
  organizational?: OrganizationalDomain,
): ResultKind | undefined {
  const about = domainIn(result, "header.from");
  // DMARC knows one From: a failure that does not name it is still about it.
  if (about === undefined)
    return result.result === "fail" && !result.properties.has("header.from") ? "fail" : undefined;
  const above = isUnder(domain, about) && isAligned(domain, about, organizational);
  return about === domain || above ? saidBy(result) : undefined;
}

function alignedSays(
  result: MethodResult,
  property: string,
  domain: string,
  organizational?: OrganizationalDomain,
): ResultKind | undefined {
  const about = domainIn(result, property);
  if (about === undefined || noResult.has(result.result)) return undefined;
  return isAligned(about, domain, organizational) ? saidBy(result) : undefined;
}

function saidBy({ result }: MethodResult): ResultKind {
  if (result === "pass") return "pass";
  // RFC 7208 has renamed it; some servers have not.
  return result === "fail" || result === "hardfail" ? "fail" : "other";
}

/**
 * What all fields together say by one method. Within one field a pass counts, for a mail may have several signatures; of two
 * fields that contradict each other the failure does.
 *
 * A server says once what it found by a method: below its topmost word on it, where a stranger's field may stand, only
 * failures are believed.
 */
function evidenceBy(
  fields: readonly ServerResults[],
  method: string,
  read: (result: MethodResult) => ResultKind | undefined,
): Evidence | undefined {
  const spoken = new Set<string>();
  const found = fields.flatMap(({ server, results }) => {
    const own = results.filter((result) => result.method === method);
    const topmost = !spoken.has(server);
    if (own.length > 0) spoken.add(server);
    const concerning = own.flatMap((result) => {
      const said = read(result);
      return said === undefined ? [] : [{ method, said, words: wordsOf(result), server }];
    });
    const best = firstSaying(
      concerning,
      method === "dmarc" ? ["fail", "other", "pass"] : ["pass", "other", "fail"],
    );
    return best !== undefined && (topmost || best.said === "fail") ? [best] : [];
  });
  return firstSaying(found, ["fail", "pass", "other"]);
}

/** The first that says the first word; where none does, the first that says the second, and so on. */
function firstSaying(all: readonly Evidence[], words: readonly ResultKind[]): Evidence | undefined {
  return words.flatMap((word) => all.find(({ said }) => said === word) ?? [])[0];
}

/** The result in the words of RFC 8601; the domain has been checked, so that nothing foreign can stand in it. */
function wordsOf(result: MethodResult): string {
  const property = ["header.from", "header.d", "header.i", "smtp.mailfrom"].find((name) =>
    result.properties.has(name),
  );
  const about = property === undefined ? undefined : domainIn(result, property);
  const outcome = `${result.method}=${/^[a-z]{1,20}$/.test(result.result) ? result.result : "?"}`;
  return about === undefined ? outcome : `${outcome} ${property}=${about}`;
}
