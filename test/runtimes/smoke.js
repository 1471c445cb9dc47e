import * as itip from "itip";
import { answerAs, clientCapabilities } from "itip/clients";
import {
  applySmartInviteRequest,
  errorBody,
  readSmartInviteRequest,
  signCallback,
  smartInviteCallback,
  verifyCallback,
} from "itip/cronofy";
import { createSmartInvites } from "itip/emulator";
import { fromCloudflare, fromMailgun } from "itip/inbound";
import { answerLinks, readAnswerLink } from "itip/links";
import * as mailers from "itip/mailers";

const now = new Date("2027-05-01T09:00:00Z");
const jane = "jane@example.test";
const input = {
  id: "smoke",
  organizer: { email: "planner@example.com", name: "Paula Plánner" },
  recipients: [{ email: jane, name: "Jane" }, { email: "otto@example.test" }],
  event: {
    summary: "Budget review – 予算",
    start: "2027-06-10T10:00",
    end: "2027-06-10T11:00",
    tzid: "Europe/London",
    recurrence: { rule: "FREQ=WEEKLY;COUNT=4" },
  },
};

/** Far and near, with offsets of half and quarter hours, summer time of half an hour, and skipped days. */
const zones = [
  ...["Europe/London", "Europe/Dublin", "Europe/Istanbul", "America/New_York", "America/Moncton"],
  ...["America/St_Johns", "America/Caracas", "Asia/Kathmandu", "Asia/Pyongyang", "Asia/Tehran"],
  ...["Australia/Lord_Howe", "Pacific/Apia", "Pacific/Chatham", "Antarctica/Troll", "Africa/Monrovia"],
];

/**
 * What the built package does for its users, in JavaScript that asks nothing of the runtime: build, compose, open, receive,
 * every entry. Each step adds what it saw; a wrong one throws.
 */
export async function smoke() {
  const seen = [];
  const expect = (what, actual, wanted) => {
    const [got, want] = [JSON.stringify(actual), JSON.stringify(wanted)];
    if (got !== want) throw new Error(`${what}: ${got} is not ${want}`);
    seen.push(what);
  };
  const { invite, messages } = itip.createInvite(input, { now });
  const ics = messages[0].ics;
  expect("builds the text it sends", itip.buildRequest(input, { now }), ics);
  expect("finds nothing wrong with it", itip.checkMessage(ics), []);
  expect("writes what it reads", itip.formatMessage(itip.parseMessage(ics)), ics);

  const email = itip.composeEmail(messages[0], { locale: "de", timeZone: "Asia/Tokyo" });
  const opened = await itip.openEmail(email.raw);
  expect("opens what it composed", opened.uids, [invite.uid]);
  expect("reads names beyond ASCII", opened.from, input.organizer);
  expect("finds no fault in its email", opened.problems, []);

  let next = invite;
  for (const client of Object.keys(clientCapabilities)) {
    const { comment } = clientCapabilities[client];
    const said = {
      email: jane,
      name: "Jane",
      status: "declined",
      ...(comment ? { comment: "Nö, 予定" } : {}),
    };
    const { raw } = answerAs(client, opened, said, { now: new Date("2027-05-02T10:00:00Z") });
    const later = new Date("2027-05-02T12:00:00Z");
    const received = itip.receive(invite, await itip.openEmail(new TextEncoder().encode(raw)), {
      now: later,
    });
    const { status, comment: heard } = itip.statusOf(received.invite).recipients[0];
    expect(`hears ${client}`, { status, comment: heard }, { status: said.status, comment: said.comment });
    next = received.invite;
  }
  const proposal = { start: "2027-06-10T14:00:00+01:00", end: "2027-06-10T15:00:00+01:00" };
  const instance = "2027-06-10T10:00:00+01:00";
  const counter = itip.answer(ics, { email: jane, status: "tentative", proposal, instance }, { now });
  next = itip.receive(next, counter.ics, { now }).invite;
  expect("shows a proposal", itip.statusOf(next, { instance }).recipients[0].proposal?.start, {
    time: "2027-06-10T14:00:00+01:00",
    tzid: "Europe/London",
  });
  const stored = itip.parseInvite(JSON.parse(JSON.stringify(next)));
  expect("keeps its state as JSON", itip.statusOf(stored), itip.statusOf(next));
  const cancelled = itip.cancelInvite(next, { now });
  expect(
    "cancels",
    cancelled.messages.map(({ method }) => method),
    ["CANCEL", "CANCEL"],
  );

  expect("knows Windows' zones", itip.resolveTimeZone("W. Europe Standard Time")?.tzid, "Europe/Berlin");
  const span = { from: now, to: new Date("2027-12-01T00:00:00Z") };
  const zone = itip.formatTimeZone("America/Sao_Paulo", span);
  expect("knows zones", zone.includes("TZOFFSETTO:-0300"), true);

  // By Temporal where the runtime has one, by Intl where not: the same clocks.
  const years = { from: new Date("1970-06-01T00:00:00Z"), to: new Date("2037-06-01T00:00:00Z") };
  const clocks = zones.map((name) => itip.formatTimeZone(name, years));

  const body = {
    method: "request",
    smart_invite_id: "smoke",
    recipient: { email: jane },
    event: { summary: "Tea", start: "2027-06-10T09:00:00Z", end: "2027-06-10T10:00:00Z" },
  };
  const request = readSmartInviteRequest(body, { organizer: input.organizer });
  const applied = applySmartInviteRequest(undefined, request, { now });
  expect("answers as the Smart Invites API", applied.response.recipient, { email: jane, status: "pending" });
  const callback = JSON.stringify(smartInviteCallback(applied.invite));
  expect("signs", await verifyCallback(callback, await signCallback(callback, "secret"), "secret"), true);
  try {
    readSmartInviteRequest({});
    throw new Error("an empty request was taken");
  } catch (error) {
    expect("throws one class from every entry", error instanceof itip.ItipError, true);
    expect("describes an error", Object.keys(errorBody(error).errors).length > 0, true);
  }
  const said = { email: jane, status: "accepted" };
  const { raw } = answerAs("google", opened, said, { now: new Date("2027-05-02T10:00:00Z") });
  const judged = `Authentication-Results: mx.example.net; dmarc=pass header.from=example.test\r\n${raw}`;
  const form = new FormData();
  form.set("recipient", "planner@example.com");
  form.set("body-mime", judged);
  const [streamed, posted] = await Promise.all([
    fromCloudflare(
      { raw: new Blob([judged]).stream(), to: "planner@example.com" },
      { servers: ["mx.example.net"] },
    ),
    fromMailgun(form),
  ]);
  expect("believes the server named, of a stream", streamed.authentication, "pass");
  expect(
    "opens a form as the raw mail",
    [posted.email, posted.recipients],
    [streamed.email, streamed.recipients],
  );
  for (const [name, convert] of Object.entries(mailers)) {
    // What Node imports from CommonJS has itself as a default beside its names.
    if (!name.startsWith("to")) continue;
    expect(`converts ${name}`, convert(messages[0]).layout === undefined, false);
  }
  return { seen, texts: [ics, counter.ics, cancelled.messages[0].ics, zone, ...clocks, applied.invite.uid] };
}

