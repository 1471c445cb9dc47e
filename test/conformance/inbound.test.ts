import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { composeEmail, createInvite, receive, statusOf } from "../../src/index.ts";
import { readInvites } from "../support/fixtures/fixtures.ts";
import { readInboundFixtures } from "../support/fixtures/inbound.ts";

const { now: made, A } = readInvites();
const { invite, messages } = createInvite(A, { now: new Date(made) });
const sent = messages.map((message) => composeEmail(message).messageId.replace(/^<|>$/g, ""));
const fixtures = readInboundFixtures(sent[0] ?? "");
const now = new Date("2026-05-02T12:00:00Z");

it.each(fixtures)("$name", async ({ open, expected }) => {
  const { email, authentication, reason, recipients, lost } = await open();
  expect({ authentication, recipients, lost }, reason).toEqual({
    authentication: expected.authentication,
    recipients: expected.recipients,
    lost: expected.lost,
  });
  expect({
    from: email.from,
    subject: email.subject,
    messageId: email.messageId,
    text: email.text,
    uids: email.uids,
    messageCount: email.messages.length,
    bounces: email.bounces,
  }).toMatchObject(expected.email);
  const received = receive(invite, email, { authentication, unauthenticated: "hold", now });
  expect(received.outcome).toMatchObject(expected.outcome);
  expect(statusOf(received.invite).recipients).toEqual(expected.status);
});

it("has a line in the README for each case, with the source of its shape", () => {
  const readme = readFileSync("fixtures/README.md", "utf8");
  const services = new Set(
    fixtures.map(({ name }) => name.replace(/-(?:accepted|counter|bounce|forgery)$/, "")),
  );
  expect([...services].filter((service) => !readme.includes(`| \`${service}-*\` |`))).toEqual([]);
  expect(fixtures.length).toBe(services.size * 4);
});
