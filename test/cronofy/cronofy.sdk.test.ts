import Cronofy from "cronofy";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { verifyCallback } from "../../src/cronofy/index.ts";
import { replyEmail } from "../support/fixtures/reply-email.ts";
import { type Exchange, type Loopback, serveLoopback } from "../support/loopback.ts";
import { calendarFacts } from "../support/oracle/calendar-facts.ts";
import { readExchanges, type Step } from "../support/smart-invite-exchange.ts";
import { type SmartInviteServer, serveSmartInvites } from "../support/smart-invite-server.ts";

const clientSecret = "CRN_an-invented-secret";
const organizer = { email: "viewings@harbour.example.com", name: "Harbour Lettings" };
const now = new Date("2027-01-02T03:04:05Z");

let api: SmartInviteServer;
let listener: Loopback;
let heard: Exchange[];
let client: Cronofy;

beforeAll(async () => {
  listener = await serveLoopback(async (request) => {
    heard.push(request);
    return { status: 200 };
  });
});

afterAll(() => listener.close());

beforeEach(async () => {
  heard = [];
  api = await serveSmartInvites({ clientSecret, organizer, now });
  client = new Cronofy({ client_secret: clientSecret });
  client.urls.api = api.url;
  return () => api.close();
});

/** What the SDK gives: the body, or the status that it threw with. */
async function call(step: Step): Promise<{ status: number; body?: unknown }> {
  try {
    if (step.get !== undefined) return { status: 200, body: await client.getSmartInvite(step.get) };
    if (step.cancel !== undefined) return { status: 200, body: await client.cancelSmartInvite(step.cancel) };
    return { status: 200, body: await client.createSmartInvite(step.post ?? {}) };
  } catch (error) {
    if (!(error instanceof Error && "statusCode" in error && "error" in error)) throw error;
    const { entity } = Object(error.error);
    return { status: Number(error.statusCode), ...(entity === "" ? {} : { body: entity }) };
  }
}

/** A body as fixtures have it: calendar texts as what another parser reads in them, errors as their keys. */
function comparable(name: string, value: unknown): unknown {
  if (name === "icalendar" && typeof value === "string") return calendarFacts(value);
  if (Array.isArray(value) && /^errors\b/.test(String(value[0]?.key))) {
    expect(value.every(({ description }) => typeof description === "string" && description !== "")).toBe(
      true,
    );
    return value.map(({ key }) => key);
  }
  if (Array.isArray(value)) return value.map((one) => comparable("", one));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, comparable(key, member)]));
}

function icsIn(body: unknown): string | undefined {
  const ics = Object(Object(body).attachments).icalendar;
  return typeof ics === "string" ? ics : undefined;
}

/** The callback that a reply made, once its signature was verified by the SDK and by the package. */
async function callbackFor(raw: string): Promise<unknown> {
  heard = [];
  // What the documents' replies are dated: on a clock that is behind them they would be held.
  await api.at(new Date("2027-12-31T00:00:00Z"), () => api.service.deliver(raw, "pass"));
  const [request, ...others] = heard;
  expect(others).toEqual([]);
  if (request === undefined) return undefined;
  const hmac = String(request.headers["cronofy-hmac-sha256"]);
  const { body } = request;
  expect(client.hmacValid({ hmac, body })).toBe(true);
  expect(client.hmacValid({ hmac: `AAAA,${hmac}`, body })).toBe(true);
  expect(await verifyCallback(body, hmac, clientSecret)).toBe(true);
  expect(client.hmacValid({ hmac, body: `${body} ` })).toBe(false);
  expect(request.method).toBe("POST");
  return JSON.parse(body);
}

describe("the official SDK over loopback", () => {
  for (const { name, text } of readExchanges()) {
    it(`plays ${name}`, async () => {
      const { steps }: { steps: Step[] } = JSON.parse(
        text.replaceAll("{{CALLBACK}}", `${listener.url}/answers`),
      );
      let ics = "";
      for (const step of steps) {
        if (step.reply !== undefined) {
          expect(await callbackFor(replyEmail(ics, step.reply))).toEqual(step.callback);
          continue;
        }
        const { status, body } = await call(step);
        ics = icsIn(body) ?? ics;
        expect({ status, body: comparable("", body) }).toEqual({ status: step.status, body: step.body });
      }
    });
  }

  it("is told 401 for another secret", async () => {
    client = new Cronofy({ client_secret: "another" });
    client.urls.api = api.url;
    expect(await call({ get: { smart_invite_id: "x" } })).toMatchObject({ status: 401 });
  });
});
