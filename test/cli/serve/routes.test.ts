import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type House, house } from "../../../src/cli/serve/house/house.ts";
import { routes } from "../../../src/cli/serve/routes.ts";
import { memoryStore } from "../../../src/emulator/index.ts";
import { hostileText } from "../../support/fixtures/invite-input.ts";
import { replyEmail } from "../../support/fixtures/reply-email.ts";
import { runs } from "../../support/runs.ts";

const url = "http://127.0.0.1:8620";
const jane = "jane@example.test";

function home(): { all: House; ask: (request: Request) => Promise<Response> } {
  const all = house({
    clientSecret: "secret",
    organizer: { email: "organizer@example.com" },
    store: memoryStore(),
    answerers: [],
    url,
    now: () => new Date("2027-05-01T09:00:00Z"),
    tell: () => undefined,
    fetch: async () => new Response(null, { status: 200 }),
  });
  return { all, ask: routes(all) };
}

async function invite(
  ask: (request: Request) => Promise<Response>,
  changes: object = {},
  event: object = {},
) {
  const body = {
    smart_invite_id: "viewing-7",
    recipient: { email: jane },
    callback_url: "https://app.example.com/answers",
    event: { summary: "Flat viewing", start: "2027-05-07T09:30:00Z", end: "2027-05-07T10:00:00Z", ...event },
    ...changes,
  };
  const headers = { Authorization: "Bearer secret" };
  const request = new Request(`${url}/v1/smart_invites`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  return ask(request);
}

const get = (path: string, headers: Record<string, string> = {}) => new Request(`${url}${path}`, { headers });

async function uidIn(all: House): Promise<string> {
  return (await all.invites())[0]?.uid ?? "";
}

async function answerAs(
  { all, ask }: ReturnType<typeof home>,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const form = { email: jane, uid: await uidIn(all), tzid: "Europe/London", client: "google", ...fields };
  return ask(new Request(`${url}/play`, { method: "POST", headers, body: new URLSearchParams(form) }));
}

describe("the page", () => {
  it("shows invitations, calendars, callbacks and mail", async () => {
    const here = home();
    expect(await (await here.ask(get("/"))).text()).toContain("Nobody has been invited yet");
    await invite(here.ask);
    const answered = await answerAs(here, { status: "declined", comment: "Moved" });
    expect(answered.status).toBe(303);
    expect(answered.headers.get("location")).toContain("#invite-");
    const page = await (await here.ask(get("/"))).text();
    for (const words of [
      "Flat viewing",
      "declined",
      "Moved",
      "Cronofy-HMAC-SHA256",
      "Answer as jane@example.test",
    ]) {
      expect(page).toContain(words);
    }
    const mail = await (await here.ask(get("/mail/1"))).text();
    expect(mail).toContain("<iframe");
    expect(mail).toContain("METHOD:REQUEST");
    const raw = await here.ask(get("/mail/1/raw"));
    expect(raw.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(await raw.text()).toMatch(/^From: /);
  });

  it("lets a person propose another time with a calendar that can", async () => {
    const here = home();
    await invite(here.ask, {}, { tzid: "Europe/London" });
    const proposal = { status: "tentative", start: "2027-05-07T15:00", end: "2027-05-07T15:30" };
    expect((await answerAs(here, { ...proposal, client: "apple" })).status).toBe(422);
    expect((await answerAs(here, { ...proposal, client: "outlook" })).status).toBe(303);
    const page = await (await here.ask(get("/"))).text();
    expect(page).toContain("Proposes Friday, 7 May 2027, 15:00 – 15:30 (Europe/London, UTC+1)");
  });

  it.each([
    ["an unknown calendar", { client: "gmail", status: "accepted" }],
    ["no answer", { status: "perhaps" }],
    ["somebody who was not invited", { email: "eve@example.test", status: "accepted" }],
    ["half a proposal", { status: "tentative", start: "2027-05-07T15:00" }],
    ["what is not a time", { status: "tentative", start: "soon", end: "later" }],
    ["a comment in Apple's calendar", { client: "apple", status: "accepted", comment: "Hello" }],
  ])("says what is wrong with %s", async (_what, fields) => {
    const here = home();
    await invite(here.ask);
    const refused = await answerAs(here, fields);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('role="alert"');
    expect(here.all.journal.mails()).toHaveLength(1);
  });

  it("is served to its own address alone, and takes no answer from another page", async () => {
    const here = home();
    await invite(here.ask);
    for (const other of [
      "http://evil.example:8620/",
      "http://1.2.3.4.evil.example/",
      "http://evil.example/",
    ]) {
      expect((await here.ask(new Request(other))).status).toBe(403);
    }
    for (const own of ["http://localhost:8620/", "http://192.0.2.7:9000/", "http://[::1]:8620/"]) {
      expect((await here.ask(new Request(own))).status).toBe(200);
    }
    const foreign = await answerAs(here, { status: "accepted" }, { Origin: "https://evil.example" });
    expect(foreign.status).toBe(403);
    expect((await answerAs(here, { status: "accepted" }, { Origin: url })).status).toBe(303);
  });

  it("takes requests from programs, by whatever name, and from no page that has given this machine a name", async () => {
    const here = home();
    const asked = (host: string, headers: Record<string, string>) =>
      here.ask(
        new Request(`http://${host}:8620/v1/smart_invites`, {
          method: "POST",
          headers: { Authorization: "Bearer secret", ...headers },
          body: JSON.stringify({ smart_invite_id: "7" }),
        }),
      );
    // A request that is read and found incomplete is a 422.
    expect((await asked("smart-invites", {})).status).toBe(422);
    expect((await asked("127.0.0.1", { Origin: "http://127.0.0.1:8620" })).status).toBe(422);
    expect((await asked("evil.example", { Origin: "http://evil.example:8620" })).status).toBe(403);
  });

  it("reads no answer of more than a megabyte", async () => {
    const here = home();
    await invite(here.ask);
    const long = await answerAs(here, { status: "accepted", comment: "x".repeat(1_000_001) });
    expect(long.status).toBe(413);
  });

  it("runs nothing but its own script, and nothing that stands in a mail", async () => {
    const here = home();
    await invite(here.ask);
    const policy = (await here.ask(get("/mail/1"))).headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(await (await here.ask(get("/mail/1"))).text()).toContain(
      'sandbox="allow-popups allow-popups-to-escape-sandbox"',
    );
    expect((await here.ask(get("/mail/1/raw"))).headers.get("content-security-policy")).toContain("sandbox");
  });

  it.each(["/mail/99", "/mail/x", "/mail/1/html", "/nothing", "/../etc/passwd"])(
    "has no page %s",
    async (path) => {
      expect((await home().ask(get(path))).status).toBe(404);
    },
  );

  it("knows when something has happened", async () => {
    const { ask } = home();
    const before = await (await ask(get("/state"))).text();
    expect(await (await ask(get("/state"))).text()).toBe(before);
    await invite(ask);
    expect(await (await ask(get("/state"))).text()).not.toBe(before);
  });
});

/** The elements of a page with the names of their attributes, without any text. */
function skeletonOf(page: string): string[] {
  const tags = page.matchAll(/<(\/?[a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>/gi);
  return [...tags].map(([, name, attributes = ""]) =>
    [
      name,
      ...attributes
        .replace(/="[^"]*"/g, "")
        .trim()
        .split(/\s+/),
    ]
      .join(" ")
      .trim(),
  );
}

describe("hostile text in any field", () => {
  const fields = [
    "summary",
    "description",
    "place",
    "url",
    "id",
    "callback",
    "organizer",
    "comment",
    "name",
    "subject",
  ] as const;

  async function pagesWith(
    texts: Readonly<Record<(typeof fields)[number], string>>,
  ): Promise<string[] | undefined> {
    const here = home();
    const created = await invite(
      here.ask,
      {
        smart_invite_id: texts.id,
        callback_url: `https://app.example.com/${texts.callback}`,
        organizer: { name: texts.organizer },
      },
      {
        summary: texts.summary,
        description: texts.description,
        location: { description: texts.place },
        url: `https://example.com/${texts.url}`,
      },
    );
    if (created.status !== 200) return undefined;
    const calendar = `UID:${await uidIn(here.all)}`;
    const facts = {
      from: jane,
      name: texts.name.replace(/["\p{Cc}\u2028\u2029]/gu, ""),
      partstat: "ACCEPTED",
      at: "20270501T080000Z",
    };
    const reply = replyEmail(calendar, {
      ...facts,
      comment: texts.comment.replace(/[\p{Cc}\u2028\u2029]/gu, " "),
    });
    const encoded = (text: string) => `=?UTF-8?B?${Buffer.from(text).toString("base64")}?=`;
    const raw = reply
      .replace(/^From: .*$/m, `From: ${encoded(texts.name)} <${jane}>`)
      .replace(/^Subject: .*$/m, `Subject: ${encoded(texts.subject)}`);
    await here.all.receive(raw, { from: jane, to: ["organizer@example.com"] });
    return Promise.all(["/", "/mail/1", "/mail/2"].map(async (path) => (await here.ask(get(path))).text()));
  }

  it("is shown as text, on every page", async () => {
    const plain = Object.fromEntries(fields.map((field) => [field, "x"]));
    const markup = "\"><img src=x onerror=alert(1)><script>alert(1)</script>'";
    const shape = async (texts: Record<string, string>) =>
      (await pagesWith({ ...blank, ...texts }))?.map(skeletonOf);
    const blank = {
      summary: "x",
      description: "x",
      place: "x",
      url: "x",
      id: "x",
      callback: "x",
      organizer: "x",
      comment: "x",
      name: "x",
      subject: "x",
    };
    const expected = await shape(plain);
    expect(expected).toHaveLength(3);
    for (const field of fields) expect(await shape({ [field]: `x${markup}` }), field).toEqual(expected);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...fields), hostileText, async (field, text) => {
        const seen = await shape({ [field]: `x${text}` });
        if (seen !== undefined) expect(seen).toEqual(expected);
      }),
      { numRuns: runs(60, "exchange") },
    );
  });
});
