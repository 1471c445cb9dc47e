import { getDomain } from "tldts";
import { describe, expect, it } from "vitest";
import { authenticationOf } from "../../../src/email/verdict/authentication-of.ts";
import type { Trust } from "../../../src/email/verdict/trust.ts";
import { refused } from "../../support/refusal.ts";

const server = "mx.example.net";
const trust: Trust = { servers: [server] };
const hop = `Received: from mail.example.com (mail.example.com [192.0.2.1]) by ${server} with ESMTP id 1; Fri, 1 May 2026 10:00:00 +0000`;
const jane = "From: Jane Roe <jane@example.com>";

function verdict(lines: readonly string[], by: Trust = trust): string {
  return authenticationOf(`${lines.join("\r\n")}\r\n\r\nI will be there.\r\n`, by).verdict;
}

/** The verdict on Jane's mail by one field of the server. */
function found(results: string, author = jane, by: Trust = trust): string {
  return verdict([`Authentication-Results: ${server}; ${results}`, hop, author], by);
}

describe("What a server found decides", () => {
  it.each([
    ["dmarc=pass header.from=example.com", "pass"],
    ["dmarc=pass (p=none dis=none) header.from=Example.COM", "pass"],
    ["dmarc=fail (p=reject) header.from=example.com; dkim=pass header.d=example.com", "fail"],
    ["dmarc=pass header.from=example.org", "none"],
    ["dmarc=pass", "none"],
    ["dmarc=none header.from=example.com; spf=pass smtp.mailfrom=jane@example.com", "pass"],
    ["dmarc=temperror header.from=example.com", "none"],
    ["dmarc=permerror header.from=example.com; dkim=pass header.d=example.com", "pass"],
    ["dkim=pass header.d=example.com", "pass"],
    ["dkim=pass header.i=@example.com header.s=mail", "pass"],
    ["dkim=pass header.d=example.org header.i=@example.com", "none"],
    ["dkim=pass header.d=mail.example.com", "pass"],
    ["dkim=pass header.d=com", "none"],
    ["dkim=pass header.d=notexample.com", "none"],
    ["dkim=pass header.d=example.com.evil.test", "none"],
    ["dkim=pass", "none"],
    ["dkim=fail header.d=example.com; dkim=pass header.d=example.com", "pass"],
    ["dkim=fail header.d=example.com; spf=pass smtp.mailfrom=example.com", "pass"],
    ["dkim=fail header.d=example.com", "fail"],
    ["dkim=fail header.d=example.org", "none"],
    ["dkim=fail header.d=example.com; spf=fail smtp.mailfrom=jane@example.com", "fail"],
    ["dkim=fail header.d=example.com; spf=neutral smtp.mailfrom=jane@example.com", "none"],
    ["dkim=neutral header.d=example.com", "none"],
    ["dkim=policy header.d=example.com", "none"],
    ["spf=softfail smtp.mailfrom=jane@example.com", "none"],
    ["spf=hardfail smtp.mailfrom=jane@example.com", "fail"],
    ["spf=pass smtp.mailfrom=bounces.example.com", "pass"],
    ["spf=pass smtp.mailfrom=<jane@example.com>", "pass"],
    ['spf=pass smtp.mailfrom="jane@example.com"@evil.test', "none"],
    ["spf=pass smtp.helo=example.com", "none"],
    ["spf=pass smtp.mailfrom=jane@example.com smtp.mailfrom=eve@evil.test", "none"],
    ["none", "none"],
    ["", "none"],
    ["auth=pass smtp.auth=jane@example.com", "none"],
    ["arc=pass", "none"],
  ])("%s: %s", (results, expected) => {
    expect(found(results)).toBe(expected);
  });

  it("says in one sentence which result decided", () => {
    const { reason } = authenticationOf(
      [`Authentication-Results: ${server}; dkim=pass header.d=mail.example.com`, hop, jane, "", ""].join(
        "\r\n",
      ),
      trust,
    );
    expect(reason).toBe("mx.example.net found dkim=pass header.d=mail.example.com");
  });

  it("lets the failure win where two fields of one's own contradict each other", () => {
    const two = (first: string, second: string) =>
      verdict(
        [
          `Authentication-Results: ${server}; ${first}`,
          `Authentication-Results: inner.example.net; ${second}`,
          hop,
          jane,
        ],
        { servers: [server, "inner.example.net"] },
      );
    const [pass, fail] = ["dmarc=pass header.from=example.com", "dmarc=fail header.from=example.com"];
    expect([two(pass, fail), two(fail, pass), two(pass, pass), two("none", pass)]).toEqual([
      "fail",
      "fail",
      "pass",
      "pass",
    ]);
    expect(two("dkim=pass header.d=example.com", "dkim=fail header.d=example.com")).toBe("fail");
  });

  it("puts together what one server wrote into several fields", () => {
    const lines = ["spf=pass smtp.mailfrom=list@example.org", "dkim=pass header.d=example.com"];
    expect(verdict([...lines.map((line) => `Authentication-Results: ${server}; ${line}`), hop, jane])).toBe(
      "pass",
    );
  });

  it("if a server says two things of one method, the second counts only as a failure: a stranger may have written it", () => {
    const lines = ["dmarc=none header.from=example.com; dkim=none", "dkim=pass header.d=example.com"];
    const fields = lines.map((line) => `Authentication-Results: ${server}; ${line}`);
    expect(verdict([hop, ...fields, jane])).toBe("none");
    expect(verdict([hop, ...[...fields].reverse(), jane])).toBe("pass");
    const failed = `Authentication-Results: ${server}; dkim=fail header.d=example.com`;
    expect(verdict([hop, fields[1] ?? "", failed, jane])).toBe("fail");
  });
});

