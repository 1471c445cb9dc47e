import PostalMime from "postal-mime";
import type { Leaf } from "./leaf.ts";
import { asBase64Line } from "./transfer-encoding.ts";

/** The text of a part, and whether it held octets beyond ASCII without saying in which charset. */
export interface PartText {
  readonly text: string;
  readonly undeclared: boolean;
}

/**
 * The text of a leaf: postal-mime undoes transfer encoding, charset, format=flowed and, for HTML, the markup.
 *
 * It is handed one part under a header of ours, so that it cannot take the email apart otherwise than we did.
 */
export async function textOfLeaf(bytes: Uint8Array, leaf: Leaf, longest: number): Promise<PartText> {
  const end = Math.min(leaf.end, leaf.start + longest);
  const body = asBase64Line(bytes.subarray(leaf.start, end), leaf.encoding);
  const declared = token(leaf.type.parameters.get("charset"));
  const unsaid = declared === undefined || /^(?:us-)?ascii$/i.test(declared);
  const text = await decode(body, leaf, unsaid ? "utf-8" : declared);
  if (!unsaid) return { text, undeclared: false };
  // What is not UTF-8 and says nothing is the Windows Latin-1 of an old client.
  if (text.includes("\uFFFD")) return { text: await decode(body, leaf, "windows-1252"), undeclared: true };
  return { text, undeclared: /[^\u0000-\u007f]/.test(text) };
}

async function decode(body: string, leaf: Leaf, charset: string): Promise<string> {
  const parsed = await PostalMime.parse(
    leaf.role === "html" ? asHtml(body, charset) : asText(body, leaf, charset),
    {
      forceRfc822Attachments: true,
    },
  );
  // A UTF-16 text that was cut or padded ends in half a character.
  return (parsed.text ?? "").replace(/\uFFFD$/, "");
}

function asText(body: string, leaf: Leaf, charset: string): string {
  const flowed = leaf.role === "text" && /^flowed$/i.test(leaf.type.parameters.get("format") ?? "");
  const format = flowed ? `; format=flowed; delsp=${token(leaf.type.parameters.get("delsp")) ?? "no"}` : "";
  return `Content-Type: text/plain; charset="${charset}"${format}\r\nContent-Transfer-Encoding: base64\r\n\r\n${body}\r\n`;
}

/** Beside a text part, postal-mime renders HTML as text. */
function asHtml(body: string, charset: string): string {
  return [
    "Content-Type: multipart/mixed; boundary=b",
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "",
    "--b",
    `Content-Type: text/html; charset="${charset}"`,
    "Content-Transfer-Encoding: base64",
    "",
    body,
    "--b--",
    "",
  ].join("\r\n");
}

function token(value: string | undefined): string | undefined {
  return value !== undefined && /^[\w.:+-]{1,60}$/.test(value) ? value : undefined;
}
