import { ItipError, type Problem } from "../../src/errors.ts";

/** The ItipError that is thrown, nothing where none is; what else is thrown goes on. */
export function errorOf(attempt: () => unknown): ItipError | undefined {
  try {
    attempt();
  } catch (error) {
    if (error instanceof ItipError) return error;
    throw error;
  }
  return undefined;
}

/** The ItipError with which a promise is rejected, nothing where it is not. */
export async function errorLater(attempt: () => Promise<unknown>): Promise<ItipError | undefined> {
  try {
    await attempt();
  } catch (error) {
    if (error instanceof ItipError) return error;
    throw error;
  }
  return undefined;
}

/** The problems of the ItipError that is thrown, none where nothing is. */
export function problemsOf(attempt: () => unknown): readonly Problem[] {
  return errorOf(attempt)?.problems ?? [];
}

/** Their paths alone. */
export function pathsOf(attempt: () => unknown): string[] {
  return problemsOf(attempt).map(({ path }) => path);
}

/** `path code` of each problem. */
function named({ problems }: ItipError): string[] {
  return problems.map(({ path, code }) => `${path} ${code}`);
}

/** The code of an ItipError, and `path code` of each problem. */
export function refusalOf(
  attempt: () => unknown,
): { code: string; problems: string[] } | "nothing was thrown" {
  const error = errorOf(attempt);
  return error === undefined ? "nothing was thrown" : { code: error.code, problems: named(error) };
}

/** The code of an ItipError; what else is thrown goes on. */
export function codeOf(attempt: () => unknown): string {
  return errorOf(attempt)?.code ?? "nothing was thrown";
}

/** The code and the problems in one list, the code of the error first. */
export function refused(attempt: () => unknown): string[] | "nothing was thrown" {
  const error = errorOf(attempt);
  return error === undefined ? "nothing was thrown" : [error.code, ...named(error)];
}

/** The code and the problems with which a promise is rejected. */
export async function refusedLater(
  attempt: () => Promise<unknown>,
): Promise<string[] | "nothing was thrown"> {
  const error = await errorLater(attempt);
  return error === undefined ? "nothing was thrown" : [error.code, ...named(error)];
}