describe("The author has to be one", () => {
  it.each([
    ["nobody", []],
    ["two in one field", ["From: jane@example.com, eve@evil.test"]],
    ["two fields", [jane, "From: eve@evil.test"]],
    ["a second field behind three hundred blanks", [`From${" ".repeat(300)}: eve@evil.test`, jane]],
    ["a second field behind a control character", ["From\u0000: eve@evil.test", jane]],
    ["a second field that is folded at once", ["From\r\n : eve@evil.test", jane]],
    ["a group", ["From: Friends: jane@example.com;"]],
    ["no address", ["From: Jane"]],
  ])("%s: none", (_, from) => {
    expect(
      verdict([`Authentication-Results: ${server}; dmarc=pass header.from=example.com`, hop, ...from]),
    ).toBe("none");
  });
});

describe("Alignment", () => {
  it.each([
    ["jane@mail.example.com", "example.com", "pass"],
    ["jane@shop.example.co.uk", "example.co.uk", "pass"],
    ["jane@example.co.uk", "co.uk", "none"],
    ["jane@co.uk", "evil.co.uk", "none"],
    ["jane@uk.com", "evil.uk.com", "none"],
    ["jane@duckdns.org", "evil.duckdns.org", "none"],
    ["jane@ca.us", "evil.ca.us", "none"],
    ["jane@com", "evil.com", "none"],
    ["jane@a.example.com", "b.example.com", "none"],
  ])("of %s with a signature of %s, without a list: %s", (author, signer, expected) => {
    expect(found(`dkim=pass header.d=${signer}`, `From: ${author}`)).toBe(expected);
  });

  it("knows with a public suffix list that sister domains have one owner, and which names are suffixes", () => {
    const listed = { ...trust, organizationalDomain: getDomain };
    expect(found("dkim=pass header.d=b.example.com", "From: jane@a.example.com", listed)).toBe("pass");
    expect(found("dkim=pass header.d=evil.city.kawasaki.jp", "From: jane@good.kawasaki.jp", listed)).toBe(
      "none",
    );
    expect(found("dmarc=pass header.from=example.com", "From: jane@a.example.com", listed)).toBe("pass");
    expect(found("dmarc=pass header.from=b.example.com", "From: jane@a.example.com", listed)).toBe("none");
  });

  it("asks DMARC about the author's domain or one above it, not about one below", () => {
    expect(found("dmarc=pass header.from=example.com", "From: jane@mail.example.com")).toBe("pass");
    expect(found("dmarc=pass header.from=mail.example.com")).toBe("none");
  });

  it("compares internationalised domains in one spelling", () => {
    expect(found("dkim=pass header.d=bücher.example", "From: jane@xn--bcher-kva.example")).toBe("pass");
    expect(found("dkim=pass header.d=xn--bcher-kva.example", "From: jane@Bücher.example")).toBe("pass");
  });
});

