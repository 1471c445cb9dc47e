import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkMessage } from "../../src/check/check.ts";
import type { InviteInput } from "../../src/event/event.ts";
import { readInviteInput } from "../../src/event/read-invite.ts";
import { buildCancel, buildRequest, formatDeclineCounter } from "../../src/message/build.ts";
import { formatMessage } from "../../src/message/format.ts";
import { parseMessage } from "../../src/message/parse.ts";
import { arbitraryInvitation } from "../support/arbitrary/invitation.ts";
import { runs } from "../support/runs.ts";

const now = new Date("2026-05-02T12:00:00Z");

function declineCounter(input: InviteInput): string {
  const { uid, organizer, recipients, event } = readInviteInput(input);
  return formatDeclineCounter({ uid, sequence: 2, dtstamp: now, organizer, attendees: recipients, event });
}

const builders: readonly (readonly [string, (input: InviteInput) => string])[] = [
  ["REQUEST", (input) => buildRequest(input, { now })],
  ["CANCEL", (input) => buildCancel({ ...input, sequence: 1, comment: "Sorry; all off,\nfor now" }, { now })],
  ["DECLINECOUNTER", declineCounter],
];

describe.each(builders)("Every %s that is built", (method, build) => {
  const law = (check: (ics: string) => void) =>
    fc.assert(
      fc.property(arbitraryInvitation, (input) => check(build(input))),
      { numRuns: runs(200, "message") },
    );

  it("passes the checker without a finding, by email too", () => {
    law((ics) => {
      const part = { method, charset: "UTF-8", mediaType: "text/calendar", component: "VEVENT" };
      expect(checkMessage(ics, { part })).toEqual([]);
    });
  });

  it("is read without a problem, and written again as it was", () => {
    law((ics) => {
      const message = parseMessage(ics);
      expect([message.method, message.problems]).toEqual([method, []]);
      expect(formatMessage(message)).toBe(ics);
    });
  });
});
