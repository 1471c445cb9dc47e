/**
 * Text in format=flowed (RFC 3676) with its paragraphs on one line each: a line that ends with a blank goes on in the next one, except for
 * the line of two dashes above a signature.
 *
 * @param delsp The blank at the end of a line is no part of the text (section 4.3).
 *
 * @example
 * unflow("One \r\nline.\r\nTwo.", false) // "One line.\nTwo."
 */
export function unflow(text: string, delsp: boolean): string {
  const lines = text.split(/\r?\n/).map((line) => (line.startsWith(" ") ? line.slice(1) : line));
  return lines
    .map((line, at) => {
      if (at === lines.length - 1) return line;
      if (!line.endsWith(" ") || line === "-- ") return `${line}\n`;
      return delsp ? line.slice(0, -1) : line;
    })
    .join("");
}
