import { parseRule, type RecurrenceRule, type RecurrenceSet } from "../../src/recurrence/expand.ts";

/** A wall time in the room's own measure: milliseconds, read as if they were UTC. */
export function wall(text: string): number {
  return Date.parse(text.length === 10 ? `${text}T00:00Z` : `${text}Z`);
}

export function shown(walls: readonly number[]): string[] {
  return walls.map((each) => new Date(each).toISOString().slice(0, 19));
}

/** A rule that must be one. */
export function rule(text: string): RecurrenceRule {
  const read = parseRule(text);
  if ("kind" in read) throw new Error(`${text}: ${read.message}`);
  return read;
}

/** A set as a test writes it down. */
export function setOf(start: string, text: string, more: Partial<RecurrenceSet> = {}): RecurrenceSet {
  return {
    start: wall(start),
    date: start.length === 10,
    rule: rule(text),
    include: [],
    exclude: [],
    ...more,
  };
}
