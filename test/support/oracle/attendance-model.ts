import {
  hour,
  isInNote,
  type Letter,
  type Note,
  originalOf,
  startOf,
} from "../arbitrary/organizer-history.ts";

type Status = "accepted" | "tentative" | "declined" | "pending";

/** What a person may be asked about: the series, or an occurrence by its original start, or it and all that follow. */
export type ModelPlace = "series" | { readonly at: number; readonly later: boolean };

/** An answer of the person, and which revision they had before them. In the order in which they were given. */
export interface ModelAnswer {
  readonly organizer: string;
  readonly place: ModelPlace;
  readonly status: Status;
  readonly to: Revision;
}

interface Revision {
  readonly sequence: number;
  readonly minute: number;
}

/** What is seen of the series or of an occurrence. */
interface ModelView {
  readonly title: string;
  readonly start: number;
  readonly end: number;
  readonly cancelled: boolean;
  readonly status: Status;
  /** The revision of the text that is shown. */
  readonly shown: Revision;
}

/** One VEVENT, and when it was said. */
interface Told extends Revision {
  readonly note: Note;
  readonly isText: boolean;
  readonly isAdded: boolean;
  /** Of an occurrence its original start. */
  readonly original: number;
  readonly later: boolean;
}

/** All that a person was sent, and all that they have answered. */
export interface Heard {
  readonly letters: readonly Letter[];
  readonly answers: readonly ModelAnswer[];
}

/**
 * The simplest account of an invited person's side: everything is kept, sorted by revision, and read from the beginning whenever somebody
 * asks.
 *
 * @returns `undefined` where nothing is known of it
 */
export function modelView(heard: Heard, place: ModelPlace): ModelView | undefined {
  const read = readHeard(heard);
  if (place !== "series") return occurrenceView(read, place);
  const { series, plan } = read;
  const shown = plan ?? series.at(-1);
  if (shown === undefined) return undefined;
  const answer = read.answers.findLast((one) => one.place === "series");
  const cancelled = series.at(-1)?.isText === false;
  return viewOf(shown, { start: startOf(shown.note), cancelled, answer });
}

/** Whose event it is: a successor's as soon as one has written. */
export function modelOrganizer(letters: readonly Letter[]): Letter["organizer"] {
  const successor = letters.find(({ organizer }) => organizer === "successor@example.com");
  return successor?.organizer ?? "planner@example.com";
}

/** Original starts of what was said, or answered, of occurrences apart; of those that the series has lost nothing is seen. */
export function modelInstances(heard: Heard): number[] {
  const { said, answers, isDropped } = readHeard(heard);
  const answered = answers.flatMap(({ place }) => (place === "series" ? [] : [place.at]));
  const told = said.filter((one) => !isDropped(one)).map(({ original }) => original);
  return [...new Set([...told, ...answered])]
    .filter((at) => modelView(heard, { at, later: false }) !== undefined)
    .sort((a, b) => a - b);
}

/** Original starts from which on something was said, or answered, of all that follow. */
export function modelRanges(heard: Heard): number[] {
  const { said, answers, isDropped } = readHeard(heard);
  const answered = answers.flatMap(({ place }) => (place !== "series" && place.later ? [place.at] : []));
  return [...answered, ...said.filter((one) => one.later && !isDropped(one)).map(({ original }) => original)];
}

interface Read {
  /** What was said of the series, in order. */
  readonly series: readonly Told[];
  /** The last text of the series. */
  readonly plan: Told | undefined;
  /** What was said of occurrences since the series is when it is. */
  readonly said: readonly Told[];
  readonly answers: readonly ModelAnswer[];
  /** Whether a later text of the series does without an occurrence, or without what was added. */
  readonly isDropped: (one: Told) => boolean;
}

function readHeard({ letters, answers }: Heard): Read {
  const organizer = modelOrganizer(letters);
  const all = letters.filter((one) => one.organizer === organizer).flatMap(toldIn);
  const series = all.filter(({ note }) => note.place === "series").sort(compareTold);
  const texts = series.filter(({ isText }) => isText);
  const plan = texts.at(-1);
  const changed = texts.findLast((one, at) => {
    const before = texts[at - 1];
    return before !== undefined && timeOf(before.note) !== timeOf(one.note);
  });
  const counts = (one: Revision) => changed === undefined || compare(one, changed) >= 0;
  return {
    series,
    plan,
    said: all.filter((one) => one.note.place !== "series" && counts(one)).sort(compareTold),
    answers: answers.filter((one) => one.organizer === organizer && counts(one.to)),
    isDropped: (one) =>
      one.isText &&
      plan !== undefined &&
      compare(plan, one) > 0 &&
      (one.isAdded || !isInNote(plan.note, one.original)),
  };
}

