import { filled } from "../../input.ts";
import { put } from "../../reply/read-reply.ts";
import type { KeptSpan, Statement } from "../invite.ts";

/** How much may be kept of one statement. */
export interface Room {
  /** UTF-16 code units of the whole as JSON: 900 at the least. */
  readonly json: number;
  /** The longest comment, and the longest description that may be a comment. */
  readonly text: number;
  readonly name: number;
  /** The most addresses in `delegatedTo` and in `delegatedFrom`. */
  readonly delegates: number;
}

/** A statement within its room: what somebody wrote is cut, never who they are, what they answer, or when they said so. */
export function shortened(statement: Statement, room: Room): Statement {
  if (isModest(statement, room) && (isShort(statement, room) || lengthOf(statement) <= room.json))
    return statement;
  const { name, comment, description, sentBy, delegatedTo, delegatedFrom, named, ...core } = statement;
  const { email, sequence, status, proposal, dtstamp, sentAt, extraGuests } = core;
  const budget = { left: room.json - lengthOf(core) };
  const time = whole(budget, "named", named);
  const shortName = cut(budget, "name", name, room.name);
  const to = first(budget, "delegatedTo", delegatedTo, room.delegates);
  const from = first(budget, "delegatedFrom", delegatedFrom, room.delegates);
  const writer = whole(budget, "sentBy", sentBy);
  const words = cut(budget, "comment", comment, room.text);
  // So long a DESCRIPTION is the invitation's own that KDE sends back, and its beginning would look like a comment.
  const echo = (description?.length ?? 0) > room.text ? undefined : whole(budget, "description", description);
  const short = { name: shortName, comment: words, description: echo };
  const others = { sentBy: writer, delegatedTo: to, delegatedFrom: from };
  return keptAs(
    { email, sequence, status, ...short, dtstamp, sentAt, ...others, extraGuests },
    proposal,
    time,
  );
}

type SaidMembers = { readonly [K in keyof Omit<Statement, "proposal" | "named">]: Statement[K] | undefined };

/** What is kept of a reply, in the order in which one is stated, so that storing and reading changes no byte. Set by name: a copy takes three times as long. */
export function keptAs(
  said: Pick<Statement, "email" | "sequence"> & Partial<SaidMembers>,
  proposal: KeptSpan | undefined,
  named: KeptSpan | undefined,
): Statement {
  const kept: { -readonly [K in keyof Statement]: Statement[K] } = {
    email: said.email,
    sequence: said.sequence,
  };
  put(kept, "name", said.name);
  put(kept, "status", said.status);
  put(kept, "comment", said.comment);
  put(kept, "description", said.description);
  put(kept, "dtstamp", said.dtstamp);
  put(kept, "sentAt", said.sentAt);
  put(kept, "sentBy", said.sentBy);
  put(kept, "delegatedTo", said.delegatedTo);
  put(kept, "delegatedFrom", said.delegatedFrom);
  put(kept, "extraGuests", said.extraGuests);
  put(kept, "proposal", proposal);
  put(kept, "named", named);
  return kept;
}

function isModest(
  { comment, description, name, delegatedTo, delegatedFrom }: Statement,
  room: Room,
): boolean {
  return (
    (comment?.length ?? 0) <= room.text &&
    (description?.length ?? 0) <= room.text &&
    (name?.length ?? 0) <= room.name &&
    (delegatedTo?.length ?? 0) <= room.delegates &&
    (delegatedFrom?.length ?? 0) <= room.delegates
  );
}

/** Most statements fit, which the lengths of their texts tell at once: no character takes more than six in JSON, and all else takes at most 700. */
function isShort(
  { email, name, comment, description, delegatedTo, delegatedFrom, sentBy }: Statement,
  { json }: Room,
): boolean {
  const texts = sizeOf(name) + sizeOf(comment) + sizeOf(description) + sizeOf(sentBy);
  const addresses = sizeOfAll(delegatedTo) + sizeOfAll(delegatedFrom);
  return (email.length + texts + addresses) * 6 + 700 <= json;
}

/** The characters of a text, with quotation marks and a comma. */
function sizeOf(text: string | undefined): number {
  return text === undefined ? 0 : text.length + 3;
}

function sizeOfAll(texts: readonly string[] | undefined): number {
  return texts === undefined ? 0 : texts.reduce((sum, text) => sum + sizeOf(text), 0);
}

function lengthOf(value: unknown): number {
  return JSON.stringify(value).length;
}

interface Budget {
  left: number;
}

/** A member of a statement that is kept whole or not at all. */
function whole<T>(budget: Budget, name: string, value: T | undefined): T | undefined {
  if (value === undefined) return undefined;
  const length = lengthOf(value) + name.length + 4;
  if (length > budget.left) return undefined;
  budget.left -= length;
  return value;
}

/** The first of a list, as many as there is room for. */
function first(
  budget: Budget,
  name: string,
  list: readonly string[] | undefined,
  most: number,
): string[] | undefined {
  const kept: string[] = [];
  let left = budget.left - name.length - 6;
  for (const one of (list ?? []).slice(0, most)) {
    left -= lengthOf(one) + 1;
    if (left < 0) break;
    kept.push(one);
  }
  return whole(budget, name, filled(kept));
}

/** The beginning of a text, with an ellipsis where it was cut. */
function cut(budget: Budget, name: string, text: string | undefined, most: number): string | undefined {
  const room = Math.min(most, budget.left - name.length - 6);
  if (text === undefined || room < 1) return undefined;
  const beginning = beginningOf(text, room);
  budget.left -= lengthOf(beginning) + name.length + 4;
  return beginning;
}

/** As much of a text as takes up no more than `room` in JSON; whole characters only. */
function beginningOf(text: string, room: number): string {
  let length = 0;
  let fitting = 0;
  for (const character of text) {
    length += plain.test(character) ? character.length : lengthOf(character) - 2;
    if (length > room) return `${text.slice(0, fitting)}…`;
    // Room for the ellipsis.
    if (length < room) fitting += character.length;
  }
  return text;
}

/** What JSON writes as it stands. */
const plain = /^[^\u0000-\u001f"\\\ud800-\udfff]$|^[\ud800-\udbff][\udc00-\udfff]$/;
