import { addressKey } from "../../event/address/address.ts";
import type { CheckedEvent } from "../../event/event.ts";
import { shownDescription } from "../../event/shown-text.ts";
import { defined } from "../../input.ts";
import { spoken } from "../../reply/comment.ts";
import type { Answer } from "../../reply/reply.ts";
import type { Showing } from "../../reply/show-reply.ts";
import { showSpan } from "../../reply/show-reply.ts";
import { wallAt } from "../../time/offset.ts";
import type { Point } from "../../time/point.ts";
import { placeCalendarTime } from "../../timezone/calendar-time.ts";
import { eventOfPlan } from "../event-of-plan.ts";
import type {
  Entry,
  FormerTime,
  Invite,
  KeptSpan,
  KeptTime,
  Plan,
  PlannedOccurrence,
  Reinvited,
  Statement,
} from "../invite.ts";
import { hasOccurrence, plannedEvent, plannedOccurrence, templateOf } from "../occurrences/occurrence.ts";
import { keyOf, pointOfKey } from "../occurrences/occurrence-key.ts";
import { splitKey } from "../occurrences/this-and-future.ts";
import { canonicalJson, compareStatements } from "../order.ts";
import { isOwnDescription } from "./description.ts";
import { statedSpanOf, statedTimeOf } from "./kept-time.ts";

/** What statements are held against: the plan for the series, or for one occurrence. */
export interface Standard {
  readonly plan: Plan;
  /** The event that is planned, or the occurrence. */
  readonly event: CheckedEvent;
  readonly active: boolean;
  readonly timeSequence: number;
  readonly recurrenceSequence: number;
  /** SEQUENCE of the last change of time of the occurrence alone. */
  readonly ownSequence: number;
  readonly start: Point;
  readonly end: Point;
  /** Times that it had before, and has no more. */
  readonly formerTimes: readonly FormerTime[];
  /** People who are heard from a SEQUENCE on, because they were taken off the list before. */
  readonly heardFrom: ReadonlyMap<string, Reinvited>;
  /** How times are shown: UTC ones in the zone of the event. */
  readonly showing: Showing;
}

/** The standard of the series, or of the occurrence with that key, or of it and all later ones. */
export function standardOf(invite: Invite, key = ""): Standard {
  const { plan } = invite;
  const { first, later } = splitKey(key);
  // What was changed for the first occurrence alone does not hold for the later ones. Where the series has lost the first, its own time stands.
  if (later) {
    const { formerTimes } = plan;
    const series = hasOccurrence(plan, first) ? templateOf(eventOfPlan(plan), first) : eventOfPlan(plan);
    const { start, end } = series;
    const heardFrom = heardFromOf(plan);
    return {
      ...standardOf(invite, first),
      ...sequencesOf(plan, undefined),
      start,
      end,
      formerTimes,
      heardFrom,
    };
  }
  const planned = plannedOccurrence(plan, key);
  const event = plannedEvent(plan, key);
  return {
    plan,
    event,
    ...sequencesOf(plan, planned),
    recurrenceSequence: plan.recurrenceSequence,
    start: event.start,
    end: event.end,
    formerTimes: key === "" ? plan.formerTimes : formerTimesOf(plan, key, planned),
    heardFrom: heardAbout(plan, planned),
    showing: showingOf(event),
  };
}

/** The former times of an occurrence: one that was moved by itself was at the time of the series before. */
function formerTimesOf(plan: Plan, key: string, planned: PlannedOccurrence | undefined): FormerTime[] {
  if (planned?.changes?.start === undefined) return [...(planned?.formerTimes ?? [])];
  const { start, end } = templateOf(eventOfPlan(plan), key);
  return [...(planned.formerTimes ?? []), { start: keyOf(start), end: keyOf(end) }];
}

/** The people invited again, found by address, kept for each plan: a plan never changes, and is asked about each of its people. */
const heardFrom = new WeakMap<Plan, ReadonlyMap<string, Reinvited>>();

function heardFromOf(plan: Plan): ReadonlyMap<string, Reinvited> {
  const known = heardFrom.get(plan) ?? new Map(plan.reinvited.map((person) => [person.address, person]));
  heardFrom.set(plan, known);
  return known;
}

/** Somebody who was left out of one occurrence and invited to it again is heard from then on, whatever they said about the series before. */
function heardAbout(plan: Plan, planned: PlannedOccurrence | undefined): ReadonlyMap<string, Reinvited> {
  const series = heardFromOf(plan);
  const own = planned?.reinvited ?? [];
  if (own.length === 0) return series;
  const later = own.filter(({ address, sequence }) => sequence >= (series.get(address)?.sequence ?? 0));
  return new Map([...series, ...later.map((person) => [person.address, person] as const)]);
}

/** Whether somebody has been invited ever since they made a statement, or it belongs to an invitation that was withdrawn. */
export function isHeard({ email, sequence }: Statement, { heardFrom: people }: Standard): boolean {
  return people.size === 0 || sequence >= (people.get(addressKey(email))?.sequence ?? 0);
}

function sequencesOf(
  plan: Plan,
  planned: PlannedOccurrence | undefined,
): Pick<Standard, "active" | "timeSequence" | "ownSequence"> {
  return {
    active: plan.state === "active" && planned?.cancelled !== true,
    timeSequence: Math.max(plan.timeSequence, planned?.timeSequence ?? 0),
    ownSequence: planned?.timeSequence ?? 0,
  };
}

