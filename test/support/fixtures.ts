import { readdirSync, readFileSync } from "node:fs";
import type { Answer, EventTime, InviteInput, OpenedEmail, Reply } from "../../src/index.ts";

/** What `openEmail` must give. */
export interface ExpectedEmail {
  /** `null`: no single author. */
  from: Exclude<OpenedEmail["from"], undefined> | null;
  subject?: string;
  text?: string;
  uids: string[];
  messageCount: number;
  /** Absent: none. */
  bounces?: OpenedEmail["bounces"];
}

/** How the invite must stand once all inputs were received. */
export interface ExpectedStatus {
  invite: InviteName;
  /** Of the last input. */
  outcome?: { kind: string; reason?: string };
  recipients: Answer[];
  replies?: Answer[];
  /** The same question about single occurrences. */
  instances?: { instance: EventTime; recipients: Answer[] }[];
}

export interface Expected {
  /** Absent: the RFCs leave it open. */
  replies?: Reply[];
  findings?: "some";
  email?: ExpectedEmail;
  afterReceive?: ExpectedStatus;
}

export interface FixtureInput {
  name: string;
  bytes: Uint8Array;
}

export interface Fixture {
  name: string;
  inputs: FixtureInput[];
  expected: Expected;
}

export type InviteName = "A" | "B" | "C";

const root = new URL("../../fixtures/", import.meta.url);
const expectedKeys = ["replies", "findings", "email", "afterReceive"];

/** The invitations that the fixtures answer, and the moment they were made. */
export function readInvites(): Record<InviteName, InviteInput> & { now: string } {
  return JSON.parse(readFileSync(new URL("answers/invites.json", root), "utf8"));
}

/** Every case of a kind. A folder that is no whole case, or that the README does not list, is an error. */
export function readFixtures(kind: "answers" | "emails"): Fixture[] {
  const entries = readdirSync(new URL(`${kind}/`, root), { withFileTypes: true });
  const strays = entries.filter((entry) => !entry.isDirectory() && entry.name !== "invites.json");
  if (strays.length > 0) throw new Error(`no case: ${strays.map((entry) => entry.name).join(", ")}`);
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const listed = listedCases(kind);
  const missing = listed.filter((name) => !names.includes(name));
  const unlisted = names.filter((name) => !listed.includes(name));
  if (missing.length + unlisted.length > 0) {
    throw new Error(
      `fixtures/README.md and fixtures/${kind} differ in ${[...missing, ...unlisted].join(", ")}`,
    );
  }
  return names.sort().map((name) => readFixture(kind, name));
}

function listedCases(kind: string): string[] {
  const sections = readFileSync(new URL("README.md", root), "utf8").split(/^## /m);
  const section = sections.find((text) => text.startsWith(`${kind}:`)) ?? "";
  return [...section.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1] ?? "");
}

function readFixture(kind: string, name: string): Fixture {
  const folder = new URL(`${kind}/${name}/`, root);
  const files = readdirSync(folder).sort();
  const inputs = files.filter((file) => /^input(-\d+)?\.(eml|ics)$/.test(file));
  const others = files.filter((file) => !inputs.includes(file) && file !== "expected.json");
  if (inputs.length === 0 || others.length > 0) {
    throw new Error(`${kind}/${name} needs an input and nothing unknown: ${files.join(", ")}`);
  }
  const expected: Expected = JSON.parse(readFileSync(new URL("expected.json", folder), "utf8"));
  const unknown = Object.keys(expected).filter((key) => !expectedKeys.includes(key));
  if (unknown.length > 0) throw new Error(`${kind}/${name}/expected.json: unknown ${unknown.join(", ")}`);
  return {
    name,
    expected,
    inputs: inputs.map((file) => ({ name: file, bytes: readFileSync(new URL(file, folder)) })),
  };
}
