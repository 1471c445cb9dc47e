import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Attendance,
  answerInvitation,
  attendanceOf,
  type InvitationAnswer,
  receiveInvitation,
} from "../../src/attendee/index.ts";
import { ItipError } from "../../src/errors.ts";
import {
  cancelInvite,
  createInvite,
  type Invite,
  type OutgoingMessage,
  parseMessage,
  readInvitation,
  receive,
  statusOf,
  type Transition,
  updateInvite,
} from "../../src/index.ts";
import { afterMails } from "../support/after-mails.ts";
import { runs } from "../support/runs.ts";

const me = "jane@example.test";
const options = { me };
const at = (minute: number) => new Date(Date.UTC(2027, 4, 1, 9, minute));
const london = (time: string) => ({ time, tzid: "Europe/London" });

function made(): Transition {
  return createInvite(
    {
      id: "board",
      organizer: { email: "planner@example.com", name: "Paula" },
      recipients: [{ email: me }, { email: "bob@example.test" }],
      event: {
        summary: "Board",
        start: london("2027-06-03T10:00:00"),
        end: london("2027-06-03T11:00:00"),
        recurrence: { rule: "FREQ=WEEKLY;COUNT=6" },
      },
    },
    { now: at(0) },
  );
}

const toJane = (messages: readonly OutgoingMessage[]): string[] =>
  messages.filter(({ to }) => to.email === me).map(({ ics }) => ics);
const day = (date: string) => london(`2027-06-${date}T10:00:00`);

/** A history of an organizer: each mail that goes to Jane. */
const histories = fc
  .array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 7 })
  .map((steps): string[] => {
    let { invite, messages } = made();
    const mails = [...messages];
    steps.forEach((step, index) => {
      const now = at(index + 1);
      const time = (day: string) => london(`2027-06-${day}T1${index % 6}:30:00`);
      const change = [
        () => updateInvite(invite, { event: { summary: `Title ${index}` } }, { now }),
        () => updateInvite(invite, { event: { start: time("03") } }, { now }),
        () => cancelInvite(invite, { now }),
        () => updateInvite(invite, { event: { summary: `One ${index}` } }, { now, instance: day("10") }),
        () => cancelInvite(invite, { now, instance: day("17") }),
        () => updateInvite(invite, { event: { recurrence: { rule: "FREQ=DAILY;COUNT=9" } } }, { now }),
        () => updateInvite(invite, { removeRecipients: [me] }, { now }),
      ][step];
      try {
        const next = change?.();
        if (next !== undefined) {
          invite = next.invite;
          messages = next.messages;
          mails.push(...messages);
        }
      } catch (error) {
        // A step that is not possible now, such as one about an occurrence that is gone.
        if (!(error instanceof ItipError)) throw error;
      }
    });
    return mails.filter(({ to }) => to.email === me).map(({ ics }) => ics);
  });

/** What is under way between the two, and where each of them is. */
interface World {
  readonly invite: Invite;
  readonly attendance: Attendance | undefined;
  readonly toGuest: readonly string[];
  readonly toOrganizer: readonly string[];
}

const acts = ["title", "time", "one", "one-title", "accept", "decline", "accept-one", "decline-one"] as const;
type Act = (typeof acts)[number];

/** Some of what is under way arrives, and stays under way to arrive again. */
function delivered(world: World, pick: number): World {
  const { toGuest, toOrganizer } = world;
  const text = toGuest[pick % toGuest.length];
  const reply = toOrganizer[pick % Math.max(1, toOrganizer.length)];
  return {
    ...world,
    attendance:
      text === undefined ? world.attendance : receiveInvitation(world.attendance, text, options).attendance,
    invite: reply === undefined ? world.invite : receive(world.invite, reply, { now: at(50) }).invite,
  };
}

function acted(world: World, act: Act, index: number): World {
  try {
    return act.startsWith("accept") || act.startsWith("decline")
      ? answered(world, act, index)
      : changed(world, act, index);
  } catch (error) {
    // A step that is not possible now, such as one about an occurrence that is gone.
    if (!(error instanceof ItipError)) throw error;
    return world;
  }
}

