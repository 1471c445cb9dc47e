import fc from "fast-check";
import { expect, it } from "vitest";
import {
  answerIn,
  type Client,
  clientCapabilities,
  createPerson,
  deliverTo,
  type Person,
} from "../../src/clients/index.ts";
import { ItipError } from "../../src/errors.ts";
import { type ItipMessage, openEmail } from "../../src/index.ts";
import {
  isInNote,
  jane,
  janet,
  type Letter,
  type Note,
  organizerHistories,
  originalOf,
  textOf,
  uid,
} from "../support/arbitrary/organizer-history.ts";
import { runs } from "../support/runs.ts";

const clients = Object.keys(clientCapabilities) as Client[];

/** A letter as its organizer's own mail. */
function mailOf(letter: Letter): string {
  const head = [
    `From: ${letter.organizer}`,
    `To: ${jane}`,
    "Subject: Board",
    "Date: Sat, 1 May 2027 09:00:00 +0000",
    `Message-ID: <${letter.sequence}.${letter.minute}@example.com>`,
    "MIME-Version: 1.0",
    `Content-Type: text/calendar; charset=utf-8; method=${letter.method}`,
  ];
  return [...head, "", textOf(letter)].join("\r\n");
}

/** Whether a letter says of the occurrence that was answered, or of the series, what the answer names. */
function says(
  letter: Letter,
  { components }: ItipMessage,
  shown: { sequence: number; original?: number },
): boolean {
  if (components.length === 0 || letter.sequence !== shown.sequence) return false;
  return letter.notes.some((note) => isAbout(note, shown.original));
}

function isAbout(note: Note, original: number | undefined): boolean {
  if (original === undefined) return note.place === "series";
  if (note.place === "series") return isInNote(note, original);
  const named = originalOf(note) ?? 0;
  return note.place.later === true ? named <= original : named === original;
}

const acts = fc.array(
  fc.record({
    letter: fc.nat(1_000),
    status: fc.constantFrom(...(["accepted", "declined", "tentative"] as const)),
    about: fc.option(fc.nat(1_000), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 3 },
);

/** The moment that a line of calendar text names, in milliseconds; midnight for a date. */
function momentIn(message: ItipMessage, name: string): number | undefined {
  const text = message.components[0]?.lines.find((line) => line.name === name)?.text;
  const [, day, time = "000000"] = /:(\d{8})(?:T(\d{6}))?/.exec(text ?? "") ?? [];
  if (day === undefined) return undefined;
  const [year, month, date] = [day.slice(0, 4), day.slice(4, 6), day.slice(6)].map(Number);
  const [hours, minutes] = [time.slice(0, 2), time.slice(2, 4)].map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, date, hours, minutes);
}

interface Played {
  readonly person: Person;
  readonly delivered: readonly Letter[];
}

/** A letter comes; then, perhaps, an answer goes out, and names what had come. */
async function play(
  { person, delivered }: Played,
  letter: Letter,
  as: { status: "accepted" | "declined" | "tentative"; instance?: string },
  minute: number,
): Promise<Played> {
  const taken = await deliverTo(person, mailOf(letter));
  const all = [...delivered, letter];
  const now = new Date(Date.UTC(2027, 4, 2, 9, minute));
  try {
    const answered = answerIn(taken.person, uid, as, { now });
    const [mail] = answered.mails;
    const [message] = (await openEmail(mail?.raw ?? "")).messages;
    if (message === undefined) throw new Error("the answer holds no message");
    const line = message.components[0]?.lines.find(({ name }) => name === "SEQUENCE")?.text ?? "SEQUENCE:0";
    const original = momentIn(message, "RECURRENCE-ID");
    const shown = { sequence: Number(line.slice(9)), ...(original === undefined ? {} : { original }) };
    expect(all.filter((one) => says(one, message, shown))).not.toEqual([]);
    return { person: answered.person, delivered: all };
  } catch (error) {
    if (!(error instanceof ItipError)) throw error;
    expect(["cannot-answer", "unknown-instance"]).toContain(error.code);
    return { person: taken.person, delivered: all };
  }
}

it("a person never answers a revision they were not sent, whatever their calendar", async () => {
  await fc.assert(
    fc.asyncProperty(
      organizerHistories,
      acts,
      fc.constantFrom(...clients),
      async (letters, happened, client) => {
        // Nobody approves a successor here.
        const own = letters.filter(({ organizer }) => organizer === "planner@example.com");
        let played: Played = {
          person: createPerson(client, { email: jane, aliases: [janet] }),
          delivered: [],
        };
        for (const [minute, { letter, status, about }] of happened.entries()) {
          const [first] = own;
          const next = own[letter % own.length] ?? first;
          if (next === undefined) return;
          const originals = own.flatMap(({ notes }) => notes).flatMap((note) => originalOf(note) ?? []);
          const moment = about === undefined ? undefined : originals[about % Math.max(1, originals.length)];
          const instance = moment === undefined ? {} : { instance: new Date(moment).toISOString() };
          played = await play(played, next, { status, ...instance }, minute);
        }
      },
    ),
    { numRuns: runs(3_000, "exchange") },
  );
});
