import { skewClock } from "./skewed-clock.ts";

/** What a process of the application was told, and whether it was told to end. */
export interface Told<Task> {
  readonly task: Task;
  readonly isEnding: () => boolean;
}

/** Reads what this process is to do, sets its clock off as the task has it, and listens for the word to end. */
export function taskOfProcess<Task extends { readonly skewDays: number }>(): Told<Task> {
  const task: Task & { start: number } = JSON.parse(process.argv[2] ?? "{}");
  let ending = false;
  for (const event of ["SIGTERM", "SIGINT", "disconnect"]) {
    process.on(event, () => {
      ending = true;
    });
  }
  skewClock(((5 * task.start) % (2 * task.skewDays + 1)) - task.skewDays);
  return { task, isEnding: () => ending };
}
