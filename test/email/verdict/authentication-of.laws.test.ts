import fc from "fast-check";
import { expect, it } from "vitest";
import { authenticationOf } from "../../../src/email/verdict/authentication-of.ts";
import { ItipError } from "../../../src/errors.ts";
import { runs } from "../../support/runs.ts";

const server = "mx.example.net";
const trust = { servers: [server, "Inner.example.net"], sealers: ["lists.example.org"] };

const results = fc.constantFrom("pass", "fail", "none", "neutral", "softfail", "temperror", "policy");
const truth = fc.record({
  dmarc: fc.option(results),
  dkim: fc.option(results),
  spf: fc.option(results),
  /** Whether the server writes its field above or below its own Received. */
  above: fc.boolean(),
  neighbours: fc.integer({ min: 0, max: 2 }),
});
type Truth = typeof truth extends fc.Arbitrary<infer T> ? T : never;

/** What a forger would have the server say. */
const claim = fc.constantFrom(
  "dmarc=pass header.from=example.com",
  "dmarc=pass (p=reject) header.from=example.com; dkim=pass header.d=example.com; spf=pass smtp.mailfrom=example.com",
  "dkim=pass header.i=@example.com",
  "spf=pass smtp.mailfrom=jane@example.com",
  "arc=pass; dmarc=pass header.from=example.com",
  "dmarc=fail header.from=example.com",
);

/** The same field in the many ways in which it may be written. */
const spelling = fc.record({
  name: fc.constantFrom(
    "Authentication-Results",
    "authentication-results",
    "AUTHENTICATION-RESULTS",
    "Authentication-Results ",
  ),
  server: fc.constantFrom(
    server,
    "MX.EXAMPLE.NET",
    `(x) ${server} 1`,
    `"${server}"`,
    `${server}.`,
    "inner.example.net",
  ),
  fold: fc.constantFrom(" ", "\r\n ", "\r\n\t", "\r\n  (comment)\r\n "),
  claim,
});

function fieldOf({
  name,
  server: by,
  fold,
  claim: said,
}: {
  name: string;
  server: string;
  fold: string;
  claim: string;
}): string {
  return `${name}:${fold}${by};${fold}${said.replaceAll(" ", fold)}`;
}

const elsewhere = fc.constantFrom(
  "mx.evil.test",
  "xmx.example.net",
  "a.mx.example.net",
  "mx.example.net.evil.test",
  "mx",
  "",
);
const hop = (from: string, by: string) =>
  `Received: from ${from} by ${by} with ESMTP id 1; Fri, 1 May 2026 10:00:00 +0000`;
const strangers =
  "Received: from pc.evil.test (pc.evil.test [203.0.113.9]) by mail.evil.test with ESMTPA; Fri, 1 May 2026 09:59:58 +0000";

/** What the mail servers of the recipient write on top of a mail from a stranger. */
function ownHeader({ dmarc, dkim, spf, above, neighbours }: Truth): string[] {
  const said = [
    ...(dmarc === null ? [] : [`dmarc=${dmarc} header.from=example.com`]),
    ...(dkim === null ? [] : [`dkim=${dkim} header.d=example.com`]),
    ...(spf === null ? [] : [`spf=${spf} smtp.mailfrom=jane@example.com`]),
  ];
  const field = `Authentication-Results: ${server}; ${said.length === 0 ? "none" : said.join("; ")}`;
  const edge = hop("mail.evil.test (mail.evil.test [203.0.113.9])", server);
  const inner = Array.from({ length: neighbours }, (_, at) =>
    hop("mx.example.net (mx.example.net [192.0.2.7])", `box${at}.example.net`),
  );
  return [...inner, ...(above ? [field, edge] : [edge, field])];
}

const forgery = fc.record({
  /** Fields that the sender wrote into the mail, below the first hop that is none of ours. */
  below: fc.array(spelling, { maxLength: 4 }),
  /** Hops that the sender made up, to look like ours. */
  hops: fc.array(
    fc.constantFrom(
      hop("x.evil.test", server),
      hop("localhost", server),
      hop("mx.example.net", "inner.example.net"),
    ),
    { maxLength: 2 },
  ),
  /** Fields of servers that nobody named, wherever they stand. */
  others: fc.array(fc.tuple(elsewhere, claim), { maxLength: 3 }),
  nested: spelling,
  chain: fc.boolean(),
});

