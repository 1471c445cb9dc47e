/**
 * Every code an {@link ItipError} can carry, with what it means for the caller.
 * The table of error codes in `docs/limits-and-errors.md` is this table.
 */
export const itipErrorCodes = {
  "invalid-argument": "An argument has the wrong type or shape; nothing was read or built.",
  "invalid-event": "The event, its organizer or its recipients cannot be invited to as they stand.",
  "invalid-time": "A time is not one: wrong form, no such date, or a fraction of a second.",
  "invalid-time-zone": "A zone name is not an IANA id.",
  "invalid-recurrence":
    "A recurrence rule breaks RFC 5545 section 3.3.10, or costs more than the budget allows.",
  "unknown-recipient": "An address names nobody who is invited.",
  "unknown-instance": "A time names no occurrence of the event.",
  "no-proposal": "The person named has no open proposal.",
  "not-calendar-text": "The text holds no VCALENDAR that can be read.",
  "not-a-scheduling-message":
    "The calendar text is no iTIP message: it has no component of one of its kinds.",
  "not-an-email": "The bytes hold no email that can be read.",
  "cannot-answer": "The message asks for no answer, or the client played cannot give this one.",
  "invalid-link": "An answer link was not signed with this secret, or was changed.",
  "expired-link": "An answer link is genuine, but its time is over.",
  "needs-smtputf8": "An address has a local part that only SMTPUTF8 can carry (RFC 6531).",
  "limit-exceeded": "The input is larger than a limit allows; the problem names the limit.",
  "invalid-state": "The stored invite is damaged.",
  "newer-state": "The stored invite was written by a newer version of this package.",
} as const satisfies Record<string, string>;

/** What kind of refusal an `ItipError` is: a key of `itipErrorCodes`, which says what each means. */
export type ItipErrorCode = keyof typeof itipErrorCodes;

/** What is wrong with one value: where it stands (`event.start`), a stable code, and a sentence for a person. */
export interface Problem {
  /** Where: `event.start`, `recipients[0].email`. */
  readonly path: string;
  /** For a program: stable, kebab-case. */
  readonly code: string;
  /** For a person: what must be so, and what came. */
  readonly message: string;
}

/** What the errors of every copy of this package have. */
const mark = Symbol.for("itip.ItipError");

/**
 * `instanceof` holds for what another copy of this package threw too: that in a bundle beside the one in `node_modules`, and that of a test
 * tool which loads modules again.
 */
function hasInstance(this: unknown, value: unknown): boolean {
  if (Function.prototype[Symbol.hasInstance].call(this, value)) return true;
  // A class that extends ItipError has its own instances alone.
  return this === ItipError && typeof value === "object" && value !== null && mark in value;
}

/**
 * The only thing any function of this package throws, for any input.
 *
 * `code` says what failed, `problems` lists everything found wrong, not the first thing only.
 *
 * @example
 * try { createInvite(input) }
 * catch (error) { if (error instanceof ItipError) console.log(error.code, error.problems) }
 * // invalid-event [{ path: "event.summary", code: "required", message: "…" }]
 */
export class ItipError extends Error {
  override readonly name = "ItipError";
  readonly code: ItipErrorCode;
  readonly problems: readonly Problem[];

  constructor(code: ItipErrorCode, problems: readonly Problem[]) {
    const shown = problems.slice(0, 3).map((p) => (p.path === "" ? p.message : `${p.path}: ${p.message}`));
    const rest = problems.length > 3 ? ` (and ${problems.length - 3} more)` : "";
    super(`${code}: ${shown.join("; ")}${rest}`);
    this.code = code;
    this.problems = problems;
  }
}

// Not in a static block of the class, which the compiler of React Native does not take.
Object.defineProperty(ItipError.prototype, mark, { value: true });
Object.defineProperty(ItipError, Symbol.hasInstance, { value: hasInstance });

/**
 * An error about one place: all such errors are made here.
 *
 * @example
 * throw refusal("invalid-argument", "options", "invalid-type", "must be an object, got a string")
 */
export function refusal(code: ItipErrorCode, path: string, problem: string, message: string): ItipError {
  return new ItipError(code, [{ path, code: problem, message }]);
}

/** The error about an argument that is of another kind than it must be: `invalid-argument`, problem `invalid-type`. */
export function wrongArgument(path: string, message: string): ItipError {
  return refusal("invalid-argument", path, "invalid-type", message);
}

/** An excerpt of foreign text that is safe to show: short, on one line, control characters made visible. */
export function excerpt(text: string, length = 60): string {
  const cut = text.length > length ? `${text.slice(0, length)}…` : text;
  return cut.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, "\uFFFD");
}

/**
 * What came in place of what must be so, for the end of an error text: the value of a text or a number, else its kind.
 *
 * @example
 * shown("soon") // "\"soon\""
 * shown([])     // "a list"
 */
export function shown(value: unknown): string {
  if (typeof value === "string") return `"${excerpt(value)}"`;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : kindOf(value);
}

/** The kind of a value in words: `a string`, `a list`, `nothing`. */
export function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (value instanceof Promise) return "a promise";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
