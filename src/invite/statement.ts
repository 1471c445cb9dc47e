import type { StatedReply } from "../message/stated-reply.ts";
import type { StatedSpan, StatedTime } from "../message/stated-time.ts";
import { firstWall, lastWall } from "../time/civil.ts";
import type { Statement } from "./invite.ts";

const day = 86_400_000;

/** RFC 3339 in UTC, to the second: texts of this form sort like the moments they name. */
export const utcText = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** What is kept of a reply; see {@link Statement}. */
export function statementOf(stated: StatedReply): Statement {
  const { method: _m, uid: _u, instance: _i, thisAndFuture: _t, organizer: _o, ...statement } = stated;
  const { dtstamp, sentAt, proposal, named } = statement;
  // DTSTAMP comes from our own reader, which knows no 30 February.
  const written = dtstamp === undefined || utcText.test(dtstamp) ? dtstamp : inUtc(dtstamp);
  const sent = inUtc(sentAt);
  const sound = written === dtstamp && sent === sentAt && isShowableSpan(proposal) && isShowableSpan(named);
  return sound ? statement : repaired(statement, written, sent);
}

/** Without the times that could not be compared or shown. */
function repaired(statement: Statement, dtstamp: string | undefined, sentAt: string | undefined): Statement {
  const { dtstamp: _d, sentAt: _s, proposal, named, ...same } = statement;
  return {
    ...same,
    ...(dtstamp === undefined ? {} : { dtstamp }),
    ...(sentAt === undefined ? {} : { sentAt }),
    ...(proposal !== undefined && isShowableSpan(proposal) ? { proposal } : {}),
    ...(named !== undefined && isShowableSpan(named) ? { named } : {}),
  };
}

/** A moment in the one form that is compared; nothing for what is none, or lies outside of the years 0 to 9999. */
export function inUtc(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) return undefined;
  if (utcText.test(text)) return text;
  const written = `${new Date(time).toISOString().slice(0, -5)}Z`;
  return utcText.test(written) ? written : undefined;
}

/** Whether a time can be shown in any zone: the years 0 to 9999 with two days to spare. */
export function isShowable(time: StatedTime): boolean {
  const moment = time.kind === "date" || time.kind === "floating" ? time.wall : time.instant;
  return Number.isSafeInteger(moment) && moment > firstWall + 2 * day && moment < lastWall - 2 * day;
}

function isShowableSpan(span: StatedSpan | undefined): boolean {
  return span === undefined || (isShowable(span.start) && isShowable(span.end));
}
