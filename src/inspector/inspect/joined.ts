import type { Finding } from "../../index.ts";

/** What was odd in reading that the checker has not said too: the same code on the same line, or anywhere where no line is known. */
export function unsaid(problems: readonly Finding[], findings: readonly Finding[]): Finding[] {
  const said = new Set(findings.flatMap(({ code, line }) => [code, `${code} ${line ?? 0}`]));
  return problems.filter(({ code, line }) => !said.has(line === undefined ? code : `${code} ${line}`));
}

/** What the checker finds and what only reading has noticed, in the order of the text. */
export function joined(problems: readonly Finding[], findings: readonly Finding[]): Finding[] {
  const all = [...unsaid(problems, findings), ...findings];
  return all.sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
}