/** What an event adds to its replies so that they can be shown: its zone and its description. */
function showingOf(event: CheckedEvent): Showing {
  return { zone: event.start.tzid, reexpress: true, description: shownDescription(event) ?? "" };
}

/**
 * Whether a statement is about what is planned now: made in answer to the last change of time or recurrence or
 * later, or, where only the time moved, naming the start and end that are current.
 */
export function isCurrent(statement: Statement, standard: Standard): boolean {
  const { sequence } = statement;
  if (!isHeard(statement, standard)) return false;
  if (namesCurrentTime(statement.named, standard)) return sequence >= standard.recurrenceSequence;
  if (namesFormerTime(statement, standard)) return false;
  return sequence >= Math.max(standard.timeSequence, standard.recurrenceSequence);
}

/** Whether the time that a statement names is the one that is planned now. */
export function namesCurrentTime(named: KeptSpan | undefined, standard: Standard): boolean {
  return named !== undefined && isSpan(named, standard, standard);
}

/**
 * Whether a statement names exactly the time of an earlier revision: then it answers that one, whatever SEQUENCE its client raised it
 * to. A time that was never planned says nothing, because some servers shift it (Horde).
 */
function namesFormerTime({ named }: Statement, standard: Standard): boolean {
  if (named === undefined) return false;
  return standard.formerTimes.some((former) => {
    const [start, end] = [pointOfKey(former.start), pointOfKey(former.end)];
    if (start === undefined || end === undefined) return false;
    return isSpan(named, { start, end }, standard) || namesStartAlone(named, start, standard);
  });
}

/**
 * Whether a statement names a former start alone: an answer may leave the end out, and then the start is enough. Of an occurrence that was
 * moved alone it is not, since some clients write the start by which the occurrence is named.
 */
function namesStartAlone({ start, end }: KeptSpan, former: Point, standard: Standard): boolean {
  if (standard.ownSequence > 0 || canonicalJson(start) !== canonicalJson(end)) return false;
  return isAt(start, former, standard) && !isAt(start, standard.start, standard);
}

/** Whether a time is the one that is planned, which nobody can propose. */
export function isPlannedTime(time: KeptSpan, standard: Standard): boolean {
  return isSpan(time, standard, standard);
}

function isSpan(
  span: KeptSpan,
  { start, end }: Pick<Standard, "start" | "end">,
  standard: Standard,
): boolean {
  return isAt(span.start, start, standard) && isAt(span.end, end, standard);
}

function isAt(time: KeptTime, point: Point, { showing }: Standard): boolean {
  const stated = placeCalendarTime(statedTimeOf(time), showing.zone);
  if (point.kind === "instant") return stated.kind === "instant" && stated.instant === point.instant;
  // Outlook writes midnights for days.
  const wall = stated.kind === "date" ? stated.wall : wallAt(stated.tzid, stated.instant);
  return wall === point.wall;
}

/** A REPLY and a COUNTER of one person about one thing, the later first. */
function laterFirst(entry: Entry | undefined): Statement[] {
  const { reply, counter } = entry ?? {};
  if (reply === undefined || counter === undefined) return [reply ?? counter ?? []].flat();
  return compareStatements(reply, counter) > 0 ? [reply, counter] : [counter, reply];
}

/** The COUNTER whose proposal is open: later than the REPLY, not dealt with, about what is planned now. */
export function openCounter(entry: Entry | undefined, standard: Standard): Statement | undefined {
  const { reply, counter, settled } = entry ?? {};
  if (counter?.proposal === undefined || !standard.active || !isCurrent(counter, standard)) return undefined;
  if (isPlannedTime(counter.proposal, standard)) return undefined;
  if (reply !== undefined && compareStatements(counter, reply) < 0) return undefined;
  return settled !== undefined && compareStatements(counter, settled) <= 0 ? undefined : counter;
}

/** What the statements of one person come to. */
export interface Judgement {
  /** The statement that gives the status: with it go the names of delegates and delegators. */
  readonly stated?: Statement;
  readonly comment?: string;
  readonly proposal?: Answer["proposal"];
  /** The statement that counts most: the latest of those that count at all. */
  readonly latest?: Statement;
}

/**
 * Status from the latest statement that states one, comment from the latest, proposal while it is open.
 *
 * @param counts which statements are heard; a proposal has to be current in any case
 */
export function judgeEntry(
  entry: Entry | undefined,
  standard: Standard,
  counts: (statement: Statement) => boolean,
): Judgement {
  const heard = laterFirst(entry).filter(counts);
  const [latest] = heard;
  const stated = heard.find((statement) => statement.status !== undefined);
  const comment = latest === undefined ? undefined : heardComment(latest, standard);
  const open = openCounter(entry, standard)?.proposal;
  const proposal = open && showSpan(statedSpanOf(open), standard.showing);
  return defined({ latest, stated, comment, proposal });
}

/** COMMENT, or KDE's DESCRIPTION where it is not the invitation's own. */
function heardComment(statement: Statement, { showing, plan }: Standard): string | undefined {
  const { comment, description } = statement;
  if (comment !== undefined || description === undefined || isOwnDescription(plan, description))
    return comment;
  const said = description.trim();
  return said === showing.description?.trim() ? undefined : spoken(said);
}
