/** One part of an email (RFC 2045), as the tree shows it. */
export interface Part {
  /** `text/calendar`, in lower case. */
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly encoding: string;
  readonly disposition: string;
  readonly parts: readonly Part[];
  /** As it stands in the email, one character an octet. */
  readonly body: string;
}

/** Deeper or wider trees than these are not drawn. */
const deepest = 10;
const widest = 100;

/**
 * The parts of an email, for showing: what an email means is for `openEmail` to say.
 *
 * @param raw one character an octet
 */
export function readParts(raw: string, depth = 0): Part {
  const text = raw.replace(/\r\n?/g, "\n");
  const blank = text.startsWith("\n") ? 0 : text.indexOf("\n\n");
  const header = blank === -1 ? text : text.slice(0, blank);
  const body = blank === -1 ? "" : text.slice(blank + (blank === 0 ? 1 : 2));
  const fields = readFields(header);
  const { value: type, parameters } = readValue(fields.get("content-type") ?? "text/plain");
  const boundary = parameters.get("boundary");
  return {
    type: type.toLowerCase(),
    parameters,
    encoding: (fields.get("content-transfer-encoding") ?? "7bit").trim().toLowerCase(),
    disposition: readValue(fields.get("content-disposition") ?? "").value.toLowerCase(),
    parts:
      boundary === undefined || depth >= deepest || !/^multipart\//i.test(type)
        ? []
        : split(body, boundary).map((part) => readParts(part, depth + 1)),
    body,
  };
}

/** Every part that has no parts, in the order written. */
export function leavesOf(part: Part): Part[] {
  return part.parts.length === 0 ? [part] : part.parts.flatMap(leavesOf);
}

/** The text of a part, its transfer encoding and charset undone. */
export function textOf({ body, encoding, parameters }: Part): string {
  // Lines end with CRLF in an email, however the file that it is kept in ends them.
  const text =
    encoding === "base64" ? decoded(body, encoding) : decoded(body, encoding).replace(/\n/g, "\r\n");
  const octets = Uint8Array.from(text, (character) => character.charCodeAt(0));
  try {
    return new TextDecoder(parameters.get("charset") ?? "utf-8").decode(octets);
  } catch {
    return new TextDecoder().decode(octets);
  }
}

function decoded(body: string, encoding: string): string {
  if (encoding === "base64") {
    try {
      return atob(body.replace(/[^A-Za-z0-9+/]/g, ""));
    } catch {
      return "";
    }
  }
  if (encoding !== "quoted-printable") return body;
  return body
    .replace(/=\n/g, "")
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function split(body: string, boundary: string): string[] {
  const parts: string[] = [];
  let lines: string[] | undefined;
  for (const line of body.split("\n")) {
    const delimiter = line.startsWith(`--${boundary}`) ? line.slice(boundary.length + 2).trim() : undefined;
    if (delimiter !== "" && delimiter !== "--") {
      lines?.push(line);
      continue;
    }
    if (lines !== undefined && parts.length < widest) parts.push(lines.join("\n"));
    lines = delimiter === "" ? [] : undefined;
  }
  if (lines !== undefined && parts.length < widest) parts.push(lines.join("\n"));
  return parts;
}

function readFields(header: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of header.replace(/\n[ \t]/g, " ").split("\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    if (name !== "" && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}

function readValue(field: string): { value: string; parameters: Map<string, string> } {
  const parameters = new Map<string, string>();
  const pieces: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at <= field.length; at += 1) {
    const character = field.charAt(at);
    if (character === '"') quoted = !quoted;
    if (at < field.length && (character !== ";" || quoted)) continue;
    pieces.push(field.slice(start, at).trim());
    start = at + 1;
  }
  for (const piece of pieces.slice(1)) {
    const equals = piece.indexOf("=");
    if (equals === -1) continue;
    parameters.set(
      piece.slice(0, equals).trim().toLowerCase(),
      piece
        .slice(equals + 1)
        .trim()
        .replace(/^"|"$/g, ""),
    );
  }
  return { value: pieces[0] ?? "", parameters };
}
