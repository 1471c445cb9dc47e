import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Attendance,
  answerInvitation,
  attendanceOf,
  mergeAttendances,
  parseAttendance,
  receiveInvitation,
} from "../../src/attendee/index.ts";
import { ItipError } from "../../src/errors.ts";
import type { OutgoingMessage } from "../../src/index.ts";
import {
  hour,
  isInNote,
  jane,
  janet,
  type Letter,
  type Note,
  organizerHistories,
  originalOf,
  originalStart,
  startOf,
  textOf,
  utc,
} from "../support/arbitrary/organizer-history.ts";
import { letter, note } from "../support/fixtures/letters.ts";
import {
  type Heard,
  type ModelAnswer,
  type ModelPlace,
  modelInstances,
  modelOrganizer,
  modelRanges,
  modelView,
} from "../support/oracle/attendance-model.ts";
import { runs } from "../support/runs.ts";

const me = [jane, janet];

function receivedFrom(attendance: Attendance | undefined, letter: Letter, addresses: readonly string[] = me) {
  // Whoever takes an event over is approved by the caller.
  const author = letter.organizer === "successor@example.com" ? { author: letter.organizer } : {};
  return receiveInvitation(attendance, textOf(letter), { me: [...addresses], ...author });
}

/** The occurrences that a history is about, and some that it is not. */
function startsIn(letters: readonly Letter[]): number[] {
  const named = letters.flatMap(({ notes }) => notes).flatMap(startsOfNote);
  return [...new Set([...named, originalStart(3, 0), originalStart(7, 30)])];
}

function startsOfNote(note: Note): number[] {
  const original = originalOf(note);
  if (original !== undefined) return [original];
  return [0, 1, 7, 14, 21].map((day) => originalStart(day, note.shift));
}

const iso = (moment: number) => `${new Date(moment).toISOString().slice(0, 19)}Z`;

/** The same; most often the same text as well, which is the quicker look. */
function areAlike(a: unknown, b: unknown): void {
  if (JSON.stringify(a) !== JSON.stringify(b)) expect(a).toEqual(b);
}

/** What is seen of one occurrence, or of the series; `undefined` where nothing is known of it. */
function seen(attendance: Attendance, at?: number) {
  try {
    const instance = at === undefined ? {} : { instance: iso(at) };
    const { event, cancelled, status, needsAnswer } = attendanceOf(attendance, instance);
    if (event === undefined) return { cancelled, status, needsAnswer };
    const [start, end] = [event.start, event.end].map(({ time }) => Date.parse(time));
    return { title: event.summary, start, end, cancelled, status, needsAnswer };
  } catch (error) {
    if (error instanceof ItipError && error.code === "unknown-instance") return undefined;
    throw error;
  }
}

function seenByModel(heard: Heard, place: ModelPlace) {
  const view = modelView(heard, place);
  if (view === undefined) return undefined;
  const { title, start, end, cancelled, status } = view;
  const needsAnswer = status === "pending" && !cancelled;
  const organizer = modelOrganizer(heard.letters);
  const own = heard.letters.filter((letter) => letter.organizer === organizer);
  // Of an event that was only ever called off nothing else is told.
  const told = own.some(({ method }) => method !== "CANCEL") ? { title, start, end } : {};
  return { ...told, cancelled, status, needsAnswer };
}

function isAsTheModelSays(attendance: Attendance, heard: Heard, starts: readonly number[]): void {
  const series = modelView(heard, "series");
  if (series !== undefined) expect(seen(attendance)).toEqual(seenByModel(heard, "series"));
  for (const at of starts)
    areAlike([iso(at), seen(attendance, at)], [iso(at), seenByModel(heard, { at, later: false })]);
  const { instances = [] } = attendanceOf(attendance);
  expect(instances.map(({ time }) => time)).toEqual(modelInstances(heard).map(iso));
}

/** What happens at one person's side: a letter comes, or they answer. */
const acts = fc.array(
  fc.record({
    act: fc.constantFrom(...(["letter", "letter", "letter", "answer"] as const)),
    pick: fc.nat(1_000),
    status: fc.constantFrom(...(["accepted", "declined", "tentative", "pending"] as const)),
    about: fc.constantFrom(...(["series", "series", "one", "one", "later"] as const)),
    at: fc.nat(1_000),
  }),
  { minLength: 1, maxLength: 16 },
);
type Act = typeof acts extends fc.Arbitrary<(infer T)[]> ? T : never;

interface Side extends Heard {
  readonly attendance: Attendance | undefined;
  /** Every answer, with the letters that had come before it. */
  readonly sent: readonly Sent[];
}

interface Sent {
  readonly messages: readonly OutgoingMessage[];
  readonly before: readonly Letter[];
}

const nothing: Side = { attendance: undefined, letters: [], answers: [], sent: [] };

