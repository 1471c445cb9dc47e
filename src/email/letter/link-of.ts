import { parseUrl } from "../../url.ts";

/** Schemes that are safe to click in a mail: anything else can run or open something on the reader's machine. */
const safe = new Set(["http:", "https:", "mailto:", "tel:"]);

/**
 * A URL that may become a link in HTML, in the runtime's own spelling; nothing for any other text.
 *
 * @example
 * linkOf("https://example.test/é") // "https://example.test/%C3%A9"
 * linkOf("javascript:alert(1)")      // undefined
 */
export function linkOf(text: string): string | undefined {
  const url = /[\u0000-\u0020\u007f]/.test(text.trim()) ? undefined : parseUrl(text.trim());
  return url !== undefined && safe.has(url.protocol) ? url.href : undefined;
}
