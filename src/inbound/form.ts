import { notAnEmail } from "../email/open/opened-email.ts";
import { kindOf } from "../errors.ts";
import { isRecord } from "../input.ts";
import { defaultLimits, holdLimit } from "../limits.ts";
import { hasMethod } from "./content.ts";

/** What a web framework makes of a form: FormData, URLSearchParams, or an object of values by name. */
export type FormInput =
  | { getAll(name: string): unknown[]; keys(): Iterable<string> }
  | Record<string, unknown>;

/** The values of a form by name, in the order in which they stand. */
export type Form = Record<string, unknown>;

/**
 * A form as an object without a prototype; of several values of one name a list.
 *
 * @throws {ItipError} `not-an-email` for what is no form, `limit-exceeded`.
 */
export function formOf(form: unknown, path: string): Form {
  if (!isRecord(form)) throw notAnEmail(path, `must be a form, got ${kindOf(form)}`);
  const values: Form = Object.create(null);
  if (hasMethod(form, "getAll") && hasMethod(form, "keys")) {
    for (const name of namesIn(form.keys(), path)) values[name] = single(form.getAll(name));
  } else
    for (const [name, value] of Object.entries(form)) if (value !== undefined) values[name] = single(value);
  return values;
}

/**
 * The names of the files of a form in the order of their numbers, such as `attachment-1` and `attachment-2` for `attachment-`.
 *
 * @throws {ItipError} `limit-exceeded` for more files than an email may have parts.
 */
export function fileNamesIn(form: Form, beginning: string): string[] {
  const names = Object.keys(form)
    .filter((name) => name.startsWith(beginning) && /^\d{1,4}$/.test(name.slice(beginning.length)))
    .sort((one, other) => Number(one.slice(beginning.length)) - Number(other.slice(beginning.length)));
  holdLimit(defaultLimits, "emailParts", names.length);
  return names;
}

function single(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

function namesIn(keys: unknown, path: string): string[] {
  if (!isIterable(keys)) throw notAnEmail(path, `must be a form, got ${kindOf(keys)}`);
  const names = new Set<string>();
  for (const name of keys) {
    if (typeof name === "string") names.add(name);
    holdLimit(defaultLimits, "emailHeaders", names.size);
  }
  return [...names];
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}
