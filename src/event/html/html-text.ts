import { decodeEntities } from "./html-entity.ts";

/** Elements that begin and end a line of their own. */
const block = /^(?:p|div|h[1-6]|ul|ol|table|tr|blockquote|pre|section|article|header|footer|hr)$/;
/** Elements whose content is no text for people. */
const hidden = /^(?:script|style|head|title|template)$/;

/**
 * HTML as the plain text that it says: without tags and comments, blocks on lines of their own, list items with a dash, character
 * references decoded. One pass over the text, whatever it holds.
 *
 * @param options `links`: where a link leads stands in parentheses behind its words, unless they say so themselves.
 *
 * @example
 * textOfHtml("<p>Bring:</p><ul><li>figures<li>tea &amp; cake</ul>") // "Bring:\n\n- figures\n- tea & cake"
 */
export function textOfHtml(html: string, options?: { readonly links: boolean }): string {
  const out: string[] = [];
  let skipping = "";
  let link: Link | undefined;
  for (let from = 0; from < html.length; ) {
    const open = html.indexOf("<", from);
    const text = html.slice(from, open === -1 ? html.length : open);
    if (skipping === "") out.push(text.replace(/\s+/g, " "));
    if (open === -1) break;
    const end = endOfTag(html, open);
    const tag = /^<(\/?)([a-z][a-z0-9]*)/i.exec(html.slice(open, open + 40));
    const name = tag?.[2]?.toLowerCase() ?? "";
    if (skipping === "") out.push(isMarkup(html, open) ? breakFor(name, tag?.[1] === "/") : "&lt;");
    skipping = skippingAfter(skipping, name, tag?.[1] === "/");
    if (options?.links === true && name === "a") {
      if (link !== undefined) out.push(behind(link, out));
      link =
        tag?.[1] === "/" ? undefined : linkOfTag(html.slice(open, Math.min(end, open + 2_000)), out.length);
    }
    from = end;
  }
  return tidy(decodeEntities(out.join("")));
}

/** A link whose words are being read: where it leads, and where they begin. */
interface Link {
  readonly href: string;
  readonly at: number;
}

function linkOfTag(tag: string, at: number): Link | undefined {
  const [, quoted, href = quoted] = /\shref\s*=\s*(?:["']([^"']*)|([^\s"'>]+))/i.exec(tag) ?? [];
  return href === undefined || href.startsWith("#") ? undefined : { href: href.trim(), at };
}

function behind({ href, at }: Link, out: readonly string[]): string {
  const words = out.slice(at).join("").trim();
  return href === "" || href.replace(/^mailto:/i, "") === words.replace(/^mailto:/i, "") ? "" : ` (${href})`;
}

/** Where the tag or the comment that begins at `open` has ended. */
function endOfTag(html: string, open: number): number {
  if (!isMarkup(html, open)) return open + 1;
  const end = html.startsWith("<!--", open) ? "-->" : ">";
  const close = html.indexOf(end, open);
  return close === -1 ? html.length : close + end.length;
}

/** A `<` that begins neither a tag nor a comment is a letter like any other: "1 < 2". */
function isMarkup(html: string, open: number): boolean {
  return /^[a-z/!?]/i.test(html.charAt(open + 1));
}

function breakFor(name: string, closing: boolean): string {
  if (name === "br") return "\n";
  if (name === "li") return closing ? "" : "\n- ";
  if (name === "td" || name === "th") return closing ? "" : " ";
  return block.test(name) ? "\n" : "";
}

function skippingAfter(skipping: string, name: string, closing: boolean): string {
  if (skipping !== "") return closing && name === skipping ? "" : skipping;
  return !closing && hidden.test(name) ? name : "";
}

/** No blanks at the ends of lines, no two empty lines in a row. */
function tidy(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line, at, lines) => line !== "" || lines[at - 1] !== "")
    .join("\n")
    .trim();
}
