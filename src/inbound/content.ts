import { isOctets } from "../builtin.ts";
import { notAnEmail } from "../email/open/opened-email.ts";
import { joinOctets } from "../email/text/join-octets.ts";
import { heldContent } from "../email/text/plain-octets.ts";
import { kindOf } from "../errors.ts";
import { isRecord } from "../input.ts";
import { defaultLimits, holdLimit } from "../limits.ts";

/** A stream as runtimes have it, as far as it is read here. */
export interface ByteStream {
  /** Gives the reader of a web stream. */
  getReader(): {
    /** The next octets, or that there are none. */
    read(): Promise<{ done: boolean; value?: unknown }>;
    /** Tells the source that no more is wanted. */
    cancel(reason?: unknown): Promise<unknown>;
  };
}

/** A Blob, a File or a Response. */
export interface Bytes {
  /** All octets at once. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Octets in any of the forms in which runtimes hand them over. */
export type Content = string | Uint8Array | ArrayBuffer | Bytes | ByteStream;

/**
 * The text or the octets of a content, read to its end, or until it is more than an email may be.
 *
 * @throws {ItipError} `not-an-email` with the path, `limit-exceeded`.
 */
export async function contentOf(value: unknown, path: string): Promise<string | Uint8Array> {
  const held = heldContent(value);
  if (held !== undefined) return held;
  if (hasMethod(value, "getReader")) return readStream(value, path);
  if (hasMethod(value, "arrayBuffer")) return readBytes(value, path);
  throw notAnEmail(path, `must be text, octets, a Blob or a stream, got ${kindOf(value)}`);
}

/** The same for a member that may be absent: `null` and empty text say nothing. */
export async function contentAt(value: unknown, path: string): Promise<string | Uint8Array | undefined> {
  return value === undefined || value === null || value === "" ? undefined : contentOf(value, path);
}

/** Whether a value is an object with this method, as a Blob has `arrayBuffer` in whatever runtime it was made. */
export function hasMethod<Name extends string>(
  value: unknown,
  name: Name,
): value is Record<string, unknown> & Record<Name, (...values: readonly unknown[]) => unknown> {
  return isRecord(value) && typeof value[name] === "function";
}

async function readBytes(
  blob: Record<string, unknown> & { arrayBuffer(): unknown },
  path: string,
): Promise<Uint8Array> {
  const size = typeof blob.size === "number" ? blob.size : 0;
  holdLimit(defaultLimits, "emailBytes", size);
  const given = await settled(() => blob.arrayBuffer(), path);
  const held = heldContent(given);
  if (isOctets(held)) return held;
  throw notAnEmail(path, `must give octets, got ${kindOf(given)}`);
}

async function readStream(stream: { getReader(): unknown }, path: string): Promise<Uint8Array> {
  const reader = await settled(() => stream.getReader(), path);
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (hasMethod(reader, "read")) {
    const step = await settled(() => reader.read(), path);
    if (!isRecord(step) || step.done === true) return joinOctets(chunks);
    const chunk = heldContent(step.value);
    if (chunk === undefined) break;
    chunks.push(typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk);
    length += chunk.length;
    if (length > defaultLimits.emailBytes && hasMethod(reader, "cancel"))
      await settled(() => reader.cancel(), path);
    holdLimit(defaultLimits, "emailBytes", length);
  }
  throw notAnEmail(path, "must be a stream of octets, got one that gives none");
}

/** What a foreign call comes to: a stream that breaks off holds no email. */
async function settled(call: () => unknown, path: string): Promise<unknown> {
  try {
    return await call();
  } catch {
    throw notAnEmail(path, "must be readable to its end, and broke off");
  }
}
