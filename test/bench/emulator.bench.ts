import { createSmartInvites, memoryStore } from "../../src/emulator/index.ts";
import { bench, describe, goal } from "./bench.ts";

const now = () => new Date("2027-05-01T08:00:00Z");
const headers = { Authorization: "Bearer secret" };
const address = "http://localhost/v1/smart_invites";

function bodyOf(number: number): string {
  return JSON.stringify({
    method: "request",
    smart_invite_id: `viewing-${number}`,
    callback_url: "https://app.example.com/answers",
    recipient: { email: "jane@example.test" },
    event: {
      summary: "Flat viewing",
      description: "Bring a passport.",
      start: "2027-06-10T09:30:00Z",
      end: "2027-06-10T10:00:00Z",
      tzid: "Europe/London",
      location: { description: "4 Quay Street" },
    },
  });
}

/** A service that sends nowhere, and the store behind it. */
function quiet() {
  const store = memoryStore();
  const organizer = { email: "viewings@harbour.example.com", name: "Harbour Lettings" };
  const service = createSmartInvites({
    clientSecret: "secret",
    organizer,
    store,
    now,
    send: () => undefined,
  });
  return { store, service };
}

const post = (service: ReturnType<typeof quiet>["service"], body: string) =>
  service.fetch(new Request(address, { method: "POST", headers, body }));

let posting = quiet();
let posted = 0;
const asked = quiet();
await post(asked.service, bodyOf(0));
const query = "?smart_invite_id=viewing-0&recipient_email=jane%40example.test&include_ics=true";
const stored = (await asked.store.get("viewing-0/jane@example.test"))?.value ?? "";
const body = bodyOf(0);

describe("a request through the Smart Invites service", () => {
  bench("POST of a new invite, its mail composed and handed over", async () => {
    posted += 1;
    // A store of a million invites would be measured along.
    if (posted % 5_000 === 0) posting = quiet();
    await (await post(posting.service, bodyOf(posted))).text();
  });
  bench("GET with the calendar text", async () => {
    await (await asked.service.fetch(new Request(`${address}${query}`, { headers }))).text();
  });
  // The row is read when the mail is taken in hand, when it was handed over, and to see that nothing is left.
  bench("JSON.parse of what the POST reads: its body, and three times the row", () => [
    JSON.parse(body),
    JSON.parse(stored),
    JSON.parse(stored),
    JSON.parse(stored),
  ]);
  goal({ kind: "milliseconds", atMost: 2 });
});
