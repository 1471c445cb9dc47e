import { expect, it } from "vitest";
import { composeEmail, createInvite } from "../../src/index.ts";
import { boardMeeting } from "../support/fixtures/invite-input.ts";
import { refused } from "../support/refusal.ts";

const transition = createInvite(boardMeeting, { now: new Date("2026-05-01T08:00:00Z") });
const compose = (input: unknown) => () => Reflect.apply(composeEmail, undefined, [input]);

it.each<[string, unknown, RegExp]>([
  ["a transition", transition, /got a transition: pass one of its `messages`$/],
  ["the messages of a transition", transition.messages, /got a list: pass one of its members$/],
  ["text", "BEGIN:VCALENDAR", /got a string$/],
  ["nothing", undefined, /got nothing$/],
])("%s is no message to send, and the error says what to pass", (_, input, cure) => {
  expect(refused(compose(input))).toEqual(["invalid-argument", "message invalid-type"]);
  expect(compose(input)).toThrow(cure);
});
