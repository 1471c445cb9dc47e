import type { Finding } from "../../index.ts";
import { meanings } from "./meaning.table.ts";

const byCode: ReadonlyMap<string, string> = new Map(
  meanings.flatMap(({ sentence, codes }) => codes.map((code) => [code, sentence] as const)),
);

/**
 * What a finding means for those who sent the message or wait for an answer.
 *
 * @example
 * meaningOf(finding) // "Exchange and Outlook write no ORGANIZER into an answer; `receive` takes the answer all the same."
 */
export function meaningOf({ code, message }: Finding): string | undefined {
  if (code === "property-missing" && /^A (?:REPLY|COUNTER) .*needs ORGANIZER\.$/.test(message))
    return "Exchange and Outlook write no ORGANIZER into an answer; `receive` takes the answer all the same.";
  return byCode.get(code);
}
