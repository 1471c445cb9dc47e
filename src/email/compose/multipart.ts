import { MIMEMessageContent } from "mimetext/browser";
import { digestOf } from "../message-id.ts";
import type { EncodedBody } from "./encode-body.ts";
import type { Field } from "./field.ts";

/** A part of an email as it is written: header fields, a blank line, a body. */
export interface Part {
  readonly fields: readonly Field[];
  readonly body: string;
}

/** What mimetext asks of its surroundings. It never encodes anything here: every value comes to it ready to be written. */
const environment = {
  toBase64: (text: string) => text,
  toBase64WebSafe: (text: string) => text,
  eol: "\r\n",
  validateContentType: (type: string) => type,
};

/** A part as it stands between two boundaries, through mimetext. */
export function formatPart(part: Part): string {
  const content = new MIMEMessageContent(environment, part.body);
  // Its own list would fill Date and Message-ID from the clock and by chance.
  content.headers.fields = [...part.fields];
  return content.dump();
}

/** A leaf: its type with folded parameters, its encoding and, where it has one, its disposition. */
export function leaf(type: string, body: EncodedBody, disposition?: string): Part {
  const fields = [
    { name: "Content-Type", value: type },
    { name: "Content-Transfer-Encoding", value: body.encoding },
    ...(disposition === undefined ? [] : [{ name: "Content-Disposition", value: disposition }]),
  ];
  return { fields, body: body.data };
}

/** Parts under one multipart type (RFC 2046 section 5.1.1), with a boundary from {@link boundaryKey}. */
export function multipart(subtype: "mixed" | "alternative", parts: readonly Part[], key: string): Part {
  const boundary = `=_itip_${subtype.charAt(0)}_${key}`;
  let body = "";
  for (const part of parts) body += `--${boundary}\r\n${formatPart(part)}\r\n`;
  return {
    fields: [{ name: "Content-Type", value: `multipart/${subtype};\r\n boundary="${boundary}"` }],
    body: `${body}--${boundary}--\r\n`,
  };
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
