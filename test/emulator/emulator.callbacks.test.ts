import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { verifyCallback } from "../../src/cronofy/index.ts";
import { memoryStore } from "../../src/emulator/index.ts";
import { callbackUrl, clientSecret, jane, rig, viewing } from "../support/fixtures/service.ts";
import { runs } from "../support/runs.ts";

const statusIn = ({ body }: { body: string }) => JSON.parse(body).smart_invite.reply.status;
/** Three answers of one person, each later than the one before. */
const said = [
  ["ACCEPTED", "20270501T090001Z", "accepted"],
  ["TENTATIVE", "20270501T090002Z", "tentative"],
  ["DECLINED", "20270501T090003Z", "declined"],
] as const;

describe("a callback", () => {
  it("is signed, and goes to the address of the invite", async () => {
    const { post, answers, heard } = rig();
    await post(viewing());
    await answers(jane, "ACCEPTED", "20270501T090000Z");
    const [one] = heard;
    expect(one?.url).toBe(callbackUrl);
    expect(await verifyCallback(one?.body ?? "", one?.signature ?? "", clientSecret)).toBe(true);
    expect(JSON.parse(one?.body ?? "").smart_invite.recipient).toEqual({ email: jane, status: "accepted" });
  });

  it("goes out once for an answer that comes twice, and not where there is no address", async () => {
    const { post, answers, heard } = rig();
    await post(viewing());
    await answers(jane, "ACCEPTED", "20270501T090000Z");
    await answers(jane, "ACCEPTED", "20270501T090000Z");
    expect(heard).toHaveLength(1);
    await post(viewing({ callback_url: null }));
    await answers(jane, "DECLINED", "20270501T100000Z");
    expect(heard).toHaveLength(1);
  });

  it("that is refused is due again after 1, 2, 4 … seconds, and at most an hour", async () => {
    const all = rig();
    all.answer = () => 503;
    const { post, answers, heard, service, time } = all;
    await post(viewing());
    await answers(jane, "ACCEPTED", "20270501T090000Z");
    expect(heard).toHaveLength(1);
    for (const pause of [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024, 2_048, 3_600, 3_600, 3_600]) {
      const before = heard.length;
      time.forward(pause - 1);
      await service.idle();
      expect(heard).toHaveLength(before);
      time.forward(1);
      await service.idle();
      expect(heard).toHaveLength(before + 1);
    }
  });

  it("waits for those before it of the same invite, and for none of another", async () => {
    const all = rig();
    let refuses = true;
    all.answer = ({ body }) =>
      refuses && JSON.parse(body).smart_invite.smart_invite_id === "viewing-7" ? 500 : 200;
    await all.post(viewing());
    await all.post(viewing({ smart_invite_id: "viewing-8", recipient: { email: "omar@example.test" } }));
    for (const [partstat, at] of said) await all.answers(jane, partstat, at);
    await all.answers("omar@example.test", "ACCEPTED", "20270501T090000Z");
    expect(all.heard.map(({ body }) => JSON.parse(body).smart_invite.smart_invite_id)).toEqual([
      "viewing-7",
      "viewing-8",
    ]);
    refuses = false;
    all.time.forward(1);
    await all.service.idle();
    const ofJane = all.heard.filter(({ body }) => body.includes("viewing-7")).slice(1);
    expect(ofJane.map(statusIn)).toEqual(said.map(([, , status]) => status));
  });

  it("is tried again where the network fails, and its failure is told", async () => {
    const failures: unknown[] = [];
    let down = true;
    let arrived = 0;
    const all = rig({
      onFailure: ({ key, what, error }) => failures.push([key, what, String(error)]),
      fetch: async () => {
        if (down) throw new TypeError("fetch failed");
        arrived += 1;
        return new Response(null, { status: 204 });
      },
    });
    await all.post(viewing());
    await all.answers(jane, "ACCEPTED", "20270501T090000Z");
    expect(failures).toEqual([[`viewing-7/${jane}`, "callback", "TypeError: fetch failed"]]);
    down = false;
    all.time.forward(1);
    await all.post(viewing({ smart_invite_id: "another" }));
    await all.service.idle();
    expect(arrived).toBe(1);
  });

  it("is not lost with the process: another one on the same store sends it", async () => {
    const store = memoryStore();
    const first = rig({ store, fetch: () => Promise.reject(new Error("no network")) });
    await first.post(viewing());
    for (const [partstat, at] of said) await first.answers(jane, partstat, at);
    const second = rig({ store });
    second.time.forward(60);
    await second.service.idle();
    expect(second.heard.map(statusIn)).toEqual(said.map(([, , status]) => status));
  });

  it("may ask the service how things stand, and change them, while it is being taken", async () => {
    const all = rig();
    const asked: number[] = [];
    all.answer = async () => {
      asked.push((await all.get({ smart_invite_id: "viewing-7", recipient_email: jane })).status);
      asked.push((await all.post(viewing({}, { location: { description: "4 Quay Street" } }))).status);
      return 200;
    };
    await all.post(viewing());
    await all.answers(jane, "ACCEPTED", "20270501T090000Z");
    await all.service.idle();
    expect(asked).toEqual([200, 200]);
  });
});

