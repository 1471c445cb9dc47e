/**
 * The URL that a text is, whole or beside a base; nothing where it is none.
 *
 * `URL.canParse` is never asked: in Node 20 it takes Latin-1 for UTF-8 once it was called some thousand times, and says no to
 * `https://bücher.example`.
 *
 * @example
 * parseUrl("https://bücher.example/")?.hostname // "xn--bcher-kva.example"
 * parseUrl("soon")                              // undefined
 */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