/** The person's side after what happened, told to the model as well. */
function sideAfter(letters: readonly Letter[], happened: readonly Act[]): Side {
  let side = nothing;
  const starts = startsIn(letters);
  happened.forEach((act, index) => {
    const letter = letters[act.pick % letters.length];
    if (act.act === "letter" && letter !== undefined) side = withLetter(side, letter);
    if (act.act === "answer")
      side = withAnswer(side, { ...act, at: starts[act.at % starts.length] ?? 0 }, index);
  });
  return side;
}

function withLetter(side: Side, letter: Letter): Side {
  const { attendance } = receivedFrom(side.attendance, letter);
  // Whoever has handed the event over is not heard any more.
  const isHeard = attendance !== side.attendance || letter.organizer === modelOrganizer(side.letters);
  const letters = isHeard && !side.letters.includes(letter) ? [...side.letters, letter] : side.letters;
  return { ...side, letters, attendance };
}

/** Answering is refused exactly where the model knows of nothing to answer, or of a cancellation. */
function withAnswer(side: Side, { about, at, status }: Act, index: number): Side {
  const { attendance } = side;
  const place: ModelPlace = about === "series" ? "series" : { at, later: about === "later" };
  const view = modelView(side, place);
  // Without a series the first occurrence is answered, which the law of occurrences asks about.
  if (attendance === undefined || (place === "series" && view === undefined)) return side;
  const now = new Date(Date.UTC(2027, 4, 2, 9, index));
  const instance = place === "series" ? {} : { instance: iso(at), thisAndFuture: place.later };
  const answering = () => answerInvitation(attendance, { status, ...instance }, { now });
  if (view === undefined || view.cancelled || !isAnswerable(side, place)) {
    expect(answering).toThrow(/cannot-answer|unknown-instance/);
    return side;
  }
  const given: ModelAnswer = { place, status, organizer: modelOrganizer(side.letters), to: view.shown };
  const answered = answering();
  return {
    ...side,
    answers: [...side.answers, given],
    attendance: answered.attendance,
    sent: [...side.sent, { messages: answered.messages, before: side.letters }],
  };
}

/** What follows is known of a series, and of a range. */
function isAnswerable(side: Side, place: ModelPlace): boolean {
  if (place === "series" || !place.later) return true;
  return modelView(side, "series") !== undefined || modelRanges(side).includes(place.at);
}

/** Whether an answer names a revision that had come, and the time that it had there. */
function wasSent({ messages, before }: Sent): boolean {
  return messages.every(({ ics }) => {
    const line = (name: string) => new RegExp(`^${name}[^:]*:(.*)\r$`, "m").exec(ics)?.[1];
    const [sequence, start, original] = [line("SEQUENCE"), line("DTSTART"), line("RECURRENCE-ID")];
    return before
      .filter((letter) => letter.sequence === Number(sequence))
      .flatMap((letter) => letter.notes)
      .some((note) => saysSo(note, start, original));
  });
}

function saysSo(note: Note, start: string | undefined, original: string | undefined): boolean {
  if (original === undefined) return note.place === "series" && start === utc(startOf(note));
  const at = momentOf(original);
  if (note.place === "series") return isInNote(note, at) && start === original;
  const named = originalOf(note) ?? 0;
  const covers = note.place.later === true ? named <= at : named === at;
  return covers && start === utc(at + note.shift * hour);
}

/** A moment as calendar text writes it, in milliseconds. */
function momentOf(text: string): number {
  const [year, month, day, hours, minutes] = (text.match(/^.{4}|\d{2}/g) ?? []).map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hours, minutes);
}

/** What order, repetition and copies must not change. */
function shownOf(attendance: Attendance, starts: readonly number[]): unknown[] {
  const views = starts.map((at) => {
    try {
      return attendanceOf(attendance, { instance: iso(at) });
    } catch (error) {
      if (error instanceof ItipError && error.code === "unknown-instance") return undefined;
      throw error;
    }
  });
  return [attendanceOf(attendance), ...views];
}

function afterLetters(letters: readonly Letter[], addresses: readonly string[] = me): Attendance | undefined {
  let attendance: Attendance | undefined;
  for (const letter of letters) attendance = receivedFrom(attendance, letter, addresses).attendance;
  return attendance;
}

const shuffledHistories = organizerHistories.chain((letters) =>
  fc.tuple(
    fc.constant(letters),
    fc.shuffledSubarray([...letters, ...letters], { minLength: letters.length * 2 }),
  ),
);

describe("what went wrong, found by the laws", () => {
  it("a change of an occurrence and all that follow, from before the series was moved, ends no answer that was given since", () => {
    const range = letter(1, [note({ place: { day: 7, later: true }, shift: 1, without: [0] })]);
    const both = letter(5, [note({ shift: 1 }), note({ place: { day: 7 }, shift: 1, without: [1] })]);
    const letters = [both, range, letter(0, [note()]), letter(6, [note({ shift: 1, title: "Full board" })])];
    const comes = (pick: number): Act => ({
      act: "letter",
      pick,
      status: "accepted",
      about: "series",
      at: 0,
    });
    const accepted: Act = { ...comes(0), act: "answer" };
    const side = sideAfter(letters, [comes(0), accepted, comes(1), comes(2), comes(3)]);
    expect(side.attendance && seen(side.attendance, originalStart(7, 1))?.status).toBe("accepted");
  });

  it("a text about an occurrence whose start cannot be read took the place of the series", () => {
    const one = textOf(letter(1, [note({ place: { day: 7 }, title: "Extra" })]));
    const damaged = one.replace(/^(RECURRENCE-ID.*T)\d{6}Z/m, "$1999999Z");
    const attendance = afterLetters([letter(0, [note()])]);
    const received = receiveInvitation(attendance, damaged, { me });
    expect(received.outcome).toEqual({ kind: "held", reason: "unreadable-time" });
    expect(received.attendance).toBe(attendance);
  });
});

