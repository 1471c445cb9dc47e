import { MIMEMessageContent, MIMEMessageHeader } from "mimetext/browser";
import type { EncodedBody } from "./body-encoding.ts";
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

/** A header block without its last line end (RFC 5322 section 2.2), through mimetext. */
export function formatFields(fields: readonly Field[]): string {
  const header = new MIMEMessageHeader(environment);
  // Its own list fills Date and Message-ID from the clock and by chance.
  header.fields = [];
  for (const { name, value } of fields) header.setCustom({ name, value, dump: () => value });
  return header.dump();
}

/** A part as it stands between two boundaries, through mimetext. */
export function formatPart(part: Part): string {
  const content = new MIMEMessageContent(environment, part.body);
  content.headers.fields = [];
  for (const { name, value } of part.fields) content.headers.setCustom({ name, value, dump: () => value });
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

/**
 * Parts under one multipart type (RFC 2046 section 5.1.1). The boundary stands in none of them: `=_` cannot occur in
 * quoted-printable or base64, and where it does occur another one is tried.
 *
 * @param seed Tells this email from others: a digest of its content.
 */
export function multipart(subtype: "mixed" | "alternative", parts: readonly Part[], seed: string): Part {
  const bodies = parts.map(formatPart);
  const boundary = boundaryFor(bodies, `${subtype.charAt(0)}_${seed}`);
  const body = `${bodies.map((part) => `--${boundary}\r\n${part}\r\n`).join("")}--${boundary}--\r\n`;
  return {
    fields: [{ name: "Content-Type", value: `multipart/${subtype};\r\n boundary="${boundary}"` }],
    body,
  };
}

function boundaryFor(bodies: readonly string[], seed: string): string {
  for (let attempt = 0; ; attempt += 1) {
    const boundary = `=_itip_${attempt}${seed}`;
    if (!bodies.some((body) => body.includes(boundary))) return boundary;
  }
}
