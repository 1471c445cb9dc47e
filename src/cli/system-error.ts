/** The code by which the operating system or Node names what it refuses, such as ENOENT; undefined for any other error. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/**
 * What is left to say of an error that nobody expected: of the operating system's one line, of a fault of our own all that
 * helps to mend it.
 *
 * @example
 * lastWords(error) // "itip: invalid-argument: the system refused (ENOSPC: no space left on device, write)"
 */
export function lastWords(error: unknown): string {
  const code = codeOf(error);
  // ERR_… is how Node calls wrong arguments: nobody but us gives it any.
  if (code !== undefined && !code.startsWith("ERR_") && error instanceof Error) {
    const message = error.message.replace(/\s+/g, " ");
    return `itip: invalid-argument: the system refused (${message.includes(code) ? message : `${code}: ${message}`})`;
  }
  return `itip: this is a fault of itip: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
