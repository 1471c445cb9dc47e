/** The two queues of a stored invite. */
export type QueueName = "callbacks" | "mails";

/** How a queue was left: empty, with more that is due, or the moment at which its first is due, in milliseconds since 1970. */
export type QueueState = "empty" | "more" | number;

/** A queue in which something waits, how often that was said, and when its first is due, where that is known. */
interface Watched {
  readonly key: string;
  readonly name: QueueName;
  readonly heard: number;
  readonly due?: number;
}

/** The queues in which something waits. */
interface WatchList {
  /** Remembers that something waits in a queue. */
  add(key: string, name: QueueName): void;
  /** How often that was said of a queue. */
  heard(mark: string): number | undefined;
  /** Whether nothing more is to be done about a queue now, since `heard` was asked; what was stored since has been said since. */
  isOver(mark: string, heard: number | undefined, state: QueueState): boolean;
  /** The queues whose first may be due: one that is not due yet is not read again before. */
  due(): readonly Watched[];
}

/** What tells one queue from all others. */
export function markOf(key: string, name: QueueName): string {
  return JSON.stringify([key, name]);
}

/** No queue yet. */
export function watchList(now: () => Date): WatchList {
  const watched = new Map<string, Watched>();
  const heard = (mark: string) => watched.get(mark)?.heard;
  return {
    heard,
    add: (key, name) => {
      const mark = markOf(key, name);
      watched.set(mark, { key, name, heard: (heard(mark) ?? 0) + 1 });
    },
    isOver: (mark, before, state) => {
      const entry = watched.get(mark);
      const isSame = entry?.heard === before;
      if (state === "more" || (state === "empty" && !isSame)) return false;
      if (state === "empty") watched.delete(mark);
      else if (entry !== undefined && isSame) watched.set(mark, { ...entry, due: state });
      return true;
    },
    due: () => {
      const waiting = [...watched.values()];
      try {
        const time = now().getTime();
        return waiting.filter((entry) => entry.due === undefined || entry.due <= time);
      } catch {
        // A clock that gives no time is reported by the attempt.
        return waiting;
      }
    },
  };
}
