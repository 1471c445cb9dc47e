import type { Answer, Status } from "../../../src/index.ts";

/**
 * What an invite has to show, worked out the slow way: every message that counted is kept in a list, and each
 * question looks through all of it. No registers, no keys, no merging of entries.
 */
export interface Model {
  /** Who is invited, in order. */
  readonly recipients: readonly string[];
  sequence: number;
  active: boolean;
  /** Which of the prepared times the series has. */
  slot: number;
  timeSequence: number;
  /** The slots that it had before and has not now. */
  readonly formerSlots: Set<number>;
  occurrence: {
    cancelled: boolean;
    moved: boolean;
    timeSequence: number;
    readonly formerSlots: Set<number>;
    /** Who of the series is left out of it, who comes to it alone, and from which SEQUENCE on who came back is heard. */
    readonly out: Set<string>;
    readonly apart: string[];
    readonly heardFrom: Map<string, number>;
  };
  /** Everyone who was ever invited to anything. */
  readonly known: Set<string>;
  readonly heard: Said[];
  readonly settled: Said[];
}

/** One message, in the words of the test. */
export interface Said {
  readonly who: string;
  /** The slot under whose RECURRENCE-ID the second occurrence was answered; absent: the series. */
  readonly occurrenceAt?: number;
  readonly method: "REPLY" | "COUNTER";
  readonly sequence: number;
  readonly dtstamp: string | undefined;
  readonly sentAt: string | undefined;
  readonly status: Status | undefined;
  readonly comment: string | undefined;
  readonly proposal: Answer["proposal"];
  /** The slot that the message names by its start and end. */
  readonly names: number | undefined;
  /** Tells messages apart that are alike in all that decides the order. */
  readonly text: string;
}

export function newModel(recipients: readonly string[]): Model {
  return {
    recipients,
    sequence: 0,
    active: true,
    slot: 0,
    timeSequence: 0,
    formerSlots: new Set(),
    occurrence: {
      cancelled: false,
      moved: false,
      timeSequence: 0,
      formerSlots: new Set(),
      out: new Set(),
      apart: [],
      heardFrom: new Map(),
    },
    known: new Set(recipients),
    heard: [],
    settled: [],
  };
}

/** Who is to come to the series, or to the second occurrence. */
export function invitedTo({ recipients, occurrence }: Model, one: boolean): readonly string[] {
  if (!one) return recipients;
  return [...recipients.filter((who) => !occurrence.out.has(who)), ...occurrence.apart];
}

/** SEQUENCE, DTSTAMP or else Date, Date: RFC 5546 section 2.1.5 and the contract. */
export function isLater(a: Said, b: Said): boolean {
  const rank = (said: Said) => [said.dtstamp ?? said.sentAt ?? "", said.sentAt ?? ""];
  if (a.sequence !== b.sequence) return a.sequence > b.sequence;
  const [x, y] = [rank(a), rank(b)];
  if (x[0] !== y[0]) return String(x[0]) > String(y[0]);
  return String(x[1]) > String(y[1]);
}

function last(all: readonly Said[]): Said | undefined {
  return all.reduce<Said | undefined>(
    (best, said) => (best === undefined || isLater(said, best) ? said : best),
    undefined,
  );
}

export function hears(model: Model, said: Said): void {
  if (said.occurrenceAt !== undefined && said.occurrenceAt !== model.slot) return;
  const ahead = said.sequence > model.sequence;
  if (ahead && !namesCurrentTime(model, said, said.occurrenceAt !== undefined)) return;
  model.heard.push(ahead ? { ...said, sequence: model.sequence } : said);
}

function namesCurrentTime(model: Model, said: Said, occurrence: boolean): boolean {
  return said.names === model.slot && !(occurrence && model.occurrence.moved);
}

function namesFormerTime(model: Model, { names }: Said, occurrence: boolean): boolean {
  if (names === undefined) return false;
  if (!occurrence) return model.formerSlots.has(names);
  return model.occurrence.formerSlots.has(names) || (model.occurrence.moved && names === model.slot);
}

