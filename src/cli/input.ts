import { openEmail } from "../email/open/open.ts";
import type { OpenedEmail } from "../email/open/opened-email.ts";
import { decoded, likelyDecoder } from "../email/text/charset.ts";
import { plainOctets } from "../email/text/plain-octets.ts";
import { ItipError, refusal } from "../errors.ts";
import type { Io } from "./io.ts";
import { codeOf } from "./system-error.ts";
import { inUsersWords } from "./users-words.ts";

/** What a file held: an email, or calendar text by itself. */
export type Input =
  | { readonly kind: "email"; readonly bytes: Uint8Array; readonly email: OpenedEmail }
  | {
      readonly kind: "calendar";
      readonly text: string;
      /** What the octets of the file are: `utf-8`, `utf-16le`, `windows-1252`. */
      readonly charset: string;
    };

/**
 * The bytes of a file, or of standard input for `-`.
 *
 * @throws {ItipError} `invalid-argument` where there is nothing to read
 */
async function readBytes(io: Io, file: string): Promise<Uint8Array> {
  try {
    return plainOctets(await (file === "-" ? io.readStdin() : io.readFile(file)));
  } catch (error) {
    const code = codeOf(error) ?? "unreadable";
    const message = { ENOENT: "there is no such file", EISDIR: "must be a file, got a folder" }[code];
    throw refusal("invalid-argument", file, "unreadable-file", message ?? `it cannot be read (${code})`);
  }
}

/** The text of a file, see {@link readBytes}: in UTF-8, in UTF-16 as PowerShell's `>` writes it, or in the Latin-1 of Windows. */
export async function readTextFile(io: Io, file: string): Promise<string> {
  const bytes = await readBytes(io, file);
  return decoded(bytes, likelyDecoder(bytes));
}

/**
 * The value that the JSON text of a file stands for.
 *
 * @throws {ItipError} `invalid-argument` for any other text
 */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal("invalid-argument", file, "invalid-json", "must be JSON");
  }
}

/**
 * Opens a file: text that begins with a calendar is calendar text, any other text with the header of an email is an email.
 *
 * @throws {ItipError} as `openEmail`, but for what is no email
 */
export async function openInput(io: Io, file: string): Promise<Input> {
  const bytes = await readBytes(io, file);
  const decoder = likelyDecoder(bytes);
  const charset = decoder.encoding;
  // A decoder takes the byte order mark away, which is odd in a calendar.
  const mark = [0xef, 0xbb, 0xbf].every((octet, at) => bytes[at] === octet) ? "\ufeff" : "";
  const text = mark + decoded(bytes, decoder);
  if (/^\s{0,99}BEGIN:/i.test(text)) return { kind: "calendar", text, charset };
  const mail = charset.startsWith("utf-16") ? new TextEncoder().encode(text) : bytes;
  try {
    return { kind: "email", bytes: mail, email: await openEmail(mail) };
  } catch (error) {
    const other = error instanceof ItipError && error.code === "not-an-email" && text.trim() !== "";
    if (other) return { kind: "calendar", text, charset };
    throw error instanceof ItipError ? inUsersWords(error, { raw: file }) : error;
  }
}
