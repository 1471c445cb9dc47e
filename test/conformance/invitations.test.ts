import { readdirSync, readFileSync } from "node:fs";
import ICAL from "ical.js";
import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import {
  type ComposeOptions,
  checkMessage,
  composeEmail,
  createInvite,
  type Invite,
  type InviteChanges,
  type InviteInput,
  type OutgoingMessage,
  openEmail,
  parseMessage,
  readInvitation,
  receive,
  splitInvite,
  statusOf,
  type UpdateOptions,
  updateInvite,
} from "../../src/index.ts";

/** What an organizer says, the text and the mail that it becomes, and what comes back: `fixtures/invitations`. */
const folder = new URL("../../fixtures/invitations/", import.meta.url);
const cases = readdirSync(folder);

type Step =
  | { readonly now: string; readonly update: InviteChanges; readonly options?: UpdateOptions }
  | { readonly now: string; readonly split: string; readonly changes: InviteChanges };

interface Input {
  readonly now: string;
  readonly create: InviteInput;
  readonly steps?: readonly Step[];
  readonly mail?: ComposeOptions;
}

interface ExpectedMessage {
  readonly to: string;
  readonly method: string;
  readonly ics: string;
  readonly subject: string;
  /** Lines of the letter, and what it must not say. */
  readonly letter: readonly string[];
  readonly without: readonly string[];
  /** What `readInvitation` gives, as far as it matters here, and members of the event that must be absent. */
  readonly read: object;
  readonly readWithout?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly files?: readonly { filename: string; contentType: string; content: string }[];
}

interface ExpectedReturn {
  readonly file: string;
  readonly outcome: string;
  readonly recipients: readonly object[];
  readonly withoutComment?: true;
  readonly invite?: "next";
  readonly instance?: string;
  readonly atInstance?: readonly object[];
}

interface Expected {
  readonly messages: readonly ExpectedMessage[];
  readonly returns: readonly ExpectedReturn[];
}

interface Played {
  readonly invite: Invite;
  readonly next?: Invite;
  readonly messages: readonly OutgoingMessage[];
}

function read(name: string, file: string): string {
  return readFileSync(new URL(`${name}/${file}`, folder), "utf8");
}

function play({ now, create, steps = [] }: Input): Played {
  return steps.reduce<Played>(
    ({ invite }, step) => {
      const at = new Date(step.now);
      if ("update" in step) return updateInvite(invite, step.update, { ...step.options, now: at });
      const { ended, next, messages } = splitInvite(invite, step.split, step.changes, { now: at });
      return { invite: ended, next, messages };
    },
    createInvite(create, { now: new Date(now) }),
  );
}

/** A calendar text as ical.js reads it; the order of properties and parameters says nothing (RFC 5545 section 3.6). */
function asIcaljsReads(ics: string): unknown {
  const sorted = ([name, properties, components]: unknown[]): unknown => [
    name,
    list(properties)
      .map((property) => JSON.stringify(property, sortedKeys))
      .sort(),
    list(components).map(sorted),
  ];
  return sorted(ICAL.parse(ics));
}

function list(value: unknown): unknown[][] {
  return Array.isArray(value) ? value : [];
}

function sortedKeys(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe.each(cases)("%s", (name) => {
  const input: Input = JSON.parse(read(name, "input.json"));
  const expected: Expected = JSON.parse(read(name, "expected.json"));
  const { invite, next, messages } = play(input);
  const filled = (text: string) => text.replaceAll("{{UID_OF_NEXT}}", next?.uid ?? "");

  it("writes to the people whom it concerns", () => {
    expect(messages.map(({ to, method }) => [to.email, method])).toEqual(
      expected.messages.map(({ to, method }) => [to, method]),
    );
  });

  it.each(expected.messages.map((each, at) => [each.to, each.ics, each, at] as const))(
    "writes the calendar text for %s: %s",
    (_to, file, { read: said, readWithout = [] }, at) => {
      const ics = messages[at]?.ics ?? "";
      expect(asIcaljsReads(ics)).toEqual(asIcaljsReads(filled(read(name, file))));
      expect(checkMessage(ics)).toEqual([]);
      const invitation = readInvitation(parseMessage(ics));
      expect(invitation).toMatchObject(said);
      for (const member of readWithout) expect(invitation?.event).not.toHaveProperty(member);
    },
  );

  it.each(expected.messages.map((each, at) => [each.to, each, at] as const))(
    "writes the mail to %s",
    async (_to, { subject, letter, without, headers = {}, files = [] }, at) => {
      const message = messages[at];
      if (message === undefined) throw new Error("no message");
      const mail = await simpleParser(composeEmail(message, input.mail).raw, { skipTextToHtml: true });
      expect(mail.subject).toBe(subject);
      expect(mail.text?.split("\n")).toEqual(expect.arrayContaining([...letter]));
      for (const words of without) expect(mail.text).not.toContain(words);
      const [inline, attached, ...others] = mail.attachments;
      for (const copy of [inline, attached]) expect(copy?.content.toString("utf8")).toBe(message.ics);
      expect(
        others.map(({ filename, contentType, content }) => ({
          filename,
          contentType,
          content: content.toString(),
        })),
      ).toEqual(files);
      const lines = mail.headerLines.map(({ line }) => line.toLowerCase());
      for (const [field, value] of Object.entries(headers)) {
        expect(lines).toContain(`${field}: ${value}`.toLowerCase());
      }
    },
  );

  it.each(expected.returns.map((each) => [each.file, each] as const))("takes %s", async (file, back) => {
    const opened = await openEmail(filled(read(name, file)));
    const tracked = back.invite === "next" ? next : invite;
    if (tracked === undefined) throw new Error("no such invite");
    const received = receive(tracked, opened, {
      now: new Date("2027-03-02T10:00:00Z"),
      authentication: "pass",
    });
    expect(received.outcome.kind).toBe(back.outcome);
    const { recipients } = statusOf(received.invite);
    expect(recipients).toMatchObject(back.recipients);
    expect(recipients).toHaveLength(back.recipients.length);
    if (back.withoutComment) for (const each of recipients) expect(each).not.toHaveProperty("comment");
    if (back.instance !== undefined) {
      expect(statusOf(received.invite, { instance: back.instance }).recipients).toMatchObject(
        back.atInstance ?? [],
      );
    }
  });
});

it("each case is listed on the fixtures' page", () => {
  const page = readFileSync(new URL("../README.md", folder), "utf8");
  for (const name of cases) expect(page).toContain(`\`${name}\``);
});
