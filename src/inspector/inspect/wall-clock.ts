// The public entries tell which zone is meant, and nothing of its clocks: the page asks the browser for them.

/** Milliseconds in a day of 24 hours. */
export const day = 86_400_000;

/**
 * The first moment at which clocks in a zone show a time; where they skip it, by the offset before (RFC 5545 section 3.3.5).
 *
 * @param wall what the clocks show, in milliseconds as if it were UTC
 * @example
 * new Date(instantOf(Date.UTC(2027, 5, 10, 10), "Europe/London")).toISOString() // "2027-06-10T09:00:00.000Z"
 */
export function instantOf(wall: number, zone: string): number {
  const candidates = [wall - day, wall + day].map((near) => wall - (wallAt(near, zone) - near));
  return candidates.find((candidate) => wallAt(candidate, zone) === wall) ?? candidates[0] ?? wall;
}

/** What clocks in a zone show at a moment, in milliseconds as if it were UTC. */
export function wallAt(instant: number, zone: string): number {
  const parts = new Map(
    new Intl.DateTimeFormat("en", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    })
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
}
