import type { Finding } from "../../index.ts";
import { button, element } from "./element.ts";
import { findingView, worstOf } from "./finding.ts";

/** Longer texts are shown around their findings only. */
const most = 1_500;

/** Calendar text line by line, and above it a list of what was found, which leads to the lines. */
interface SourceViews {
  /** Nothing where nothing was found. */
  readonly list: HTMLElement | undefined;
  readonly source: HTMLElement;
}

/** Each finding stands beside the line that it is about; one that is about no line stands in the list alone. */
export function sourceViews(text: string, findings: readonly Finding[]): SourceViews {
  const lines = text.replace(/\r\n?/g, "\n").trimEnd().split("\n");
  const byLine = groupByLine(findings);
  const shown = lines
    .map((line, at) => ({ line, number: at + 1 }))
    .filter(({ number }) => lines.length <= most || number <= most / 2 || isNear(byLine, number))
    .slice(0, most);
  const rows = new Map(
    shown.map(({ line, number }) => [number, lineView(line, number, byLine.get(number) ?? [])]),
  );
  const left = lines.length - shown.length;
  const entries = findings.map((finding) => entry(finding, rows.get(finding.line ?? 0)));
  return {
    list:
      findings.length === 0
        ? undefined
        : element("ul", { class: "findings", tabindex: 0, "aria-label": "Findings" }, ...entries),
    source: element(
      "div",
      {},
      element("ol", { class: "source", tabindex: 0, "aria-label": "Source" }, ...rows.values()),
      left > 0 ? element("p", { class: "note" }, `${left} further lines are not shown.`) : undefined,
    ),
  };
}

function lineView(line: string, number: number, about: readonly Finding[]): HTMLElement {
  const found = about.length > 0;
  return element(
    "li",
    { value: number, class: found ? `found ${worstOf(about)}` : undefined, tabindex: found ? -1 : undefined },
    element("code", {}, line === "" ? " " : line),
    ...about.map(findingView),
  );
}

/** Of a finding that stands beside its line, the list says no more than what it takes to choose. */
function entry(finding: Finding, row: HTMLElement | undefined): HTMLElement {
  if (row === undefined) return element("li", {}, findingView(finding));
  const jump = () => {
    row.scrollIntoView({ block: "center" });
    row.focus({ preventScroll: true });
  };
  const { severity, message, line } = finding;
  return element(
    "li",
    { class: `entry ${severity}` },
    button(`Line ${line}`, jump, "jump"),
    element("span", {}, element("b", {}, severity), ` ${message}`),
  );
}

/** Findings by their lines; under 0 those that belong to none. */
function groupByLine(findings: readonly Finding[]): ReadonlyMap<number, readonly Finding[]> {
  const groups = new Map<number, Finding[]>();
  for (const finding of findings) {
    const line = finding.line ?? 0;
    const group = groups.get(line);
    if (group === undefined) groups.set(line, [finding]);
    else group.push(finding);
  }
  return groups;
}

function isNear(byLine: ReadonlyMap<number, unknown>, number: number): boolean {
  return [-2, -1, 0, 1, 2].some((distance) => byLine.has(number + distance));
}
