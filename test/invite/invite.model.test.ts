import fc from "fast-check";
import { expect, it } from "vitest";
import {
  cancelInvite,
  declineProposal,
  type Invite,
  type InviteStatus,
  ItipError,
  mergeInvites,
  parseInvite,
  receive,
  receiveAll,
  statusOf,
  updateInvite,
} from "../../src/index.ts";
import {
  everyone,
  type Letter,
  letters,
  newSeries,
  recipients,
  slots,
  strangers,
} from "../support/arbitrary/invite-pool.ts";
import {
  expectedStatus,
  hears,
  invitedTo,
  isAbout,
  isCurrent,
  type Model,
  newModel,
  type Said,
  settles,
} from "../support/oracle/invite-model.ts";
import { runs } from "../support/runs.ts";

/** One thing that happens to an invite, done to the code and to the model. */
type Event =
  | { does: "receive"; letter: Letter }
  | { does: "split"; letters: Letter[] }
  | { does: "move"; slot: number }
  | { does: "retitle"; title: string }
  | { does: "cancel" }
  | { does: "cancelOne" }
  | { does: "moveOne" }
  | { does: "retitleOne"; title: string }
  | { does: "inviteToOne" | "leaveOutOfOne"; who: string }
  | { does: "decline"; who: string; one: boolean }
  | { does: "store" };

const letter = fc.constantFrom(...letters.filter(({ said }) => said.sequence < 3));
const title = fc.constantFrom("Weekly", "Planning", "Review");

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 12, arbitrary: letter.map((one): Event => ({ does: "receive", letter: one })) },
  {
    weight: 2,
    arbitrary: fc.array(letter, { maxLength: 4 }).map((list): Event => ({ does: "split", letters: list })),
  },
  { weight: 2, arbitrary: fc.nat({ max: 2 }).map((slot): Event => ({ does: "move", slot })) },
  { weight: 1, arbitrary: title.map((text): Event => ({ does: "retitle", title: text })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Event>(
      { does: "cancel" },
      { does: "cancelOne" },
      { does: "moveOne" },
      { does: "store" },
    ),
  },
  { weight: 1, arbitrary: title.map((text): Event => ({ does: "retitleOne", title: text })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom("inviteToOne" as const, "leaveOutOfOne" as const), fc.constantFrom(...everyone))
      .map(([does, who]): Event => ({ does, who })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...everyone), fc.boolean())
      .map(([who, one]): Event => ({ does: "decline", who, one })),
  },
);

interface World {
  invite: Invite;
  model: Model;
  title: string;
  titleOfOne: string | undefined;
}

function secondOf(model: Model) {
  return { time: slots[model.slot]?.second ?? "", tzid: "Europe/London" };
}

const byRecipients = (said: Said) => recipients.includes(said.who);

/** What every change by the organizer does: it brings a cancelled invite back, and settles what was proposed. */
function revive(world: World): void {
  if (!world.model.active) world.model.sequence++;
  world.model.active = true;
}

function happen(world: World, what: Event): void {
  const { model } = world;
  switch (what.does) {
    case "receive":
      world.invite = receive(world.invite, what.letter.incoming).invite;
      hears(model, what.letter.said);
      return;
    case "split": {
      const [left, right] = [0, 1].map(
        (half) =>
          receiveAll(
            world.invite,
            what.letters.filter((_, index) => index % 2 === half).map(({ incoming }) => incoming),
          ).invite,
      );
      if (left !== undefined && right !== undefined) world.invite = mergeInvites(left, right);
      for (const { said } of what.letters) hears(model, said);
      return;
    }
    case "move":
      world.invite = updateInvite(world.invite, { event: { start: slots[what.slot]?.start ?? "" } }).invite;
      if (what.slot === model.slot && model.active) return;
      model.active = true;
      model.sequence++;
      if (what.slot !== model.slot) model.timeSequence = model.sequence;
      model.formerSlots.add(model.slot);
      model.formerSlots.delete(what.slot);
      model.slot = what.slot;
      settles(model, byRecipients);
      return;
    case "retitle":
      world.invite = updateInvite(world.invite, { event: { summary: what.title } }).invite;
      if (what.title === world.title && model.active) return;
      revive(world);
      world.title = what.title;
      settles(model, byRecipients);
      return;
    case "cancel":
      world.invite = cancelInvite(world.invite).invite;
      if (model.active) model.sequence++;
      model.active = false;
      return;
    case "cancelOne":
      world.invite = cancelInvite(world.invite, { instance: secondOf(model) }).invite;
      if (!model.active || model.occurrence.cancelled) return;
      model.sequence++;
      model.occurrence.cancelled = true;
      return;
    case "moveOne":
      moveOne(world);
      return;
    case "retitleOne":
      retitleOne(world, what.title);
      return;
    case "inviteToOne":
    case "leaveOutOfOne":
      changeGuests(world, what.who, what.does === "inviteToOne");
      return;
    case "decline":
      decline(world, what.who, what.one);
      return;
    case "store":
      world.invite = parseInvite(JSON.parse(JSON.stringify(world.invite)));
      return;
  }
}

