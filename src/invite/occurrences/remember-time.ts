import type { CheckedEvent } from "../../event/event.ts";
import type { FormerTime } from "../invite.ts";
import { keyOf } from "./occurrence-key.ts";

const mostTimes = 20;

type Times = Pick<CheckedEvent, "start" | "end">;

/** The former times of an event or an occurrence, with its present time added, which it is about to leave. */
export function rememberTime(former: readonly FormerTime[], left: Times, now: Times): readonly FormerTime[] {
  const times = [formerTimeOf(left), formerTimeOf(now)];
  const others = former.filter(
    ({ start, end }) => !times.some((time) => time.start === start && time.end === end),
  );
  return [...others, formerTimeOf(left)].slice(-mostTimes);
}

function formerTimeOf({ start, end }: Times): FormerTime {
  return { start: keyOf(start), end: keyOf(end) };
}
