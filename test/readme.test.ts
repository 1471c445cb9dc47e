import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { clientCapabilities } from "../src/clients/index.ts";
import { findingTable } from "../src/finding.table.ts";
import {
  createInvite,
  defaultLimits,
  type HeldReason,
  type IgnoredReason,
  itipErrorCodes,
  type StaleReason,
} from "../src/index.ts";
import * as mailers from "../src/mailers/index.ts";
import { itip } from "./support/fake-io.ts";
import {
  exampleNames,
  guest,
  inbox,
  invitation,
  kitchen,
  letters,
  mailbox,
  oddities,
  pages,
  printedExample,
  printedTable,
  promisedOutput,
  queue,
  readme,
  regions,
  rowDatabase,
  webhook,
} from "./support/fixtures/readme.ts";
import { logsOf } from "./support/run-example.ts";

/** What the page that answers takes for granted: a letter with links, and where the invite is. */
async function sentLetter(): Promise<string> {
  return `${invitation}
    ${printedExample("answer-links")
      .replace(/console\.log\(.*\);.*/, "")
      .replace("{ messages }", "{ invite, messages }")}
    globalThis.invite = invite;
    globalThis.stored = new Map([[invite.uid, invite]]);
    globalThis.load = async (uid) => stored.get(uid);
    globalThis.store = async (next) => stored.set(next.uid, next);`;
}

describe("The examples of the pages", () => {
  it.each([
    ["mailer", 3],
    ["emulator", 4],
    ["service", 3],
    ["resolve", 2],
    ["vtimezone", 1],
    ["luxon", 2],
    ["icaljs", 1],
  ])("do as they say: %s", async (name, outputs) => {
    const code = printedExample(name);
    const promised = promisedOutput(code);
    expect(promised).toHaveLength(outputs);
    expect(await logsOf(code, mailbox)).toEqual(promised);
  });

  it.each([
    ["stream", queue],
    ["regions", regions],
  ])("on many machines do as they say: %s", async (name, surroundings) => {
    const code = printedExample(name);
    const promised = promisedOutput(code);
    expect(promised).toHaveLength(1);
    expect(await logsOf(code, surroundings)).toEqual(promised);
  });

  it.each([
    ["checker", oddities],
    ["limits-changed", oddities],
    ["limits-errors", ""],
  ])("tell what is wrong with what they are given: %s", async (name, surroundings) => {
    const code = printedExample(name);
    const promised = promisedOutput(code);
    expect(promised).toHaveLength(1);
    expect(await logsOf(code, surroundings)).toEqual(promised);
  });

  it.each([
    ["inbound", inbox],
    ["webhook", webhook],
    ["parts", inbox],
    ["attendance", letters],
  ])("take in a mail and store what it says: %s", async (name, surroundings) => {
    const code = printedExample(name);
    expect(await logsOf(code, surroundings)).toEqual(promisedOutput(code));
  });

  it("let people answer by a link, which a scanner that follows it does not", async () => {
    expect(await logsOf(printedExample("answer-links"), invitation)).toEqual([
      ["accepted", "tentative", "declined"],
    ]);
    const report = `
      const { statusOf } = await import("itip");
      const shown = () => statusOf(stored.get(invite.uid)).recipients[0];
      const link = sent[0].parts.html.match(/href="([^"]*answer=[^"]*)"/)[1].replaceAll("&amp;", "&");
      const page = await (await handle(new Request(link))).text();
      console.log(page.includes("Accept this invitation?") && page.includes(input.event.summary), shown().status);
      const body = new URLSearchParams({ comment: "With pleasure" });
      const thanks = await (await handle(new Request(link, { method: "POST", body }))).text();
      console.log(thanks.includes("Thank you."), shown());
      console.log((await (await handle(new Request(link + "x"))).text()).includes("This link is not valid."));`;
    expect(await logsOf(`${printedExample("answer-page")}\n${report}`, await sentLetter())).toEqual([
      [true, "pending"],
      [true, { email: "jane@example.test", status: "accepted", comment: "With pleasure" }],
      true,
    ]);
  });

  it("go through the command line as they are printed", async () => {
    const files = { "event.json": printedExample("event").replace(/^json\n/, "") };
    const invite = await itip(["invite", "event.json"], { files });
    expect(invite.status, invite.err).toBe(0);
    const mails = { "invite.eml": invite.out };
    const as = ["--as", "jane@example.com", "--status", "accepted"];
    const reply = await itip(["answer", "invite.eml", ...as], { files: mails });
    expect(reply.status, reply.err).toBe(0);
    const shown = await itip(["show", "reply.eml"], { files: { "reply.eml": reply.out } });
    expect(shown.out).toContain("jane@example.com");
    expect(shown.out).toContain("accepted");
    const checked = await itip(["check", "invite.eml"], { files: mails });
    expect(checked.status, checked.out).toBe(0);
  });
});

