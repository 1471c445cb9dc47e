import { defined } from "../../input.ts";
import type { StatedReply } from "../../reply/read-reply.ts";
import { inUtc } from "../../time/in-utc.ts";
import { isShowable, type StatedSpan } from "../../timezone/time-property.ts";
import type { KeptSpan, Statement } from "../invite.ts";
import { keepSpan, statedSpanOf } from "./kept-time.ts";
import { keptAs, type Room, shortened } from "./shorten.ts";

/**
 * How much is kept of a statement. What is longer is shortened by what it says alone, so that every copy of an invite keeps the same of it.
 *
 * `series`: what a guest says about the event. `short`: about one occurrence, of which a series may have thousands, and whatever
 * somebody says who was never invited.
 */
export const longestStatement = {
  series: { json: 12_000, text: 10_000, name: 1_000, delegates: 100 },
  short: { json: 900, text: 900, name: 200, delegates: 10 },
} as const satisfies Record<string, Room>;

/**
 * What is kept of a reply; see {@link Statement}.
 *
 * @param keep {@link keepSpan}, or one that keeps the same time once
 */
export function statementOf(
  stated: StatedReply,
  room: keyof typeof longestStatement = "series",
  keep: (span: StatedSpan) => KeptSpan = keepSpan,
): Statement {
  const { dtstamp, sentAt, proposal, named } = stated;
  const [written, sent] = [inUtc(dtstamp), inUtc(sentAt)];
  const sound = written === dtstamp && sent === sentAt && isShowableSpan(proposal) && isShowableSpan(named);
  const kept = keptAs(stated, proposal && keep(proposal), named && keep(named));
  return shortened(sound ? kept : repaired(kept, written, sent), longestStatement[room]);
}

/** The statement without the times that could not be compared or shown. */
function repaired(statement: Statement, dtstamp: string | undefined, sentAt: string | undefined): Statement {
  const { dtstamp: _d, sentAt: _s, proposal, named, ...same } = statement;
  return {
    ...same,
    ...defined({ dtstamp, sentAt }),
    ...(proposal !== undefined && isShowableSpan(statedSpanOf(proposal)) ? { proposal } : {}),
    ...(named !== undefined && isShowableSpan(statedSpanOf(named)) ? { named } : {}),
  };
}

function isShowableSpan(span: StatedSpan | undefined): boolean {
  return span === undefined || (isShowable(span.start) && isShowable(span.end));
}