const link = { base: "https://app.example.com/answer", secret: "an invented secret of forty-two octets...." };

/** What runs on servers: links are signed with WebCrypto, which a page without an origin has not. A wrong step throws. */
export async function smokeServer() {
  const expect = (what, actual, wanted) => {
    const [got, want] = [JSON.stringify(actual), JSON.stringify(wanted)];
    if (got !== want) throw new Error(`${what}: ${got} is not ${want}`);
  };
  const { invite, messages } = itip.createInvite(input, { now });
  await smokeLinks(expect, { invite, message: messages[0] });
  await smokeService(expect);
}

/** Links that answer, signed and read. */
async function smokeLinks(expect, { invite, message }) {
  const links = await answerLinks(message, { ...link, expires: new Date("2027-07-01T00:00:00Z") });
  const byLink = await readAnswerLink(links.declined, { secret: link.secret, now });
  expect("signs links", byLink, { uid: invite.uid, email: jane, status: "declined", sequence: 0 });
  const linked = itip.receive(invite, { ...byLink, at: now }).invite;
  expect("hears a link", itip.statusOf(linked).recipients[0].status, "declined");
}

/** The Smart Invites service as a handler. */
async function smokeService(expect) {
  const sent = [];
  const heard = [];
  const service = createSmartInvites({
    clientSecret: "secret",
    organizer: input.organizer,
    now: () => now,
    links: { ...link, expires: () => new Date("2027-07-01T00:00:00Z") },
    send: (mail) => void sent.push(mail),
    fetch: async (_, init) => {
      heard.push(JSON.parse(init.body).smart_invite.reply.status);
      return new Response(null, { status: 200 });
    },
  });
  const headers = { Authorization: "Bearer secret" };
  const ask = (path, init) =>
    service.fetch(new Request(`https://app.example.com${path}`, { headers, ...init }));
  const asked = {
    smart_invite_id: "smoke",
    recipient: { email: jane },
    callback_url: "https://app.example.com/answers",
    event: { summary: "Tea", start: "2027-06-10T09:00:00Z", end: "2027-06-10T10:00:00Z" },
  };
  const posted = await ask("/v1/smart_invites", { method: "POST", body: JSON.stringify(asked) });
  expect("serves a request", [posted.status, (await posted.json()).method], [200, "request"]);
  const said = { email: jane, status: "accepted" };
  const { raw: answering } = answerAs("google", sent[0].parts.calendar, said, { now });
  expect("serves an answer", (await service.deliver(answering, "pass")).kind, "applied");
  expect("calls back", heard, ["accepted"]);
  const get = await ask(
    `/v1/smart_invites?smart_invite_id=smoke&recipient_email=${encodeURIComponent(jane)}`,
  );
  expect("serves a status", (await get.json()).recipient, said);
  const form = sent[0].parts.text.match(/https:\/\/app\.example\.com\/answer\?answer=\S+/)[0];
  expect("serves a form", (await service.fetch(new Request(form))).status, 200);
  expect("refuses a stranger", (await ask("/v1/smart_invites", { headers: {} })).status, 401);
  await service.idle();
}