describe("The example of a row a guest", () => {
  it("lets guests answer beside each other, and takes a step again that lost a race for one row: row-a-guest", async () => {
    const report = `
      const { invite, lost, read, sent } = afterwards();
      const { event, replies } = (await import("itip")).statusOf(invite);
      console.log({ lost, read, sent, start: event.start.time, replies: replies.map(({ email, status }) => email + " " + status) });`;
    const code = printedExample("row-a-guest");
    expect(code).toContain("rowCount === 0");
    expect(await logsOf(`${code}\n${report}`, rowDatabase)).toEqual([
      {
        lost: 1,
        // Jane's answer reads the head, her own row and that of strangers, twice; the organizer's step reads all four.
        read: [3, 3, 4],
        sent: 2,
        start: "2027-06-11T14:00:00+01:00",
        replies: ["jane@example.test accepted", "omar@example.test declined"],
      },
    ]);
  });
});

describe("The examples of testing one's own application", () => {
  const application = () => `${printedExample("testing-application")}\nglobalThis.bookings = bookings;`;

  it.each([
    ["testing-answer", 5],
    ["testing-clients", 1],
    ["testing-forged", 2],
  ])("do as they say: %s", async (name, outputs) => {
    const code = printedExample(name);
    const promised = promisedOutput(code);
    expect(promised).toHaveLength(outputs);
    expect(await logsOf(code, `${guest}\n${application()}`)).toEqual(promised);
  });
});

/** Examples that are run by the tests of this file, or by the one named. */
const executed: Record<string, string> = {
  mailer: "here",
  emulator: "here",
  service: "here",
  "answer-links": "here",
  "answer-page": "here",
  resolve: "here",
  vtimezone: "here",
  luxon: "here",
  icaljs: "here",
  stream: "here",
  regions: "here",
  "row-a-guest": "here",
  event: "here",
  inbound: "here",
  webhook: "here",
  parts: "here",
  attendance: "here",
  checker: "here",
  "limits-changed": "here",
  "limits-errors": "here",
  "testing-application": "here",
  "testing-answer": "here",
  "testing-clients": "here",
  "testing-forged": "here",
  mailbox: "test/mailbox/run.ts",
};

/** The recipes, each with how many values it prints. */
const recipes: [name: string, outputs: number][] = [
  ["recipe-start", 1],
  ["recipe-all-day", 1],
  ["recipe-series", 1],
  ["recipe-occurrence", 2],
  ["recipe-guests", 1],
  ["recipe-proposal", 2],
  ["recipe-hold", 2],
  ["recipe-room", 1],
  ["recipe-delegate", 1],
  ["recipe-file", 1],
  ["recipe-languages", 1],
  ["recipe-hidden", 1],
  ["recipe-telephone", 1],
  ["recipe-following", 2],
  ["recipe-adopt", 2],
  ["recipe-publish", 1],
  ["recipe-everything", 1],
];

describe("The recipes", () => {
  it.each(recipes)("do as they say: %s", async (name, outputs) => {
    const code = printedExample(name);
    const promised = promisedOutput(code);
    expect(promised).toHaveLength(outputs);
    expect(await logsOf(code, kitchen)).toEqual(promised);
  });
});

