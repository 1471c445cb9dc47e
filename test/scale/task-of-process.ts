import { setClock } from "./clock-of-process.ts";
import type { Start } from "./crew.ts";
import { type Halt, haltAt } from "./halting.ts";
import { firstMoment } from "./story.ts";

const day = 86_400_000;

/** What a process of the application was told, and whether it was told to end. */
interface Told<Task> {
  readonly task: Task & Start;
  readonly isEnding: () => boolean;
  /** To be called between two effects of its work: it may end there. */
  readonly halt: Halt;
}

/** Reads what this process is to do, sets its clock to the time of the story, off as the task has it, and listens for the word to end. */
export function taskOfProcess<Task extends { readonly skewDays: number }>(): Told<Task> {
  const task: Task & Start = JSON.parse(process.argv[2] ?? "{}");
  let ending = false;
  for (const event of ["SIGTERM", "SIGINT", "disconnect"]) {
    process.on(event, () => {
      ending = true;
    });
  }
  setClock(firstMoment + day * (((5 * task.start) % (2 * task.skewDays + 1)) - task.skewDays));
  return { task, isEnding: () => ending, halt: haltAt(task.haltAt) };
}
