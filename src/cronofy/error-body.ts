import { ItipError, wrongArgument } from "../errors.ts";

/** What the API says about one field: `errors.required` and the like, and a sentence for a person. */
export interface FieldErrorJson {
  /** What is wrong, for a program: `errors.required`. */
  key: string;
  /** What is wrong, for a person. */
  description: string;
}

/** The body of a 422: every problem found, under the path of its field (`event.summary`). */
export interface ErrorsJson {
  /** By the name of the field, all that is wrong with it. */
  errors: Record<string, FieldErrorJson[]>;
}

/**
 * The API's names for members that have another name in an invite, for errors of `createInvite` and the other verbs.
 */
const wireNames: ReadonlyMap<string, string> = new Map([
  ["", "body"],
  ["id", "smart_invite_id"],
  ["callbackUrl", "callback_url"],
  ["event.private", "event.event_private"],
  ["options.recipient", "recipient_email"],
]);

/**
 * The body of the answer 422 to a request that could not be carried out: a list of `{ key, description }`
 * for each field.
 *
 * `errors.required` is Cronofy's own; it publishes no list of the others, so the rest are our problems' codes in
 * its spelling (`too-long` → `errors.too_long`), and the set is open.
 *
 * @throws {ItipError} `invalid-argument` for anything but an `ItipError`
 * @example
 * errorBody(error)
 * // { errors: { "event.summary": [{ key: "errors.required", description: "must be given" }] } }
 */
export function errorBody(error: ItipError): ErrorsJson {
  if (!(error instanceof ItipError))
    throw wrongArgument("error", "must be an ItipError: nothing else has an error body");
  const fields = new Map<string, FieldErrorJson[]>();
  for (const { path, code, message } of error.problems) {
    const field = wireNames.get(path) ?? path;
    const known = fields.get(field) ?? [];
    known.push({ key: `errors.${code.replaceAll("-", "_")}`, description: message });
    fields.set(field, known);
  }
  return { errors: Object.fromEntries(fields) };
}
