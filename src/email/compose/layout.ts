import type { CheckedMessage } from "../outgoing-input.ts";
import type { ComposedAttachment } from "./attachments.ts";
import { base64Lines, base64LinesOf, encodeCalendar, encodeText } from "./encode-body.ts";
import { fileParameter } from "./file-parameter.ts";
import { boundaryKey, leaf, multipart, type Part } from "./multipart.ts";

/** What an email says to people. */
export interface Texts {
  subject: string;
  text: string;
  html: string;
}

/** The files of an email: what the calendar text is called, whether it is attached too, and the caller's own. */
export interface Files {
  filename: string;
  copies: "both" | "inline";
  attachments: readonly ComposedAttachment[];
}

/**
 * The parts of an email: text, HTML and the calendar as alternatives, and the calendar again as an attachment, because some
 * clients act only on the one and some only on the other (RFC 6047 section 2.4, CalConnect's iMIP best practices). The
 * caller's files stand behind it.
 */
export function layOut(message: CheckedMessage, texts: Texts, files: Files, digest: string): Part {
  const { filename } = files;
  const method = `charset=UTF-8;\r\n method=${message.method}`;
  const name = fileParameter("name", filename);
  const parameters = name.length > 30 ? `${method};\r\n ${name}` : `${method}; ${name}`;
  const file = fileParameter("filename", filename);
  const [text, html, calendar] = [
    encodeText(texts.text),
    encodeText(texts.html),
    encodeCalendar(message.ics),
  ];
  const alternatives = [
    leaf("text/plain; charset=UTF-8", text),
    leaf("text/html; charset=UTF-8", html),
    leaf(`text/calendar; ${parameters}`, calendar, `inline;\r\n ${file}`),
  ];
  const copy = leaf(
    `application/ics; ${parameters}`,
    { encoding: "base64", data: base64Lines(message.ics) },
    `attachment;\r\n ${file}`,
  );
  const key = boundaryKey([text, html, calendar], digest);
  const attached = [...(files.copies === "inline" ? [] : [copy]), ...files.attachments.map(attachmentPart)];
  const alternative = multipart("alternative", alternatives, key);
  return attached.length === 0 ? alternative : multipart("mixed", [alternative, ...attached], key);
}

/** A file of the caller's, octet by octet. */
function attachmentPart({ filename, contentType, content }: ComposedAttachment): Part {
  const name = fileParameter("filename", filename);
  return leaf(
    contentType.replace(/; ?/g, ";\r\n "),
    { encoding: "base64", data: base64LinesOf(content) },
    `attachment;\r\n ${name}`,
  );
}
