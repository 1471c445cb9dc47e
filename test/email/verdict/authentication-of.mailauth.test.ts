import type { AuthenticateResult } from "mailauth";
import { getDomain } from "tldts";
import { describe, expect, it } from "vitest";
import { authenticationOf } from "../../../src/email/verdict/authentication-of.ts";
import {
  keyRecord,
  receivedBy,
  sealedBy,
  signedBy,
  type Zone,
} from "../../support/oracle/receiving-server.ts";
import { swept } from "../../support/runs.ts";

const server = "mx.example.net";
const right = "192.0.2.1";
const wrong = "198.51.100.66";

/** Domains that sign, and servers that may send for them. The forwarder sends from an address of its own. */
const zone: Zone = {
  ...Object.fromEntries(
    ["example.com", "mail.example.com", "news.example.com", "example.org", "lists.example.org"].map(
      (name) => [`mail._domainkey.${name}`, keyRecord],
    ),
  ),
  "mail._domainkey.later.example.com": null,
  "example.com": `v=spf1 ip4:${right} -all`,
  "mail.example.com": `v=spf1 ip4:${right} ~all`,
  "bounces.example.com": `v=spf1 ip4:${right} ?all`,
  "example.org": `v=spf1 ip4:${right} ip4:${wrong} -all`,
  "later.example.com": null,
};

const policies: Record<string, Zone> = {
  "no policy": {},
  "a policy of none": { "_dmarc.example.com": "v=DMARC1; p=none" },
  "a strict policy": { "_dmarc.example.com": "v=DMARC1; p=reject; adkim=s; aspf=s" },
  "a policy that cannot be had": { "_dmarc.example.com": null },
};

const message = (author: string) =>
  [
    `From: Jane Roe <${author}>`,
    "To: Paula Planner <planner@example.net>",
    "Subject: Accepted: Budget review",
    "Date: Fri, 01 May 2026 10:00:00 +0000",
    `Message-ID: <1.${author}>`,
    "",
    "I will be there.",
    "",
  ].join("\r\n");

const changed = (text: string) => `${text}-- \r\nSent through a mailing list.\r\n`;

/**
 * What mailauth found, read from its objects and not from the field that it wrote: DMARC where it says anything, else what
 * passed and is aligned by the public suffix list, as RFC 7489 section 3.1 aligns.
 */
function verdictOf({ dmarc, dkim, spf }: AuthenticateResult, author: string): string {
  const policy = dmarc === false ? "none" : dmarc.status.result;
  if (policy === "pass" || policy === "fail") return policy;
  const domain = author.slice(author.indexOf("@") + 1);
  const sender = spf === false ? [] : [{ domain: spf.domain ?? "", result: spf.status.result }];
  const signatures = dkim.results.map(({ signingDomain, status }) => ({
    domain: signingDomain,
    result: status.result,
  }));
  const isOwn = (other: { domain: string }) => getDomain(other.domain) === getDomain(domain);
  const silent = ["none", "temperror", "temperr", "permerror", "policy"];
  const said = (all: { domain: string; result: string }[]) => {
    const own = all.filter(isOwn).filter(({ result }) => !silent.includes(result));
    if (own.some(({ result }) => result === "pass")) return "pass";
    return own.length > 0 && own.every(({ result }) => result === "fail")
      ? "fail"
      : own.length > 0
        ? "open"
        : "";
  };
  const methods = [said(signatures), said(sender)].filter((word) => word !== "");
  if (methods.includes("pass")) return "pass";
  return methods.length > 0 && methods.every((word) => word === "fail") ? "fail" : "none";
}

