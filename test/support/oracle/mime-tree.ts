/** A part of one of our own emails: a reader that knows strict MIME only, so that anything unexpected shows. */
export interface MimePart {
  headers: Map<string, string>;
  /** The header block as it stood. */
  head: string;
  body: string;
  parts: MimePart[];
}

/** Takes an email apart by the letter of RFC 2045 and RFC 2046; throws at the first surprise. */
export function mimeTree(raw: string): MimePart {
  const gap = raw.indexOf("\r\n\r\n");
  if (gap < 0) throw new Error("no blank line after the header");
  const head = raw.slice(0, gap);
  const body = raw.slice(gap + 4);
  const headers = new Map<string, string>();
  for (const line of head.split(/\r\n(?![ \t])/)) {
    const colon = line.indexOf(": ");
    if (colon < 1 || !/^[A-Za-z0-9-]+$/.test(line.slice(0, colon))) throw new Error(`no field: ${line}`);
    const name = line.slice(0, colon).toLowerCase();
    if (headers.has(name)) throw new Error(`twice: ${name}`);
    headers.set(name, line.slice(colon + 2).replaceAll("\r\n", ""));
  }
  const boundary = /boundary="([^"]+)"/.exec(headers.get("content-type") ?? "")?.[1];
  if (boundary === undefined) return { headers, head, body, parts: [] };
  const pieces = `\r\n${body}`.split(`\r\n--${boundary}`);
  if (pieces[0] !== "" || pieces.at(-1) !== "--\r\n") throw new Error("preamble, epilogue or open end");
  const parts = pieces.slice(1, -1).map((piece) => {
    if (!piece.startsWith("\r\n")) throw new Error("something after a boundary");
    return mimeTree(piece.slice(2));
  });
  return { headers, head, body, parts };
}

/** The types of a tree: `multipart/mixed(text/plain, …)`. */
export function outline(part: MimePart): string {
  const type = part.headers.get("content-type")?.split(";")[0] ?? "";
  return part.parts.length === 0 ? type : `${type}(${part.parts.map(outline).join(", ")})`;
}

/** A leaf's content with its transfer encoding undone, by Node's own decoders. */
export function contentOf(part: MimePart): string {
  const body = part.body;
  switch (part.headers.get("content-transfer-encoding")) {
    case "base64":
      return Buffer.from(body, "base64").toString("utf8");
    case "quoted-printable": {
      const joined = body.replace(/=\r\n/g, "");
      const binary = joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
      return Buffer.from(binary, "latin1").toString("utf8");
    }
    default:
      return body;
  }
}
