import { ItipError, type Problem } from "../errors.ts";

/** For what the library calls a value (`as.comment`, with all that is in it), what its user calls it (`--comment`). */
export type UsersNames = Readonly<Record<string, string>>;

/** All that a program can hand in as a time; a person can write text alone. */
const programsTimes = /^must be text such as ([\d:T-]+), a Date, .* of Temporal,/;

/** The error with the names that somebody at a command line has used; what then reads alike is said once. */
export function inUsersWords({ code, problems }: ItipError, places: UsersNames): ItipError {
  const said = new Map<string, Problem>();
  for (const problem of problems) {
    const path = usersPlace(problem.path, places);
    const message = problem.message.replace(programsTimes, "must be a time such as $1,");
    const key = JSON.stringify([path, message]);
    if (!said.has(key)) said.set(key, { ...problem, path, message });
  }
  return new ItipError(code, [...said.values()]);
}

function usersPlace(path: string, places: UsersNames): string {
  const found = Object.entries(places).find(([name]) => path === name || path.startsWith(`${name}.`));
  return found === undefined ? path : found[1];
}
