/** The charsets in which a client writes text. */
export type Charset = "us-ascii" | "iso-8859-1" | "utf-8";
/** How a client's parts travel (RFC 2045 section 6). */
export type Encoding = "7bit" | "8bit" | "quoted-printable" | "base64";

/** A part of the email: a multipart with its parts, or a single body. `fields` are whole header lines. */
export type PartShape =
  | {
      readonly fields: readonly string[];
      readonly boundary: string;
      readonly preamble?: string;
      readonly parts: readonly PartShape[];
    }
  | {
      readonly fields: readonly string[];
      readonly holds: "text" | "html" | "calendar";
      /** The first charset that has every character of the content is used; UTF-8 where none is listed. */
      readonly charsets?: readonly Charset[];
      /** The first encoding that can carry the content is used; base64 where none is listed. */
      readonly encodings: readonly Encoding[];
      /** Line ends are quoted like any other octet, and soft line breaks alone end a line. */
      readonly binary?: true;
      /** An empty line follows. */
      readonly gap?: true;
    };

/**
 * A header field of the email: a name whose value the engine writes, `Content-Type` for those of the body, or a whole
 * line as it stands.
 */
export type FieldShape =
  | "From"
  | "To"
  | "Reply-To"
  | "Subject"
  | "Thread-Topic"
  | "Date"
  | "In-Reply-To"
  | "References"
  | "Content-Type"
  | `${string}:${string}`;
