import type { Finding } from "./finding.ts";

/**
 * Findings in the order of the text; of too many, the gravest, and one at the end that counts the rest.
 *
 * Memory is bounded by the limit, whatever the text does.
 *
 * @param unlisted malformed lines that the scanner has only counted
 */
export function gather(findings: Iterable<Finding>, limit: number, unlisted = 0): Finding[] {
  const kept: Record<Finding["severity"], Finding[]> = { error: [], warning: [], info: [] };
  const omitted = { error: unlisted, warning: 0, info: 0 };
  for (const found of findings) {
    if (kept[found.severity].length < limit) kept[found.severity].push(found);
    else omitted[found.severity] += 1;
  }
  const all = [...kept.error, ...kept.warning, ...kept.info];
  for (const { severity } of all.slice(limit)) omitted[severity] += 1;
  const listed = all.slice(0, limit).sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const rest = omitted.error + omitted.warning + omitted.info;
  return rest === 0 ? listed : [...listed, countOf(omitted, rest)];
}

function countOf(omitted: Readonly<Record<Finding["severity"], number>>, rest: number): Finding {
  const severity = omitted.error > 0 ? "error" : omitted.warning > 0 ? "warning" : "info";
  return {
    code: "findings-omitted",
    severity,
    message: `${rest} more findings are not listed, ${omitted.error} of them errors.`,
    path: "VCALENDAR",
    reference: "RFC 5545 section 3",
  };
}
