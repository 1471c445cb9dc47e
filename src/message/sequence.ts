/** The greatest INTEGER (RFC 5545 section 3.3.8). */
export const greatestSequence = 2_147_483_647;

/** Whether a value can be a SEQUENCE: a whole number, and never negative (RFC 5545 section 3.8.7.4). */
export function isSequence(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= greatestSequence;
}
