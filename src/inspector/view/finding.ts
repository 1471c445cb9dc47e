import type { Finding } from "../../index.ts";
import { element } from "./element.ts";
import { meaningOf } from "./meaning-of.ts";

/** One finding, with a link to where the standard says so, and what it means in practice. */
export function findingView(finding: Finding): HTMLElement {
  const { severity, message, reference, code } = finding;
  const meaning = meaningOf(finding);
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
    meaning === undefined ? undefined : element("span", { class: "meaning" }, meaning),
  );
}

/** Where an RFC's section can be read. */
function linkTo(reference: string): string | undefined {
  const found = /RFC (\d{3,5})(?: section ([\d.]*\d|[A-Z][\d.]*))?/.exec(reference);
  if (found === null) return undefined;
  const [, rfc, part] = found;
  return `https://www.rfc-editor.org/rfc/rfc${rfc}${part === undefined ? "" : `#section-${part}`}`;
}

/** The gravest of several. */
export function worstOf(findings: readonly Finding[]): Finding["severity"] {
  const order = ["error", "warning", "info"] as const;
  return order.find((severity) => findings.some((finding) => finding.severity === severity)) ?? "info";
}
