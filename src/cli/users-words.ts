import { ItipError, type Problem } from "../errors.ts";

/** For what the library calls a value (`as.comment`, with all that is in it), what its user calls it (`--comment`). */
export type UsersNames = Readonly<Record<string, string>>;

/** The error with the names that somebody at a command line has used; what then reads alike is said once. */
export function inUsersWords({ code, problems }: ItipError, places: UsersNames): ItipError {
  const said = new Map<string, Problem>();
  for (const problem of problems) {
    const path = usersPlace(problem.path, places);
    const key = JSON.stringify([path, problem.message]);
    if (!said.has(key)) said.set(key, { ...problem, path });
  }
  return new ItipError(code, [...said.values()]);
}

function usersPlace(path: string, places: UsersNames): string {
  const found = Object.entries(places).find(([name]) => path === name || path.startsWith(`${name}.`));
  return found === undefined ? path : found[1];
}
