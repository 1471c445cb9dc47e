import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Attendance,
  answerInvitation,
  attendanceOf,
  receiveInvitation,
} from "../../src/attendee/index.ts";
import { ItipError } from "../../src/errors.ts";
import {
  jane,
  janet,
  type Letter,
  organizerHistories,
  originalStart,
  textOf,
} from "../support/arbitrary/organizer-history.ts";
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

function receivedFrom(attendance: Attendance | undefined, letter: Letter) {
  const author = letter.organizer === "successor@example.com" ? { author: letter.organizer } : {};
  return receiveInvitation(attendance, textOf(letter), { me, ...author });
}

/** Every occurrence that a history may be about. */
const starts = [0, 1, 2, 30].flatMap((shift) =>
  [0, 1, 2, 3, 7, 8, 10, 14, 17, 21, 24].map((day) => originalStart(day, shift)),
);
const iso = (moment: number) => `${new Date(moment).toISOString().slice(0, 19)}Z`;

/** What is seen of one occurrence, or of the series; `undefined` where nothing is known of it. */
function seen(attendance: Attendance, at?: number) {
  try {
    const instance = at === undefined ? {} : { instance: iso(at) };
    const { event, cancelled, status, needsAnswer } = attendanceOf(attendance, instance);
    if (event === undefined) return undefined;
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
  const { shown: _, ...rest } = view;
  return { ...rest, needsAnswer: view.status === "pending" && !view.cancelled };
}

function isAsTheModelSays(attendance: Attendance, heard: Heard): void {
  const series = modelView(heard, "series");
  if (series !== undefined) expect(seen(attendance)).toEqual(seenByModel(heard, "series"));
  for (const at of starts)
    expect([iso(at), seen(attendance, at)]).toEqual([iso(at), seenByModel(heard, { at, later: false })]);
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
    at: fc.constantFrom(...starts),
  }),
  { minLength: 1, maxLength: 20 },
);
type Act = typeof acts extends fc.Arbitrary<(infer T)[]> ? T : never;

interface Side extends Heard {
  readonly attendance: Attendance | undefined;
}

const nothing: Side = { attendance: undefined, letters: [], answers: [] };

/** The person's side after what happened, told to the model as well. */
function sideAfter(letters: readonly Letter[], happened: readonly Act[]): Side {
  let side = nothing;
  happened.forEach((act, index) => {
    const letter = letters[act.pick % letters.length];
    if (act.act === "letter" && letter !== undefined) side = withLetter(side, letter);
    if (act.act === "answer") side = withAnswer(side, act, index);
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
  return { ...side, answers: [...side.answers, given], attendance: answering().attendance };
}

/** What follows is known of a series, and of a range. */
function isAnswerable(side: Side, place: ModelPlace): boolean {
  if (place === "series" || !place.later) return true;
  return modelView(side, "series") !== undefined || modelRanges(side).includes(place.at);
}

describe("laws of an attendance", () => {
  it("shows at every moment what the simplest account of all mail and answers shows", () => {
    fc.assert(
      fc.property(organizerHistories, acts, (letters, happened) => {
        const side = sideAfter(letters, happened);
        if (side.attendance !== undefined) isAsTheModelSays(side.attendance, side);
      }),
      { numRuns: runs(10_000, 150) },
    );
  });
});
