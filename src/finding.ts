import { excerpt } from "./errors.ts";
import { type FindingCode, type FindingRule, findingTable, type Severity } from "./finding.table.ts";

/**
 * One thing worth knowing about a message, tied to the text that says so.
 *
 * A broken MUST is an `error`, a broken SHOULD or an unregistered value a `warning`, advice is `info`.
 */
export interface Finding {
  /** Stable, kebab-case; `docs/findings.md` lists them. */
  readonly code: string;
  /** How grave it is. */
  readonly severity: Severity;
  /** A sentence for a person; never more than an excerpt of the input. */
  readonly message: string;
  /** Where: `VCALENDAR.VEVENT[0].DTSTART`, `headers.From`, `parts[1.3]`. */
  readonly path: string;
  /** Line of the calendar text, counted from 1 as the text stands (before unfolding). */
  readonly line?: number;
  /** `"RFC 5546 section 3.2.3"`. */
  readonly reference: string;
}

/** Where something stands: its path, and the line of the calendar text, 0 or absent where there is none. */
export interface Place {
  readonly path: string;
  readonly line?: number | undefined;
}

/** What is noticed: the code says the rest, see `finding.table.ts`. */
interface Noticed {
  readonly code: FindingCode;
  readonly at: Place;
  /** What the places of the sentence stand for; foreign text is cut and made visible. */
  readonly values?: Readonly<Record<string, string | number>>;
  /** One more sentence: what is special here, or what was done about it. */
  readonly note?: string | undefined;
  /** A narrower section than the table's. */
  readonly reference?: string;
  /** Another severity than the table's, where the RFC contradicts itself. */
  readonly severity?: Severity;
}

/**
 * The one maker of findings.
 *
 * @example
 * finding({ code: "end-missing", at: { path: "VCALENDAR.VEVENT[0]", line: 9 }, values: { name: "VEVENT" } })
 * // { code: "end-missing", severity: "error", message: "END:VEVENT is missing.", path: "VCALENDAR.VEVENT[0]", line: 9,
 * //   reference: "RFC 5545 section 3.6" }
 */
export function finding({ code, at, values = {}, note, reference, severity }: Noticed): Finding {
  const rule: FindingRule = findingTable[code];
  const sentence = fill(rule.sentence, values);
  return {
    code,
    severity: severity ?? rule.severity,
    message: note === undefined ? sentence : `${sentence} ${note}`,
    path: at.path,
    ...(at.line === undefined || at.line < 1 ? {} : { line: at.line }),
    reference: reference ?? rule.reference,
  };
}

/** As much of one value as a sentence bears. */
const longestValue = 120;

/** Once: a value that looks like a place stays as it is. */
function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{([a-z]+)\}/g, (place, name: string) =>
    Object.hasOwn(values, name) ? excerpt(String(values[name]), longestValue) : place,
  );
}

/**
 * Findings in the order of the text. Where they are more than the limit, the gravest are kept, and a last finding counts those
 * that were left out.
 *
 * Memory is bounded by the limit, whatever the text does.
 *
 * @param unlisted malformed lines that the scanner has only counted
 */
export function gather(findings: Iterable<Finding>, limit: number, unlisted = 0): Finding[] {
  const kept: Record<Severity, Finding[]> = { error: [], warning: [], info: [] };
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

function countOf(omitted: Readonly<Record<Severity, number>>, rest: number): Finding {
  const severity = omitted.error > 0 ? "error" : omitted.warning > 0 ? "warning" : "info";
  const values = { count: rest, errors: omitted.error };
  return finding({ code: "findings-omitted", at: { path: "VCALENDAR" }, values, severity });
}
