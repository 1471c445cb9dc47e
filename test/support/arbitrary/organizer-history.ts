import fc from "fast-check";

/** Which component of an event a text is about: the series, the occurrence of a day, or that and all that follow. */
type Place = "series" | { readonly day: number; readonly later?: true };

/** What one VEVENT says. Times are minutes and days after the first occurrence as it was planned first. */
export interface Note {
  readonly place: Place;
  /** How many hours after its original start it begins; of the series, after the first plan. */
  readonly shift: number;
  readonly hours: number;
  readonly rule: "WEEKLY" | "DAILY";
  readonly count: number;
  /** EXDATE. */
  readonly without: readonly number[];
  readonly title: string;
  readonly lists: "jane" | "janet" | "both" | "bob";
  readonly partstat: "NEEDS-ACTION" | "TENTATIVE";
}

/** One message of an organizer. */
export interface Letter {
  readonly method: "REQUEST" | "CANCEL" | "ADD";
  readonly organizer: string;
  readonly sequence: number;
  readonly minute: number;
  /** A CANCEL with STATUS:CANCELLED concerns everybody. */
  readonly forAll: boolean;
  readonly notes: readonly Note[];
}

export const jane = "jane@example.test";
export const janet = "janet@example.test";
const firstStart = Date.UTC(2027, 5, 3, 10);
export const hour = 3_600_000;

/** The original start of the occurrence of a day, of a series that was moved by some hours. */
export function originalStart(day: number, shift: number): number {
  return firstStart + (day * 24 + shift) * hour;
}

