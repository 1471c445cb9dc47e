import { expect, it } from "vitest";
import { answerAs } from "../../src/clients/index.ts";
import { parseMessage } from "../../src/index.ts";
import { answerText, opened } from "../support/fixtures/answer-text.ts";
import { refused } from "../support/refusal.ts";

const request = parseMessage(
  answerText({
    method: "REQUEST",
    uid: "7@example.com",
    email: "jane@example.test",
    organizer: "org@example.com",
  }),
);
const jane = { email: "jane@example.test", status: "accepted" };
const answered = (given: unknown) =>
  refused(() => Reflect.apply(answerAs, undefined, ["google", given, jane]));

it("an opened email, or a message, that came back damaged from storage is refused as an argument", () => {
  const broken: unknown[] = [7, null, {}, { lines: 7 }, [{ name: 7 }], [{ lines: [{}] }]];
  for (const components of broken) {
    const message = { ...request, components };
    expect(answered({ ...opened([request]), messages: [message] })).toEqual([
      "invalid-argument",
      "request invalid-type",
    ]);
    expect(answered(message)).toEqual(["invalid-argument", "request invalid-type"]);
  }
});