function moveOne(world: World): void {
  const { model } = world;
  const { occurrence } = model;
  const event = { start: "2026-05-15T09:00", end: "2026-05-15T09:45" };
  world.invite = updateInvite(world.invite, { event }, { instance: secondOf(model) }).invite;
  if (occurrence.moved && !occurrence.cancelled && model.active) return;
  model.sequence++;
  if (!occurrence.moved) {
    occurrence.timeSequence = model.sequence;
    occurrence.formerSlots.add(model.slot);
  }
  occurrence.moved = true;
  settleOne(world);
}

/** Somebody comes to the second occurrence alone, or is left out of it; its last guest is another matter, and has tests of its own. */
function changeGuests(world: World, who: string, comes: boolean): void {
  const { model } = world;
  const { occurrence } = model;
  const before = invitedTo(model, true);
  const last = !comes && before.length === 1;
  if (!model.active || occurrence.cancelled || before.includes(who) === comes || last) return;
  const changes = comes ? { addRecipients: [{ email: who }] } : { removeRecipients: [who] };
  world.invite = updateInvite(world.invite, changes, { instance: secondOf(model) }).invite;
  if (!comes) model.sequence++;
  if (comes && model.known.has(who)) occurrence.heardFrom.set(who, model.sequence);
  if (comes) model.known.add(who);
  if (!recipients.includes(who)) occurrence.apart.splice(0, Infinity, ...toggled(occurrence.apart, who));
  else if (comes) occurrence.out.delete(who);
  else occurrence.out.add(who);
  const staying = invitedTo(model, true).filter((one) => before.includes(one));
  settles(model, (said) => staying.includes(said.who) && isAbout(model, said, true));
}

function toggled(list: readonly string[], who: string): string[] {
  return list.includes(who) ? list.filter((one) => one !== who) : [...list, who];
}

/** A series that was cancelled comes back whole, one occurrence alone does not settle the others. */
function settleOne({ model }: World): void {
  const whole = !model.active;
  model.active = true;
  model.occurrence.cancelled = false;
  const told = whole ? recipients : invitedTo(model, true);
  settles(model, (said) => told.includes(said.who) && (whole || isAbout(model, said, true)));
}

function retitleOne(world: World, text: string): void {
  const { model } = world;
  world.invite = updateInvite(
    world.invite,
    { event: { summary: text } },
    { instance: secondOf(model) },
  ).invite;
  const revived = model.occurrence.cancelled || !model.active;
  if (text === (world.titleOfOne ?? world.title) && !revived) return;
  if (revived) model.sequence++;
  world.titleOfOne = text === world.title ? undefined : text;
  settleOne(world);
}

function decline(world: World, who: string, one: boolean): void {
  const { model } = world;
  const shown = expectedStatus(model, one, everyone);
  const open = shown.replies.find((answer) => answer.email === who)?.proposal;
  try {
    world.invite = declineProposal(world.invite, who, one ? { instance: secondOf(model) } : {}).invite;
    expect(open).toBeDefined();
  } catch (error) {
    expect(error).toBeInstanceOf(ItipError);
    expect(open).toBeUndefined();
  }
  if (open !== undefined) settles(model, (said) => said.who === who && isAbout(model, said, one));
}

function check({ invite, model }: World): void {
  expect(invite.sequence).toBe(model.sequence);
  expect(answersIn(statusOf(invite))).toEqual(expectedStatus(model, false, everyone));
  const second = statusOf(invite, { instance: secondOf(model) });
  expect(answersIn(second)).toEqual(expectedStatus(model, true, everyone));
}

/** What the answers make of an invite; what is planned is told by the tests of each step. */
function answersIn({ state, recipients, replies, conflict }: InviteStatus): object {
  return { state, recipients, replies, ...(conflict === undefined ? {} : { conflict }) };
}

it("shows at every moment of any history what a list of everything ever said gives", () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 14 }), (events) => {
      const world: World = {
        invite: newSeries(),
        model: newModel(recipients),
        title: "Weekly",
        titleOfOne: undefined,
      };
      for (const what of events) {
        happen(world, what);
        check(world);
      }
    }),
    { numRuns: runs(2_000, "message") },
  );
});

it("has letters for every case that the laws are about", () => {
  expect(strangers.length).toBe(2);
  const model = { ...newModel(recipients), timeSequence: 1, sequence: 1 };
  const kinds = new Set(
    letters.map(({ said }) => `${said.method} ${isCurrent(model, said, false)} ${said.status}`),
  );
  expect(kinds.size).toBeGreaterThanOrEqual(14);
});
