import type { Finding } from "../../index.ts";

/** What reading reports in its own words, and the checker reports with the line: code of the one, codes of the other. */
const saidByChecker: Readonly<Record<string, readonly string[]>> = {
  "contradicted-time-zone": ["time-zone-contradicted"],
  "differing-alternatives": ["calendars-differ"],
  "end-before-start": ["end-not-after-start"],
  "further-findings": ["findings-omitted"],
  "invalid-date-time": ["invalid-value", "not-utc"],
  "invalid-sequence": ["invalid-value"],
  "method-mismatch": ["method-parameter-differs"],
  "missing-charset": ["charset"],
  "missing-method": ["method-missing", "method-parameter-differs"],
  "missing-method-parameter": ["method-parameter-missing"],
  "repeated-method": ["property-repeated"],
  "several-kinds": ["component-not-allowed", "kinds-differ"],
  "several-uids": ["uids-differ"],
  "unknown-method": ["unregistered-method"],
};

/** The problems that no finding of the checker says too, so that each is shown and counted once. */
export function unsaid(problems: readonly Finding[], findings: readonly Finding[]): Finding[] {
  const said = new Set(findings.flatMap(({ code, line }) => [code, `${code} ${line ?? 0}`]));
  const missingUid = findings.some(({ code, path }) => code === "property-missing" && path.endsWith(".UID"));
  return problems.filter(({ code, line }) => {
    if (code === "missing-uid") return !missingUid;
    const codes = [code, ...(saidByChecker[code] ?? [])];
    return !codes.some((each) => said.has(line === undefined ? each : `${each} ${line}`));
  });
}

/** What the checker finds and what only reading has noticed, in the order of the text. */
export function joined(problems: readonly Finding[], findings: readonly Finding[]): Finding[] {
  const all = [...unsaid(problems, findings), ...findings];
  return all.sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
}
