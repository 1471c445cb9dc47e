import type { HeaderField } from "../email/header/header-block.ts";
import { countedResults } from "../email/verdict/authentication-of.ts";
import type { ServerResults } from "../email/verdict/judge.ts";
import { judgeAuthor } from "../email/verdict/judge-author.ts";
import type { MethodResult } from "../email/verdict/read-results.ts";
import type { CheckedTrust } from "../email/verdict/trust.ts";
import type { Judge } from "./inbound-email.ts";

/** What a service found by one method, in the words of RFC 8601; nothing where it names no result, or nobody whom it is about. */
export function found(
  method: string,
  result: string | undefined,
  property: string,
  value: string | undefined,
): MethodResult[] {
  if (result === undefined || value === undefined) return [];
  return [{ method, result: result.trim().toLowerCase(), properties: new Map([[property, value]]) }];
}

/**
 * The judge of a service that says by itself what it found, by the same rules as for Authentication-Results: DMARC decides,
 * else what is aligned with the author.
 */
export function judgeBy(
  server: string,
  results: (fields: readonly HeaderField[]) => readonly MethodResult[],
  trust: CheckedTrust = { servers: [], sealers: [] },
): Judge {
  return (fields) => {
    const own = results(fields);
    const said = own.length === 0 ? [] : [{ server, results: own }];
    return judgeAuthor(fields, [...said, ...writtenOnce(fields, trust)], { sealers: [] });
  };
}

/**
 * What a service says that writes one field for each mail and leaves out the methods of which it has nothing to say: below
 * that one, where a sender's field may stand, only failures are believed.
 */
function writtenOnce(fields: readonly HeaderField[], trust: CheckedTrust): ServerResults[] {
  return countedResults(fields, trust).map(({ server, results }, at) => ({
    server,
    results: at === 0 ? results : results.filter(({ result }) => result === "fail"),
  }));
}
