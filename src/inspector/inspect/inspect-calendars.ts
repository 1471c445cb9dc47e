import {
  type CalendarPart,
  checkMessage,
  defaultLimits,
  type Finding,
  formatMessage,
  type ItipMessage,
  type OpenedEmail,
  parseMessage,
} from "../../index.ts";
import { joined } from "./joined.ts";
import { leavesOf, type Part, textOfPart } from "./part.ts";

/** One calendar text with what it says and what is wrong with it. */
export interface CalendarText {
  readonly text: string;
  readonly message?: ItipMessage;
  /** What the checker finds, and what was odd in reading: each once. */
  readonly findings: readonly Finding[];
  /** Why it cannot be read. */
  readonly refused?: string;
  /** The email holds the text in an encoding, so that its lines are counted as it is shown and not as it stands there. */
  readonly rewritten?: true;
}

/** The longest part that is looked at: base64 and characters of several octets make the longest calendar that `openEmail` reads about this long. */
const largest = defaultLimits.calendarLength * 4;

/** A part that holds calendar text. */
interface Leaf {
  readonly part: Part;
  readonly text: string;
}

/**
 * Every calendar that `openEmail` has read, and every one that it says it could not read. The parts lend only their
 * text: a message whose part is not found is written again.
 */
export function inspectCalendars(email: OpenedEmail, parts: Part): CalendarText[] {
  const leaves = calendarLeaves(parts);
  const byContent = new Map<string, Leaf>();
  for (const leaf of leaves) {
    const content = contentOf(leaf.text);
    const known = content === undefined ? undefined : byContent.get(content);
    // A copy that is attached is for programs that look for files; the part to be checked is text/calendar.
    const better = known === undefined || (!isCalendar(known.part) && isCalendar(leaf.part));
    if (content !== undefined && better) byContent.set(content, leaf);
  }
  const read = email.messages.map((message) => {
    const leaf = byContent.get(contentOf(message) ?? "");
    if (leaf === undefined) return rewritten(message);
    return inspectLeaf(leaf, message, calendarPart(leaf.part, parts, leaves));
  });
  const unread = email.problems
    .filter(({ code }) => code === "unreadable-calendar")
    .flatMap(({ path }) => leavesOf(parts).find((part) => path === `parts[${part.path}]`) ?? [])
    .map((part) => {
      const text = textOfPart(part);
      return { text, findings: checked(text, calendarPart(part, parts, leaves)) };
    });
  return [...read, ...unread];
}

/** What the checker says of a calendar; nothing where it cannot be read at all, which is said elsewhere. */
export function checked(text: string, part?: CalendarPart): Finding[] {
  try {
    return checkMessage(text, { part });
  } catch {
    return [];
  }
}

/** What a part says about the calendar in it (RFC 6047 section 2.4). */
export function calendarPart(part: Part, root: Part, calendars = calendarLeaves(root)): CalendarPart {
  return {
    mediaType: part.type,
    method: part.parameters.get("method"),
    charset: part.parameters.get("charset"),
    component: part.parameters.get("component"),
    readable: leavesOf(root).some((leaf) => leaf !== part && isReadable(leaf)),
    alternatives: calendars
      .filter((leaf) => part.alternative !== undefined && leaf.part.alternative === part.alternative)
      .filter((leaf) => leaf.part.path !== part.path)
      .map(({ text }) => text),
  };
}

function inspectLeaf({ text }: Leaf, message: ItipMessage, part: CalendarPart): CalendarText {
  return { text, message, findings: joined(message.problems, checked(text, part)) };
}

function rewritten(message: ItipMessage): CalendarText {
  const text = formatMessage(message);
  // The lines of these problems are those of the text that was not found.
  const problems = message.problems.map(({ line: _, ...problem }) => problem);
  return { text, message, findings: joined(problems, checked(text)), rewritten: true };
}

function calendarLeaves(parts: Part): Leaf[] {
  return leavesOf(parts)
    .filter(({ body }) => body.length <= largest)
    .map((part) => ({ part, text: textOfPart(part) }))
    .filter(({ text }) => /^\s*BEGIN:VCALENDAR/i.test(text.slice(0, 1_000)));
}

/** What was read of a calendar, whatever its parts say about it. */
function contentOf(calendar: string | ItipMessage): string | undefined {
  try {
    return JSON.stringify((typeof calendar === "string" ? parseMessage(calendar) : calendar).calendar);
  } catch {
    return undefined;
  }
}

function isCalendar({ type }: Part): boolean {
  return type === "text/calendar";
}

function isReadable({ type, disposition, filename, parameters }: Part): boolean {
  const file = filename ?? parameters.get("name") ?? "";
  return (
    (type === "text/plain" || type === "text/html") && disposition !== "attachment" && !/\.ics$/i.test(file)
  );
}
