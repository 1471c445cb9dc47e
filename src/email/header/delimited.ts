/** The index behind the quotation mark that closes a quoted string (RFC 5322 section 3.2.4); `undefined` where none does. */
export function endOfQuoted(value: string, from: number): number | undefined {
  for (let at = from + 1; at < value.length; at += 1) {
    if (value.charAt(at) === "\\") at += 1;
    else if (value.charAt(at) === '"') return at + 1;
  }
  return undefined;
}

/** The index behind the parenthesis that closes a comment, which may hold others (RFC 5322 section 3.2.2); `undefined` where none does. */
export function endOfComment(value: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < value.length; at += 1) {
    const character = value.charAt(at);
    if (character === "\\") at += 1;
    else if (character === "(") depth += 1;
    else if (character === ")") depth -= 1;
    if (depth === 0) return at + 1;
  }
  return undefined;
}

/** A quoted string or a comment without its backslashes (quoted-pair, RFC 5322 section 3.2.1). */
export function unquoted(text: string): string {
  return text.includes("\\") ? text.replace(/\\(.)/gs, "$1") : text;
}