describe("The field may be written in every way that RFC 8601 allows", () => {
  it.each([
    ["letter case and a version", "MX.Example.Net 1; DMARC=Pass Header.From=example.com"],
    ["folds", "mx.example.net;\r\n\tdmarc=pass\r\n  header.from=example.com"],
    ["no blanks", "mx.example.net;dmarc=pass header.from=example.com"],
    [
      "comments everywhere",
      "(a (nested) one) mx.example.net (x) 1 (y); dmarc (z) / 1 (a) = (b) pass (c\\)) header . from = example.com",
    ],
    ["a reason", 'mx.example.net; dmarc=pass reason="signed; well" header.from=example.com'],
    ["quotes", 'mx.example.net; dmarc="pass" header.from="example.com"'],
    ["a closing dot", "mx.example.net.; dmarc=pass header.from=example.com."],
    ["base64 with its equals signs", "mx.example.net; dkim=pass header.b=ab+/c== header.d=example.com"],
  ])("%s", (_, value) => {
    expect(verdict([`Authentication-Results: ${value}`, hop, jane])).toBe("pass");
  });

  it.each([
    ["a comment that never ends", "mx.example.net; dmarc=pass header.from=example.com (x"],
    ["a comment that ends twice", "mx.example.net; spf=fail (x) ); dmarc=pass header.from=example.com"],
    ["a quoted string that never ends", 'mx.example.net; dmarc=pass header.from=example.com x="y'],
    ["a result in a comment", "mx.example.net; (dmarc=pass header.from=example.com)"],
    ["a result in a quoted string", 'mx.example.net; spf=none reason="; dmarc=pass header.from=example.com"'],
    ["no server", "dmarc=pass header.from=example.com"],
    ["a version that is yet to come", "mx.example.net 2; dmarc=pass header.from=example.com"],
    ["the server as a comment", "(mx.example.net) evil.test; dmarc=pass header.from=example.com"],
    ["a server that ends as ours does", "evilmx.example.net; dmarc=pass header.from=example.com"],
    ["a server below ours", "a.mx.example.net; dmarc=pass header.from=example.com"],
  ])("%s is no pass", (_, value) => {
    expect(verdict([`Authentication-Results: ${value}`, hop, jane])).toBe("none");
  });
});

describe("Only what stands above the hop into one's own servers counts", () => {
  const pass = `Authentication-Results: ${server}; dmarc=pass header.from=example.com`;
  const from = (client: string, by = server) =>
    `Received: from ${client} by ${by} with ESMTP; Fri, 1 May 2026 10:00:00 +0000`;
  const stranger = from("mail.evil.test (mail.evil.test [203.0.113.9])", "mail.evil.test");

  it.each([
    ["above the topmost Received", [pass, hop, jane], "pass"],
    ["below it, above the next, where Gmail and Postfix write", [hop, pass, stranger, jane], "pass"],
    ["below the stranger's Received", [hop, stranger, pass, jane], "none"],
    [
      "below a Received that claims to be ours",
      [hop, from("evil.test (evil.test [203.0.113.9])"), pass, jane],
      "none",
    ],
    [
      "behind a neighbour",
      [from("inner.example.net (inner.example.net [192.0.2.7])", "box.example.net"), hop, pass, jane],
      "pass",
    ],
    [
      "behind a neighbour at a private address",
      [from("inner.example.net ([10.1.2.3])", "box.example.net"), hop, pass, jane],
      "pass",
    ],
    [
      "behind a filter on the same machine",
      [from("localhost (localhost [127.0.0.1])"), pass, hop, jane],
      "pass",
    ],
    [
      "behind Dovecot's LMTP",
      [
        `Received: from ${server}\r\n\tby ${server} with LMTP\r\n\tid x; Fri, 1 May 2026 10:00:00 +0000`,
        pass,
        hop,
        jane,
      ],
      "pass",
    ],
    [
      "behind Gmail's own topmost Received",
      [
        "Received: by 2002:a05:6402:34c8:b0:1 with SMTP id w8; Fri, 1 May 2026 10:00:00 +0000",
        hop,
        pass,
        jane,
      ],
      "pass",
    ],
    [
      "behind a client that only calls itself a neighbour",
      [from("inner.example.net (evil.test [203.0.113.9])"), hop, pass, jane],
      "none",
    ],
    [
      "behind a client without a name of its own",
      [from("inner.example.net (unknown [203.0.113.9])"), hop, pass, jane],
      "none",
    ],
    [
      "behind a client with a forged name",
      [from("inner.example.net (inner.example.net [203.0.113.9] (may be forged))"), hop, pass, jane],
      "none",
    ],
    [
      "behind a client of which the address alone is known",
      [from("inner.example.net ([203.0.113.9])"), hop, pass, jane],
      "none",
    ],
    ["in the body", [hop, jane, "", pass], "none"],
    [
      "behind a hop that names nobody, further down",
      [
        from("inner.example.net", "box.example.net"),
        `Received: by ${server} with HTTP; Fri, 1 May 2026 10:00:00 +0000`,
        stranger,
        pass,
        jane,
      ],
      "none",
    ],
  ])("%s", (_, lines, expected) => {
    expect(verdict(lines)).toBe(expected);
  });

  it("tells neighbours by the domain that was registered, which a public suffix is not", () => {
    const by = { servers: ["mx.example.co.uk"] };
    const field = "Authentication-Results: mx.example.co.uk; dmarc=pass header.from=example.com";
    const inner = (host: string) => [
      from(`${host} (${host} [192.0.2.7])`, "box.example.co.uk"),
      from("x.evil.test", "mx.example.co.uk"),
      field,
      jane,
    ];
    expect(verdict(inner("inner.example.co.uk"), by)).toBe("pass");
    expect(verdict(inner("evil.co.uk"), by)).toBe("none");
  });

  it("needs no Received where there is none", () => {
    expect(verdict([pass, jane])).toBe("pass");
  });
});

