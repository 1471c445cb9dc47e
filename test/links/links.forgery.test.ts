import fc from "fast-check";
import { expect, it } from "vitest";
import { ItipError } from "../../src/index.ts";
import { answerLinks, readAnswerLink } from "../../src/links/index.ts";
import { base, before, expires, invitedSeries, secret } from "../support/fixtures/answer-link.ts";
import { runs } from "../support/runs.ts";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const { message } = invitedSeries();
const options = { base, secret, expires };
const mine = Object.values(await answerLinks(message, options)).map(tokenOf);
const others = Object.values(
  await answerLinks({ ...message, to: { email: "eve@example.test" } }, { ...options, secret: `${secret}!` }),
).map(tokenOf);
const genuine = [...mine, ...others];
const good = new Set(mine);

function tokenOf(link: string): string {
  return new URL(link).searchParams.get("answer") ?? "";
}

/** One letter exchanged, one left out, one put in; parts of several tokens; other claims under a genuine signature. */
const forgery = fc.oneof(
  fc
    .tuple(fc.constantFrom(...genuine), fc.nat(400), fc.constantFrom(...letters))
    .map(([token, at, letter]) => token.slice(0, at) + letter + token.slice(at + 1)),
  fc
    .tuple(fc.constantFrom(...genuine), fc.nat(400))
    .map(([token, at]) => token.slice(0, at) + token.slice(at + 1)),
  fc
    .tuple(fc.constantFrom(...genuine), fc.nat(400), fc.constantFrom(...letters, ".", "=", " ", "%00"))
    .map(([token, at, letter]) => token.slice(0, at) + letter + token.slice(at)),
  fc
    .tuple(fc.constantFrom(...genuine), fc.constantFrom(...genuine), fc.constantFrom(...genuine))
    .map((tokens) => tokens.map((token, part) => token.split(".")[part]).join(".")),
  fc
    .tuple(
      fc.constantFrom(...genuine),
      fc.constantFrom("HS256", "none", "HS512", "RS256", "None"),
      fc.record(
        {
          uid: fc.constant(message.uid),
          email: fc.constantFrom("jane@example.test", "eve@example.test"),
          status: fc.constantFrom("accepted", "declined"),
          sequence: fc.nat(3),
          exp: fc.constant(4_000_000_000),
        },
        { noNullPrototype: true },
      ),
    )
    .map(([token, alg, claims]) => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
      return [part({ alg }), part(claims), token.split(".")[2]].join(".");
    }),
  fc.constantFrom(...others),
  fc.tuple(fc.string(), fc.string(), fc.string()).map((parts) => parts.join(".")),
);

it("accepts no forgery of a link", async () => {
  await fc.assert(
    fc.asyncProperty(
      forgery.filter((token) => !good.has(token)),
      async (token) => {
        const url = new URL(base);
        url.searchParams.set("answer", token);
        try {
          expect(await readAnswerLink(url, { secret, now: before })).toBe("refused");
        } catch (error) {
          if (!(error instanceof ItipError)) throw error;
          expect(error.code).toBe("invalid-link");
        }
      },
    ),
    { numRuns: runs(20_000) },
  );
});

it("accepts none of the other spellings of a signature's last letter", async () => {
  for (const token of mine) {
    const accepted: string[] = [];
    for (const letter of letters) {
      const link = `${base}?answer=${token.slice(0, -1)}${letter}`;
      await readAnswerLink(link, { secret, now: before }).then(
        () => accepted.push(letter),
        () => undefined,
      );
    }
    expect(accepted).toEqual([token.at(-1)]);
  }
});
