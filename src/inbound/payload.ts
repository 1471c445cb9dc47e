import { notAnEmail } from "../email/open/opened-email.ts";
import { kindOf, shown } from "../errors.ts";
import { isRecord } from "../input.ts";
import { defaultLimits, holdLimit } from "../limits.ts";

/**
 * An object that a service has sent, or the JSON text of one.
 *
 * @throws {ItipError} `not-an-email` with the path, `limit-exceeded`.
 */
export function objectAt(value: unknown, path: string): Record<string, unknown> {
  const found = typeof value === "string" ? parsed(value, path) : value;
  if (isRecord(found)) return found;
  throw notAnEmail(path, `must be an object, got ${kindOf(found)}`);
}

/** The value of a JSON text; `undefined` for text that is not JSON. */
export function jsonIn(text: string): unknown {
  holdLimit(defaultLimits, "emailBytes", text.length);
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function parsed(text: string, path: string): unknown {
  const value = jsonIn(text);
  if (value === undefined)
    throw notAnEmail(path, `must be an object, or the JSON text of one, got ${shown(text)}`);
  return value;
}

/**
 * Text of a member; absent, `null` and empty text say nothing.
 *
 * @throws {ItipError} `not-an-email` with the path of a member that is something else.
 */
export function textAt(holder: Record<string, unknown>, key: string, path: string): string | undefined {
  const value = holder[key];
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "string") return value;
  throw notAnEmail(`${path}.${key}`, `must be text, got ${kindOf(value)}`);
}

/** The elements of a list, at most as many as an email may have parts or fields; absent is empty. */
export function listAt(
  holder: Record<string, unknown>,
  key: string,
  path: string,
  limit: "emailParts" | "emailHeaders",
): unknown[] {
  const value = holder[key];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw notAnEmail(`${path}.${key}`, `must be a list, got ${kindOf(value)}`);
  holdLimit(defaultLimits, limit, value.length);
  return value;
}

/** The texts in a list of addresses. */
export function addressesAt(value: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value.slice(0, 1_000) : [value];
  return list.flatMap((one) => (typeof one === "string" && one.trim() !== "" ? [one.trim()] : []));
}
