import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Invite,
  type InviteChanges,
  ItipError,
  type ItipMessage,
  parseMessage,
  receive,
  statusOf,
  updateInvite,
} from "../../../src/index.ts";
import { type Letter, letters, newSeries, slots } from "../../support/arbitrary/invite-pool.ts";
import { opened } from "../../support/fixtures/answer-text.ts";
import { shows, takeAll } from "../../support/laws/invite.ts";
import { isLater } from "../../support/oracle/invite-model.ts";
import { runs } from "../../support/runs.ts";

const fresh = newSeries();
const moved = updateInvite(fresh, { event: { start: slots[1]?.start ?? "" } }).invite;
const current = letters.filter(({ said }) => said.sequence <= moved.sequence);
const anyLetter = fc.constantFrom(...current);
const anyLetters = fc.array(anyLetter, { maxLength: 6 });

/** Letters of one person about one thing, by the facts that tell them apart. */
const rivals = new Map<string, Letter[]>();
for (const letter of current) rivals.set(topicOf(letter), [...rivalsOf(letter), letter]);

function topicOf({ said }: Letter): string {
  return `${said.who} ${said.method} ${said.occurrenceAt}`;
}

function rivalsOf(letter: Letter): readonly Letter[] {
  return rivals.get(topicOf(letter)) ?? [];
}

describe("an answer", () => {
  it("older than the one that counts changes nothing that is shown", () => {
    const pair = anyLetter.chain((winner) => {
      const older = rivalsOf(winner).filter(({ said }) => isLater(winner.said, said));
      return fc.tuple(fc.constant(winner), fc.constantFrom(...(older.length === 0 ? [winner] : older)));
    });
    fc.assert(
      fc.property(fc.constantFrom(fresh, moved), anyLetters, pair, (base, others, [winner, older]) => {
        // Of what this copy cannot place nothing is kept, so that nothing is older than it.
        fc.pre(winner.said.sequence <= base.sequence);
        const heard = takeAll(base, [...others, winner]);
        const { invite, outcome } = receive(heard, older.incoming);
        expect(shows(invite)).toEqual(shows(heard));
        expect(outcome.kind).not.toBe("applied");
      }),
      { numRuns: runs(10_000, "message") },
    );
  });

  it("that is damaged changes nothing of anybody else's, and where it cannot be read nothing at all", () => {
    const harm = fc.record({
      how: fc.constantFrom("cut", "drop", "double", "swap", "spoil"),
      at: fc.nat({ max: 10_000 }),
      to: fc.nat({ max: 10_000 }),
      with: fc.constantFrom(
        "\u0000",
        ":",
        ";",
        "=",
        '"',
        "\r\n",
        "\r\n ",
        "\u00e9",
        "BEGIN:",
        "TZID=",
        "99999999999",
      ),
    });
    fc.assert(
      fc.property(
        anyLetters,
        anyLetter,
        fc.array(harm, { minLength: 1, maxLength: 3 }),
        (list, letter, harms) => {
          const heard = takeAll(moved, list);
          const { who, text } = letter.said;
          const damaged = harms.reduce(harmed, text);
          const message = readOrNothing(damaged, who);
          if (message === undefined) return;
          const { invite, messages, outcome } = receive(heard, opened([message], { author: who }));
          expect(messages).toEqual([]);
          expect(invite.plan).toBe(heard.plan);
          expect(without(who, invite)).toEqual(without(who, heard));
          // A BEGIN:VEVENT too many makes two answers of one, with one outcome for both.
          const isKept = message.components.length > 1 || ["applied", "stale"].includes(outcome.kind);
          if (!isKept) expect(invite).toBe(heard);
        },
      ),
      { numRuns: runs(3_000) },
    );
  });
});

function readOrNothing(text: string, sender: string): ItipMessage | undefined {
  try {
    return parseMessage(text, { sender });
  } catch (error) {
    if (error instanceof ItipError) return undefined;
    throw error;
  }
}

function harmed(text: string, harm: { how: string; at: number; to: number; with: string }): string {
  const lines = text.split("\r\n");
  const [a, b] = [harm.at % lines.length, harm.to % lines.length];
  const at = harm.at % text.length;
  switch (harm.how) {
    case "cut":
      return text.slice(0, at);
    case "drop":
      return lines.toSpliced(a, 1).join("\r\n");
    case "double":
      return lines.toSpliced(a, 0, lines[b] ?? "").join("\r\n");
    case "swap":
      return lines
        .with(a, lines[b] ?? "")
        .with(b, lines[a] ?? "")
        .join("\r\n");
    default:
      return text.slice(0, at) + harm.with + text.slice(at + (harm.to % 4));
  }
}

/** What is kept of everybody but one. */
function without(who: string, { answers, strangers }: Invite): unknown {
  return [...answers, ...strangers].filter(({ address }) => address !== who);
}

describe("what everybody has said", () => {
  const statuses = (invite: Invite) => statusOf(invite).recipients.map(({ status }) => status);
  const said = (invite: Invite) => statusOf(invite).replies.map(({ proposal: _, ...rest }) => rest);
  const seriesLetters = fc.array(fc.constantFrom(...current.filter(({ said }) => said.sequence === 0)), {
    maxLength: 8,
  });

  it("is stale after a change of time or recurrence, and not forgotten", () => {
    const major = fc.constantFrom<InviteChanges>(
      { event: { start: slots[2]?.start ?? "" } },
      { event: { start: "2026-05-07T10:30", end: "2026-05-07T12:30" } },
      { event: { recurrence: { rule: "FREQ=WEEKLY;COUNT=6;BYDAY=TH,FR" } } },
      { event: { recurrence: { rule: "FREQ=WEEKLY;COUNT=6;INTERVAL=2" } } },
      { event: { recurrence: null, start: "2026-05-09T10:30" } },
    );
    fc.assert(
      fc.property(seriesLetters, major, (list, changes) => {
        const heard = takeAll(
          fresh,
          list.filter(({ said }) => said.names === undefined),
        );
        const { invite } = updateInvite(heard, changes);
        expect(invite.sequence).toBe(heard.sequence + 1);
        expect(statuses(invite)).toEqual(["pending", "pending", "pending"]);
        expect(said(invite)).toEqual(said(heard));
      }),
      { numRuns: runs(1_000, "message") },
    );
  });

  it("still counts after any other change", () => {
    const minor = fc.constantFrom<InviteChanges>(
      { event: { summary: "Other" } },
      { event: { location: { description: "Room 4" }, description: "Numbers", reminders: [{ minutes: 5 }] } },
      { event: { recurrence: { rule: "FREQ=WEEKLY;COUNT=3" } } },
      { event: { recurrence: { rule: "FREQ=WEEKLY" } } },
      { event: { recurrence: { rule: "FREQ=WEEKLY;COUNT=6", exclude: ["2026-05-21T10:30"] } } },
      { guestList: "hidden" },
      { organizer: { email: "planner@example.com", name: "Paula" } },
      { counterProposals: false },
    );
    fc.assert(
      fc.property(seriesLetters, minor, (list, changes) => {
        const heard = takeAll(fresh, list);
        const { invite, messages } = updateInvite(heard, changes);
        expect(messages).toHaveLength(3);
        expect(statuses(invite)).toEqual(statuses(heard));
        expect(said(invite)).toEqual(said(heard));
      }),
      { numRuns: runs(1_000, "message") },
    );
  });
});
