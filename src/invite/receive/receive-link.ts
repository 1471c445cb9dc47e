import { defined } from "../../input.ts";
import type { LinkAnswer } from "../../reply/link-answer.ts";
import type { StatedReply } from "../../reply/read-reply.ts";
import { inUtc } from "../../time/in-utc.ts";
import { currentTime } from "../../time/now.ts";
import { readTime } from "../../time/point.ts";
import { utc } from "../../time/zone.ts";
import type { Outcome } from "../answers/outcome.ts";
import { statementOf } from "../answers/statement.ts";
import type { Entry, Statement } from "../invite.ts";
import { statedInUtc } from "../occurrences/occurrence-key.ts";
import { compareStatements } from "../order.ts";
import { recordReply, roomFor } from "./receive-reply.ts";
import { type Draft, draftOccurrence, entryIn, personIn } from "./recording.ts";

/**
 * The answer of a signed link: judged and recorded as the REPLY of that person to that SEQUENCE, written when they pressed
 * the button.
 *
 * A link that is used again says nothing new, so it is a duplicate, whatever the time. Its later time is kept all the same:
 * between two uses the person may have said something else, which may arrive last.
 */
export function receiveLink(draft: Draft, answer: LinkAnswer, now: Date | undefined): Outcome {
  const { base } = draft;
  if (answer.uid !== base.uid) return { kind: "ignored", reason: "other-uid" };
  if (answer.sequence > base.sequence) return { kind: "held", reason: "unknown-revision" };
  const stated = statedBy(answer, now);
  const occurrence = stated.instance === undefined ? "" : draftOccurrence(draft, stated.instance);
  const person = personIn(draft, answer.email);
  const before = occurrence === undefined ? undefined : entryIn(draft, person, occurrence);
  const outcome = recordReply(draft, { person, stated });
  const newer = outcome.kind === "applied" || (outcome.kind === "stale" && outcome.reason === "superseded");
  return newer && saysTheSame(before, statementOf(stated, roomFor(person, occurrence ?? "")))
    ? { kind: "duplicate" }
    : outcome;
}

function statedBy(
  { uid, email, status, sequence, instance, comment, at }: LinkAnswer,
  now: Date | undefined,
): StatedReply {
  const dtstamp = inUtc(currentTime(at ?? now).toISOString());
  const start = instance === undefined ? undefined : readTime(instance, utc);
  const named = start === undefined || start.kind === "fault" ? undefined : statedInUtc(start);
  return {
    method: "REPLY",
    uid,
    email,
    status,
    sequence,
    ...defined({ dtstamp, instance: named, comment }),
  };
}

/** Whether a person's latest statement is the same answer, to the same revision, in the same words. */
function saysTheSame(before: Entry | undefined, said: Statement): boolean {
  const { reply, counter } = before ?? {};
  if (reply === undefined || (counter !== undefined && compareStatements(counter, reply) > 0)) return false;
  return reply.sequence === said.sequence && reply.status === said.status && reply.comment === said.comment;
}
