import { type Finding, finding } from "../finding.ts";
import { fault, isRecord, type Reading } from "../input.ts";
import { isListOf } from "../message/is-message.ts";

/** An email that has brought a calendar, as far as it matters to the check: what `openEmail` gives has it all. */
export interface BringingEmail {
  /** What people can read in it; without, there is nothing. */
  readonly text?: string | undefined;
  /** What is odd about the email and its parts. */
  readonly problems: readonly Finding[];
}

/**
 * The option as it was given, checked; `true` is an email of which nothing is known.
 */
export function readBringingEmail(value: unknown, reading: Reading): BringingEmail | undefined {
  if (value === undefined || value === false) return undefined;
  if (value === true) return { text: "", problems: [] };
  if (isEmail(value)) return value;
  return fault(reading, "invalid-type", "must be what openEmail gives, or true", value);
}

function isEmail(value: unknown): value is BringingEmail {
  if (!isRecord(value) || !isListOf(value.problems, isFinding)) return false;
  return value.text === undefined || typeof value.text === "string";
}

function isFinding(value: unknown): boolean {
  return (
    isRecord(value) && typeof value.code === "string" && /^(?:error|warning|info)$/.test(`${value.severity}`)
  );
}

/** What is found in the calendar, then what is said of the email and was not found there too. */
export function* withEmail(found: Iterable<Finding>, email: BringingEmail | undefined): Generator<Finding> {
  const said = new Set<string>();
  for (const one of found) {
    said.add(one.code);
    yield one;
  }
  if (email === undefined) return;
  if (email.text === undefined && !said.has("no-readable-alternative"))
    yield finding({ code: "no-readable-alternative", at: { path: "email" } });
  for (const problem of email.problems) if (!said.has(problem.code)) yield problem;
}
