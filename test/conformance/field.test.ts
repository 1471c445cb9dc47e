import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  type Answer,
  type Bounce,
  createInvite,
  type InviteInput,
  openEmail,
  readReplies,
  receive,
  statusOf,
} from "../../src/index.ts";

/** Small mails re-created from public reports of people who do this job: kept beside the project, and judged where they are. */
const folder = new URL("../../../shared/field/inbound/", import.meta.url);
const cases = existsSync(folder) ? readdirSync(folder).sort() : [];
const made = { now: new Date("2027-05-01T08:00:00Z") };
const received = { now: new Date("2027-05-02T12:00:00Z") };

interface Expected {
  words: string;
  replies?: Partial<Answer>[];
  bounces?: Bounce[];
  uidsInclude?: string[];
  outcome?: { kind: string; reason?: string };
  /** `"absent"` where there must be nothing. */
  recipients?: Record<string, Record<string, unknown>>;
  finding?: true;
  readOrFinding?: true;
}

function read<T>(name: string, file: string): T {
  return JSON.parse(readFileSync(new URL(`${name}/${file}`, folder), "utf8"));
}

async function judge(name: string, expected: Expected): Promise<void> {
  const { invite } = createInvite(read<InviteInput>(name, "invite.json"), made);
  const opened = await openEmail(readFileSync(new URL(`${name}/input.eml`, folder)));
  const replies = opened.messages.flatMap((message) => readReplies(message));
  const { invite: next, outcome } = receive(invite, opened, received);
  const found = [...opened.problems, ...opened.messages.flatMap(({ problems }) => problems)];
  if (expected.replies !== undefined) expect(replies).toMatchObject(expected.replies);
  if (expected.bounces !== undefined) expect(opened.bounces).toEqual(expected.bounces);
  if (expected.outcome !== undefined) expect(outcome).toMatchObject(expected.outcome);
  if (expected.finding === true) expect(found).not.toEqual([]);
  if (expected.readOrFinding === true) expect(replies.length + found.length).toBeGreaterThan(0);
  for (const uid of expected.uidsInclude ?? []) expect(opened.uids).toContain(uid);
  for (const [email, wanted] of Object.entries(expected.recipients ?? {})) {
    const shown: Record<string, unknown> = {
      ...statusOf(next).recipients.find((one) => one.email === email),
    };
    for (const [member, value] of Object.entries(wanted)) {
      expect(shown[member], `${email} ${member}`).toEqual(value === "absent" ? undefined : value);
    }
  }
}

describe.skipIf(cases.length === 0)("mails from the field", () => {
  it.each(cases.map((name) => [name, read<{ expected: Expected }>(name, "expected.json").expected] as const))(
    "%s",
    judge,
  );
});