/** Deals with everything that some people have proposed so far. */
export function settles(model: Model, concerns: (said: Said) => boolean): void {
  model.settled.push(...model.heard.filter((said) => said.method === "COUNTER" && concerns(said)));
}

export function isAbout(model: Model, said: Said, occurrence: boolean): boolean {
  return occurrence ? said.occurrenceAt === model.slot : said.occurrenceAt === undefined;
}

interface Shown {
  readonly status?: Status;
  readonly comment?: string;
  readonly proposal?: Answer["proposal"];
}

function shown(
  model: Model,
  who: string,
  occurrence: boolean,
  counts: (said: Said) => boolean,
): Shown | undefined {
  const mine = model.heard.filter((said) => said.who === who && isAbout(model, said, occurrence));
  const reply = last(mine.filter((said) => said.method === "REPLY"));
  const counter = last(mine.filter((said) => said.method === "COUNTER"));
  const settled = last(model.settled.filter((said) => said.who === who && isAbout(model, said, occurrence)));
  const newestFirst = [reply, counter]
    .filter((said) => said !== undefined)
    .sort((a, b) => (isLater(a, b) ? -1 : 1))
    .filter(counts);
  const [newest] = newestFirst;
  const status = newestFirst.find((said) => said.status !== undefined)?.status;
  const open =
    counter !== undefined &&
    model.active &&
    !(occurrence && model.occurrence.cancelled) &&
    isCurrent(model, counter, occurrence) &&
    (reply === undefined || isLater(counter, reply)) &&
    (settled === undefined || isLater(counter, settled));
  if (newest === undefined && !open) return undefined;
  return {
    ...(status === undefined ? {} : { status }),
    ...(newest?.comment === undefined ? {} : { comment: newest.comment }),
    ...(open && counter?.proposal !== undefined ? { proposal: counter.proposal } : {}),
  };
}

function isHeard({ occurrence }: Model, { who, sequence }: Said): boolean {
  return sequence >= (occurrence.heardFrom.get(who) ?? 0);
}

export function isCurrent(model: Model, said: Said, occurrence: boolean): boolean {
  if (occurrence && !isHeard(model, said)) return false;
  if (namesCurrentTime(model, said, occurrence)) return true;
  if (namesFormerTime(model, said, occurrence)) return false;
  return said.sequence >= Math.max(model.timeSequence, occurrence ? model.occurrence.timeSequence : 0);
}

export function expectedStatus(
  model: Model,
  occurrence: boolean,
  everyone: readonly string[],
): { state: string; recipients: Answer[]; replies: Answer[] } {
  // An answer to the series from before the occurrence was moved does not know of its new time.
  const seriesCounts = (said: Said) =>
    isCurrent(model, said, false) &&
    (!occurrence || (isHeard(model, said) && said.sequence >= model.occurrence.timeSequence));
  const recipients = invitedTo(model, occurrence).map((email): Answer => {
    const series = shown(model, email, false, seriesCounts);
    const own = occurrence ? shown(model, email, true, (said) => isCurrent(model, said, true)) : series;
    return toAnswer(email, own, occurrence ? series : undefined);
  });
  const replies = everyone.flatMap((email): Answer[] => {
    const series = shown(model, email, false, () => true);
    const own = occurrence ? shown(model, email, true, () => true) : series;
    if (own === undefined && (!occurrence || series === undefined)) return [];
    return [toAnswer(email, own, occurrence ? series : undefined)];
  });
  const cancelled = !model.active || (occurrence && model.occurrence.cancelled);
  return { state: cancelled ? "cancelled" : "active", recipients, replies };
}

/** An answer to the occurrence goes before one to the series, whose proposal is about something else. */
function toAnswer(email: string, own: Shown | undefined, series: Shown | undefined): Answer {
  const status = own?.status ?? series?.status ?? "pending";
  const comment = own === undefined ? series?.comment : own.comment;
  return {
    email,
    status,
    ...(comment === undefined ? {} : { comment }),
    ...(own?.proposal === undefined ? {} : { proposal: own.proposal }),
  };
}
