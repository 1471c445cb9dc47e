import type { CheckedMessage } from "../outgoing-input.ts";
import type { ComposedAttachment } from "./attachments.ts";
import { type EncodedBody, encodeCalendar, encodeText, inLines } from "./encode-body.ts";
import { fileParameter } from "./file-parameter.ts";
import { asPart, boundaryKey, leaf, type Multipart, multipart } from "./multipart.ts";
import { remembering } from "./remembering.ts";

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
  attachments: readonly { file: ComposedAttachment; inBase64: string }[];
}

/**
 * The parts of an email: text, HTML and the calendar as alternatives, and the calendar again as an attachment, because some
 * clients act only on the one and some only on the other (RFC 6047 section 2.4, CalConnect's iMIP best practices). The
 * caller's files stand behind it.
 */
export function layOut(message: CheckedMessage, texts: Texts, files: Files, digest: string): Multipart {
  const text = encodedText(texts.text);
  const html = encodedHtml(texts.html);
  const calendar = encodedCalendar(message.ics);
  const key = boundaryKey([text, html, calendar], digest);
  const parameters = calendarParameters(message.method, files.filename);
  const file = fileParameter("filename", files.filename);
  const alternatives = [
    leaf("text/plain; charset=UTF-8", text),
    leaf("text/html; charset=UTF-8", html),
    leaf(`text/calendar; ${parameters}`, calendar, `inline;\r\n ${file}`),
  ];
  const alternative = multipart("alternative", alternatives, key);
  const inBase64 = calendar.encoding === "base64" ? calendar : calendarInBase64(message.ics);
  const copies =
    files.copies === "inline"
      ? []
      : [leaf(`application/ics; ${parameters}`, inBase64, `attachment;\r\n ${file}`)];
  const attached = [...copies, ...files.attachments.map(attachmentPart)];
  return attached.length === 0 ? alternative : multipart("mixed", [asPart(alternative), ...attached], key);
}

/** What both copies of the calendar text say of it. */
function calendarParameters(method: string, filename: string): string {
  const name = fileParameter("name", filename);
  return `charset=UTF-8;\r\n method=${method};${name.length > 30 ? "\r\n " : " "}${name}`;
}

/*
 * One email after the other goes to the guests of a meeting, and says the same to most of them: to encode that once leaves 12 of 20 µs of
 * an email.
 */
const encodedText = remembering(encodeText);
const encodedHtml = remembering(encodeText);
const encodedCalendar = remembering(encodeCalendar);
const calendarInBase64 = remembering(
  (ics): EncodedBody => ({ encoding: "base64", data: inLines(btoa(ics)) }),
);

/** A file of the caller's, octet by octet. */
function attachmentPart({ file, inBase64 }: Files["attachments"][number]): string {
  const name = fileParameter("filename", file.filename);
  return leaf(
    file.contentType.replace(/; ?/g, ";\r\n "),
    { encoding: "base64", data: inLines(inBase64) },
    `attachment;\r\n ${name}`,
  );
}
