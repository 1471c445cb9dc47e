import { expect, it } from "vitest";
import { parseMessage, readReplies } from "../../src/index.ts";
import { answerText } from "../support/fixtures/answer-text.ts";

it("a comment and a name lose eight-bit controls and what turns text about, and keep the marks of right-to-left writing", () => {
  const [reply] = readReplies(
    parseMessage(
      answerText({
        uid: "7@example.com",
        email: "jane@example.test",
        partstat: "ACCEPTED",
        comment: "a\u009b31mb\u202ec\u2066d\u0085e \u200fשלום",
        parameters: ["CN=Jane \u202eDoe\u009d"],
      }),
    ),
  );
  expect(reply).toMatchObject({ name: "Jane Doe", comment: "a31mbcd\ne \u200fשלום" });
});
