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

/**
 * A value of RFC 5322 cut into quoted strings, comments, addresses in angle brackets, single special characters and the words between
 * them; `undefined` where one of the first three never ends.
 *
 * @param specials The characters that no word holds, blanks among them; what is not among them begins nothing.
 *
 * @example
 * lexemesOf('d=pass ("a") "b c"', ' =("') // ["d", "=", "pass", " ", '("a")', " ", '"b c"']
 */
export function lexemesOf(value: string, specials: string): string[] | undefined {
  const lexemes: string[] = [];
  let at = 0;
  while (at < value.length) {
    const end = endOfLexeme(value, at, specials);
    if (end === undefined) return undefined;
    lexemes.push(value.slice(at, end));
    at = end;
  }
  return lexemes;
}

function endOfLexeme(value: string, from: number, specials: string): number | undefined {
  let end = from;
  while (end < value.length && !specials.includes(value.charAt(end))) end += 1;
  if (end > from) return end;
  switch (value.charAt(from)) {
    case '"':
      return endOfQuoted(value, from);
    case "(":
      return endOfComment(value, from);
    case "<":
      return endOfAngle(value, from);
    default:
      return from + 1;
  }
}

function endOfAngle(value: string, from: number): number | undefined {
  for (let at = from + 1; at < value.length; at += 1) {
    const character = value.charAt(at);
    if (character === '"') {
      const end = endOfQuoted(value, at);
      if (end === undefined) return undefined;
      at = end - 1;
    } else if (character === "<") return undefined;
    else if (character === ">") return at + 1;
  }
  return undefined;
}