describe("The pages", () => {
  it("hold no example that nothing runs", () => {
    expect([...exampleNames].sort()).toEqual(
      [...Object.keys(executed), ...recipes.map(([name]) => name)].sort(),
    );
  });

  it("hold no code without a name by which it is run, or the file that it is from", () => {
    const bare = pages.flatMap(({ name, text }) =>
      Array.from(
        text.matchAll(/^(.*)\n```[jt]s$/gm),
        ([, before = ""]) => `${name}: ${before.replace(/^<!-- (example|source): \S+ -->$/, "$1")}`,
      ),
    );
    expect(bare.length).toBeGreaterThan(50);
    expect(bare.filter((each) => !/: (example|source)$/.test(each))).toEqual([]);
  });

  it("lead from the README to every page of docs, and nowhere that is not there", () => {
    const targets = (text: string) =>
      Array.from(text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g), ([, to = ""]) => to);
    for (const { name, text } of pages) {
      const folder = name.includes("/") ? "docs/" : "";
      const missing = targets(text).filter(
        (to) => !existsSync(new URL(`../${folder}${to}`, import.meta.url)),
      );
      expect(missing, name).toEqual([]);
    }
    const linked = new Set(targets(readme));
    expect(pages.map(({ name }) => name).filter((name) => name !== "README.md" && !linked.has(name))).toEqual(
      [],
    );
  });

  it("name every function and value of the package", async () => {
    const entries = await Promise.all([
      import("../src/index.ts"),
      import("../src/attendee/index.ts"),
      import("../src/clients/index.ts"),
      import("../src/cronofy/index.ts"),
      import("../src/emulator/index.ts"),
      import("../src/inbound/index.ts"),
      import("../src/links/index.ts"),
      import("../src/mailers/index.ts"),
      import("../src/adapters/icaljs.ts"),
      import("../src/adapters/luxon.ts"),
    ]);
    const words = new Set(pages.flatMap(({ text }) => text.match(/\w+/g) ?? []));
    const names = entries.flatMap((entry) => Object.keys(entry));
    expect(names.length).toBeGreaterThan(80);
    expect(names.filter((name) => !words.has(name))).toEqual([]);
  });

  it("begin with a README of at most 250 lines", () => {
    expect(readme.split("\n").length).toBeLessThanOrEqual(250);
  });
});

describe("The tables of the pages", () => {
  it("list every error code with its meaning", () => {
    const rows = Object.entries(itipErrorCodes).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`);
    expect(printedTable("errors").slice(2)).toEqual(rows);
  });

  it("list every finding with its severity, section and sentence", () => {
    const rows = Object.entries(findingTable).map(
      ([code, { severity, reference, sentence }]) =>
        `| \`${code}\` | ${severity} | ${reference} | ${sentence} |`,
    );
    expect(printedTable("findings").slice(2)).toEqual(rows);
  });

  it("say of every outcome what to do with it", () => {
    const reasons = {
      stale: { superseded: 1, rescheduled: 1, settled: 1, reinvited: 1, forgotten: 1 } satisfies Record<
        StaleReason,
        1
      >,
      held: {
        ...{ "sender-mismatch": 1, "no-author": 1, "authentication-failed": 1, unauthenticated: 1 },
        ...{ "unknown-revision": 1, "dtstamp-in-the-future": 1, unproven: 1, "unreadable-answer": 1 },
      } satisfies Record<HeldReason, 1>,
      ignored: {
        ...{ "other-uid": 1, "not-a-reply": 1, cancelled: 1, "unknown-instance": 1, "not-invited": 1 },
        ...{ "too-many-strangers": 1, "too-many-occurrences": 1, "organizer-change": 1, unreadable: 1 },
      } satisfies Record<IgnoredReason, 1>,
    };
    const page = pages.find(({ name }) => name === "docs/set-up.md")?.text ?? "";
    for (const [kind, each] of Object.entries(reasons)) {
      const rows = page
        .split("\n")
        .filter((row) => row.startsWith(`| \`${kind}: `))
        .join("\n");
      const missing = Object.keys(each).filter((reason) => !new RegExp(`[ \`]${reason}\``).test(rows));
      expect(missing, kind).toEqual([]);
    }
  });

  it("list every limit with its default", () => {
    const rows = Object.entries(defaultLimits).map(
      ([name, limit]) => `| \`${name}\` | ${limit.toLocaleString("en")} |`,
    );
    const printed = printedTable("limits").slice(2);
    expect(printed.map((row) => row.split(" | ").slice(0, 2).join(" | ").concat(" |"))).toEqual(rows);
  });

  it("list every client that can be played, and what it can say", () => {
    const proposals = {
      any: "an event or a whole series",
      single: "an event or one occurrence",
      false: "no",
    };
    const rows = Object.entries(clientCapabilities).map(
      ([name, { comment, proposal, languages }]) =>
        `\`${name}\` | ${comment ? "yes" : "no"} | ${proposals[`${proposal}`]} | ${languages.join(", ")}`,
    );
    const printed = printedTable("clients").slice(2);
    expect(printed.map((row) => row.split(" | ").slice(1, -1).join(" | "))).toEqual(rows);
  });

  it("list every mailer, its layout and what it loses", () => {
    const { messages } = createInvite({
      id: "readme",
      organizer: { email: "planner@example.com" },
      recipients: [{ email: "jane@example.test" }],
      event: { summary: "Tea", start: "2027-06-10T10:00:00Z", end: "2027-06-10T11:00:00Z" },
    });
    const [message] = messages;
    if (message === undefined) throw new Error("there is no message");
    const rows = Object.entries(mailers).map(([name, convert]) => {
      const { layout, lost } = convert(message);
      return `| \`${name}\` | \`${layout}\` | ${lost.join(", ") || "nothing"} |`;
    });
    expect(printedTable("mailers").slice(2)).toEqual(rows);
  });

  it("name every command that they tell of", async () => {
    const { default: manifest } = await import("../package.json", { with: { type: "json" } });
    const told = Array.from(
      pages
        .map(({ text }) => text)
        .join("\n")
        .matchAll(/npm run ([\w:]+)/g),
      ([, name]) => name ?? "",
    );
    expect(told.length).toBeGreaterThan(5);
    expect(told.filter((name) => !Object.hasOwn(manifest.scripts, name))).toEqual([]);
  });
});
