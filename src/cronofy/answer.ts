import { defined } from "../input.ts";
import type { Answer } from "../reply/reply.ts";
import type { EventTime } from "../time/event-time.ts";
import { type StatusJson, statusWordOf } from "./status.table.ts";

/** A recipient, or a reply, as the API shows both: `comment` and `proposal` are absent when there is none. */
export interface AnswerJson {
  /** Whose answer it is. */
  email: string;
  /** Where the person stands. */
  status: StatusJson;
  /** What the person wrote with the answer; absent where there is nothing. */
  comment?: string;
  /** Times with the offset of their zone, or dates. */
  proposal?: { start: EventTime; end: EventTime };
}

/**
 * What somebody answered in the API's four words, see {@link statusWordOf}. The API has no place for names.
 */
export function answerJson({ email, status, comment, proposal }: Answer): AnswerJson {
  return {
    email,
    status: statusWordOf[status],
    ...defined({
      comment,
      proposal: proposal && { start: timeJson(proposal.start), end: timeJson(proposal.end) },
    }),
  };
}

/** A time with nothing but what the API has: `{ time, tzid }`. */
function timeJson({ time, tzid }: EventTime): EventTime {
  return { time, tzid };
}
