import { beforeAll, describe, expect, it } from "vitest";
import { type Invite, receive } from "../../src/index.ts";
import { judge, type Seen } from "./judge.ts";
import { perform } from "./perform.ts";
import { openedOrNothing, type Reference, referenceOf } from "./reference.ts";
import { type SentMail, sentMailOf } from "./sent-mail.ts";
import { type Story, storyOf } from "./story.ts";
import { type World, worldOf } from "./world.ts";

let world: World;
let references: Map<string, Reference>;
let flawless: Seen & { copies: [Map<string, Invite>] };

beforeAll(async () => {
  world = worldOf({ seed: 7, invites: 20, emails: 80 });
  const made = world.stories.map(
    async (story): Promise<[string, Reference]> => [story.created.invite.uid, await referenceOf(story)],
  );
  references = new Map(await Promise.all(made));
  flawless = await shuffledRun();
});

/** One process that takes all in as it is delivered, shuffled and repeated, commands first: what every engine should come to. */
async function shuffledRun(): Promise<typeof flawless> {
  const states = new Map(world.stories.map(({ created }) => [created.invite.uid, created.invite]));
  const sent = world.stories.flatMap(({ created }) => created.messages.map((message) => sentMailOf(message)));
  for (const { command } of world.commands) {
    const { invite, messages } = perform(stateOf(states, command.uid), command);
    states.set(command.uid, invite);
    sent.push(...messages.map((message) => sentMailOf(message)));
  }
  for (const mail of world.deliveries) {
    const email = await openedOrNothing(mail.raw);
    if (email?.uids.includes(mail.uid) !== true) continue;
    const { invite } = receive(stateOf(states, mail.uid), email, {
      now: new Date(mail.received),
      authentication: mail.verdict,
    });
    states.set(mail.uid, invite);
  }
  return {
    copies: [states],
    sent,
    replayed: sent,
    aside: new Set([...references.values()].flatMap(({ aside }) => aside)),
  };
}

function stateOf(states: ReadonlyMap<string, Invite>, uid: string): Invite {
  const state = states.get(uid);
  if (state === undefined) throw new Error(`no invite ${uid}`);
  return state;
}

function storyWith(wanted: (story: Story) => boolean): Story {
  const story = world.stories.find(wanted);
  if (story === undefined) throw new Error("no such story in this world");
  return story;
}

/** A series that was moved after somebody had answered one of its occurrences. */
function movedSeries(): Story {
  for (let n = 0; n < 5_000; n += 1) {
    const { created, commands } = storyOf(7, n, 0);
    const isSeries = created.messages[0]?.event.recurrence !== undefined;
    if (isSeries && commands[0]?.kind === "move") return storyOf(7, n, 12);
  }
  throw new Error("no such story");
}

function withState(invite: Invite): Seen {
  return { ...flawless, copies: [new Map([...flawless.copies[0], [invite.uid, invite]])] };
}

function verdict(seen: Seen): { lost: number; doubled: number } {
  const { lost, doubled } = judge(references, seen);
  return { lost, doubled };
}

describe("The world", () => {
  it("is the same for the same seed, and another for another", () => {
    const octets = (seed: number) =>
      worldOf({ seed, invites: 4, emails: 12 }).deliveries.map(({ raw }) =>
        Buffer.from(raw).toString("latin1"),
      );
    expect(octets(3)).toEqual(octets(3));
    expect(octets(3)).not.toEqual(octets(4));
  });

  it("delivers every sound mail once, twice or three times, with damaged ones between them", () => {
    const sound = world.deliveries.filter(({ damaged }) => damaged !== true);
    const times = new Map<string, number>();
    for (const { id } of sound) times.set(id, (times.get(id) ?? 0) + 1);
    expect(times.size).toBe(80);
    expect([...new Set(times.values())].sort()).toEqual([1, 2, 3]);
    expect(world.deliveries.length - sound.length).toBeGreaterThan(6);
  });

  it("has damaged mails that can be opened, and some that cannot", async () => {
    const damaged = world.deliveries.filter((mail) => mail.damaged === true);
    const opened = await Promise.all(damaged.map(({ raw }) => openedOrNothing(raw)));
    expect(opened.filter((email) => email === undefined).length).toBeGreaterThan(2);
    expect(opened.filter((email) => email !== undefined).length).toBeGreaterThan(10);
  });

  it("has organizers who move, cancel and revive", () => {
    const kinds = new Set(
      worldOf({ seed: 7, invites: 300, emails: 0 }).commands.map(({ command }) => command.kind),
    );
    expect([...kinds].sort()).toEqual(["cancel", "move", "revive"]);
  });
});

