import { readHeaderValue } from "./header-value.ts";

/** One part of an email (RFC 2045), as the tree shows it. */
export interface Part {
  /** As IMAP numbers parts: `1.3`. */
  readonly path: string;
  /** The innermost multipart/alternative around it, by its path. */
  readonly alternative: string | undefined;
  /** `text/calendar`, in lower case. */
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly encoding: string;
  readonly disposition: string;
  /** From Content-Disposition; `name` of Content-Type is among the parameters. */
  readonly filename: string | undefined;
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
export function readParts(raw: string, place: Place = { path: "", depth: 0 }): Part {
  // A byte order mark and blank lines may stand before the header of a whole email.
  const start = place.depth === 0 ? raw.replace(/^(?:\u00ef\u00bb\u00bf)?[\r\n]*/, "") : raw;
  const text = start.replace(/\r\n?/g, "\n");
  const blank = text.startsWith("\n") ? 0 : text.indexOf("\n\n");
  const fields = readFields(blank === -1 ? text : text.slice(0, blank));
  const body = blank === -1 ? "" : text.slice(blank + (blank === 0 ? 1 : 2));
  const { value, parameters } = readHeaderValue(fields.get("content-type") ?? "text/plain");
  const type = value.toLowerCase();
  const disposition = readHeaderValue(fields.get("content-disposition") ?? "");
  const filename = disposition.parameters.get("filename");
  const boundary = parameters.get("boundary");
  const isLeaf = boundary === undefined || place.depth >= deepest || !type.startsWith("multipart/");
  return {
    path: place.path === "" && isLeaf ? "1" : place.path,
    alternative: place.alternative,
    type,
    parameters,
    encoding: (fields.get("content-transfer-encoding") ?? "7bit").trim().toLowerCase(),
    disposition: disposition.value.toLowerCase(),
    filename,
    parts: isLeaf
      ? []
      : split(body, boundary).map((part, at) => readParts(part, placeIn(place, type, at + 1))),
    body,
  };
}

/** Where a part stands. */
interface Place {
  readonly path: string;
  readonly depth: number;
  readonly alternative?: string | undefined;
}

function placeIn(parent: Place, type: string, number: number): Place {
  return {
    path: parent.path === "" ? `${number}` : `${parent.path}.${number}`,
    depth: parent.depth + 1,
    alternative: type === "multipart/alternative" ? parent.path : parent.alternative,
  };
}

/** Every part that has no parts, in the order written. */
export function leavesOf(part: Part): Part[] {
  return part.parts.length === 0 ? [part] : part.parts.flatMap(leavesOf);
}

/** The text of a part, its transfer encoding and charset undone. */
export function textOfPart({ body, encoding, parameters }: Part): string {
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