function toldIn({ method, sequence, minute, notes }: Letter): Told[] {
  return notes.map((note) => ({
    ...{ sequence, minute, note, isText: method !== "CANCEL", isAdded: method === "ADD" },
    original: originalOf(note) ?? 0,
    later: note.place !== "series" && note.place.later === true,
  }));
}

function compare(a: Revision, b: Revision): number {
  return a.sequence - b.sequence || a.minute - b.minute;
}

/** At one revision a CANCEL is the last word, and what is said of one occurrence more than what is said of many. */
function compareTold(a: Told, b: Told): number {
  return (
    compare(a, b) ||
    Number(b.isText) - Number(a.isText) ||
    Number(b.later) - Number(a.later) ||
    a.original - b.original
  );
}

function timeOf({ shift, hours, rule }: Note): string {
  return `${shift} ${hours} ${rule}`;
}

function occurrenceView(read: Read, { at, later }: Exclude<ModelPlace, "series">): ModelView | undefined {
  const { plan, series, isDropped } = read;
  const regular = plan !== undefined && isInNote(plan.note, at) ? plan : undefined;
  const said = read.said.filter((one) =>
    one.later
      ? one.original === at || (one.original < at && regular !== undefined)
      : one.original === at && !later,
  );
  const text = said.findLast((one) => one.isText && !isDropped(one));
  const off = said.findLast((one) => !one.isText);
  const shown = text ?? regular ?? off;
  if (shown === undefined) return undefined;
  const last = series.at(-1);
  const offs = [off, last?.isText === false ? last : undefined];
  return viewOf(shown, {
    start: shown.note.place === "series" ? at : at + shown.note.shift * hour,
    cancelled: offs.some((one) => one !== undefined && (text === undefined || compare(one, text) >= 0)),
    answer: answerTo(read, { at, later, said, regular }),
  });
}

interface Occurrence {
  readonly at: number;
  readonly later: boolean;
  readonly said: readonly Told[];
  readonly regular: Told | undefined;
}

/** The person's last word on the occurrence alone, else on the nearest range over it, else on the series. */
function answerTo(read: Read, { at, later, said, regular }: Occurrence): ModelAnswer | undefined {
  const starts = [...new Set(read.answers.flatMap(({ place }) => (place === "series" ? [] : [place.at])))]
    .filter((start) => start === at || (start < at && regular !== undefined))
    .sort((a, b) => b - a);
  const places: ModelPlace[] = [
    ...(later ? [] : [{ at, later: false }]),
    ...starts.map((start) => ({ at: start, later: true })),
    ...(regular === undefined ? [] : (["series"] as const)),
  ];
  const given = places.map((place) => read.answers.findLast((one) => samePlace(one.place, place)));
  return given.find((one) => one !== undefined && isStanding(one, read, { said, regular }));
}

function samePlace(a: ModelPlace, b: ModelPlace): boolean {
  if (a === "series" || b === "series") return a === b;
  return a.at === b.at && a.later === b.later;
}

/** Whether the occurrence has stayed where it was when it was answered. */
function isStanding(
  { to }: ModelAnswer,
  { isDropped, plan }: Read,
  { said, regular }: Pick<Occurrence, "said" | "regular">,
): boolean {
  const texts = said.filter(({ isText }) => isText);
  const times = texts.map((one) => ({ since: one as Revision, time: `${one.note.shift} ${one.note.hours}` }));
  const plain = regular === undefined ? [] : [`0 ${regular.note.hours}`];
  const first = plain.map((time) => ({ since: { sequence: -1, minute: 0 }, time }));
  const back =
    texts.some(isDropped) && plan !== undefined ? plain.map((time) => ({ since: plan, time })) : [];
  const course = [...first, ...times, ...back].sort((a, b) => compare(a.since, b.since));
  const then = course.findLastIndex(({ since }) => compare(since, to) <= 0);
  const answered = course.slice(Math.max(then, 0));
  return answered.every(({ time }) => time === answered[0]?.time);
}

function viewOf(
  shown: Told,
  { start, cancelled, answer }: { start: number; cancelled: boolean; answer: ModelAnswer | undefined },
): ModelView {
  const { note, sequence, minute } = shown;
  const own = note.partstat === "TENTATIVE" ? "tentative" : "pending";
  return {
    ...{ title: note.title, start, end: start + note.hours * hour, cancelled },
    status: answer?.status ?? own,
    shown: { sequence, minute },
  };
}