const authors = ["jane@example.com", "jane@mail.example.com"];
const signers: Record<string, string[]> = {
  nobody: [],
  "the domain": ["example.com"],
  "the domain below": ["mail.example.com"],
  "a sister domain": ["news.example.com"],
  "a stranger": ["example.org"],
  "a stranger and the domain": ["example.org", "example.com"],
  "a domain without a key": ["lost.example.com"],
  "a domain whose key cannot be had": ["later.example.com"],
};
const senders: [string, string][] = [
  ["jane@example.com", right],
  ["jane@example.com", wrong],
  ["jane@mail.example.com", wrong],
  ["jane@bounces.example.com", right],
  ["bounces@example.org", wrong],
  ["jane@later.example.com", wrong],
];

describe.each(Object.entries(policies))("With %s, the verdict is that of mailauth", (_, policy) => {
  it.each(swept(Object.entries(signers), 5))("for mail signed by %s", async (_who, domains) => {
    const verdicts = new Set<string>();
    for (const author of authors) {
      for (const [sender, ip] of swept(senders, 3)) {
        for (const change of [(text: string) => text, changed]) {
          const signed = change(await signedBy(domains, message(author)));
          const { results, raw } = await receivedBy(server, { ...zone, ...policy }, signed, {
            ip,
            helo: "out.example.org",
            sender,
          });
          const { verdict, reason } = authenticationOf(raw, {
            servers: [server],
            organizationalDomain: getDomain,
          });
          expect(verdict, `${author} by ${sender} from ${ip}: ${reason}\n${results.headers}`).toBe(
            verdictOf(results, author),
          );
          verdicts.add(verdict);
        }
      }
    }
    // No policy, no signature: still more than one verdict, so that the senders tell them apart.
    expect(verdicts.size).toBeGreaterThan(1);
  });
});

describe("A mail that a list has changed and sealed (RFC 8617)", () => {
  const policy = { ...zone, ...policies["a strict policy"] };
  const forwarded = async (signer: string[], ip: string, author = "jane@example.com") => {
    const original = await signedBy(signer, message(author));
    const sealed = await sealedBy(
      "lists.example.org",
      policy,
      original,
      { ip, helo: "out.example.com", sender: author },
      changed,
    );
    return receivedBy(server, policy, sealed, {
      ip: wrong,
      helo: "lists.example.org",
      sender: "list@example.org",
    });
  };

  it("fails without the list's word, and passes with it", async () => {
    const { results, raw } = await forwarded(["example.com"], right);
    expect(results.arc !== false && results.arc.status.result).toBe("pass");
    expect(results.dmarc !== false && results.dmarc.status.result).toBe("fail");
    expect(authenticationOf(raw, { servers: [server] }).verdict).toBe("fail");
    expect(authenticationOf(raw, { servers: [server], sealers: ["example.net"] }).verdict).toBe("fail");
    expect(authenticationOf(raw, { servers: [server], sealers: ["LISTS.example.org"] })).toEqual({
      verdict: "pass",
      reason:
        "before the mail was forwarded, lists.example.org found dmarc=pass header.from=example.com (ARC)",
    });
  });

  it("fails where it failed at the list already", async () => {
    const { raw } = await forwarded([], wrong);
    expect(authenticationOf(raw, { servers: [server], sealers: ["lists.example.org"] }).verdict).toBe("fail");
  });

  it("fails where the seal does not hold, whoever is named in it", async () => {
    const { raw } = await forwarded(["example.com"], right);
    const [head = "", ...rest] = raw.split("ARC-Seal:");
    const forged = `${head}ARC-Seal:${rest.join("ARC-Seal:").replace(/\bb=[A-Za-z0-9+/]{6}/, "b=AAAAAA")}`;
    const below = forged.slice(forged.indexOf("ARC-Seal:"));
    const { results, raw: again } = await receivedBy(server, policy, below, {
      ip: wrong,
      helo: "lists.example.org",
      sender: "list@example.org",
    });
    expect(results.arc !== false && results.arc.status.result).toBe("fail");
    expect(authenticationOf(again, { servers: [server], sealers: ["lists.example.org"] }).verdict).toBe(
      "fail",
    );
  });
});
