import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventOf } from "../../../src/event/from-vevent.ts";
import { showEvent } from "../../../src/event/show-event.ts";
import {
  answer,
  cancelInvite,
  checkMessage,
  createInvite,
  currentMessages,
  declineProposal,
  type EventInput,
  type Invite,
  type InviteInput,
  type OutgoingMessage,
  parseMessage,
  receive,
  updateInvite,
} from "../../../src/index.ts";
import { arbitraryInvitation } from "../../support/arbitrary/invitation.ts";
import { runs } from "../../support/runs.ts";
import { zone } from "../../support/zones.ts";

const now = new Date("2026-05-02T12:00:00Z");
const later = new Date("2026-05-03T12:00:00Z");
const jane = "jane@example.test";

/** Line ends and characters as calendar text has them: those are no difference. */
function written(text: string): string {
  return text.replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n").replace(/\p{Cs}/gu, "\uFFFD");
}

const invitation: fc.Arbitrary<InviteInput> = arbitraryInvitation.map((input) => {
  const { summary, description, location } = input.event;
  return {
    ...input,
    event: {
      ...input.event,
      summary: written(summary),
      ...(description === undefined ? {} : { description: written(description) }),
      ...(location?.description === undefined
        ? {}
        : { location: { description: written(location.description) } }),
    },
  };
});

/** A day that no event of these is on, in the form of its start: its own time is no proposal. */
function anotherTime({ event: { start } }: InviteInput) {
  const wholeDays = typeof start === "object" && "time" in start && start.time.length === 10;
  return wholeDays
    ? { start: "2199-02-03", end: "2199-02-04" }
    : { start: "2199-02-03T10:00:00Z", end: "2199-02-03T11:30:00Z" };
}

/** An invitation with a moment of its life: everything that an organizer can come to say about it. */
function everything(input: InviteInput): { invite: Invite; messages: OutgoingMessage[] } {
  const created = createInvite(input, { now });
  const proposed = answer(
    created.messages[0]?.ics ?? "",
    { email: jane, status: "tentative", comment: "Or then", proposal: anotherTime(input) },
    { now },
  );
  const heard = receive(created.invite, withPrivateMatters(proposed.ics)).invite;
  return {
    invite: heard,
    messages: [
      ...created.messages,
      ...declineProposal(heard, jane, { now, comment: "No" }).messages,
      ...currentMessages(heard, { now: later }),
      ...updateInvite(heard, { event: { url: "https://example.com/agenda" } }, { now: later }).messages,
      ...cancelInvite(heard, { now: later, comment: "Off" }).messages,
      ...cancelInvite(heard, { now: later, recipients: [jane] }).messages,
    ],
  };
}

/** The first occurrence moved years away, and a timed one to another zone; then called off. */
function oneOccurrence(input: InviteInput): OutgoingMessage[] {
  const { start, recurrence } = input.event;
  if (recurrence === undefined) return [];
  const { invite, messages } = createInvite(input, { now });
  const date = messages[0]?.ics.includes("DTSTART;VALUE=DATE") === true;
  const event = date
    ? { start: "1998-07-01", end: "1998-07-02" }
    : { start: "1998-07-01T10:00", end: "1998-07-01T11:00", tzid: "America/Denver" };
  const moved = updateInvite(invite, { event }, { now: later, instance: start });
  return [
    ...moved.messages,
    ...currentMessages(moved.invite, { now: later }),
    ...cancelInvite(moved.invite, { now: later, instance: start }).messages,
  ];
}

/** What a client may leave in an answer, and nobody else is to see. */
function withPrivateMatters(ics: string): string {
  return ics
    .replace(/\r\n /g, "")
    .replace(/^ATTENDEE/m, 'ATTENDEE;X-SECRET-NOTE="ask for a raise";SCHEDULE-STATUS="2.0"')
    .replace(
      /^END:VEVENT/m,
      "X-SECRET-PLACE:Bar\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:X-SECRET\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nEND:VEVENT",
    );
}

function readBack(ics: string, timeZone: string): EventInput {
  const { calendar, components } = parseMessage(ics);
  const [component] = components;
  const event =
    component === undefined
      ? undefined
      : eventOf(component, { calendar, hint: undefined, zone: zone(timeZone) });
  if (event === undefined) throw new Error("there is no event in it");
  return showEvent(event);
}

const law = (check: (input: InviteInput) => void) =>
  fc.assert(fc.property(invitation, check), { numRuns: runs(200, "exchange") });

describe("every message of an organizer", () => {
  it("passes the checker without a finding", () => {
    law((input) => {
      for (const { ics } of everything(input).messages) expect(checkMessage(ics)).toEqual([]);
    });
  });

  it("passes it about an occurrence too that is far from the others, in time and in its zone", () => {
    law((input) => {
      for (const { ics } of oneOccurrence(input)) expect(checkMessage(ics)).toEqual([]);
    });
  });

  it("reads back as the event that it was built of", () => {
    law((input) => {
      const { invite, messages } = createInvite(input, { now });
      const others = [...cancelInvite(invite, { now }).messages, ...messages];
      for (const { ics } of others) {
        const event: EventInput = readBack(ics, invite.timeZone);
        // What only the organizer's own REQUEST says is no matter of the reader's.
        const { messages: changes } = updateInvite(invite, { event: { ...invite.plan.event, ...event } });
        expect(changes.flatMap((message) => message.changes ?? [])).toEqual([]);
        expect(changes).toEqual([]);
      }
    });
  });

  it("has an alarm in nothing but a REQUEST, no parameter of a server's, and nothing private of anybody's", () => {
    const reminding = invitation.map((input) => ({
      ...input,
      event: { ...input.event, reminders: [{ minutes: 10 }] },
    }));
    fc.assert(
      fc.property(reminding, (input) => {
        for (const { method, ics } of everything(input).messages) {
          const text = ics.replace(/\r\n /g, "");
          expect([method, /^BEGIN:VALARM$/m.test(text.replaceAll("\r", ""))]).toEqual([
            method,
            method === "REQUEST",
          ]);
          expect(text).not.toMatch(/;SCHEDULE-|X-SECRET/);
        }
      }),
      { numRuns: runs(200, "exchange") },
    );
  });
});