describe("a mail", () => {
  it("that cannot be sent is tried again, before those that come after it", async () => {
    const arrived: string[] = [];
    let down = true;
    const all = rig({
      send: (email) => {
        if (down) throw new Error("no mail server");
        arrived.push(email.parts.method);
      },
    });
    expect((await all.post(viewing())).status).toBe(200);
    await all.post({ ...viewing(), method: "cancel" });
    down = false;
    all.time.forward(1);
    await all.service.idle();
    expect(arrived).toEqual(["REQUEST", "CANCEL"]);
  });

  it("may be answered while it is being sent", async () => {
    const all = rig({
      send: async (email) => {
        const { replyEmail } = await import("../support/fixtures/reply-email.ts");
        const facts = { from: jane, partstat: "ACCEPTED", at: "20270501T090000Z" };
        await all.service.deliver(replyEmail(email.parts.calendar, facts), "pass");
      },
    });
    await all.post(viewing());
    await all.service.idle();
    expect(all.heard.map(statusIn)).toEqual(["accepted"]);
  });
});

describe("two services on one store", () => {
  /** A store whose every answer comes in its own time. */
  function unhurried(): ReturnType<typeof memoryStore> {
    const store = memoryStore();
    let calls = 0;
    const late = async <T>(answer: Promise<T>): Promise<T> => {
      calls += 1;
      for (let turn = (calls * 7) % 5; turn > 0; turn--) await Promise.resolve();
      return answer;
    };
    return {
      get: (key) => late(store.get(key)),
      set: (key, value, version) => late(store.set(key, value, version)),
      list: () => late(store.list()),
    };
  }

  it("lose no answer, and call back in order for each invite", async () => {
    const people = ["ann@example.test", "ben@example.test", "cat@example.test", "dan@example.test"];
    const letters = people.flatMap((email) => said.map(([partstat, at]) => ({ email, partstat, at })));
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...letters, ...letters], { minLength: letters.length * 2 }),
        fc.array(fc.boolean(), { minLength: letters.length * 2, maxLength: letters.length * 2 }),
        async (queue, hands) => {
          const store = unhurried();
          const [one, two] = [rig({ store }), rig({ store })];
          await one.post(viewing({ recipient: undefined, recipients: people.map((email) => ({ email })) }));
          two.sent.push(...one.sent);
          const outcomes = await Promise.all(
            queue.map(({ email, partstat, at }, index) =>
              (hands[index] ? one : two).answers(email, partstat, at),
            ),
          );
          await Promise.all([one.service.idle(), two.service.idle()]);
          one.time.forward(60);
          two.time.forward(60);
          await Promise.all([one.service.idle(), two.service.idle()]);
          const shown = await (await two.get({ smart_invite_id: "viewing-7" })).json();
          expect(shown.recipients).toEqual(people.map((email) => ({ email, status: "declined" })));
          const applied = outcomes.filter((outcome) => Object(outcome).kind === "applied").length;
          expect(one.heard.length + two.heard.length).toBe(applied);
        },
      ),
      { numRuns: runs(30, "flood") },
    );
  });

  it("would lose some on a store that swaps without comparing", async () => {
    const honest = unhurried();
    const store = {
      ...honest,
      set: async (key: string, value: string) => honest.set(key, value, (await honest.get(key))?.version),
    };
    const [one, two] = [rig({ store }), rig({ store })];
    const people = ["ann@example.test", "ben@example.test", "cat@example.test", "dan@example.test"];
    await one.post(viewing({ recipient: undefined, recipients: people.map((email) => ({ email })) }));
    two.sent.push(...one.sent);
    await Promise.all(
      people.map((email, index) => (index % 2 ? one : two).answers(email, "ACCEPTED", "20270501T090000Z")),
    );
    const shown = await (await two.get({ smart_invite_id: "viewing-7" })).json();
    const heard = shown.recipients.filter(({ status }: { status: string }) => status === "accepted");
    expect(heard.length).toBeLessThan(people.length);
  });
});
