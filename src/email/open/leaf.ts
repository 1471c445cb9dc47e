import { firstField, type HeaderField } from "../header/header-block.ts";
import { type HeaderValue, readHeaderValue } from "../header/header-value.ts";
import type { OpenMultipart } from "./delimiter.ts";

/** What a part is to us. Everything that is `other` is never looked into. */
type LeafRole =
  | "calendar"
  | "text"
  | "html"
  | "delivery-status"
  | "message"
  | "headers"
  | "tnef"
  | "encrypted"
  | "other";

/** `inline`: shown. `attached`: hung at the mail, in the form of RFC 6047 that programs show all the same. `file`: for whoever opens it. */
export type Distance = "inline" | "attached" | "file";

/** A part without parts of its own: where its body lies, and how to read it. */
export interface Leaf {
  readonly role: LeafRole;
  /** As IMAP numbers parts: `1.3`. */
  readonly path: string;
  readonly type: HeaderValue;
  /** Lower case: `base64`, `quoted-printable` or anything else. */
  readonly encoding: string;
  /** The innermost multipart/alternative around it. */
  readonly alternative: number | undefined;
  /** How far it is from what a mail program shows. */
  readonly distance: Distance;
  /** Inside a multipart/report (RFC 6522). */
  readonly reported: boolean;
  /** The octets that hold the body: those of the email, or of this part alone where somebody else took the email apart. */
  readonly source: Uint8Array;
  readonly start: number;
  end: number;
}

/**
 * Where a finding about a part stands.
 *
 * @example
 * partPlace({ path: "1.3" }, "charset") // { path: "parts[1.3].charset" }
 */
export function partPlace({ path }: Pick<Leaf, "path">, member?: string): { path: string } {
  return { path: member === undefined ? `parts[${path}]` : `parts[${path}].${member}` };
}

/** `type "/" subtype` (RFC 2045 section 5.1). */
const mediaType = /^[!#-'*+.^-~\w-]+\/[!#-'*+.^-~\w-]+$/;

/** The Content-Type of a part; the default stands in for one that is missing or cannot be read (RFC 2045 section 5.2). */
export function typeOf(fields: readonly HeaderField[], fallback: string): HeaderValue {
  const type = readHeaderValue(firstField(fields, "content-type") ?? fallback);
  return mediaType.test(type.value) ? type : { ...type, value: fallback };
}

/** A leaf by its header fields; its body starts at `start`, and ends where the search will say. */
export function leafOf(
  fields: readonly HeaderField[],
  type: HeaderValue,
  path: string,
  open: readonly OpenMultipart[],
  source: Uint8Array,
  start: number,
): Leaf {
  const disposition = readHeaderValue(firstField(fields, "content-disposition") ?? "");
  const filename = disposition.parameters.get("filename") ?? type.parameters.get("name");
  return {
    role: leafRole(type.value, disposition.value, filename ?? ""),
    path,
    type,
    encoding: readHeaderValue(firstField(fields, "content-transfer-encoding") ?? "").value,
    alternative: open.findLast((multipart) => multipart.type === "multipart/alternative")?.id,
    distance: distanceOf(type, disposition.value),
    reported: open.some((multipart) => multipart.type === "multipart/report"),
    source,
    start,
    end: start,
  };
}

function distanceOf(type: HeaderValue, disposition: string): Distance {
  if (disposition !== "attachment" && type.value.startsWith("text/")) return "inline";
  return type.value === "text/calendar" && type.parameters.has("method") ? "attached" : "file";
}

function leafRole(type: string, disposition: string, filename: string): LeafRole {
  switch (type) {
    case "text/calendar":
    case "application/ics":
    case "application/calendar":
    case "text/x-vcalendar":
    case "text/vcalendar":
    case "application/x-vcalendar":
      return "calendar";
    case "message/delivery-status":
    case "message/global-delivery-status":
      return "delivery-status";
    case "message/rfc822":
    case "message/global":
      return "message";
    case "text/rfc822-headers":
    case "message/global-headers":
      return "headers";
    case "application/ms-tnef":
    case "application/vnd.ms-tnef":
      return "tnef";
    case "application/pkcs7-mime":
    case "application/x-pkcs7-mime":
    case "application/pgp-encrypted":
      return "encrypted";
    default:
      return roleOfFile(type, disposition, filename.toLowerCase());
  }
}

/** Mac mail attaches `meeting.ics` as application/octet-stream, others `calendar.vcs`; `winmail.dat` comes under many types. */
function roleOfFile(type: string, disposition: string, filename: string): LeafRole {
  if (filename === "winmail.dat") return "tnef";
  const generic = type.endsWith("/octet-stream") || type === "application/x-ics" || type === "text/plain";
  if (generic && /\.(?:ics|vcs|ical|icalendar)$/.test(filename)) return "calendar";
  if (disposition === "attachment") return "other";
  return type === "text/plain" ? "text" : type === "text/html" ? "html" : "other";
}
