import { expect, it } from "vitest";
import { replyEmail } from "../support/fixtures/reply-email.ts";
import { jane, rig, viewing } from "../support/fixtures/service.ts";
import { runs } from "../support/runs.ts";

const invites = runs(5_000, "exchange");
const said = ["ACCEPTED", "TENTATIVE", "DECLINED"] as const;

/** A sequence that looks like chance and is the same on every machine. */
function* numbers(seed: number): Generator<number, never> {
  for (let value = seed; ; ) {
    value = (Math.imul(value, 1_664_525) + 1_013_904_223) >>> 0;
    yield value;
  }
}

function shuffled<T>(list: readonly T[]): T[] {
  const chance = numbers(20_261_128);
  const keyed = list.map((item) => ({ item, key: chance.next().value }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

it(`takes the answers to ${invites} invites, shuffled and repeated, and calls back for each in order`, async () => {
  const all = rig();
  // Every seventh callback is refused the first time.
  let callbacks = 0;
  all.answer = () => {
    callbacks += 1;
    return callbacks % 7 === 0 ? 500 : 200;
  };
  const calendars: string[] = [];
  for (let number = 0; number < invites; number++) {
    await all.post(viewing({ smart_invite_id: `viewing-${number}` }));
    calendars.push(all.sent.pop()?.parts.calendar ?? "");
  }
  expect(all.sent).toEqual([]);
  const letters = calendars.flatMap((ics, number) =>
    said.map((partstat, day) => ({ ics, number, partstat, day })),
  );
  const applied = new Map<number, string[]>();
  for (const { ics, number, partstat, day } of shuffled([...letters, ...letters])) {
    const raw = replyEmail(ics, { from: jane, partstat, at: `2027040${day + 1}T090000Z` });
    const outcome = await all.service.deliver(raw, "pass");
    if (outcome.kind === "applied")
      applied.set(number, [...(applied.get(number) ?? []), partstat.toLowerCase()]);
  }
  for (let hour = 0; hour < 10; hour++) {
    all.time.forward(3_600);
    await all.service.idle();
  }
  const heard = new Map<number, string[]>();
  for (const { body } of all.heard) {
    const { smart_invite_id, reply } = JSON.parse(body).smart_invite;
    const number = Number(smart_invite_id.slice("viewing-".length));
    const before = heard.get(number) ?? [];
    // A refused callback comes again, before any later one.
    if (before.at(-1) !== reply.status) heard.set(number, [...before, reply.status]);
  }
  expect(heard).toEqual(applied);
  for (const number of [0, invites >> 1, invites - 1]) {
    const query = { smart_invite_id: `viewing-${number}`, recipient_email: jane };
    expect((await (await all.get(query)).json()).recipient.status).toBe("declined");
  }
});
