import { ItipError } from "../../src/errors.ts";

/** The code of an ItipError, and `path code` of each problem; what else is thrown goes on. */
export function refusalOf(
  attempt: () => unknown,
): { code: string; problems: string[] } | "nothing was thrown" {
  try {
    attempt();
  } catch (error) {
    if (!(error instanceof ItipError)) throw error;
    return { code: error.code, problems: error.problems.map(({ path, code }) => `${path} ${code}`) };
  }
  return "nothing was thrown";
}

/** The code of an ItipError; what else is thrown goes on. */
export function codeOf(attempt: () => unknown): string {
  const refusal = refusalOf(attempt);
  return refusal === "nothing was thrown" ? refusal : refusal.code;
}

/** The code and the problems in one list, the code of the error first. */
export function refused(attempt: () => unknown): string[] | "nothing was thrown" {
  const refusal = refusalOf(attempt);
  return refusal === "nothing was thrown" ? refusal : [refusal.code, ...refusal.problems];
}

/** The code and the problems with which a promise is rejected. */
export async function refusedLater(
  attempt: () => Promise<unknown>,
): Promise<string[] | "nothing was thrown"> {
  try {
    await attempt();
  } catch (error) {
    return refused(() => {
      throw error;
    });
  }
  return "nothing was thrown";
}
