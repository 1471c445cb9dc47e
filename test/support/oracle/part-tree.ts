/** A part of an email as a naive reader sees it: its header lines unfolded, and what is below. */
export interface SeenPart {
  readonly headers: readonly string[];
  readonly body: string;
  readonly parts: readonly SeenPart[];
}

/** Takes an email apart by its boundaries alone: a few lines that share nothing with the code under test. */
export function seePart(raw: string): SeenPart {
  const split = raw.indexOf("\r\n\r\n");
  const headers = raw
    .slice(0, split)
    .replace(/\r\n[ \t]/g, " ")
    .split("\r\n");
  const body = raw.slice(split + 4);
  const type = headerOf({ headers }, "content-type");
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary === undefined) return { headers, body, parts: [] };
  const pieces = `\r\n${body}`.split(`\r\n--${boundary}`);
  return { headers, body, parts: pieces.slice(1, -1).map((piece) => seePart(piece.slice(2))) };
}

/** The value of a header field; empty where there is none. */
export function headerOf({ headers }: Pick<SeenPart, "headers">, name: string): string {
  const line = headers.find((each) => each.toLowerCase().startsWith(`${name}:`)) ?? "";
  return line.slice(name.length + 1).trim();
}

/** `multipart/mixed [text/plain 7bit, …]` */
export function treeOf(part: SeenPart): string {
  const type = headerOf(part, "content-type").split(";")[0] ?? "";
  if (part.parts.length > 0) return `${type} [${part.parts.map(treeOf).join(", ")}]`;
  return `${type} ${headerOf(part, "content-transfer-encoding")}`;
}

/** The parts without parts of their own, in order. */
export function leavesOf(part: SeenPart): readonly SeenPart[] {
  return part.parts.length === 0 ? [part] : part.parts.flatMap(leavesOf);
}

/** The text of a part, its transfer encoding undone, line ends as they came. */
export function textOf(part: SeenPart): string {
  switch (headerOf(part, "content-transfer-encoding").toLowerCase()) {
    case "base64":
      return Buffer.from(part.body, "base64").toString("utf8");
    case "quoted-printable":
      return Buffer.from(
        part.body
          .replace(/=\r\n/g, "")
          .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
        "latin1",
      ).toString("utf8");
    default:
      return part.body;
  }
}
