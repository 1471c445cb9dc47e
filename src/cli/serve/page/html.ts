import { escapeHtml } from "../../../email/letter/escape-html.ts";

/** A piece of a page in which nothing is left to be escaped. */
export interface Html {
  readonly html: string;
}

type Value = Html | string | number | undefined | readonly Html[];

/**
 * A piece of a page: whatever stands in the holes is shown as text, but for what is a piece of a page itself.
 *
 * @example
 * html`<p>${"<b>"}</p>`.html           // "<p>&lt;b&gt;</p>"
 * html`<p>${html`<b>x</b>`}</p>`.html  // "<p><b>x</b></p>"
 */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return {
    html: parts.map((part, index) => (index === 0 ? part : `${htmlOf(values[index - 1])}${part}`)).join(""),
  };
}

function htmlOf(value: Value): string {
  if (value === undefined) return "";
  if (typeof value === "string" || typeof value === "number") return escapeHtml(String(value));
  return isPiece(value) ? value.html : value.map((one) => one.html).join("\n");
}

function isPiece(value: Html | readonly Html[]): value is Html {
  return !Array.isArray(value);
}

/** Nothing at all. */
export const nothing: Html = { html: "" };
