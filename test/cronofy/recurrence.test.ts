import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type RecurrenceRuleJson,
  readSmartInviteRequest,
  smartInviteResponse,
} from "../../src/cronofy/index.ts";
import { createInvite } from "../../src/index.ts";
import { apply, organizer } from "../support/laws/smart-invite.ts";
import { runs } from "../support/runs.ts";

const event = {
  summary: "Stand-up",
  start: "2027-02-01T09:00:00",
  end: "2027-02-01T09:15:00",
  tzid: "Europe/Berlin",
};
const body = (recurrence: unknown) => ({
  smart_invite_id: "stand-up",
  recipient: { email: "ann@example.test" },
  event: { ...event, ...(recurrence === undefined ? {} : { recurrence }) },
});
const ruleIn = (rule: object) => {
  const request = readSmartInviteRequest(body({ rules: [rule] }), { organizer });
  return request.method === "request" ? request.input.event.recurrence?.rule : undefined;
};

describe("a rule of the API", () => {
  it.each([
    [{ frequency: "daily" }, "FREQ=DAILY"],
    [{ frequency: "daily", interval: 3 }, "FREQ=DAILY;INTERVAL=3"],
    [{ frequency: "weekly", interval: 1 }, "FREQ=WEEKLY"],
    [{ frequency: "weekly", by_day: ["sunday", "monday", "sunday"] }, "FREQ=WEEKLY;BYDAY=MO,SU"],
    [{ frequency: "weekly", by_day: [] }, "FREQ=WEEKLY"],
    [{ frequency: "monthly", interval: 6, by_day: null }, "FREQ=MONTHLY;INTERVAL=6"],
    [{ frequency: "yearly", interval: null }, "FREQ=YEARLY"],
  ])("%j is an RRULE", (rule, expected) => {
    expect(ruleIn(rule)).toBe(expected);
  });

  it("comes back as it was posted, but for the order of its days", () => {
    const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
    const interval = fc.option(fc.integer({ min: 2, max: 500 }), { nil: undefined });
    const rule: fc.Arbitrary<RecurrenceRuleJson> = fc
      .oneof(
        fc.record({ frequency: fc.constantFrom("daily", "monthly", "yearly" as const), interval }),
        fc.record({
          frequency: fc.constant("weekly" as const),
          interval,
          by_day: fc.subarray([...days], { minLength: 1 }),
        }),
      )
      .map((one) => JSON.parse(JSON.stringify(one)));
    fc.assert(
      fc.property(rule, (one) => {
        const { response } = apply(undefined, body({ rules: [one] }));
        expect(response.event.recurrence).toEqual({ rules: [one] });
        expect(apply(undefined, { ...body(undefined), event: response.event }).response.event).toEqual(
          response.event,
        );
      }),
      { numRuns: runs(200, "message") },
    );
  });

  it.each([
    "FREQ=DAILY;COUNT=3",
    "FREQ=WEEKLY;UNTIL=20270301T090000Z",
    "FREQ=MONTHLY;BYDAY=1MO",
    "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
    "FREQ=HOURLY",
    "FREQ=MONTHLY;BYMONTHDAY=1",
  ])("is not made of %s, which it cannot say", (rule) => {
    const recipients = [{ email: "ann@example.test" }];
    const { invite } = createInvite({
      id: "x",
      organizer,
      recipients,
      event: { ...event, recurrence: { rule } },
    });
    expect(smartInviteResponse(invite).event).not.toHaveProperty("recurrence");
  });
});

describe("a repeated request", () => {
  const weekly = { rules: [{ frequency: "weekly" }] };

  it("without a recurrence keeps the series, with an empty list of rules it ends it, with another rule it changes it", () => {
    const { invite } = apply(undefined, body(weekly));
    for (const silent of [undefined, null, {}, { rules: null }]) {
      expect(apply(invite, body(silent)).response.event.recurrence).toEqual(weekly);
    }
    const ended = apply(invite, body({ rules: [] }));
    expect(ended.response.event).not.toHaveProperty("recurrence");
    expect(ended.response.attachments?.icalendar).not.toContain("RRULE:FREQ=WEEKLY");
    const daily = { rules: [{ frequency: "daily", interval: 2 }] };
    expect(apply(invite, body(daily)).response.event.recurrence).toEqual(daily);
  });
});
