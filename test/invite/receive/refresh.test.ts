import { expect, it } from "vitest";
import { createInvite, receive, receiveAll, statusOf, updateInvite } from "../../../src/index.ts";
import { answerText } from "../../support/fixtures/answer-text.ts";
import { party } from "../../support/fixtures/party.ts";

const { uid } = party;
const { invite } = createInvite(party, { now: new Date("2026-04-20T08:00:00Z") });
const refresh = (email: string) => answerText({ method: "REFRESH", uid, email });
const on = (day: string) => ({ now: new Date(`2026-05-0${day}`) });

it("is answered once a person, revision and day", () => {
  const first = receive(invite, refresh("jane@example.test"), on("1T08:00:00Z"));
  expect(first.messages).toHaveLength(1);
  const again = receive(first.invite, refresh("Jane@example.test"), on("1T23:59:59Z"));
  expect(again).toEqual({ invite: first.invite, messages: [], outcome: { kind: "duplicate" } });
  expect(receive(first.invite, refresh("omar@example.test"), on("1T09:00:00Z")).messages).toHaveLength(1);
  expect(receive(first.invite, refresh("jane@example.test"), on("2T00:00:00Z")).messages).toHaveLength(1);
  const changed = updateInvite(first.invite, { event: { summary: "Feast" } }, on("1T10:00:00Z")).invite;
  expect(receive(changed, refresh("jane@example.test"), on("1T11:00:00Z")).messages).toHaveLength(1);
});

it("is answered once however many come at once, and changes nothing that is shown", () => {
  const many = Array.from({ length: 50 }, () => refresh("jane@example.test"));
  const { invite: next, messages } = receiveAll(invite, many, on("1T08:00:00Z"));
  expect(messages).toHaveLength(1);
  expect(statusOf(next)).toEqual(statusOf(invite));
});
