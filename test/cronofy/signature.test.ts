import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { signCallback, verifyCallback } from "../../src/cronofy/signature.ts";
import { ItipError } from "../../src/errors.ts";
import { anyCharacter } from "../support/arbitrary/letters.ts";

const secret = "CRN_not-a-secret";
const body = '{"notification":{"type":"smart_invite"},"smart_invite":{"smart_invite_id":"flat-4 ☂"}}';

/** The API's own definition, by another implementation. */
function hmac(text: string, key: string): string {
  return createHmac("sha256", key).update(text, "utf8").digest("base64");
}

describe("signCallback", () => {
  it("is base64 of the HMAC-SHA256 of the octets: RFC 4231 test case 2", async () => {
    const digest = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    expect(await signCallback("what do ya want for nothing?", "Jefe")).toBe(
      Buffer.from(digest, "hex").toString("base64"),
    );
  });

  it("agrees with OpenSSL on any text", async () => {
    const text = fc.string({ unit: anyCharacter });
    await fc.assert(
      fc.asyncProperty(text, text, async (sent, key) => {
        fc.pre(key !== "");
        expect(await signCallback(sent, key)).toBe(hmac(sent, key));
      }),
    );
  });

  it.each([
    [undefined, secret],
    [{}, secret],
    [body, undefined],
    [body, ""],
  ])("refuses what is no text or no secret: %j, %j", async (sent, key) => {
    // @ts-expect-error an application in JavaScript may pass anything
    await expect(signCallback(sent, key)).rejects.toBeInstanceOf(ItipError);
    // @ts-expect-error likewise
    await expect(verifyCallback(sent, "x", key)).rejects.toBeInstanceOf(ItipError);
  });
});

describe("verifyCallback", () => {
  it("takes the right value, alone or among several", async () => {
    const right = hmac(body, secret);
    const old = hmac(body, "the secret before");
    for (const header of [right, `${old},${right}`, `${right}, ${old}`, ` ${old} ,${right} ,`]) {
      expect(await verifyCallback(body, header, secret)).toBe(true);
    }
  });

  it("takes no other", async () => {
    const right = hmac(body, secret);
    const wrong = [
      "",
      ",",
      right.slice(0, -1),
      `${right}=`,
      right.toLowerCase(),
      hmac(`${body} `, secret),
      `a${right}`,
    ];
    for (const header of wrong) expect(await verifyCallback(body, header, secret)).toBe(false);
    expect(await verifyCallback(body, right, "another secret")).toBe(false);
  });

  it.each([[undefined], [null], [[hmac(body, secret)]], [7]])(
    "verifies nothing for a header that is %j",
    async (header) => {
      // @ts-expect-error what a server hands over when the header is missing
      expect(await verifyCallback(body, header, secret)).toBe(false);
    },
  );
});
