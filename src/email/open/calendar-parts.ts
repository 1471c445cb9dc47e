import { ItipError } from "../../errors.ts";
import { methods } from "../../event/status.table.ts";
import { type Finding, finding } from "../../finding.ts";
import { type Component, firstLine } from "../../icalendar/component.ts";
import type { Limits } from "../../limits.ts";
import type { ItipMessage } from "../../message/message.ts";
import { readMessage } from "../../message/parse.ts";
import { uidIn } from "../../message/uid.ts";
import { type Copy, collectCopies } from "./calendar-copies.ts";
import { type Distance, type Leaf, partPlace } from "./leaf.ts";

/** What the email says about every calendar text in it. */
export interface Surroundings {
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
  return { messages: counting.map(messageOf), findings };
}

/** A message, and the parts that hold it. */
interface ReadCopy {
  readonly message: ItipMessage;
  readonly copy: Copy;
}

/**
 * What a mail program shows is what its author has seen: what hangs at the mail and answers the same invitation otherwise is not acted on.
 */
function withoutContradictions(read: readonly ReadCopy[], findings: Finding[]): ReadCopy[] {
  if (read.length < 2) return [...read];
  const nearest = new Map<string, number>();
  for (const { message, copy } of read)
    for (const mark of answered(message))
      nearest.set(mark, Math.min(nearest.get(mark) ?? farthest, distanceOf(copy)));
  return read.flatMap((one): ReadCopy[] => {
    const { message, copy } = one;
    const distance = distanceOf(copy);
    if (!answered(message).some((mark) => (nearest.get(mark) ?? farthest) < distance)) return [one];
    findings.push(finding({ code: "attachment-differs", at: partPlace(copy.leaves[0]) }));
    return [];
  });
}

function messageOf({ message, copy }: ReadCopy): ItipMessage {
  return distanceOf(copy) === farthest ? { ...message, attached: true } : message;
}

const distances: readonly Distance[] = ["inline", "attached", "file"];
const farthest = distances.length - 1;

/** That of the part of it that is nearest to what is shown. */
function distanceOf({ leaves }: Copy): number {
  return Math.min(...leaves.map(({ distance }) => distances.indexOf(distance)));
}

/** Which invitations a REPLY or COUNTER answers, by UID; no other message answers any. */
function answered({ method, uid, components }: ItipMessage): string[] {
  if (method !== "REPLY" && method !== "COUNTER") return [];
  return [uid, ...components.map(uidIn)];
}

/** What is as near as another calendar, and answers the same: nobody can tell which of the two its author has seen. */
function differingAnswers(read: readonly ReadCopy[], findings: readonly Finding[]): Finding[] {
  if (read.length < 2 || findings.some(({ code }) => code === "calendars-differ")) return [];
  const seen = new Set<string>();
  for (const { message, copy } of read) {
    const own = new Set(answered(message).length === 0 ? [] : message.components.map(occurrenceIn));
    if ([...own].some((mark) => seen.has(mark)))
      return [finding({ code: "answers-differ", at: partPlace(copy.leaves[0]) })];
    for (const mark of own) seen.add(mark);
  }
  return [];
}

function occurrenceIn(component: Component): string {
  return `${uidIn(component)} ${firstLine(component, "RECURRENCE-ID")?.text ?? ""}`;
}

function readCopy(copy: Copy, { sender, sentAt, limits }: Surroundings, findings: Finding[]): ReadCopy[] {
  const stated = copy.leaves.map(statedMethod);
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

function statedMethod(leaf: Leaf): string | undefined {
  return leaf.type.parameters.get("method")?.trim().toUpperCase();
}

/** RFC 6047 section 2.4: the parameter MUST be there, and MUST equal METHOD, whatever the letter case. */
function methodFindings(copy: Copy, message: ItipMessage): Finding[] {
  const note = "The METHOD of the text counts.";
  const contradictions = copy.leaves.flatMap((leaf): Finding[] => {
    const stated = statedMethod(leaf);
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
  if (copies.length < 2) return [];
  const seen = new Set<number>();
  for (const copy of copies) {
    const own = new Set(copy.leaves.flatMap((leaf) => leaf.alternative ?? []));
    for (const alternative of own) {
      if (seen.has(alternative)) {
        const at = partPlace(copy.leaves[0]);
        return [finding({ code: "calendars-differ", at, note: "Each was read." })];
      }
      seen.add(alternative);
    }
  }
  return [];
}
