import { appendFileSync, writeFileSync } from "node:fs";

/** The script's own record of what it did to the processes. */
export interface FaultLog {
  /** Writes one fault down: which run, what was done, to whom, how far the run had come. */
  note(kind: string, what: string): void;
  /** How many faults of each kind since the last call with the same mark. */
  since(mark: number): ReadonlyMap<string, number>;
  /** How many faults there are by now: a mark for {@link FaultLog.since}. */
  readonly count: number;
}

/** A log in a file that is begun anew. */
export function faultLog(file: string): FaultLog {
  const kinds: string[] = [];
  writeFileSync(file, "");
  return {
    note(kind, what) {
      kinds.push(kind);
      appendFileSync(file, `${new Date().toISOString()} ${kind} ${what}\n`);
    },
    since(mark) {
      const counts = new Map<string, number>();
      for (const kind of kinds.slice(mark)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      return counts;
    },
    get count() {
      return kinds.length;
    },
  };
}
