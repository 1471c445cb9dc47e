import { readdirSync, readFileSync } from "node:fs";

// What `npm run typecheck` has the compiler read of the pages: each example as a module of its own, as a user would copy it.

const sending = `
  declare function send(mail: { envelope: { from: string; to: string[] }; raw: string }): Promise<void>;
  declare function nextEmail(): Promise<string>;`;
const database = `
  declare function load(uid: string): Promise<unknown>;
  declare function save(uid: string, invite: object, messages: object[]): Promise<void>;
  declare function nextEmail(): Promise<string>;`;
const links = `
  import type { ComposedEmail, InviteInput, Invite } from "itip";
  declare const input: InviteInput, secret: string;
  declare function send(email: ComposedEmail): Promise<void>;
  declare function load(uid: string): Promise<Invite>;
  declare function store(invite: Invite): Promise<void>;`;
const attendance = `
  import type { OutgoingMessage } from "itip";
  declare function load(uid: string): Promise<unknown>;
  declare function loadAll(): Promise<unknown[]>;
  declare function save(uid: string, attendance: object): Promise<void>;
  declare function send(message: OutgoingMessage): Promise<void>;
  declare function putCalendar(uid: string, ics: string): Promise<void>;
  declare function askJane(raw: string, reason: string): Promise<void>;
  declare const inbox: string[], sent: OutgoingMessage[];`;
const rows = `
  interface Database { query(sql: string, values: unknown[]): Promise<{ rows: { part: string; address: string; state: string; version: number }[]; rowCount: number | null }> }
  declare const db: Database & { transaction(work: (tx: Database) => Promise<void>): Promise<void> };
  declare const uid: string;
  declare function nextEmail(): Promise<string>;`;
const machines = `
  import type { Invite, Incoming } from "itip";
  declare const invite: Invite, batch: Incoming[], here: unknown, there: unknown;
  declare function save(uid: string, invite: Invite, messages: object[]): Promise<void>;`;
const series = 'declare const base: import("itip").InviteInput;';
const kitchen = `${series}
  import type { Invite, OutgoingMessage } from "itip";
  declare const invite: Invite, message: OutgoingMessage;
  declare function lastRequest(): Promise<string>;
  declare function proposalOfJane(): Promise<string>;
  declare function delegationOfJane(): Promise<string>;`;
const texts = "declare const raw: string, ics: string, reply: string;";
const tested = `
  import type { bookings as Bookings } from "./testing-application.ts";
  declare const bookings: typeof Bookings, lunch: import("itip").InviteInput;`;

/** What an example takes for granted, as declarations: the first whose name the name of the example begins with. */
const given = {
  mailer: sending,
  answer: links,
  attendance,
  inbound: database,
  webhook: `${database} declare function nextRequest(): Promise<Request>;`,
  parts: database,
  "row-a-guest": rows,
  stream: machines,
  regions: machines,
  limits: texts,
  checker: texts,
  "testing-application": "",
  testing: tested,
  "recipe-start": "",
  "recipe-series": series,
  "recipe-occurrence": series,
  "recipe-following": series,
  recipe: kitchen,
};

/** The examples of all pages, each as a file for the compiler. */
export function examples() {
  const pages = readdirSync("docs").filter((name) => name.endsWith(".md"));
  return ["README.md", ...pages.map((name) => `docs/${name}`)].flatMap(examplesOf);
}

const fences = /^(?:<!-- (example|source): (\S+) -->\n)?```[jt]s\n(.*?)\n```$/gms;

/** The first line holds what is given; the others stand where they stand on the page. What has a source is checked there. */
function examplesOf(page) {
  const found = Array.from(readFileSync(page, "utf8").matchAll(fences));
  return found.flatMap(({ 0: fence, 1: kind, 2: name = "", 3: code, index, input }) => {
    if (kind === "source") return [];
    const lines = input.slice(0, index + fence.indexOf("```")).split("\n").length;
    const start = Object.keys(given).find((each) => name.startsWith(each)) ?? "";
    const before = (given[start] ?? "").replaceAll("\n", " ");
    const text = `${before}${"\n".repeat(lines)}${code}\nexport {};\n`;
    return [{ file: `${page}/${name || `line-${lines}`}.ts`, text }];
  });
}
