import { utcValue } from "../event/to-vevent.ts";
import { type Component, type ContentLine, linesOf } from "../icalendar/component.ts";
import { rawValue } from "../icalendar/property.ts";
import { component, contentLine, formatComponent, uidLine } from "../icalendar/write.ts";
import type { AnswerTarget } from "../reply/target.ts";
import { day } from "../time/civil.ts";
import { formatDuration } from "../time/duration.ts";
import { epochOf, type Point } from "../time/point.ts";
import { answeredAs, type Facts, placesOf } from "./answer-facts.ts";
import { altDescriptionLine, commentLine, descriptionLine, spokenLine } from "./comment-lines.ts";
import type { Dialect, EchoLine, EventLine, WrittenLine } from "./dialects/dialect.ts";
import { foldAs } from "./dialects/fold.ts";
import { reordered } from "./dialects/rule-order.ts";
import { echo, echoed, hasLine, propertyNameIn } from "./echo.ts";
import { fillPlaces } from "./fill-places.ts";
import { attendeeLines, disallowsCounter, playedOrganizerLine } from "./people.ts";
import { addedOrLeftOut, isSeries, playedTimeLine, zoneComponents } from "./times.ts";

type Lines = ContentLine | readonly ContentLine[] | undefined;

/** The calendar text of an answer, in the client's dialect. */
export function calendarText(facts: Facts): string {
  const { calendar, times, folds } = facts.dialect;
  const zones = zoneComponents(facts);
  const events = facts.targets.map((target) => writtenEvent(facts, target));
  const text = formatComponent(
    component(
      "VCALENDAR",
      calendar.map((line) => wholeLine(line, facts)),
      times.place === "after" ? [...events, ...zones] : [...zones, ...events],
    ),
  );
  return folds === undefined ? text : foldAs(text, folds);
}

function writtenEvent(facts: Facts, target: AnswerTarget): Component {
  const { event } = facts.dialect;
  const lines =
    event[0] === "EVENT*"
      ? eventInOrder(facts, target)
      : event.flatMap((line): Lines => lineOf(line, facts, target) ?? []);
  return component("VEVENT", [lines].flat(2));
}

function lineOf(line: EventLine, facts: Facts, target: AnswerTarget): Lines {
  if (isWritten(line)) return writers[line](facts, target);
  if (isEcho(line)) return echoed(line, facts, target);
  const [name = "", instead] = line.split("?", 2);
  if (instead === undefined) return wholeLine(line, facts);
  return hasLine(target, name) ? echoed(`${name}?`, facts, target) : wholeLine(instead, facts);
}

/** The event as the invitation has it, and at its end what belongs into an answer and has no line there. */
function eventInOrder(facts: Facts, target: AnswerTarget): ContentLine[] {
  const { dialect } = facts;
  const own = new Map<string, EventLine>([
    ...answersOwn.map((name) => [name, name] as const),
    ...dialect.event.slice(1).map((entry) => [propertyNameIn(entry), entry] as const),
  ]);
  const written = new Set<string>(dialect.leavesOut);
  const inPlace = target.component.lines.flatMap((line): Lines => {
    const entry = own.get(line.name);
    if (written.has(line.name)) return [];
    if (entry === undefined) return echo(line, dialect);
    written.add(line.name);
    return lineOf(entry, facts, target) ?? [];
  });
  const rest = [...own].filter(([name]) => !written.has(name));
  return [...inPlace, ...rest.flatMap(([, entry]) => lineOf(entry, facts, target) ?? [])].flatMap(
    (line) => line ?? [],
  );
}

/** What an answer says of itself, each once. */
const answersOwn = [
  ...(["UID", "SEQUENCE", "DTSTAMP", "RECURRENCE-ID", "DTSTART", "DTEND", "RRULE"] as const),
  ...(["RDATE", "EXDATE", "SUMMARY", "ORGANIZER", "ATTENDEE"] as const),
] satisfies WrittenLine[];

function ruleText(rule: string, { ruleOrder }: Dialect): string {
  return ruleOrder === undefined ? rule : reordered(rule, ruleOrder);
}

function isEcho(line: EventLine): line is EchoLine {
  return /[?!*]$/.test(line);
}

function isWritten(line: EventLine): line is WrittenLine {
  return Object.hasOwn(writers, line);
}

function wholeLine(line: string, facts: Facts): ContentLine {
  const text = fillPlaces(line, placesOf(facts), facts.seed);
  return { name: /^[A-Z-]*/.exec(text)?.[0] ?? "", text, line: 0 };
}

