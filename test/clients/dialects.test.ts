import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Client, clientCapabilities } from "../../src/clients/index.ts";
import { openEmail, readReplies } from "../../src/index.ts";
import { between, comparison } from "./compare-answer.ts";
import { invitations } from "./compare-invitations.ts";

const folder = new URL("../../fixtures/dialects/", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, folder), "utf8");

const cases = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => readdirSync(new URL(`${name}/`, folder)).map((file) => [name, file] as const));

/** What the dialects do not play: see their docstrings. */
const known: Readonly<Record<string, readonly string[]>> = {
  // Thunderbird takes the shorter of the two encodings, word for word.
  "thunderbird/words.accept.eml": [
    "- Subject: =?UTF-8?B?QWNjZXB0ZWQ6IEdyw7zDn2UgZsO8ciBhbGxlIGF1cyDFgcOz?= =?UTF-8?B?ZMW6IHVuZCDkuojnrpcgaGV1dGU=?=",
    "+ Subject: =?UTF-8?Q?Accepted=3A_Gr=C3=BC=C3=9Fe_f=C3=BCr_alle_aus_=C5=81?= =?UTF-8?Q?=C3=B3d=C5=BA_und_=E4=BA=88=E7=AE=97_heute?=",
  ],
};

function isClient(name: string): name is Client {
  return Object.hasOwn(clientCapabilities, name);
}

describe("answerAs writes what the real program has written", () => {
  it.each(cases)("%s: %s", async (client, file) => {
    if (!isClient(client)) throw new Error(`${client} is no client`);
    const request = read(`${file.split(".", 1)[0]}.eml`);
    const { equal, lines } = await comparison(client, request, read(`${client}/${file}`));
    expect(lines).toEqual(known[`${client}/${file}`] ?? []);
    expect(equal).toBeGreaterThan(15);
  });

  it("to the invitations that `npm run dialects -- write` writes today", () => {
    for (const { name, raw } of invitations()) expect(read(`${name}.eml`), name).toBe(raw);
  });
});

describe("the real program's answer", () => {
  const statuses: Readonly<Record<string, string>> = {
    accept: "accepted",
    decline: "declined",
    tentative: "tentative",
    comment: "accepted",
  };

  it.each(cases.filter(([, file]) => file.endsWith(".eml")))("%s %s is read", async (client, file) => {
    const [, word = ""] = file.split(".");
    const opened = await openEmail(read(`${client}/${file}`));
    expect(opened.messages.flatMap(readReplies)).toMatchObject([
      { email: "jane@example.test", status: statuses[word] },
    ]);
    const comments = opened.messages.flatMap(readReplies).flatMap(({ comment }) => comment ?? []);
    expect(comments).toEqual(word === "comment" ? ["See you there"] : []);
  });
});

describe("the comparison", () => {
  it("names the lines that only one of the two has", () => {
    expect(between(["a", "b", "c"], ["a", "c", "d"])).toEqual({ equal: 2, lines: ["- b", "+ d"] });
    expect(between([], ["a"])).toEqual({ equal: 0, lines: ["+ a"] });
    expect(between(["b", "a"], ["a", "b"])).toEqual({ equal: 1, lines: ["- b", "+ b"] });
  });

  it("notices one letter", async () => {
    const request = read("timed.eml");
    const real = read("evolution/timed.accept.eml").replace("\nTRANSP:OPAQUE", "\nTRANSP:TRANSPARENT");
    expect((await comparison("evolution", request, real)).lines).toEqual([
      "- TRANSP:TRANSPARENT",
      "+ TRANSP:OPAQUE",
    ]);
  });
});