describe("laws of an attendance", () => {
  it("shows at every moment what the simplest account of all mail and answers shows", () => {
    fc.assert(
      fc.property(organizerHistories, acts, (letters, happened) => {
        const side = sideAfter(letters, happened);
        if (side.attendance !== undefined) isAsTheModelSays(side.attendance, side, startsIn(letters));
      }),
      { numRuns: runs(10_000, "exchange") },
    );
  });

  it("the order of the mail, and that some of it comes twice, change nothing that is shown", () => {
    fc.assert(
      fc.property(shuffledHistories, ([letters, shuffled]) => {
        const [inOrder, anyhow] = [afterLetters(letters), afterLetters(shuffled)];
        if (inOrder === undefined || anyhow === undefined) throw new Error("nothing was kept");
        const starts = startsIn(letters);
        areAlike(shownOf(anyhow, starts), shownOf(inOrder, starts));
      }),
      { numRuns: runs(10_000, "exchange") },
    );
  });

  it("copies that saw a part of the mail each merge into one that saw all of it, in whatever grouping", () => {
    const parts = fc.array(fc.nat(2), { minLength: 20, maxLength: 20 });
    const lists = fc.constantFrom([
      [jane, janet],
      [janet, jane],
      [janet, jane, "j@example.test"],
    ]);
    fc.assert(
      fc.property(organizerHistories, parts, lists, (letters, where, [lists0 = me]) => {
        const all = afterLetters(letters, lists0);
        const copies = [0, 1, 2].map((copy) =>
          afterLetters(
            letters.filter((_, at) => where[at] === copy),
            copy === 0 ? lists0 : me,
          ),
        );
        const [a, b, c] = copies.map((copy) => copy ?? all);
        if (all === undefined || a === undefined || b === undefined || c === undefined)
          throw new Error("nothing was kept");
        const left = mergeAttendances(mergeAttendances(a, b), c);
        areAlike(left, mergeAttendances(a, mergeAttendances(c, b)));
        expect(mergeAttendances(left, a)).toBe(left);
        areAlike(parseAttendance(JSON.parse(JSON.stringify(left))), left);
        const starts = startsIn(letters);
        areAlike(shownOf(left, starts), shownOf(mergeAttendances(left, all), starts));
      }),
      { numRuns: runs(10_000, "exchange") },
    );
  });

  it("a person never answers a revision they were not sent", () => {
    fc.assert(
      fc.property(organizerHistories, acts, (letters, happened) => {
        const { sent } = sideAfter(letters, happened);
        expect(sent.filter((one) => !wasSent(one))).toEqual([]);
      }),
      { numRuns: runs(10_000, "exchange") },
    );
  });

  it("mail of somebody who is not the organizer is held, and changes nothing", () => {
    const others = fc.constantFrom("mallory@example.com", "a@example.com", jane);
    fc.assert(
      fc.property(organizerHistories, fc.nat(1_000), others, (letters, pick, other) => {
        const attendance = afterLetters(letters);
        const letter = letters[pick % letters.length];
        if (attendance === undefined || letter === undefined) throw new Error("nothing was kept");
        const text = textOf(letter).replaceAll(letter.organizer, other);
        const received = receiveInvitation(attendance, text, { me });
        expect(received.outcome).toEqual({ kind: "held", reason: "organizer-change" });
        expect(received.attendance).toBe(attendance);
      }),
      { numRuns: runs(1_000, "exchange") },
    );
  });

  it("hostile text gives an outcome or an ItipError", () => {
    fc.assert(
      fc.property(
        organizerHistories,
        fc.nat(1_000),
        fc.nat(1_000),
        fc.nat(40),
        fc.string(),
        (letters, pick, from, length, put) => {
          const [first] = letters;
          if (first === undefined) return;
          const attendance = afterLetters(letters.slice(0, pick % 3));
          const text = textOf(letters[pick % letters.length] ?? first);
          const damaged = text.slice(0, from) + put + text.slice(from + length);
          try {
            const received = receiveInvitation(attendance, damaged, { me });
            expect(received.outcome.kind).toBeTypeOf("string");
            if (received.attendance !== undefined) attendanceOf(received.attendance);
          } catch (error) {
            expect(error).toBeInstanceOf(ItipError);
          }
        },
      ),
      { numRuns: runs(10_000, "exchange") },
    );
  });
});
