import type { Due } from "../world.ts";
import type { Numbered } from "./kept.ts";

/** Numbers the commands to each invite, in their order. */
export function numbered(commands: readonly Due[]): (Numbered & Pick<Due, "after">)[] {
  const counts = new Map<string, number>();
  return commands.map(({ command, after }) => {
    const nth = (counts.get(command.uid) ?? 0) + 1;
    counts.set(command.uid, nth);
    return { command, nth, after };
  });
}