describe("The examples of RFC 8601, appendix B", () => {
  const example: Trust = { servers: ["example.com"] };
  const dialup =
    "Received: from dialup-1-2-3-4.example.net (dialup-1-2-3-4.example.net [192.0.2.200]) by mail-router.example.com (8.11.6/8.11.6) with ESMTP id g1G0r1kA003489; Fri, Feb 15 2002 17:19:07 -0800";

  it("B.1 and B.2: no field, and no authentication done", () => {
    expect(verdict([dialup, "From: sender@example.net"], example)).toBe("none");
    const field = "Authentication-Results: example.org 1; none";
    expect(verdict([field, dialup, "From: sender@example.net"], { servers: ["example.org"] })).toBe("none");
  });

  it("B.3 and B.4: SPF, and several methods in two fields", () => {
    const spf = "Authentication-Results: example.com; spf=pass smtp.mailfrom=example.net";
    expect(verdict([spf, dialup, "From: sender@example.net"], example)).toBe("pass");
    const first =
      "Authentication-Results: example.com; auth=pass (cram-md5) smtp.auth=sender@example.net; spf=pass smtp.mailfrom=example.net";
    const second = "Authentication-Results: example.com; iprev=pass policy.iprev=192.0.2.200";
    expect(verdict([first, second, dialup, "From: sender@example.net"], example)).toBe("pass");
  });

  it("B.5: two servers of one organization, the second of which checks signatures", () => {
    const lines = [
      "Authentication-Results: example.com; dkim=pass (good signature) header.d=example.com",
      "Received: from mail-router.example.com (mail-router.example.com [192.0.2.1]) by auth-checker.example.com (8.11.6/8.11.6) with ESMTP id i7PK0sH7021929; Fri, Feb 15 2002 17:19:22 -0800",
      "DKIM-Signature: v=1; a=rsa-sha256; s=gatsby; d=example.com; h=From:Date; b=EToRSuvUfQVP3Bkz",
      "Authentication-Results: example.com; auth=pass (cram-md5) smtp.auth=sender@example.com; spf=fail smtp.mailfrom=example.com",
      dialup,
      "From: sender@example.com",
    ];
    expect(verdict(lines, example)).toBe("pass");
  });

  it("B.6: a list that broke the author's signature; what the list found counts for whoever names the list", () => {
    const lines = [
      'Authentication-Results: example.com; dkim=pass reason="good signature" header.i=@mail-router.example.net; dkim=fail reason="bad signature" header.i=@newyork.example.com',
      "Received: from mail-router.example.net (mail-router.example.net [192.0.2.250]) by chicago.example.com (8.11.6/8.11.6) for <recipient@chicago.example.com>; Fri, Feb 15 2002 17:19:22 -0800",
      "Authentication-Results: example.net; dkim=pass (good signature) header.i=@newyork.example.com",
      "Received: from smtp.example.com (smtp.example.com [192.0.2.220]) by mail-router.example.net (8.11.6/8.11.6); Fri, Feb 15 2002 17:19:08 -0800",
      "From: sender@newyork.example.com",
    ];
    expect(verdict(lines, example)).toBe("fail");
    expect(verdict(lines, { servers: ["example.net"] })).toBe("pass");
  });

  it("B.7: comments wherever they may stand", () => {
    const field =
      "Authentication-Results: foo.example.net (foobar) 1 (baz);\r\n dkim (Because I like it) / 1 (One yay) = (wait for it) fail\r\n  policy (A dot can go here) . (like that) expired\r\n  (this surprised me) = (as I wasn't expecting it) 1362471462\r\n  header.d=example.net";
    expect(verdict([field, dialup, "From: sender@example.net"], { servers: ["foo.example.net"] })).toBe(
      "fail",
    );
  });
});

