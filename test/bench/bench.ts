/** One way to do the work of a group. */
export interface Contestant {
  readonly name: string;
  readonly run: (input?: unknown) => unknown;
  /** Makes what one run is given; it is not counted. */
  readonly prepare?: () => unknown;
  /** `run` gives milliseconds that it has measured itself, in a process of its own. */
  readonly measuresItself: boolean;
}

/** Work that several can do, ours first; measured in turns. */
export interface Group {
  readonly name: string;
  readonly contestants: Contestant[];
  readonly goals: Goal[];
}

/** Ours is to be at least so many times as fast as somebody, or to take no longer than so many milliseconds. */
type Goal =
  | { readonly kind: "times"; readonly than: string; readonly times: number }
  | { readonly kind: "milliseconds"; readonly atMost: number };

const groups: Group[] = [];

/** Everything that the files imported so far have announced. */
export function announced(): readonly Group[] {
  return groups;
}

/** A group: the contestants and goals that `announce` names. */
export function describe(name: string, announce: () => void): void {
  groups.push({ name, contestants: [], goals: [] });
  announce();
}

/** A contestant of the group at hand; the first is ours. */
export function bench(name: string, run: () => unknown): void {
  groups.at(-1)?.contestants.push({ name, run, measuresItself: false });
}

/** The same for work that cannot be done twice on one value: `prepare` makes one for each run, off the clock. */
export function benchOf(name: string, prepare: () => unknown, run: (input: unknown) => unknown): void {
  groups.at(-1)?.contestants.push({ name, run, prepare, measuresItself: false });
}

/** The same for work that is timed elsewhere: `run` gives its milliseconds. */
export function benchElsewhere(name: string, run: () => number): void {
  groups.at(-1)?.contestants.push({ name, run, measuresItself: true });
}

/** What ours has to reach. */
export function goal(goal: Goal): void {
  groups.at(-1)?.goals.push(goal);
}
