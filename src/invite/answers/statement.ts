import { defined } from "../../input.ts";
import { put, type StatedReply } from "../../reply/read-reply.ts";
import { isShowable, type StatedSpan } from "../../timezone/time-property.ts";
import type { Statement } from "../invite.ts";
import { keepSpan, statedSpanOf } from "./kept-time.ts";
import { isPlainMoment } from "./plain-moment.ts";
import { type Room, shortened } from "./shorten.ts";

/** RFC 3339 in UTC, to the second: texts of this form sort like the moments they name. */
export const utcText = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

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

/** What is kept of a reply; see {@link Statement}. */
export function statementOf(stated: StatedReply, room: keyof typeof longestStatement = "series"): Statement {
  const { dtstamp, sentAt, proposal, named } = stated;
  // DTSTAMP comes from our own reader, which knows no 30 February.
  const written = dtstamp === undefined || utcText.test(dtstamp) ? dtstamp : inUtc(dtstamp);
  const sent = inUtc(sentAt);
  const sound = written === dtstamp && sent === sentAt && isShowableSpan(proposal) && isShowableSpan(named);
  const kept = keptOf(stated);
  return shortened(sound ? kept : repaired(kept, written, sent), longestStatement[room]);
}

/** Set by name, in the order in which a reply is stated: a copy without some keys takes three times as long. */
function keptOf(stated: StatedReply): Statement {
  const { email, sequence, proposal, named } = stated;
  const kept: { -readonly [K in keyof Statement]: Statement[K] } = { email, sequence };
  put(kept, "name", stated.name);
  put(kept, "status", stated.status);
  put(kept, "comment", stated.comment);
  put(kept, "description", stated.description);
  put(kept, "dtstamp", stated.dtstamp);
  put(kept, "sentAt", stated.sentAt);
  put(kept, "sentBy", stated.sentBy);
  put(kept, "delegatedTo", stated.delegatedTo);
  put(kept, "delegatedFrom", stated.delegatedFrom);
  put(kept, "extraGuests", stated.extraGuests);
  if (proposal !== undefined) kept.proposal = keepSpan(proposal);
  if (named !== undefined) kept.named = keepSpan(named);
  return kept;
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

/** A moment in the one form that is compared; nothing for what is none, or lies outside of the years 0 to 9999. */
export function inUtc(text: string | undefined): string | undefined {
  if (text === undefined || isPlainMoment(text)) return text;
  const time = Date.parse(text);
  if (Number.isNaN(time)) return undefined;
  const written = `${new Date(time).toISOString().slice(0, -5)}Z`;
  return utcText.test(written) ? written : undefined;
}

function isShowableSpan(span: StatedSpan | undefined): boolean {
  return span === undefined || (isShowable(span.start) && isShowable(span.end));
}
