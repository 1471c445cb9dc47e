import fc from "fast-check";
import { describe, it } from "vitest";
import { dialects } from "../../src/clients/dialects.ts";
import { clientCapabilities } from "../../src/clients/index.ts";
import { answerableInvitation, answerPlan } from "../support/arbitrary/client-answer.ts";
import { isHeardExactly } from "../support/laws/client-answer.ts";
import { runs } from "../support/runs.ts";

/** For each of the ten clients. */
const full = 520;

describe("whatever a client can answer is heard exactly", () => {
  for (const client of Object.keys(clientCapabilities)) {
    if (!isClient(client)) continue;
    it(`${client}`, async () => {
      await fc.assert(
        fc.asyncProperty(answerableInvitation, answerPlan(client), (input, plan) =>
          isHeardExactly(client, input, plan),
        ),
        { numRuns: runs(full, "exchange") },
      );
    });
  }
});

it("hears nothing of a KOrganizer comment that is the description of the series, about an occurrence that has another", async () => {
  const input = {
    id: "7",
    organizer: { email: "org@example.com" },
    recipients: [{ email: "jane@example.test" }],
    event: {
      summary: "Tea",
      description: "key",
      start: "2026-05-07T10:30",
      end: "2026-05-07T11:30",
      tzid: "Europe/London",
      recurrence: { rule: "FREQ=WEEKLY;COUNT=5" },
    },
  };
  const plan = {
    status: "accepted",
    name: undefined,
    proposal: undefined,
    occurrence: 0,
    changed: true,
  } as const;
  for (const comment of ["key", "Key"]) await isHeardExactly("korganizer", input, { ...plan, comment });
  await isHeardExactly("korganizer", input, { ...plan, comment: "key", changed: false });
});

function isClient(name: string): name is keyof typeof dialects {
  return Object.hasOwn(dialects, name);
}
