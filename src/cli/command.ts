import { type ItipError, refusal } from "../errors.ts";
import type { Io } from "./io.ts";
import type { UsersNames } from "./users-words.ts";

/** What a command was called with. */
export interface Call {
  readonly io: Io;
  /** The words that belong to no option. */
  readonly words: readonly string[];
  /** The value of an option. */
  readonly text: (name: string) => string | undefined;
  /** Whether an option without a value was given. */
  readonly has: (name: string) => boolean;
}

/** One word behind `itip`. */
export interface Command {
  readonly summary: string;
  /** What `--help` says, complete. */
  readonly help: string;
  /** The options that have a value. */
  readonly texts: readonly string[];
  /** The options without one. */
  readonly switches?: readonly string[];
  /** By what names errors of the library speak of its options. */
  readonly places?: UsersNames;
  /** The exit status: 0 all is well, 1 findings of severity error or nothing to show, 2 wrong use or unreadable input. */
  readonly run: (call: Call) => Promise<number>;
}

/** Wrong use of an option or of a word on the command line. */
export function wrongUse(path: string, message: string): ItipError {
  return refusal("invalid-argument", path, "wrong-use", message);
}

/** The one word that a command needs. */
export function onlyWord({ words }: Call, what: string): string {
  const [word, ...more] = words;
  if (word === undefined) throw wrongUse("", `${what} is missing; - reads standard input`);
  if (more.length > 0) throw wrongUse(more[0] ?? "", `one ${what} at a time`);
  return word;
}