describe("The example of RFC 8617, appendix B: a mail through a list, Gmail and a forwarder", () => {
  const seal = (i: number, domain: string) =>
    `ARC-Seal: i=${i}; a=rsa-sha256; cv=${i === 1 ? "none" : "pass"}; d=${domain}; s=one; t=12345; b=CU87XzXlNlk5X==`;
  const lines = [
    seal(3, "clochette.example.org"),
    "ARC-Authentication-Results: i=3; clochette.example.org; spf=fail smtp.from=jqd@d1.example; dkim=fail (512-bit key) header.i=@d1.example; dmarc=fail; arc=pass (as.2.gmail.example=pass)",
    "Authentication-Results: clochette.example.org; spf=fail smtp.from=jqd@d1.example; dkim=fail (512-bit key) header.i=@d1.example; dmarc=fail; arc=pass (as.2.gmail.example=pass, ams.1.lists.example.org=fail (message has been altered))",
    "Received: from mail-ob0-f188.google.example (mail-ob0-f188.google.example [208.69.40.157]) by clochette.example.org with ESMTP id d200mr22663000ykb.93.1421363268; Thu, 14 Jan 2015 15:03:15 -0800",
    seal(2, "gmail.example"),
    "ARC-Authentication-Results: i=2; gmail.example; spf=fail smtp.from=jqd@d1.example; dkim=fail header.i=@example.org; dmarc=fail; arc=pass",
    seal(1, "lists.example.org"),
    "ARC-Authentication-Results: i=1; lists.example.org; spf=pass smtp.mfrom=jqd@d1.example; dkim=pass (512-bit key) header.i=@d1.example; dmarc=pass",
    "Received: from segv.d1.example (segv.d1.example [72.52.75.15]) by lists.example.org (8.14.5/8.14.5); Thu, 14 Jan 2015 15:00:01 -0800",
    "From: John Q Doe <jqd@d1.example>",
  ];
  const servers = ["clochette.example.org"];
  const sealers = ["clochette.example.org", "gmail.example", "lists.example.org"];

  it("passes where every sealer is believed", () => {
    expect(verdict(lines, { servers, sealers })).toBe("pass");
  });

  it("fails where one of them is not, or nobody", () => {
    for (const missing of sealers)
      expect(verdict(lines, { servers, sealers: sealers.filter((one) => one !== missing) })).toBe("fail");
    expect(verdict(lines, { servers })).toBe("fail");
  });

  it("fails where the server finds no arc=pass, or the chain has a gap or a seal too many", () => {
    const without = (changed: readonly string[]) => verdict(changed, { servers, sealers });
    expect(
      without(
        lines.map((line) =>
          line.replace("; arc=pass (as.2.gmail.example=pass, a", "; arc=fail (as.2.gmail.example=pass, a"),
        ),
      ),
    ).toBe("fail");
    expect(without(lines.filter((line) => !line.startsWith("ARC-Seal: i=2")))).toBe("fail");
    expect(without([...lines, seal(1, "lists.example.org")])).toBe("fail");
    expect(
      without([
        ...lines,
        "ARC-Authentication-Results: i=1; lists.example.org; dmarc=pass header.from=d1.example",
      ]),
    ).toBe("fail");
    expect(without(lines.filter((line) => !line.includes("i=1; lists")))).toBe("fail");
  });

  it("says `none` where the first hop knew nothing", () => {
    const silent = lines.map((line) =>
      line.includes("i=1; lists") ? "ARC-Authentication-Results: i=1; lists.example.org; none" : line,
    );
    expect(verdict(silent, { servers, sealers })).toBe("none");
  });
});

