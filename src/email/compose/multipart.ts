import { digestOf } from "../message-id.ts";
import type { EncodedBody } from "./encode-body.ts";

/** A body under its Content-Type: that of an email, or of a part that holds parts. */
export interface Multipart {
  /** The value of Content-Type, folded. */
  readonly type: string;
  readonly body: string;
}

/** A part as it stands between two boundaries: its type with folded parameters, its encoding and, where it has one, its disposition. */
export function leaf(type: string, { encoding, data }: EncodedBody, disposition?: string): string {
  const last = disposition === undefined ? "" : `Content-Disposition: ${disposition}\r\n`;
  return `Content-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n${last}\r\n${data}`;
}

/** Parts under one multipart type (RFC 2046 section 5.1.1), with a boundary from {@link boundaryKey}. */
export function multipart(
  subtype: "mixed" | "alternative",
  parts: readonly string[],
  key: string,
): Multipart {
  const boundary = `=_itip_${subtype.charAt(0)}_${key}`;
  let body = "";
  for (const part of parts) body += `--${boundary}\r\n${part}\r\n`;
  return { type: `multipart/${subtype};\r\n boundary="${boundary}"`, body: `${body}--${boundary}--\r\n` };
}

/** Parts as one of the parts of another. */
export function asPart({ type, body }: Multipart): string {
  return `Content-Type: ${type}\r\n\r\n${body}`;
}

/**
 * What tells the boundaries of this email from any line of its bodies. In quoted-printable and base64 the `=_` before it
 * cannot occur. A body in 7bit that holds it was written by somebody who knew it; the next one is drawn from the bodies
 * themselves, and nobody can have written it into them.
 *
 * @param seed Tells this email from others.
 */
export function boundaryKey(bodies: readonly EncodedBody[], seed: string): string {
  const plain = bodies.filter(({ encoding }) => encoding === "7bit");
  if (!plain.some(({ data }) => data.includes(seed))) return seed;
  return boundaryKey(plain, digestOf([seed, ...plain.map(({ data }) => data)]));
}