function answered(world: World, act: Act, index: number): World {
  const { attendance, toOrganizer } = world;
  if (attendance === undefined) return world;
  const as: InvitationAnswer = {
    status: act.startsWith("accept") ? "accepted" : "declined",
    ...(act.endsWith("one") ? { instance: day("10") } : {}),
  };
  const given = answerInvitation(attendance, as, { now: at(index + 1) });
  const sent = given.messages.map(({ ics }) => ics);
  return { ...world, attendance: given.attendance, toOrganizer: [...toOrganizer, ...sent] };
}

/** No time comes twice: an organizer who moves there and back counts the first answers again, a guest asks anew. */
function changed(world: World, act: Act, index: number): World {
  const now = at(index + 1);
  const instance = act.startsWith("one") ? { instance: day("10") } : {};
  const start = london(`2027-06-${act === "one" ? 10 : "03"}T${11 + index}:30:00`);
  const event = act.endsWith("title") ? { summary: `Title ${index}` } : { start };
  const next = updateInvite(world.invite, { event }, { now, ...instance });
  return { ...world, invite: next.invite, toGuest: [...world.toGuest, ...toJane(next.messages)] };
}

/** What both sides say of the series, or of one occurrence. */
function bothSay({ invite, attendance }: World, instance: { instance?: ReturnType<typeof london> }) {
  const view = attendanceOf(attendance ?? afterMails(me, []), instance);
  const status = statusOf(invite, instance);
  const answer = status.recipients.find(({ email }) => email === me)?.status;
  return {
    guest: { start: view.event?.start, summary: view.event?.summary, status: view.status },
    organizer: { start: status.event.start, summary: status.event.summary, status: answer },
  };
}

function bothEndAlike(steps: readonly Act[], picks: readonly number[]): void {
  const { invite, messages } = made();
  let world: World = { invite, attendance: undefined, toGuest: toJane(messages), toOrganizer: [] };
  steps.forEach((act, index) => {
    world = acted(delivered(world, picks[index] ?? 0), act, index);
  });
  // In the end all of it arrives, the latest first or last, and what has arrived before a second time.
  const most = Math.max(world.toGuest.length, world.toOrganizer.length);
  const [turn = 0, way = 0] = picks;
  for (let index = 0; index < most; index++)
    world = delivered(world, turn + (way % 2 === 0 ? index : most - index));
  const regular = [day("03"), day("10"), day("17")].filter(({ time }) => isAt(world, time));
  for (const instance of [undefined, ...regular]) {
    const { guest, organizer } = bothSay(world, instance === undefined ? {} : { instance });
    expect(guest).toEqual(organizer);
  }
}

/** Whether the series still has an occurrence there. */
function isAt({ invite }: World, time: string): boolean {
  return statusOf(invite).event.start.time.slice(10, 19) === time.slice(10, 19);
}

describe("an organizer and a guest", () => {
  it("the guest who has all mails, in whatever order, ends where the organizer is", () => {
    fc.assert(
      fc.property(histories, (mails) => {
        const view = attendanceOf(afterMails(me, mails.toReversed()));
        const last = mails.at(-1) ?? "";
        const read = readInvitation(parseMessage(last));
        if (read?.instance !== undefined || read === undefined) return;
        expect(view.cancelled).toBe(read.cancelled);
        if (!read.cancelled) expect(view.event).toEqual(read.event);
      }),
      { numRuns: runs(1_000, "exchange") },
    );
  });

  it("both end in the same state of the world over a queue that shuffles and repeats and loses nothing", () => {
    const steps = fc.array(fc.constantFrom(...acts), { minLength: 1, maxLength: 6 });
    const picks = fc.array(fc.nat(1_000), { minLength: 6, maxLength: 6 });
    fc.assert(fc.property(steps, picks, bothEndAlike), { numRuns: runs(10_000, "exchange") });
  });
});
