import { isOctets } from "../../builtin.ts";
import { at, fault, isRecord, type Reading, wellFormed, wrongKind } from "../../input.ts";
import { latePattern } from "../../late-pattern.ts";

/** A file that travels with the email, behind the calendar copies. */
export interface EmailAttachment {
  /** A plain file name, without a path: `agenda.pdf`. */
  filename: string;
  /** Octets, or text that is sent in UTF-8. All files of one email: at most 25,000,000 octets. */
  content: string | Uint8Array;
  /**
   * A media type (RFC 2045 section 5.1), with parameters if need be. Default: `text/plain; charset=UTF-8` for text,
   * `application/octet-stream` for octets. A text type without a charset gets `charset=UTF-8` where the content is text. Calendar types are refused: a receiver would take the file for the invitation.
   */
  contentType?: string | undefined;
}

/** A file as it stands in a composed email: octets under a type. */
export interface ComposedAttachment {
  /** As the recipient sees it. */
  filename: string;
  /** The value of Content-Type. */
  contentType: string;
  /** The octets of the file, not encoded. */
  content: Uint8Array;
}

/** What common mail systems take of one email. */
const mostOctets = 25_000_000;
/** Files of one email. */
const mostFiles = 100;

/** RFC 2045 section 5.1: token "/" token, and parameters whose values are tokens or plain quoted text. */
const mediaType =
  /^[A-Za-z0-9!#$&^_.+-]{1,127}\/[A-Za-z0-9!#$&^_.+-]{1,127}(?:; ?[A-Za-z0-9!#$&^_.+-]{1,127}=(?:[A-Za-z0-9!#$&^_.+-]{1,200}|"[ !#-[\]-~]{0,200}")){0,8}$/;

/** Types that are a part of the email's own layout, or whose body must not be base64 (RFC 2046 sections 5.1 and 5.2). */
const layoutType = /^(?:multipart|message)\//i;
const calendarType = /^(?:text\/(?:x-v)?calendar|application\/(?:ics|x-ics|vnd\.ms-tnef|ms-tnef))(?![^;])/i;

/** Endings by which receivers tell a calendar, whatever its type says. */
const calendarName = /\.(?:ics|ical|ifb|vcs)\s*$/i;

/** The files of `composeEmail`'s option `attachments`, checked; every problem is noted. */
export function readAttachments(value: unknown, reading: Reading): ComposedAttachment[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    wrongKind(reading, "an array of { filename, content, contentType? }", value);
    return [];
  }
  if (value.length > mostFiles) {
    fault(reading, "too-many", `must name at most ${mostFiles} files, got ${value.length}`);
    return [];
  }
  const files = value.flatMap(
    (file: unknown, index) => readAttachment(file, { ...reading, path: `${reading.path}[${index}]` }) ?? [],
  );
  const octets = files.reduce((sum, file) => sum + file.content.length, 0);
  if (octets > mostOctets) {
    fault(reading, "too-long", `must hold at most ${mostOctets} octets together, got ${octets}`);
  }
  return files;
}

function readAttachment(value: unknown, reading: Reading): ComposedAttachment | undefined {
  if (!isRecord(value)) return wrongKind(reading, "{ filename, content, contentType? }", value);
  refuseUnknown(value, reading);
  const filename = readPlainFilename(value.filename, at(reading, "filename"));
  const content = readContent(value.content, at(reading, "content"));
  const contentType = readType(
    value.contentType,
    typeof value.content === "string",
    at(reading, "contentType"),
  );
  if (filename === undefined || content === undefined || contentType === undefined) return undefined;
  return { filename, contentType, content };
}

function refuseUnknown(value: Record<string, unknown>, reading: Reading): void {
  for (const key of Object.keys(value)) {
    if (!["filename", "content", "contentType"].includes(key)) {
      fault(at(reading, key), "unknown-field", "must be one of filename, content, contentType");
    }
  }
}

const nameCharacters = latePattern('^[^\\p{C}/\\\\:*?"<>|]+$');

/** Some programs save a file under whatever path they are given. */
export function isPlainFilename(value: unknown): value is string {
  return (
    typeof value === "string" &&
    value.length <= 200 &&
    nameCharacters().test(value) &&
    !/^\.{1,2}$/.test(value)
  );
}

function readPlainFilename(value: unknown, reading: Reading): string | undefined {
  const plain = isPlainFilename(value);
  if (plain && calendarName.test(value)) {
    const message = "must not end like a calendar: a receiver would take it for the invitation";
    return fault(reading, "reserved-file-name", message);
  }
  return plain
    ? value
    : fault(
        reading,
        "invalid-filename",
        "must be a plain file name, without a path, of at most 200 characters",
        value,
      );
}

function readContent(value: unknown, reading: Reading): Uint8Array | undefined {
  if (typeof value === "string") return new TextEncoder().encode(wellFormed(value));
  if (isOctets(value)) return value;
  return wrongKind(reading, "text or a Uint8Array", value);
}

function readType(value: unknown, isText: boolean, reading: Reading): string | undefined {
  if (value === undefined) return isText ? "text/plain; charset=UTF-8" : "application/octet-stream";
  if (typeof value !== "string" || !mediaType.test(value)) {
    return fault(reading, "invalid-media-type", "must be a media type like application/pdf", value);
  }
  if (layoutType.test(value) || calendarType.test(value)) {
    const message = "must not be a type that a receiver would take for the invitation";
    return fault(reading, "reserved-media-type", message);
  }
  return isText && isTextWithoutCharset(value) ? `${value}; charset=UTF-8` : value;
}

/** Text is sent in UTF-8: without a charset it would be read as US-ASCII (RFC 2046 section 4.1.2). */
function isTextWithoutCharset(type: string): boolean {
  return /^text\//i.test(type) && !/; ?charset=/i.test(type);
}
