import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSmartInvites } from "../../src/emulator/index.ts";
import { anyQuery } from "../support/arbitrary/letters.ts";
import { clientSecret, jane, organizer, rig, viewing } from "../support/fixtures/service.ts";
import { refused } from "../support/refusal.ts";
import { runs } from "../support/runs.ts";

const authorized = { Authorization: `Bearer ${clientSecret}` };
const query = { smart_invite_id: "viewing-7", recipient_email: jane };

async function keysIn(response: Response): Promise<Record<string, string[]>> {
  const { errors } = await response.json();
  return Object.fromEntries(
    Object.entries<{ key: string }[]>(errors).map(([field, found]) => [field, found.map(({ key }) => key)]),
  );
}

describe("the service", () => {
  it("invites, sends the mail, takes the answer, and shows how things stand", async () => {
    const { post, get, sent, answers, heard } = rig();
    const created = await post(viewing());
    expect(created.status).toBe(200);
    expect(created.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(await created.json()).toMatchObject({
      recipient: { email: jane, status: "pending" },
      method: "request",
    });
    expect(sent.map(({ to, subject }) => [to.email, subject])).toEqual([[jane, "Invitation: Flat viewing"]]);
    expect(await answers(jane, "ACCEPTED", "20270501T090000Z")).toMatchObject({ kind: "applied" });
    expect(heard).toHaveLength(1);
    const shown = await (await get(query)).json();
    expect(shown).toMatchObject({
      recipient: { status: "accepted" },
      replies: [{ email: jane, status: "accepted" }],
    });
    expect(shown).not.toHaveProperty("attachments");
    const withIcs = await (await get({ ...query, include_ics: "true" })).json();
    expect(withIcs.attachments.icalendar).toContain("PARTSTAT=ACCEPTED");
  });

  it("sends nothing twice for a request that is repeated, and a cancellation once it is cancelled", async () => {
    const { post, sent } = rig();
    await post(viewing());
    await post(viewing());
    expect(sent).toHaveLength(1);
    const cancel = await post({ method: "cancel", smart_invite_id: "viewing-7", recipient: { email: jane } });
    expect((await cancel.json()).method).toBe("cancel");
    expect(sent.map(({ parts }) => parts.method)).toEqual(["REQUEST", "CANCEL"]);
  });

  it("takes one person out of several", async () => {
    const { post, get, sent } = rig();
    const recipients = [{ email: jane }, { email: "omar@example.test" }];
    await post(viewing({ recipient: undefined, recipients }));
    const removal = { method: "remove", smart_invite_id: "viewing-7", recipient: { email: jane } };
    const removed = await (await post(removal)).json();
    expect(removed).toMatchObject({ method: "remove", attachments: { removed: { email: jane } } });
    expect(sent.filter(({ parts }) => parts.method === "CANCEL").map(({ to }) => to.email)).toEqual([jane]);
    const shown = await (await get({ smart_invite_id: "viewing-7" })).json();
    expect(shown.recipients).toEqual([{ email: "omar@example.test", status: "pending" }]);
  });

  it("names what a request said in vain", async () => {
    const { post } = rig();
    const response = await post(viewing({ colour: "red" }, { attachments: [{}], sumary: "Ü" }));
    expect(response.headers.get("itip-ignored")).toBe("event.attachments, event.sumary, colour");
    expect((await post(viewing())).headers.has("itip-ignored")).toBe(false);
  });

  it("answers mail about nothing it knows by what it is", async () => {
    const { service, sent, post } = rig();
    await post(viewing());
    const raw = sent[0]?.raw ?? "";
    const other = rig().service;
    expect(await other.deliver(raw)).toEqual({ kind: "ignored", reason: "other-uid" });
    expect(await service.deliver(raw)).toEqual({ kind: "ignored", reason: "not-a-reply" });
    expect(await service.deliver("From: a@example.test\r\nSubject: Hello\r\n\r\nHello")).toEqual({
      kind: "ignored",
      reason: "not-a-reply",
    });
    await expect(service.deliver("")).rejects.toMatchObject({ code: "not-an-email" });
  });

  it("holds a forged answer", async () => {
    const { service, post, sent } = rig();
    await post(viewing());
    const { replyEmail } = await import("../support/fixtures/reply-email.ts");
    const raw = replyEmail(sent[0]?.parts.calendar ?? "", {
      from: jane,
      partstat: "ACCEPTED",
      at: "20270501T090000Z",
    });
    expect(await service.deliver(raw, "fail")).toEqual({ kind: "held", reason: "authentication-failed" });
  });
});

describe("a request that is refused", () => {
  it.each([
    ["without a secret", {}],
    ["with another secret", { Authorization: `Bearer ${clientSecret}x` }],
    ["with the secret under another scheme", { Authorization: `Basic ${clientSecret}` }],
  ])("is a 401 %s", async (_what, headers) => {
    const response = await rig().post(viewing(), headers);
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
  });

  it("is none where the scheme stands in other letters (RFC 9110 section 11.1)", async () => {
    for (const Authorization of [`bearer ${clientSecret}`, `BEARER  ${clientSecret}`])
      expect((await rig().post(viewing(), { Authorization })).status).toBe(200);
  });

  it("is a 404 for an invite, a person, a path and a method that there is not", async () => {
    const { get, post, service } = rig();
    expect((await get(query)).status).toBe(404);
    expect((await post({ ...viewing(), method: "cancel" })).status).toBe(404);
    for (const [path, method] of [
      ["/v1/events", "GET"],
      ["/", "GET"],
      ["/answer", "GET"],
      ["/v1/smart_invites", "DELETE"],
    ] as const) {
      const request = new Request(`http://service.example.com${path}`, { method, headers: authorized });
      expect((await service.fetch(request)).status).toBe(404);
    }
  });

  it("is a 413 above a megabyte, said or unsaid", async () => {
    const { post, service } = rig();
    const filled = (octets: number) => viewing({ padding: "x".repeat(octets) });
    expect((await post(filled(1_000_000))).status).toBe(413);
    expect((await post(filled(990_000))).status).toBe(200);
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(100_000).fill(32));
      },
    });
    const init: RequestInit & { duplex: "half" } = {
      method: "POST",
      headers: authorized,
      body: endless,
      duplex: "half",
    };
    expect(
      (await service.fetch(new Request("http://service.example.com/v1/smart_invites", init))).status,
    ).toBe(413);
    expect(pulled).toBeLessThan(20);
  });

  it("is a 422 with all of its faults", async () => {
    const { post, get } = rig();
    const wrong = await post(viewing({ smart_invite_id: "" }, { summary: " ", end: "2027-05-06T09:30:00Z" }));
    expect(wrong.status).toBe(422);
    expect(await keysIn(wrong)).toEqual({
      smart_invite_id: ["errors.required"],
      "event.summary": ["errors.required"],
      "event.end": ["errors.end_before_start"],
    });
    expect(await keysIn(await post("{"))).toEqual({ body: ["errors.invalid_json"] });
    expect(await keysIn(await post("[]"))).toEqual({ body: ["errors.invalid_type"] });
    const asked = await get({ recipient_email: "jane", include_ics: "maybe" });
    expect(asked.status).toBe(422);
    expect(await keysIn(asked)).toEqual({
      smart_invite_id: ["errors.required"],
      recipient_email: ["errors.invalid_address"],
      include_ics: ["errors.must_be_boolean"],
    });
  });

  it("is a 500 where the store fails, or holds what it should not", async () => {
    const broken = rig({
      store: {
        get: () => Promise.reject(new Error("the disk is full")),
        set: async () => false,
        list: async () => [],
      },
    });
    const failed = await broken.post(viewing());
    expect(failed.status).toBe(500);
    expect(await keysIn(failed)).toEqual({ service: ["errors.internal"] });
    const damaged = rig({
      store: {
        get: async () => ({ value: "{}", version: "1" }),
        set: async () => true,
        list: async () => ["a"],
      },
    });
    expect((await damaged.get(query)).status).toBe(500);
  });

  it("is answered whatever it is", async () => {
    const { service } = rig();
    const octets = fc.uint8Array({ maxLength: 200 });
    const body = fc.oneof(
      octets,
      fc.json().map((text) => new TextEncoder().encode(text)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"),
        anyQuery,
        body,
        fc.boolean(),
        async (method, search, content, isAuthorized) => {
          const request = new Request(`http://service.example.com/v1/smart_invites?${search}`, {
            method,
            headers: isAuthorized ? authorized : {},
            ...(method === "GET" || method === "HEAD" ? {} : { body: new Uint8Array(content) }),
          });
          const { status } = await service.fetch(request);
          expect(isAuthorized ? [404, 413, 422] : [401]).toContain(status);
        },
      ),
      { numRuns: runs(300, "message") },
    );
  });
});

describe("a service that is set up wrongly", () => {
  it("says everything that is wrong", () => {
    const wrong = {
      clientSecret: "",
      organizer: { email: "x" },
      fetch: 1,
      now: 1,
      store: {},
      links: { base: "x" },
    };
    // @ts-expect-error an application in JavaScript may pass anything
    expect(refused(() => createSmartInvites(wrong))).toEqual([
      "invalid-argument",
      "options.clientSecret required",
      "options.organizer.email invalid-address",
      "options.send required",
      "options.fetch invalid-type",
      "options.now invalid-type",
      "options.store invalid-type",
      "options.links.base invalid-url",
      "options.links.secret invalid-type",
      "options.links.expires required",
    ]);
    // @ts-expect-error likewise
    expect(refused(() => createSmartInvites())).toEqual(["invalid-argument", "options invalid-type"]);
  });

  it("answers 500 once its clock gives no time", async () => {
    const { post } = rig({ organizer, now: () => new Date(Number.NaN) });
    expect((await post(viewing())).status).toBe(500);
  });
});
