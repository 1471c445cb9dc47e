import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createInvite,
  type Invite,
  type InviteChanges,
  type OutgoingMessage,
  updateInvite,
} from "../../../src/index.ts";
import { newSeries, slots } from "../../support/arbitrary/invite-pool.ts";
import { runs } from "../../support/runs.ts";

const people = ["jane", "omar", "li", "kim", "sam"].map((name) => `${name}@example.test`);
const someone = fc.constantFrom(...people);
const list = fc.uniqueArray(someone, { minLength: 1 }).map((emails) => emails.map((email) => ({ email })));

const event: fc.Arbitrary<NonNullable<InviteChanges["event"]>> = fc.record(
  {
    summary: fc.constantFrom("Weekly", "Planning"),
    start: fc.constantFrom(...slots.map(({ start }) => start)),
    location: fc.constantFrom(null, { description: "Room 4" }),
    recurrence: fc.constantFrom(
      null,
      { rule: "FREQ=WEEKLY;COUNT=6" },
      { rule: "COUNT=6;INTERVAL=1;FREQ=WEEKLY" },
      { rule: "FREQ=WEEKLY;COUNT=4" },
      { rule: "FREQ=DAILY;COUNT=6" },
    ),
  },
  { requiredKeys: [] },
);

const changes: fc.Arbitrary<InviteChanges> = fc.record(
  { event, recipients: list, guestList: fc.constantFrom("shown" as const, "hidden" as const) },
  { requiredKeys: [] },
);

function emailsOf(invite: Invite): string[] {
  return invite.plan.recipients.map(({ email }) => email);
}

function eventText({ ics }: OutgoingMessage): string {
  return ics.replace(/\r\n /g, "").slice(ics.replace(/\r\n /g, "").indexOf("BEGIN:VEVENT"));
}

describe("any change by the organizer", () => {
  const histories = fc.tuple(
    fc.constantFrom("shown" as const, "hidden" as const),
    fc.array(changes, { maxLength: 5 }),
  );

  it("tells everybody at most one thing: who stays a REQUEST, who goes a CANCEL without STATUS", () => {
    fc.assert(
      fc.property(histories, ([guestList, steps]) => {
        let invite = newSeries({ guestList });
        for (const step of steps) {
          const before = emailsOf(invite);
          const { invite: next, messages } = updateInvite(invite, step);
          const after = emailsOf(next);
          const told = messages.map(({ to }) => to.email);
          expect(new Set(told).size).toBe(told.length);
          const gone = before.filter((email) => !after.includes(email));
          expect(messages.filter(({ method }) => method === "CANCEL").map(({ to }) => to.email)).toEqual(
            gone,
          );
          for (const message of messages.filter(({ method }) => method === "CANCEL")) {
            expect(eventText(message)).not.toMatch(/^STATUS|VALARM/m);
          }
          for (const email of after.filter((one) => !before.includes(one))) {
            expect(messages.find(({ to }) => to.email === email)).toMatchObject({ method: "REQUEST" });
            expect(messages.find(({ to }) => to.email === email)).not.toHaveProperty("changes");
          }
          invite = next;
        }
      }),
      { numRuns: runs(1_000, "message") },
    );
  });

  it("never lowers SEQUENCE or DTSTAMP, raises it when somebody goes, and says nothing when nothing changed", () => {
    fc.assert(
      fc.property(histories, ([guestList, steps]) => {
        let invite = newSeries({ guestList });
        for (const step of steps) {
          const { invite: next, messages } = updateInvite(invite, step);
          expect(next.sequence).toBeGreaterThanOrEqual(invite.sequence);
          expect(next.sequence).toBeLessThanOrEqual(invite.sequence + 1);
          if (messages.some(({ method }) => method === "CANCEL"))
            expect(next.sequence).toBe(invite.sequence + 1);
          expect(messages.every(({ sequence }) => sequence === next.sequence)).toBe(true);
          expect(messages.every(({ dtstamp }) => dtstamp > invite.plan.updatedAt)).toBe(true);
          const again = updateInvite(next, step);
          expect(again.invite).toBe(next);
          expect(again.messages).toEqual([]);
          invite = next;
        }
      }),
      { numRuns: runs(1_000, "message") },
    );
  });

  it("shows nobody on a hidden list to anybody else", () => {
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 4 }), (steps) => {
        let invite = newSeries({ guestList: "hidden" });
        for (const { guestList: _, ...step } of steps) {
          const { invite: next, messages } = updateInvite(invite, step);
          for (const message of messages) {
            const others = people.filter((email) => email !== message.to.email);
            expect(others.filter((email) => message.ics.replace(/\r\n /g, "").includes(email))).toEqual([]);
          }
          invite = next;
        }
      }),
      { numRuns: runs(500, "message") },
    );
  });
});

it("equal input gives an equal invite, however often it is created", () => {
  const input = {
    id: "1",
    organizer: { email: "planner@example.com" },
    recipients: [{ email: "jane@example.test" }],
    event: { summary: "x", start: "2026-05-07T10:30:00Z", end: "2026-05-07T11:30:00Z" },
  };
  const now = new Date("2026-04-20T08:00:00.999Z");
  expect(createInvite(input, { now })).toEqual(createInvite(input, { now }));
});
