import { compactVerify, SignJWT, UnsecuredJWT } from "jose";
import { describe, expect, it } from "vitest";
import { answer, cancelInvite, parseMessage, updateInvite } from "../../src/index.ts";
import { answerLinks, readAnswerLink } from "../../src/links/index.ts";
import { base, before, expires, invitedSeries, jane, secret } from "../support/fixtures/answer-link.ts";
import { refusedLater } from "../support/refusal.ts";

const { invite, message } = invitedSeries();
const options = { base, secret, expires };
const key = new TextEncoder().encode(secret);
const read = (url: string | URL, now = before) => readAnswerLink(url, { secret, now });
const refusedLink = (url: string, now = before) => refusedLater(() => read(url, now));

/** A link to our page with somebody else's token. */
function linkTo(token: string): string {
  const url = new URL(base);
  url.searchParams.set("answer", token);
  return url.href;
}

function tokenOf(link: string): string {
  return new URL(link).searchParams.get("answer") ?? "";
}

/** The first of the messages, for the person who is asked. */
function firstOf<T>(messages: readonly T[]): T {
  const [first] = messages;
  if (first === undefined) throw new Error("there is no message");
  return first;
}

describe("the links of a letter", () => {
  it("give one answer each, for the recipient, the event and the revision", async () => {
    const links = await answerLinks(message, options);
    for (const status of ["accepted", "tentative", "declined"] as const) {
      expect(links[status].startsWith(`${base}?`)).toBe(true);
      expect(await read(links[status])).toEqual({ uid: invite.uid, email: jane, status, sequence: 0 });
    }
  });

  it("name the occurrence, where the letter is about one", async () => {
    const changed = updateInvite(
      invite,
      { event: { location: { description: "Room 2" } } },
      { instance: "2027-06-17T10:00", now: before },
    );
    const links = await answerLinks(firstOf(changed.messages), options);
    expect(await read(links.declined)).toMatchObject({
      instance: { time: "2027-06-17T10:00:00+01:00", tzid: "Europe/London" },
    });
  });

  it("keep the query that the page has already", async () => {
    const { accepted } = await answerLinks(message, { ...options, base: new URL(`${base}?tenant=7&x=%26`) });
    expect(new URL(accepted).searchParams.get("tenant")).toBe("7");
    expect(new URL(accepted).searchParams.get("x")).toBe("&");
    expect((await read(accepted)).status).toBe("accepted");
  });

  it("are the same for the same arguments", async () => {
    expect(await answerLinks(message, options)).toEqual(await answerLinks(message, options));
  });

  it("are compact JWS under HS256, which jose reads", async () => {
    const { tentative } = await answerLinks(message, options);
    const { payload, protectedHeader } = await compactVerify(tokenOf(tentative), key);
    expect(protectedHeader).toEqual({ alg: "HS256" });
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual({
      uid: invite.uid,
      email: jane,
      status: "tentative",
      sequence: 0,
      exp: expires.getTime() / 1_000,
    });
  });

  it("are refused for a message that nobody answers", async () => {
    const { messages } = cancelInvite(invite, { now: before });
    const reply = answer(parseMessage(message.ics), { email: jane, status: "accepted" }, { now: before });
    for (const other of [firstOf(messages), reply]) {
      expect(await refusedLater(() => answerLinks(other, options))).toEqual([
        "cannot-answer",
        "message.method cannot-answer",
      ]);
    }
  });

  it("need a page, a moment and a secret of 32 octets", async () => {
    expect(
      await refusedLater(() =>
        answerLinks(message, {
          base: "javascript:alert(1)",
          secret: "x".repeat(31),
          expires: new Date(Number.NaN),
        }),
      ),
    ).toEqual([
      "invalid-argument",
      "options.base invalid-url",
      "options.secret too-short",
      "options.expires invalid-type",
    ]);
    // Sixteen letters of two octets each.
    expect(await refusedLater(() => answerLinks(message, { ...options, secret: "é".repeat(16) }))).toBe(
      "nothing was thrown",
    );
  });
});

describe("a link that is read", () => {
  it("may have been signed by jose", async () => {
    const claims = { uid: "7@example.com", email: "li@example.test", status: "declined", sequence: 3 };
    const sign = (more: object) =>
      new SignJWT({ ...claims, ...more })
        .setProtectedHeader({ alg: "HS256" })
        .setExpirationTime(expires)
        .sign(key);
    expect(await read(linkTo(await sign({})))).toEqual(claims);
    const instance = { time: "2027-06-17", tzid: "Europe/London" };
    expect(await read(linkTo(await sign({ instance })))).toEqual({ ...claims, instance });
    for (const wrong of [
      { status: "delegated" },
      { sequence: -1 },
      { email: "li" },
      { uid: 7 },
      { instance: 7 },
    ]) {
      expect(await refusedLink(linkTo(await sign(wrong)))).toEqual(["invalid-link", "url invalid-link"]);
    }
  });

  it("is expired from its last second on", async () => {
    const { accepted } = await answerLinks(message, options);
    const eve = new Date(expires.getTime() - 1_000);
    expect((await read(accepted, eve)).status).toBe("accepted");
    expect(await refusedLink(accepted, expires)).toEqual(["expired-link", "url expired-link"]);
  });

  it("is invalid with another secret, also once it is expired", async () => {
    const { accepted } = await answerLinks(message, options);
    const other = `${secret}!`;
    for (const now of [before, expires]) {
      expect(await refusedLater(() => readAnswerLink(accepted, { secret: other, now }))).toEqual([
        "invalid-link",
        "url invalid-link",
      ]);
    }
  });

  it("is invalid without a signature, under another algorithm, and without an end", async () => {
    const claims = { uid: "7@example.com", email: jane, status: "accepted", sequence: 0 };
    const none = new UnsecuredJWT(claims).setExpirationTime(expires).encode();
    const hs512 = await new SignJWT(claims)
      .setProtectedHeader({ alg: "HS512" })
      .setExpirationTime(expires)
      .sign(new TextEncoder().encode(secret.padEnd(64, ".")));
    const endless = await new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).sign(key);
    for (const token of [none, hs512, endless]) {
      expect(await refusedLink(linkTo(token))).toEqual(["invalid-link", "url invalid-link"]);
    }
  });

  it.each([
    ["no address", "not an address"],
    ["no token", base],
    ["an empty token", `${base}?answer=`],
    ["two tokens", `${base}?answer=a.b.c&answer=a.b.c`],
    ["a token of a megabyte", `${base}?answer=${"a".repeat(1_000_000)}.b.c`],
    ["another scheme", "javascript:alert(1)"],
  ])("is invalid where there is %s", async (_what, url) => {
    expect(await refusedLink(url)).toEqual(["invalid-link", "url invalid-link"]);
  });

  it("is refused as an argument where the secret is no secret, or `now` no Date", async () => {
    // @ts-expect-error an application in JavaScript may pass anything
    expect(await refusedLater(() => readAnswerLink(base, { secret: 7, now: "today" }))).toEqual([
      "invalid-argument",
      "options.secret invalid-type",
      "options.now invalid-type",
    ]);
  });
});
