import { at, fault, type Reading } from "../../input.ts";

/** What is misspelt must not be lost in silence. */
export function refuseUnknown(
  given: Record<string, unknown>,
  known: readonly string[],
  reading: Reading,
): void {
  for (const key of Object.keys(given)) {
    if (!known.includes(key)) fault(at(reading, key), "unknown-field", `must be one of ${known.join(", ")}`);
  }
}

export function readText(value: unknown, reading: Reading): string | undefined {
  if (value === undefined || value === null || typeof value === "string") return value ?? undefined;
  return fault(reading, "invalid-type", `must be text, got ${typeof value}`);
}
