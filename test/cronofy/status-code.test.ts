import { expect, it } from "vitest";
import {
  readSmartInviteQuery,
  readSmartInviteRequest,
  smartInviteResponse,
  statusCodeOf,
} from "../../src/cronofy/index.ts";
import { ItipError, parseInvite } from "../../src/index.ts";
import { apply } from "../support/laws/smart-invite.ts";

function statusOf(attempt: () => unknown): number {
  try {
    attempt();
  } catch (error) {
    if (error instanceof ItipError) return statusCodeOf(error);
    throw error;
  }
  return 200;
}

const cancel = { method: "cancel", smart_invite_id: "7", recipient: { email: "ann@example.test" } };
const event = { summary: "Lunch", start: "2027-03-01T12:00:00Z", end: "2027-03-01T13:00:00Z" };

it("is 404 for an invite or a person that there is not", () => {
  expect(statusOf(() => apply(undefined, cancel))).toBe(404);
  const { invite } = apply(undefined, { ...cancel, method: "request", event });
  expect(statusOf(() => smartInviteResponse(invite, { recipient: "ben@example.test" }))).toBe(404);
});

it("is 422 for a request that cannot be carried out", () => {
  expect(statusOf(() => readSmartInviteRequest({}))).toBe(422);
  expect(statusOf(() => readSmartInviteRequest("{}"))).toBe(422);
  expect(statusOf(() => readSmartInviteQuery("/v1/smart_invites"))).toBe(422);
});

it("is 500 for damaged state, and for a service that is set up wrongly", () => {
  expect(statusOf(() => parseInvite({}))).toBe(500);
  expect(statusOf(() => parseInvite({ version: 1e9 }))).toBe(500);
  expect(statusOf(() => readSmartInviteRequest(cancel, { organizer: { email: "x" } }))).toBe(500);
  // @ts-expect-error an application in JavaScript may pass anything
  expect(() => statusCodeOf(new Error("no"))).toThrow(ItipError);
});
