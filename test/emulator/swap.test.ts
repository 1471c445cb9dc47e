import { expect, it } from "vitest";
import { statusCodeOf } from "../../src/cronofy/index.ts";
import { swap } from "../../src/emulator/swap.ts";
import { createInvite, ItipError } from "../../src/index.ts";
import { boardMeeting } from "../support/fixtures/invite-input.ts";

it("gives up on a store that takes no write, and blames it instead of the request", async () => {
  const { invite } = createInvite(boardMeeting);
  const store = { get: async () => undefined, set: async () => false, list: async () => [] };
  const attempt = swap(store, "key", () => ({
    next: { invite, callbacks: [], mails: [], next: 0 },
    result: 1,
  }));
  const error = await attempt.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ItipError);
  expect(error instanceof ItipError && statusCodeOf(error)).toBe(500);
});