describe("every answer", () => {
  it("has no alarm, no parameter of a server's, nobody but the one who answers, and nothing private", () => {
    const answers = fc.record({
      status: fc.constantFrom("accepted" as const, "tentative" as const, "declined" as const),
      proposes: fc.boolean(),
    });
    fc.assert(
      fc.property(invitation, answers, (input, { status, proposes }) => {
        const { start, end } = input.event;
        const request = withPrivateMatters(createInvite(input, { now }).messages[0]?.ics ?? "").replace(
          /^ORGANIZER/m,
          "ORGANIZER;SCHEDULE-AGENT=SERVER;SCHEDULE-FORCE-SEND=REQUEST",
        );
        const said = { email: jane, status, ...(proposes ? { proposal: { start, end } } : {}) };
        const lines = answer(request, said, { now: later }).ics.replace(/\r\n /g, "").split("\r\n");
        expect(lines.filter((line) => line.startsWith("ATTENDEE"))).toHaveLength(1);
        expect(lines.filter((line) => /^BEGIN:VALARM|;SCHEDULE-|X-SECRET/.test(line))).toEqual([]);
      }),
      { numRuns: runs(200, "exchange") },
    );
  });
});

describe("an edit that changes nothing", () => {
  const invite = createInvite(
    {
      id: "1",
      uid: "1@example.com",
      organizer: { email: "planner@example.com", name: "Paula" },
      recipients: ["jane", "omar", "li"].map((name) => ({ email: `${name}@example.test`, name })),
      event: {
        summary: "Weekly",
        start: "2026-05-07T10:30",
        end: "2026-05-07T11:30",
        tzid: "Europe/London",
        recurrence: {
          rule: "FREQ=WEEKLY;COUNT=20;BYDAY=TH,FR;WKST=MO",
          exclude: ["2026-05-14T10:30", "2026-05-28T10:30", "2026-06-05T10:30"],
          include: ["2026-05-19T15:00", "2026-05-20T15:00"],
        },
      },
    },
    { now },
  ).invite;
  const shuffled = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length });
  /** One moment in the ways in which it can be written; the clocks are an hour ahead all summer. */
  const spelled = (date: string, hour: number, minute: string) =>
    fc.constantFrom(
      `${date}T${hour}:${minute}`,
      `${date}T${hour}:${minute}:00+01:00`,
      `${date} ${String(hour - 1).padStart(2, "0")}:${minute}:00Z`,
      { time: `${date}T${hour + 1}:${minute}:00+02:00`, tzid: "Europe/London" },
      new Date(`${date}T${String(hour - 1).padStart(2, "0")}:${minute}:00.000Z`),
    );
  const rule = fc
    .tuple(
      shuffled(["FREQ=WEEKLY", "COUNT=20", "BYDAY=TH,FR"]),
      fc.subarray(["INTERVAL=1", "WKST=MO"]),
      fc.boolean(),
    )
    .map(([parts, defaults, turned]) =>
      [...defaults, ...parts].join(";").replace("TH,FR", turned ? "FR,TH" : "TH,FR"),
    );
  const exclude = fc
    .tuple(spelled("2026-05-14", 10, "30"), spelled("2026-05-28", 10, "30"), spelled("2026-06-05", 10, "30"))
    .chain(shuffled);
  const include = fc.tuple(spelled("2026-05-19", 15, "00"), spelled("2026-05-20", 15, "00")).chain(shuffled);
  const edit = fc.record(
    {
      event: fc.record(
        {
          summary: fc.constant("Weekly"),
          start: spelled("2026-05-07", 10, "30"),
          end: spelled("2026-05-07", 11, "30"),
          description: fc.constant(null),
          recurrence: fc.record({ rule, exclude, include }),
        },
        { requiredKeys: [] },
      ),
      recipients: shuffled(["jane", "omar", "li"]).map((names) =>
        names.map((name) => ({ email: `${name.toUpperCase()}@example.test`, name })),
      ),
      organizer: fc.constant({ email: "Planner@EXAMPLE.com", name: "Paula" }),
      guestList: fc.constant("shown" as const),
      counterProposals: fc.constant(true),
    },
    { requiredKeys: [] },
  );

  it("tells nobody, and leaves the state as it is", () => {
    fc.assert(
      fc.property(edit, (changes) => {
        const next = updateInvite(invite, changes, { now: later });
        expect(next.messages).toEqual([]);
        expect(next.invite.sequence).toBe(0);
        expect(next.invite.plan.timeSequence).toBe(0);
      }),
      { numRuns: runs(1_000) },
    );
  });
});
