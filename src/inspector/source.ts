import type { Finding } from "../index.ts";
import { element } from "./element.ts";

/** Longer texts are shown around their findings only. */
const most = 1_500;

/** Calendar text line by line, each finding beside the line that it is about, with a link to its section of the RFC. */
export function sourceView(text: string, findings: readonly Finding[]): HTMLElement {
  const lines = text.replace(/\r\n?/g, "\n").trimEnd().split("\n");
  const byLine = groupByLine(findings);
  const shown = lines
    .map((line, at) => ({ line, number: at + 1 }))
    .filter(({ number }) => lines.length <= most || number <= most / 2 || isNear(byLine, number))
    .slice(0, most);
  const rows = shown.map(({ line, number }) => {
    const about = byLine.get(number) ?? [];
    return element(
      "li",
      { value: number, class: about.length > 0 ? `found ${worstOf(about)}` : undefined },
      element("code", {}, line === "" ? " " : line),
      ...about.map(findingView),
    );
  });
  const left = lines.length - shown.length;
  return element(
    "div",
    {},
    ...(byLine.get(0) ?? []).map(findingView),
    element("ol", { class: "source", tabindex: 0, "aria-label": "Source" }, ...rows),
    left > 0 ? element("p", { class: "note" }, `${left} further lines are not shown.`) : undefined,
  );
}

/** One finding, with a link to where the standard says so. */
export function findingView({ severity, message, reference, code }: Finding): HTMLElement {
  const link = linkTo(reference);
  return element(
    "p",
    { class: `finding ${severity}` },
    element("b", {}, severity),
    ` ${message} `,
    link === undefined
      ? reference
      : element("a", { href: link, target: "_blank", rel: "noopener noreferrer" }, reference),
    element("small", {}, ` ${code}`),
  );
}

/** Where an RFC's section can be read. */
function linkTo(reference: string): string | undefined {
  const found = /RFC (\d{3,5})(?: section ([\d.]*\d|[A-Z][\d.]*))?/.exec(reference);
  if (found === null) return undefined;
  const [, rfc, part] = found;
  return `https://www.rfc-editor.org/rfc/rfc${rfc}${part === undefined ? "" : `#section-${part}`}`;
}

/** Under 0 what belongs to no line. */
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

function worstOf(findings: readonly Finding[]): Finding["severity"] {
  const order = ["error", "warning", "info"] as const;
  return order.find((severity) => findings.some((finding) => finding.severity === severity)) ?? "info";
}
