import { ItipError } from "../../errors.ts";
import { methods } from "../../event/status.table.ts";
import { type Finding, finding } from "../../finding.ts";
import { type Component, firstLine } from "../../icalendar/component.ts";
import type { Limits } from "../../limits.ts";
import type { ItipMessage } from "../../message/message.ts";
import { readMessage } from "../../message/parse.ts";
import { uidIn } from "../../message/uid.ts";
import { type Copy, collectCopies } from "./collect-copies.ts";
import { type Distance, type Leaf, partPlace } from "./leaf.ts";

/** What the email says about every calendar text in it. */
interface Surroundings {
  readonly sender: string | undefined;
  readonly sentAt: string | undefined;
  readonly limits: Limits;
}

/**
 * Reads the calendar parts of an email, each distinct text once: clients send it inline and attached.
 *
 * A part that is no scheduling message becomes a finding.
 */
export function readCalendarParts(
  leaves: readonly Leaf[],
  around: Surroundings,
): { messages: ItipMessage[]; findings: Finding[] } {
  const findings: Finding[] = [];
  const copies = collectCopies(leaves, around.limits, findings);
  const read = copies.flatMap((copy) => readCopy(copy, around, findings));
  findings.push(...differingAlternatives(copies));
  const counting = withoutContradictions(read, findings);
  findings.push(...differingAnswers(counting, findings));
  return { messages: counting.map(asAttached), findings };
}

/** A message, and the parts that hold it. */
interface ReadCopy {
  readonly message: ItipMessage;
  readonly copy: Copy;
}

/**
 * The author of a mail has seen the calendar that the mail program shows: one that is farther from what is shown, and answers the same
 * invitation in another way, is not acted on.
 */
function withoutContradictions(read: readonly ReadCopy[], findings: Finding[]): ReadCopy[] {
  if (read.length < 2) return [...read];
  const nearest = new Map<string, number>();
  for (const { message, copy } of read)
    for (const mark of answeredEvents(message))
      nearest.set(mark, Math.min(nearest.get(mark) ?? farthest, distanceOf(copy)));
  return read.flatMap((one): ReadCopy[] => {
    const { message, copy } = one;
    const distance = distanceOf(copy);
    if (!answeredEvents(message).some((mark) => (nearest.get(mark) ?? farthest) < distance)) return [one];
    findings.push(finding({ code: "attachment-differs", at: partPlace(copy.leaves[0]) }));
    return [];
  });
}

function asAttached({ message, copy }: ReadCopy): ItipMessage {
  return distanceOf(copy) === farthest ? { ...message, attached: true } : message;
}

const distances: readonly Distance[] = ["inline", "attached", "file"];
const farthest = distances.length - 1;

/** How far the nearest of its parts is from what is shown, as a place in `distances`. */
function distanceOf({ leaves }: Copy): number {
  return Math.min(...leaves.map(({ distance }) => distances.indexOf(distance)));
}

/** Which invitations a REPLY or COUNTER answers, by UID; no other message answers any. */
function answeredEvents({ method, uid, components }: ItipMessage): string[] {
  if (method !== "REPLY" && method !== "COUNTER") return [];
  return [uid, ...components.map(uidIn)];
}

/** Two calendars that are equally near and answer the same occurrence: nobody can tell which of them their author has seen. */
function differingAnswers(read: readonly ReadCopy[], findings: readonly Finding[]): Finding[] {
  if (findings.some(({ code }) => code === "calendars-differ")) return [];
  const found = firstSharing(read, ({ message }) =>
    answeredEvents(message).length === 0 ? [] : message.components.map(occurrenceNamed),
  );
  return found === undefined
    ? []
    : [finding({ code: "answers-differ", at: partPlace(found.copy.leaves[0]) })];
}

/** The first that shares a mark with one before it. */
function firstSharing<T>(
  all: readonly T[],
  marksOf: (one: T) => readonly (string | number)[],
): T | undefined {
  if (all.length < 2) return undefined;
  const seen = new Set<string | number>();
  return all.find((one) => {
    const marks = marksOf(one);
    const isShared = marks.some((mark) => seen.has(mark));
    for (const mark of marks) seen.add(mark);
    return isShared;
  });
}

function occurrenceNamed(component: Component): string {
  return `${uidIn(component)} ${firstLine(component, "RECURRENCE-ID")?.text ?? ""}`;
}

function readCopy(copy: Copy, { sender, sentAt, limits }: Surroundings, findings: Finding[]): ReadCopy[] {
  const stated = copy.leaves.map(methodOfType);
  const named = stated.flatMap((word) => methods.find((method) => method === word) ?? []);
  const at = partPlace(copy.leaves[0]);
  try {
    const message = readMessage(copy.text, { sender, sentAt, limits, method: named[0] });
    findings.push(...methodFindings(copy, message));
    return [{ message, copy }];
  } catch (error) {
    if (!(error instanceof ItipError)) throw error;
    const reason = error.problems[0]?.message ?? error.code;
    const tooLarge = error.code === "limit-exceeded";
    const code = tooLarge ? "calendar-too-large" : "unreadable-calendar";
    findings.push(finding({ code, at, values: { reason }, note: tooLarge ? `${reason}.` : undefined }));
    return [];
  }
}

function methodOfType(leaf: Leaf): string | undefined {
  return leaf.type.parameters.get("method")?.trim().toUpperCase();
}

/** RFC 6047 section 2.4: the parameter MUST be there, and MUST equal METHOD, whatever the letter case. */
function methodFindings(copy: Copy, message: ItipMessage): Finding[] {
  const note = "The METHOD of the text counts.";
  const contradictions = copy.leaves.flatMap((leaf): Finding[] => {
    const stated = methodOfType(leaf);
    if (stated === undefined || stated === message.method) return [];
    return [finding({ code: "method-parameter-differs", at: partPlace(leaf, "method"), note })];
  });
  const missing = message.problems.filter((problem) => problem.code === "method-missing");
  const calendars = copy.leaves.filter((leaf) => leaf.type.value === "text/calendar");
  const silent = calendars.length > 0 ? calendars : copy.leaves;
  const [first = copy.leaves[0]] = silent;
  const said = [
    ...contradictions,
    ...missing.map((problem) => ({ ...problem, ...partPlace(first, "METHOD") })),
  ];
  if (silent.some((leaf) => leaf.type.parameters.has("method"))) return said;
  return [...said, finding({ code: "method-parameter-missing", at: partPlace(first, "method") })];
}

/** RFC 6047 section 2.4: alternatives MUST NOT be two slightly different calendar objects. */
function differingAlternatives(copies: readonly Copy[]): Finding[] {
  const found = firstSharing(copies, ({ leaves }) => leaves.flatMap(({ alternative }) => alternative ?? []));
  if (found === undefined) return [];
  return [finding({ code: "calendars-differ", at: partPlace(found.leaves[0]), note: "Each was read." })];
}
