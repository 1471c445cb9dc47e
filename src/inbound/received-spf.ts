/** What a Received-SPF field says (RFC 7208 section 9.1). */
interface ReceivedSpf {
  /** Lower case: `pass`, `softfail` … */
  readonly result: string;
  /** The sender of the envelope, where it is the one that was checked. */
  readonly sender?: string;
}

/**
 * Reads `result (comment) key=value; …` in one pass.
 *
 * @example
 * receivedSpf("Pass (sender SPF authorized) identity=mailfrom; envelope-from=jane@example.com; receiver=mx")
 * // { result: "pass", sender: "jane@example.com" }
 */
export function receivedSpf(value: string): ReceivedSpf {
  const text = value.slice(0, 4_000);
  const result = /^[a-z]{1,20}/i.exec(text)?.[0].toLowerCase() ?? "none";
  const open = text.indexOf("(");
  const close = open < 0 ? -1 : text.indexOf(")", open);
  const pairs = new Map<string, string>();
  for (const piece of text.slice(close + 1).split(/[;\s]+/)) {
    const equals = piece.indexOf("=");
    const key = piece.slice(0, Math.max(0, equals)).toLowerCase();
    if (key !== "") pairs.set(key, pairs.has(key) ? "" : piece.slice(equals + 1).replaceAll('"', ""));
  }
  const sender = pairs.get("envelope-from");
  const checked = (pairs.get("identity") ?? "mailfrom").toLowerCase() === "mailfrom";
  return checked && sender !== undefined && sender !== "" ? { result, sender } : { result };
}