/** The lines that are written here for every dialect, by the names that dialects have for them. */
const writers: Readonly<Record<WrittenLine, (facts: Facts, target: AnswerTarget) => Lines>> = {
  UID: ({ uid }) => uidLine(uid),
  SEQUENCE: ({ sequence, dialect }) =>
    sequence === 0 && dialect.omitsZeroSequence === true
      ? undefined
      : contentLine("SEQUENCE", String(sequence)),
  DTSTAMP: ({ stamp }) => contentLine("DTSTAMP", utcValue(stamp)),
  DTSTART: (facts, target) => playedTimeLine("DTSTART", spanOf(facts, target).start, facts, target),
  DTEND: (facts, target) => playedTimeLine("DTEND", spanOf(facts, target).end, facts, target),
  DURATION: (facts, target) => contentLine("DURATION", durationOf(spanOf(facts, target))),
  "RECURRENCE-ID": (facts, target) =>
    target.instance === undefined
      ? undefined
      : playedTimeLine("RECURRENCE-ID", target.instance.point, facts, target),
  RRULE: ({ dialect }, target) =>
    isSeries(target)
      ? linesOf(target.component, "RRULE").map((line) =>
          contentLine("RRULE", ruleText(rawValue(line), dialect)),
        )
      : undefined,
  RDATE: (facts, target) => dateLines("RDATE", facts, target),
  EXDATE: (facts, target) => dateLines("EXDATE", facts, target),
  ORGANIZER: playedOrganizerLine,
  ATTENDEE: attendeeLines,
  SUMMARY: (facts, { event }) => spokenLine("SUMMARY", summaryOf(facts, event.summary), facts),
  DESCRIPTION: descriptionLine,
  COMMENT: commentLine,
  "X-ALT-DESC": altDescriptionLine,
  "REQUEST-STATUS": ({ method }) =>
    method === "REPLY" ? contentLine("REQUEST-STATUS", "2.0;Success.") : undefined,
  "X-MS-OLK-ORIGINALSTART": (facts, target) => originalLine("X-MS-OLK-ORIGINALSTART", "start", facts, target),
  "X-MS-OLK-ORIGINALEND": (facts, target) => originalLine("X-MS-OLK-ORIGINALEND", "end", facts, target),
  "X-MICROSOFT-CDO-APPT-SEQUENCE": ({ sequence }) =>
    contentLine("X-MICROSOFT-CDO-APPT-SEQUENCE", String(sequence)),
  "X-MICROSOFT-CDO-BUSYSTATUS": ({ status }) =>
    contentLine(
      "X-MICROSOFT-CDO-BUSYSTATUS",
      { accepted: "BUSY", tentative: "TENTATIVE", declined: "FREE" }[status],
    ),
  "X-MICROSOFT-CDO-ALLDAYEVENT": (facts, target) =>
    contentLine(
      "X-MICROSOFT-CDO-ALLDAYEVENT",
      spanOf(facts, target).start.kind === "date" ? "TRUE" : "FALSE",
    ),
  "X-MICROSOFT-CDO-INSTTYPE": (_facts, target) =>
    contentLine(
      "X-MICROSOFT-CDO-INSTTYPE",
      target.instance === undefined ? (isSeries(target) ? "1" : "0") : "2",
    ),
  "X-MICROSOFT-DISALLOW-COUNTER": (_facts, target) =>
    contentLine("X-MICROSOFT-DISALLOW-COUNTER", disallowsCounter(target) ? "TRUE" : "FALSE"),
};

function dateLines(name: "RDATE" | "EXDATE", facts: Facts, target: AnswerTarget): ContentLine[] {
  return addedOrLeftOut(name, target).map((point) => playedTimeLine(name, point, facts, target));
}

/** The time proposed, or that of the event. */
function spanOf({ proposal }: Facts, { event }: AnswerTarget): { start: Point; end: Point } {
  const { start, end } = proposal ?? event;
  return { start, end };
}

function originalLine(name: string, side: "start" | "end", facts: Facts, target: AnswerTarget): Lines {
  return facts.proposal === undefined ? undefined : playedTimeLine(name, target.event[side], facts, target);
}

function durationOf({ start, end }: { start: Point; end: Point }): string {
  if (start.kind === "date" && end.kind === "date") {
    return formatDuration({ days: Math.round((end.wall - start.wall) / day), seconds: 0 });
  }
  return formatDuration({ days: 0, seconds: Math.round((epochOf(end) - epochOf(start)) / 1_000) });
}

function summaryOf(facts: Facts, summary: string): string {
  if (facts.dialect.prefixedSummary !== true) return summary;
  return fillPlaces(facts.words.subject[answeredAs(facts)], { summary }, facts.seed);
}