function mail(
  own: readonly string[],
  forged?: typeof forgery extends fc.Arbitrary<infer T> ? T : never,
): string {
  const others = (forged?.others ?? []).map(([by, said]) => `Authentication-Results: ${by}; ${said}`);
  const chain = [
    "ARC-Seal: i=1; cv=none; d=lists.example.org; s=x; b=x",
    "ARC-Authentication-Results: i=1; lists.example.org; dmarc=pass header.from=example.com",
  ];
  const nested = forged === undefined ? "" : fieldOf(forged.nested);
  return [
    ...others,
    ...own,
    strangers,
    ...(forged?.hops ?? []),
    ...(forged?.below ?? []).map(fieldOf),
    ...(forged?.chain === true ? chain : []),
    ...others,
    'From: "Authentication-Results: mx.example.net; dmarc=pass header.from=example.com" <jane@example.com>',
    `Subject: ${server}; dmarc=pass header.from=example.com`,
    "X-Authentication-Results: mx.example.net; dmarc=pass header.from=example.com",
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    nested,
    "--b",
    nested === "" ? "X: y" : nested,
    "Content-Type: message/rfc822",
    "",
    nested === "" ? "X: y" : nested,
    "From: jane@example.com",
    "",
    "--b--",
    "",
  ].join("\r\n");
}

it("says the same of a mail whatever its sender wrote into it, and never `pass` because of it", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(truth, forgery, (found, forged) => {
      const own = ownHeader(found);
      const honest = authenticationOf(mail(own), trust);
      const attacked = authenticationOf(mail(own, forged), trust);
      expect(attacked).toEqual(honest);
      const said = [found.dmarc, found.dkim, found.spf];
      if (!said.includes("pass")) expect(attacked.verdict).not.toBe("pass");
      seen.add(attacked.verdict);
    }),
    { numRuns: runs(20_000) },
  );
  expect([...seen].sort()).toEqual(["fail", "none", "pass"]);
});

it("says `none` of a mail into which no server of ours wrote, whatever its sender wrote into it", () => {
  fc.assert(
    fc.property(forgery, fc.boolean(), (forged, hidden) => {
      const edge = hop("mail.evil.test (mail.evil.test [203.0.113.9])", server);
      const inner = hidden ? [hop("mx.example.net (mx.example.net [192.0.2.7])", "box.example.net")] : [];
      expect(authenticationOf(mail([...inner, edge], forged), trust).verdict).toBe("none");
    }),
    { numRuns: runs(20_000) },
  );
});

it("takes any value for any argument, and throws nothing but ItipError", () => {
  const anything = fc.oneof(
    fc.anything({ withNullPrototype: true, withTypedArray: true, withDate: true, withMap: true }),
    fc.record({
      headers: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.array(fc.string()), fc.anything())),
    }),
    fc.record({ servers: fc.array(fc.string()), sealers: fc.array(fc.string()) }),
    fc.string(),
    fc.uint8Array(),
  );
  fc.assert(
    fc.property(anything, anything, (raw, by) => {
      try {
        const { verdict } = Reflect.apply(authenticationOf, undefined, [raw, by]);
        expect(["pass", "fail", "none"]).toContain(verdict);
      } catch (error) {
        if (!(error instanceof ItipError)) throw error;
      }
    }),
    { numRuns: runs(5_000) },
  );
});

it("reads any text as a field without taking it for more than it says", () => {
  const pieces = fc.constantFrom(
    server,
    ";",
    " ",
    "=",
    "(",
    ")",
    '"',
    "\\",
    ".",
    "/",
    "\t",
    "dmarc",
    "pass",
    "header.from",
    "example.com",
    "x",
  );
  fc.assert(
    fc.property(
      fc.array(pieces, { maxLength: 60 }).map((all) => all.join("")),
      (text) => {
        const raw = `Authentication-Results: ${text}\r\nFrom: jane@example.com\r\n\r\n`;
        const { verdict } = authenticationOf(raw, trust);
        if (verdict === "pass")
          expect(text).toMatch(/dmarc[\s\S]*=[\s\S]*pass[\s\S]*header.from[\s\S]*example.com/);
      },
    ),
    { numRuns: runs(20_000) },
  );
});
