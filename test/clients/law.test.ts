import fc from "fast-check";
import { describe, it } from "vitest";
import { dialects } from "../../src/clients/dialects.ts";
import { clientCapabilities } from "../../src/clients/index.ts";
import { answerableInvitation, answerPlan } from "../support/arbitrary-client-answer.ts";
import { isHeardExactly } from "../support/client-answer-law.ts";

/** For each of the ten clients. */
const runs = 520;

describe("whatever a client can answer is heard exactly", () => {
  for (const client of Object.keys(clientCapabilities)) {
    if (!isClient(client)) continue;
    it(`${client}`, { timeout: 240_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(answerableInvitation, answerPlan(client), (input, plan) =>
          isHeardExactly(client, input, plan),
        ),
        { numRuns: runs },
      );
    });
  }
});

function isClient(name: string): name is keyof typeof dialects {
  return Object.hasOwn(dialects, name);
}
