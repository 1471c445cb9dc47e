import { calendarOf, type Person } from "../../../clients/index.ts";
import type { Answerer } from "./people-file.ts";

/** An answer that somebody will give by themselves. */
interface PendingAnswer {
  readonly at: number;
  readonly answerer: Answerer;
  readonly uid: string;
}

/** The answers that people will give by themselves once their delays are over. */
interface PendingAnswers {
  /** Somebody answers in time whatever in their calendar asks for it. */
  schedule(answerer: Answerer, person: Person): void;
  /** The answers whose time has come; they are pending no more. */
  due(): readonly PendingAnswer[];
}

/** None yet. */
export function pendingAnswers(now: () => Date): PendingAnswers {
  let pending: PendingAnswer[] = [];
  return {
    schedule: (answerer, person) => {
      const at = now().getTime() + (answerer.delay ?? 0) * 1_000;
      for (const { uid, needsAnswer } of calendarOf(person)) {
        const isPending = pending.some((one) => one.uid === uid && one.answerer === answerer);
        if (needsAnswer && !isPending) pending.push({ at, answerer, uid });
      }
    },
    due: () => {
      const time = now().getTime();
      const ready = pending.filter(({ at }) => at <= time);
      pending = pending.filter(({ at }) => at > time);
      return ready;
    },
  };
}
