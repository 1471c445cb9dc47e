import { expect, it } from "vitest";
import { statusOf } from "../../src/index.ts";
import { deep } from "../support/runs.ts";
import { referenceOf } from "./reference.ts";
import { type Mail, type Story, storyOf } from "./story.ts";

/** Stories of single events that nobody changes: there the last word of each guest stands, whatever a library makes of the mails. */
const stories = Array.from({ length: deep ? 120 : 40 }, (_, n) => storyOf(11, n, 8)).filter(
  ({ created, commands }) => commands.length === 0 && created.messages[0]?.event.recurrence === undefined,
);

/** The last mail of each guest that is not forged, by address. */
function lastWords({ mails }: Story): Map<string, Mail> {
  const sound = mails.filter(({ verdict }) => verdict === "pass");
  const inOrder = sound.toSorted((a, b) => Date.parse(a.received) - Date.parse(b.received));
  return new Map(inOrder.map((mail) => [mail.said.email, mail]));
}

it("What one process makes of a story is what each guest has said last, and nothing of what was forged", async () => {
  let answered = 0;
  for (const story of stories) {
    const said = lastWords(story);
    const { recipients } = statusOf((await referenceOf(story)).invite);
    const expected = recipients.map(({ email }) => ({
      email,
      status: said.get(email)?.said.status ?? "pending",
    }));
    expect(recipients.map(({ email, status }) => ({ email, status }))).toEqual(expected);
    answered += said.size;
  }
  expect(answered).toBeGreaterThan(stories.length * 3);
});
