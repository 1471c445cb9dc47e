/**
 * HTML octets without their style sheets, which postal-mime takes for text when they stand outside the head.
 *
 * Works on octets in any charset that holds ASCII; linear, also for a sheet that never ends.
 */
export function withoutStyleSheets(octets: Uint8Array): Uint8Array {
  const html = binary(octets);
  const lower = html.toLowerCase();
  const kept: string[] = [];
  let at = 0;
  for (let open = lower.indexOf("<style"); open >= 0; open = lower.indexOf("<style", at)) {
    const close = lower.indexOf("</style", open);
    const end = close < 0 ? -1 : lower.indexOf(">", close);
    if (end < 0) break;
    kept.push(html.slice(at, open));
    at = end + 1;
  }
  if (at === 0) return octets;
  kept.push(html.slice(at));
  return Uint8Array.from(kept.join(""), (character) => character.charCodeAt(0));
}

/** One character an octet. Not TextDecoder's latin1, which means Windows-1252. */
function binary(octets: Uint8Array): string {
  let text = "";
  for (let at = 0; at < octets.length; at += 0x8000) {
    text += String.fromCharCode(...octets.subarray(at, at + 0x8000));
  }
  return text;
}