describe("A header that was taken apart", () => {
  const by = (headers: Record<string, string | string[]>) => authenticationOf({ headers }, trust).verdict;

  it("is judged by the topmost field of each server, whatever the names' letter case", () => {
    const pass = `${server}; dmarc=pass header.from=example.com`;
    expect(by({ from: "jane@example.com", "authentication-results": pass })).toBe("pass");
    expect(by({ FROM: "jane@example.com", "Authentication-Results": [`${server}; none`, pass] })).toBe(
      "none",
    );
    expect(
      by({ From: "jane@example.com", "Authentication-Results": ["other.example.net; none", pass] }),
    ).toBe("pass");
    expect(by({ From: ["jane@example.com", "eve@evil.test"], "Authentication-Results": pass })).toBe("none");
    expect(by({ From: "eve@evil.test", from: "jane@example.com", "Authentication-Results": pass })).toBe(
      "none",
    );
    expect(by({ From: "jane@example.com", "From ": "eve@evil.test", "Authentication-Results": pass })).toBe(
      "none",
    );
  });

  it("has values that may be folded, but hold no second field", () => {
    expect(
      by({
        From: "jane@example.com",
        "Authentication-Results": `${server};\r\n dmarc=pass\n\theader.from=example.com`,
      }),
    ).toBe("pass");
    expect(
      by({
        From: "eve@evil.test\r\nFrom: jane@example.com",
        "Authentication-Results": `${server}; dmarc=pass header.from=example.com`,
      }),
    ).toBe("none");
  });
});

describe("What cannot be meant is refused with its path", () => {
  it("a function that throws, where it is asked", () => {
    const thrower: Trust = {
      ...trust,
      organizationalDomain: () => {
        throw new Error("no list");
      },
    };
    expect(refused(() => found("dkim=pass header.d=mail.example.com", jane, thrower))).toEqual([
      "invalid-argument",
      "trust.organizationalDomain threw",
    ]);
  });

  it.each<[unknown, unknown, string[]]>([
    [undefined, trust, ["invalid-argument", "raw invalid-type"]],
    [{ head: {} }, trust, ["invalid-argument", "raw.head unknown-field", "raw.headers required"]],
    [{ headers: { From: 1 } }, trust, ["invalid-argument", "raw.headers.From invalid-type"]],
    ["", trust, ["not-an-email", "raw not-an-email"]],
    [jane, undefined, ["invalid-argument", "trust invalid-type"]],
    [jane, {}, ["invalid-argument", "trust.servers required"]],
    [jane, { servers: "mx" }, ["invalid-argument", "trust.servers invalid-type"]],
    [
      jane,
      { servers: ["mx", 1, ""] },
      ["invalid-argument", "trust.servers[1] invalid-name", "trust.servers[2] invalid-name"],
    ],
    [jane, { servers: [], sealers: ["a b"] }, ["invalid-argument", "trust.sealers[0] invalid-name"]],
    [jane, { server: [], servers: [] }, ["invalid-argument", "trust.server unknown-field"]],
    [
      jane,
      { servers: [], organizationalDomain: "x" },
      ["invalid-argument", "trust.organizationalDomain invalid-type"],
    ],
    [`X: ${"x".repeat(300_000)}`, trust, ["limit-exceeded", "limits.lineLength lineLength"]],
    [{ headers: { From: "x".repeat(300_000) } }, trust, ["limit-exceeded", "limits.lineLength lineLength"]],
    [
      { headers: { Received: Array<string>(2_000).fill("x") } },
      trust,
      ["limit-exceeded", "limits.emailHeaders emailHeaders"],
    ],
  ])("%#", (raw, by, expected) => {
    expect(refused(() => Reflect.apply(authenticationOf, undefined, [raw, by]))).toEqual(expected);
  });
});