describe("The judge", () => {
  it("finds nothing wrong where everything was taken in, in whatever order and however often", () => {
    expect(judge(references, flawless)).toEqual({ lost: 0, doubled: 0, examples: [] });
  });

  it("finds an answer that is missing", () => {
    const invite = stateOf(flawless.copies[0], storyWith(({ mails }) => mails.length > 2).created.invite.uid);
    expect(verdict(withState({ ...invite, answers: invite.answers.slice(1) }))).toMatchObject({ doubled: 0 });
    expect(verdict(withState({ ...invite, answers: invite.answers.slice(1) })).lost).toBeGreaterThan(0);
  });

  it("finds an invite that is missing", () => {
    const [uid = ""] = flawless.copies[0].keys();
    const states = new Map([...flawless.copies[0]].filter(([one]) => one !== uid));
    expect(verdict({ ...flawless, copies: [states] }).lost).toBeGreaterThan(0);
  });

  it("looks at the copy of every region", () => {
    const story = storyWith(({ mails }) => mails.length > 2);
    const [states] = flawless.copies;
    const behind = new Map([...states, [story.created.invite.uid, story.created.invite]]);
    expect(verdict({ ...flawless, copies: [states, states] })).toEqual({ lost: 0, doubled: 0 });
    expect(verdict({ ...flawless, copies: [states, behind] }).lost).toBeGreaterThan(0);
  });

  it("finds no fault where an answer about an occurrence that there is no more waits in its mail, and one where it is thrown away", async () => {
    const story = movedSeries();
    const reference = await referenceOf(story);
    expect(reference.former.length).toBeGreaterThan(0);
    let { invite } = story.created;
    for (const command of story.commands) invite = perform(invite, command).invite;
    for (const mail of story.mails) {
      const email = await openedOrNothing(mail.raw);
      if (email === undefined) continue;
      invite = receive(invite, email, { now: new Date(mail.received), authentication: mail.verdict }).invite;
    }
    const found = (kept: readonly string[]) =>
      judge(new Map([[invite.uid, reference]]), {
        copies: [new Map([[invite.uid, invite]])],
        sent: [],
        replayed: [],
        aside: new Set([...reference.aside, ...kept]),
      }).lost -
      2 * reference.messages.length;
    expect(found(reference.former)).toBe(0);
    expect(found([])).toBeGreaterThan(0);
  });

  it("finds an answer that nobody gave", () => {
    const invite = stateOf(flawless.copies[0], storyWith(({ mails }) => mails.length > 2).created.invite.uid);
    const [answer] = invite.answers;
    if (answer === undefined) throw new Error("nobody has answered");
    const answers = [...invite.answers, { ...answer, address: "zoe@example.test" }];
    expect(verdict(withState({ ...invite, answers }))).toEqual({ lost: 0, doubled: 1 });
  });

  it("finds a command that was lost, and one that was given twice", () => {
    const { created, commands } = storyWith((story) => story.commands.length > 0);
    const invite = stateOf(flawless.copies[0], created.invite.uid);
    const untouched = { ...created.invite, answers: invite.answers, strangers: invite.strangers };
    expect(verdict(withState(untouched))).toEqual({ lost: 1, doubled: 0 });
    const [command] = commands;
    if (command === undefined) throw new Error("no command");
    const twice = perform(invite, { ...command, kind: "move", start: "2027-08-01T10:00" }).invite;
    expect(verdict(withState(twice))).toEqual({ lost: 0, doubled: 1 });
  });

  it("finds a message that was never sent, but minds nothing where one mail is sent again", () => {
    const [first, ...rest] = flawless.sent;
    if (first === undefined) throw new Error("nothing was sent");
    expect(verdict({ ...flawless, sent: rest })).toEqual({ lost: 1, doubled: 0 });
    expect(verdict({ ...flawless, sent: [...flawless.sent, ...flawless.sent] })).toEqual({
      lost: 0,
      doubled: 0,
    });
  });

  it("finds a message that was only sent when the whole outbox was sent again, and one that was not sent then", () => {
    const { sent } = flawless;
    expect(verdict({ ...flawless, sent: sent.slice(1), replayed: sent })).toEqual({ lost: 1, doubled: 0 });
    expect(verdict({ ...flawless, sent, replayed: sent.slice(1) })).toEqual({ lost: 1, doubled: 0 });
    expect(verdict({ ...flawless, sent: [], replayed: sent }).lost).toBe(sent.length);
  });

  it("finds a message that is another mail when the outbox is sent again", () => {
    const [first, ...rest] = flawless.sent;
    if (first === undefined) throw new Error("nothing was sent");
    const replayed = [{ ...first, digest: "0" }, ...rest];
    expect(verdict({ ...flawless, replayed })).toEqual({ lost: 0, doubled: 1 });
  });

  it.each<[string, (mail: SentMail) => SentMail]>([
    ["under another Message-ID", (mail) => ({ ...mail, messageId: "<other@example.com>" })],
    ["with other octets", (mail) => ({ ...mail, digest: "0" })],
    ["for a step that nobody took", (mail) => ({ ...mail, key: `${mail.key}.example` })],
  ])("finds a message that goes out twice: %s", (_, other) => {
    const [first] = flawless.sent;
    if (first === undefined) throw new Error("nothing was sent");
    expect(verdict({ ...flawless, sent: [...flawless.sent, other(first)] })).toEqual({ lost: 0, doubled: 1 });
  });

  it("finds a damaged mail that was thrown away instead of kept for a person", () => {
    expect(flawless.aside.size).toBeGreaterThan(0);
    expect(verdict({ ...flawless, aside: new Set() })).toEqual({ lost: flawless.aside.size, doubled: 0 });
  });
});
