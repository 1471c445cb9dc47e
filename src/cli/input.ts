import { openEmail } from "../email/open/open.ts";
import type { OpenedEmail } from "../email/open/opened-email.ts";
import { plainOctets } from "../email/text/plain-octets.ts";
import { ItipError, refusal } from "../errors.ts";
import type { Io } from "./io.ts";
import { codeOf } from "./system-error.ts";

/** What a file held: an email, or calendar text by itself. */
export type Input =
  | { readonly kind: "email"; readonly bytes: Uint8Array; readonly email: OpenedEmail }
  | { readonly kind: "calendar"; readonly text: string };

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

/** The text of a file in UTF-8, see {@link readBytes}. */
export async function readTextFile(io: Io, file: string): Promise<string> {
  return new TextDecoder().decode(await readBytes(io, file));
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
  const text = new TextDecoder().decode(bytes);
  if (/^\s{0,99}BEGIN:/i.test(text)) return { kind: "calendar", text };
  try {
    return { kind: "email", bytes, email: await openEmail(bytes) };
  } catch (error) {
    const other = error instanceof ItipError && error.code === "not-an-email" && text.trim() !== "";
    if (other) return { kind: "calendar", text };
    throw error;
  }
}
