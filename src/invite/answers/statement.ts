import type { StatedReply } from "../../reply/read-reply.ts";
import { isShowable, type StatedSpan } from "../../timezone/time-property.ts";
import type { Statement } from "../invite.ts";
import { keepSpan, statedSpanOf } from "./kept-time.ts";

/** RFC 3339 in UTC, to the second: texts of this form sort like the moments they name. */
export const utcText = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/**
 * How much an invite keeps of what one reply says: UTF-16 code units of the texts, addresses of delegates. Anybody can write to
 * it, a thousand people who were never invited among them, and it is stored and read as a whole.
 */
const longestKept = { comment: 10_000, name: 1_000, delegates: 100 } as const;

/** What is kept of a reply; see {@link Statement}. */
export function statementOf(stated: StatedReply): Statement {
  const { method: _m, uid: _u, instance: _i, thisAndFuture: _t, organizer: _o, ...others } = stated;
  const { proposal, named, ...said } = others;
  const { dtstamp, sentAt } = said;
  const kept: Statement = {
    ...said,
    ...(proposal === undefined ? {} : { proposal: keepSpan(proposal) }),
    ...(named === undefined ? {} : { named: keepSpan(named) }),
  };
  const statement = isModest(kept) ? kept : shortened(kept);
  // DTSTAMP comes from our own reader, which knows no 30 February.
  const written = dtstamp === undefined || utcText.test(dtstamp) ? dtstamp : inUtc(dtstamp);
  const sent = inUtc(sentAt);
  const sound = written === dtstamp && sent === sentAt && isShowableSpan(proposal) && isShowableSpan(named);
  return sound ? statement : repaired(statement, written, sent);
}

function isModest({ comment, description, name, delegatedTo, delegatedFrom }: Statement): boolean {
  const { comment: longest, name: longestName, delegates } = longestKept;
  return (
    (comment?.length ?? 0) <= longest &&
    (description?.length ?? 0) <= longest &&
    (name?.length ?? 0) <= longestName &&
    (delegatedTo?.length ?? 0) <= delegates &&
    (delegatedFrom?.length ?? 0) <= delegates
  );
}

function shortened(statement: Statement): Statement {
  const { name, comment, delegatedTo, delegatedFrom } = statement;
  return {
    ...withoutEcho(statement),
    ...(name === undefined ? {} : { name: beginningOf(name, longestKept.name) }),
    ...(comment === undefined ? {} : { comment: beginningOf(comment, longestKept.comment) }),
    ...(delegatedTo === undefined ? {} : { delegatedTo: delegatedTo.slice(0, longestKept.delegates) }),
    ...(delegatedFrom === undefined ? {} : { delegatedFrom: delegatedFrom.slice(0, longestKept.delegates) }),
  };
}

/** So long a DESCRIPTION is the invitation's own that KDE sends back, and its beginning would look like a comment. */
function withoutEcho(statement: Statement): Statement {
  const { description, ...others } = statement;
  return (description?.length ?? 0) <= longestKept.comment ? statement : others;
}

/** Whole characters only. */
function beginningOf(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** Without the times that could not be compared or shown. */
function repaired(statement: Statement, dtstamp: string | undefined, sentAt: string | undefined): Statement {
  const { dtstamp: _d, sentAt: _s, proposal, named, ...same } = statement;
  return {
    ...same,
    ...(dtstamp === undefined ? {} : { dtstamp }),
    ...(sentAt === undefined ? {} : { sentAt }),
    ...(proposal !== undefined && isShowableSpan(statedSpanOf(proposal)) ? { proposal } : {}),
    ...(named !== undefined && isShowableSpan(statedSpanOf(named)) ? { named } : {}),
  };
}

/** A moment in the one form that is compared; nothing for what is none, or lies outside of the years 0 to 9999. */
export function inUtc(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) return undefined;
  const written = `${new Date(time).toISOString().slice(0, -5)}Z`;
  return utcText.test(written) ? written : undefined;
}

function isShowableSpan(span: StatedSpan | undefined): boolean {
  return span === undefined || (isShowable(span.start) && isShowable(span.end));
}
