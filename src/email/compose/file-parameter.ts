/** The characters of a folded line (RFC 5322 section 2.1.1: 78) less those for the fold and the semicolon. */
const room = 74;

/** Characters that may stand unencoded in an extended value (RFC 2231 section 7), except a few that old programs misread. */
const plainOctet = /^[A-Za-z0-9._-]$/;

/**
 * A parameter that holds a file name, as it stands behind a semicolon: quoted where it is plain ASCII, else in RFC 2231's
 * extended form, in numbered pieces where one line cannot hold it.
 *
 * @example
 * fileParameter("filename", "invite.ics")   // 'filename="invite.ics"'
 * fileParameter("filename", "Einladung für Jörg.ics") // "filename*=UTF-8''Einladung%20f%C3%BCr%20J%C3%B6rg.ics"
 */
export function fileParameter(name: string, file: string): string {
  const quoted = `${name}="${/["\\]/.test(file) ? file.replace(/["\\]/g, "\\$&") : file}"`;
  if (/^[ -~]*$/.test(file) && quoted.length <= room) return quoted;
  const pieces = Array.from(file, encodeCharacter);
  const whole = `${name}*=UTF-8''${pieces.join("")}`;
  return whole.length <= room ? whole : continued(name, pieces);
}

function encodeCharacter(character: string): string {
  if (plainOctet.test(character)) return character;
  return Array.from(
    new TextEncoder().encode(character),
    (octet) => `%${octet.toString(16).toUpperCase().padStart(2, "0")}`,
  ).join("");
}

/** RFC 2231 section 4.1: the charset stands in the first piece only. */
function continued(name: string, pieces: readonly string[]): string {
  const sections = [`${name}*0*=UTF-8''`];
  for (const piece of pieces) {
    const last = sections.length - 1;
    const grown = `${sections[last]}${piece}`;
    if (grown.length <= room) sections[last] = grown;
    else sections.push(`${name}*${sections.length}*=${piece}`);
  }
  return sections.join(";\r\n ");
}
