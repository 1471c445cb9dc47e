/** The code by which the operating system or Node names what it refuses, such as ENOENT; undefined for any other error. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** What an error says, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** An error for whatever was thrown. */
export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/**
 * The last words about an error that nobody expected: one line for an error of the operating system, the stack trace for a fault
 * of the library.
 *
 * @example
 * lastWords(error) // "itip: invalid-argument: the system refused (ENOSPC: no space left on device, write)"
 */
export function lastWords(error: unknown): string {
  const code = codeOf(error);
  // Codes that begin with ERR_ are Node's for wrong arguments, which would be a fault of ours.
  if (code !== undefined && !code.startsWith("ERR_") && error instanceof Error) {
    const message = error.message.replace(/\s+/g, " ");
    return `itip: invalid-argument: the system refused (${message.includes(code) ? message : `${code}: ${message}`})`;
  }
  return `itip: this is a fault of itip: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