const step = fc.record({
  kind: fc.constantFrom(
    ...(["title", "move", "back", "rule", "shorten", "without", "cancel", "take-off", "again"] as const),
    ...([
      "one",
      "one",
      "one-back",
      "one-off",
      "later",
      "later",
      "later-off",
      "add",
      "both",
      "handover",
    ] as const),
  ),
  day: fc.constantFrom(7, 14, 21),
  shift: fc.constantFrom(1, 2, 30),
  hours: fc.constantFrom(1, 1, 2),
  lists: fc.constantFrom(...(["jane", "jane", "jane", "janet", "both"] as const)),
  bump: fc.constantFrom(0, 1, 1),
  wait: fc.constantFrom(0, 1, 1, 1),
  partstat: fc.constantFrom(...(["NEEDS-ACTION", "NEEDS-ACTION", "TENTATIVE"] as const)),
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/**
 * What one organizer sends about one event, in the order of the revisions: moves there and back, other rules, earlier ends, occurrences left
 * out, added, moved and called off, alone or with all that follow; taken off and invited again, under one address or another; in the end
 * perhaps a successor.
 */
export const organizerHistories: fc.Arbitrary<readonly Letter[]> = fc
  .array(step, { minLength: 1, maxLength: 7 })
  .map((steps) => {
    const letters: Letter[] = [letterOf(firstPlan, { method: "REQUEST", notes: ["series"] })];
    let plan = firstPlan;
    for (const one of steps) {
      plan = { ...planAfter(plan, one), steps: plan.steps + 1 };
      const letter = letterFor(plan, one);
      if (!letters.some((other) => isSaidTwice(other, letter))) letters.push(letter);
    }
    return letters;
  });

/** Nobody sends two different texts with one SEQUENCE and one DTSTAMP, nor calls one thing off in two ways; a CANCEL may share those of a text. */
function isSaidTwice(a: Letter, b: Letter): boolean {
  const isOff = b.method === "CANCEL";
  if (a.sequence !== b.sequence || a.minute !== b.minute || (a.method === "CANCEL") !== isOff) return false;
  return !isOff || placesOf(a).some((place) => placesOf(b).includes(place));
}

/** What a letter is about, as text. */
function placesOf({ notes }: Letter): string[] {
  return notes.map(({ place }) => JSON.stringify(place));
}

interface Plan {
  readonly series: Omit<Note, "place">;
  readonly sequence: number;
  readonly minute: number;
  readonly organizer: Letter["organizer"];
  readonly steps: number;
}

const firstPlan: Plan = {
  series: {
    ...{ shift: 0, hours: 1, rule: "WEEKLY", count: 4, without: [], title: "Board", lists: "jane" },
    partstat: "NEEDS-ACTION",
  },
  ...{ sequence: 0, minute: 0, organizer: "planner@example.com", steps: 0 },
};

function planAfter(plan: Plan, { kind, day, shift, lists, bump, wait, partstat }: Step): Plan {
  const { series } = plan;
  const changes: Partial<Record<Step["kind"], Partial<Note>>> = {
    title: { title: `Board ${plan.steps}` },
    move: { shift },
    back: { shift: 0 },
    rule: { rule: series.rule === "WEEKLY" ? "DAILY" : "WEEKLY" },
    shorten: { count: series.count === 4 ? 2 : 4 },
    without: { without: series.without.includes(day) ? [] : [day] },
  };
  // A CANCEL may have the revision of what it calls off.
  const isLater = bump + wait > 0 || ["cancel", "take-off", "one-off", "later-off"].includes(kind);
  return {
    ...plan,
    series: { ...series, ...changes[kind], lists, partstat },
    sequence: plan.sequence + bump,
    minute: plan.minute + (isLater ? wait : 1),
    organizer: kind === "handover" ? "successor@example.com" : plan.organizer,
  };
}

function letterFor(plan: Plan, { kind, day, shift, hours }: Step): Letter {
  const one: Place = { day };
  const later: Place = { day, later: true };
  const changed = { shift, hours, title: `Step ${plan.steps}` };
  switch (kind) {
    case "cancel":
      return letterOf(plan, { method: "CANCEL", notes: ["series"], forAll: true });
    case "take-off":
      return letterOf(plan, { method: "CANCEL", notes: ["series"] });
    case "one":
      return letterOf(plan, { method: "REQUEST", notes: [one], changed });
    case "one-back":
      return letterOf(plan, { method: "REQUEST", notes: [one], changed: { ...changed, shift: 0, hours: 1 } });
    case "one-off":
      return letterOf(plan, { method: "CANCEL", notes: [one], forAll: true });
    case "later":
      return letterOf(plan, { method: "REQUEST", notes: [later], changed });
    case "later-off":
      return letterOf(plan, { method: "CANCEL", notes: [later], forAll: true });
    case "add":
      // On a day that the weekly series does not have.
      return letterOf(plan, { method: "ADD", notes: [{ day: day + 3 }], changed: { ...changed, shift: 0 } });
    case "both":
      return letterOf(plan, { method: "REQUEST", notes: ["series", one], changed });
    default:
      return letterOf(plan, { method: "REQUEST", notes: ["series"] });
  }
}

interface Asked {
  readonly method: Letter["method"];
  readonly notes: readonly Place[];
  readonly changed?: Partial<Note>;
  readonly forAll?: boolean;
}

function letterOf(plan: Plan, { method, notes, changed = {}, forAll = false }: Asked): Letter {
  const { organizer, sequence, minute, series } = plan;
  return {
    ...{ method, organizer, sequence, minute, forAll },
    notes: notes.map((place): Note => {
      if (place === "series") return { ...series, place };
      // An occurrence is named by where the series has it.
      const original = { day: place.day, ...(place.later === true ? { later: true as const } : {}) };
      return { ...series, ...changed, place: original, without: [series.shift] };
    }),
  };
}

/** The original start that the note of an occurrence names: of the series as it was when the note was written. */
export function originalOf(note: Note): number | undefined {
  return note.place === "series" ? undefined : originalStart(note.place.day, note.without[0] ?? 0);
}

/** When a note's event begins. */
export function startOf(note: Note): number {
  const original = originalOf(note);
  return original === undefined ? originalStart(0, note.shift) : original + note.shift * hour;
}

/** Whether the rule of a note about the series has an occurrence there. */
export function isInNote(note: Note, at: number): boolean {
  const every = note.rule === "WEEKLY" ? 7 : 1;
  const days = Array.from({ length: note.count }, (_, index) => index * every);
  return days.some((day) => !note.without.includes(day) && originalStart(day, note.shift) === at);
}

export const uid = "board@example.com";

/** A letter as calendar text. */
export function textOf(letter: Letter): string {
  const events = letter.notes.flatMap((note) => eventOfPlan(letter, note));
  const head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN", `METHOD:${letter.method}`];
  return [...head, ...events, "END:VCALENDAR", ""].join("\r\n");
}

function eventOfPlan(letter: Letter, note: Note): string[] {
  const { method, sequence, minute, forAll, organizer } = letter;
  const original = originalOf(note);
  const range = note.place !== "series" && note.place.later === true ? ";RANGE=THISANDFUTURE" : "";
  const addresses = { jane: [jane], janet: [janet], both: [jane, janet], bob: [] }[note.lists];
  const guests = [...addresses.map((one) => `ATTENDEE;PARTSTAT=${note.partstat};RSVP=TRUE:mailto:${one}`)];
  return [
    ...["BEGIN:VEVENT", `UID:${uid}`, `SEQUENCE:${sequence}`],
    `DTSTAMP:${utc(Date.UTC(2027, 4, 1, 9, minute))}`,
    ...(original === undefined || method === "ADD" ? [] : [`RECURRENCE-ID${range}:${utc(original)}`]),
    ...[`DTSTART:${utc(startOf(note))}`, `DTEND:${utc(startOf(note) + note.hours * hour)}`],
    ...(note.place === "series" ? [`RRULE:FREQ=${note.rule};COUNT=${note.count}`] : []),
    ...(note.place === "series"
      ? note.without.map((day) => `EXDATE:${utc(originalStart(day, note.shift))}`)
      : []),
    `SUMMARY:${note.title}`,
    ...(method === "CANCEL" && forAll ? ["STATUS:CANCELLED"] : []),
    `ORGANIZER:mailto:${organizer}`,
    ...guests,
    "ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@example.test",
    "END:VEVENT",
  ];
}

/** A moment in milliseconds as calendar text writes it. */
export function utc(moment: number): string {
  return new Date(moment).toISOString().replaceAll(/[-:]|\.000/g, "");
}
