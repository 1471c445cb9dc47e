import type { CheckedMessage } from "../outgoing-input.ts";
import { base64Lines, encodeCalendar, encodeText } from "./encode-body.ts";
import { fileParameter } from "./file-parameter.ts";
import { boundaryKey, leaf, multipart, type Part } from "./multipart.ts";

/** What an email says to people. */
export interface Texts {
  subject: string;
  text: string;
  html: string;
}

/**
 * The parts of an email: text, HTML and the calendar as alternatives, and the calendar again as an attachment, because some
 * clients act only on the one and some only on the other (RFC 6047 section 2.4, CalConnect's iMIP best practices).
 */
export function layOut(message: CheckedMessage, texts: Texts, filename: string, digest: string): Part {
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
  const attached = leaf(
    `application/ics; ${parameters}`,
    { encoding: "base64", data: base64Lines(message.ics) },
    `attachment;\r\n ${file}`,
  );
  const key = boundaryKey([text, html, calendar], digest);
  return multipart("mixed", [multipart("alternative", alternatives, key), attached], key);
}
