import { Temporal as polyfill } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { createInvite, type TimeInput } from "../../src/index.ts";
import { formatPoint, readTime } from "../../src/time/point.ts";
import { zone } from "../support/zones.ts";

/** Temporal as a polyfill has it, and the runtime's own where there is one. */
const native: typeof polyfill | undefined = Reflect.get(globalThis, "Temporal");
const kinds: readonly (readonly [string, typeof polyfill])[] = [
  ["a polyfill's", polyfill],
  // node-ical puts a polyfill there, and other tests of this process load it.
  ...(native !== undefined && String(native.Instant).includes("[native code]")
    ? [["the runtime's", native] as const]
    : []),
];

const read = (input: unknown, tzid = "Europe/London") => {
  const point = readTime(input, zone(tzid));
  return point.kind === "fault" ? point.code : formatPoint(point);
};

describe.each(kinds)("%s Temporal", (_, Temporal) => {
  it("has a zone in ZonedDateTime alone, under its name of today", () => {
    const kolkata = Temporal.ZonedDateTime.from("2026-05-07T10:30[Asia/Calcutta]");
    expect(read(kolkata)).toEqual({ time: "2026-05-07T10:30:00+05:30", tzid: "Asia/Kolkata" });
    const inLondon = { time: "2026-05-07T10:30:00+01:00", tzid: "Europe/London" };
    expect(read(Temporal.Instant.from("2026-05-07T09:30:00Z"))).toEqual(inLondon);
    expect(read(Temporal.PlainDateTime.from("2026-05-07T10:30"))).toEqual(inLondon);
    expect(read(Temporal.ZonedDateTime.from("2026-05-07T10:30+01:00[+01:00]"))).toEqual(inLondon);
    expect(read(Temporal.PlainDate.from("2026-05-07"))).toEqual({
      time: "2026-05-07",
      tzid: "Europe/London",
    });
  });

  it("is read alike in whatever calendar it is shown", () => {
    const day = Temporal.PlainDate.from("2026-05-07").withCalendar("gregory");
    expect(read(day)).toEqual({ time: "2026-05-07", tzid: "Europe/London" });
    const moment = Temporal.PlainDateTime.from("2026-05-07T10:30").withCalendar("gregory");
    expect(read(moment)).toEqual({ time: "2026-05-07T10:30:00+01:00", tzid: "Europe/London" });
  });

  it("keeps the second time that a clock shows, and pushes a wall time out of a gap", () => {
    const second = Temporal.ZonedDateTime.from("2026-10-25T02:30+01:00[Europe/Paris]");
    expect(read(second)).toEqual({ time: "2026-10-25T02:30:00+01:00", tzid: "Europe/Paris" });
    const skipped = Temporal.PlainDateTime.from("2026-03-29T02:30");
    expect(read(skipped, "Europe/Paris")).toEqual({
      time: "2026-03-29T03:30:00+02:00",
      tzid: "Europe/Paris",
    });
  });

  it("has values that name no moment or day of a calendar: they are refused", () => {
    expect(read(Temporal.PlainTime.from("10:30"))).toBe("invalid-time");
    expect(read(Temporal.PlainYearMonth.from("2026-05"))).toBe("invalid-time");
    expect(read(Temporal.PlainMonthDay.from("05-07"))).toBe("invalid-time");
    expect(read(Temporal.Duration.from("PT1H"))).toBe("invalid-time");
    expect(read(Temporal.PlainDate.from("+012026-05-07"))).toBe("invalid-time");
  });

  it("goes into an invitation, also by its types", () => {
    const start: TimeInput = Temporal.ZonedDateTime.from("2026-05-07T10:30[Europe/London]");
    const end: TimeInput = Temporal.PlainDateTime.from("2026-05-07T11:30");
    const { messages } = createInvite({
      id: "7",
      organizer: { email: "org@example.com" },
      recipients: [{ email: "jane@example.test" }],
      event: { summary: "x", start, end },
    });
    expect(messages[0]?.event).toMatchObject({
      start: { time: "2026-05-07T10:30:00+01:00", tzid: "Europe/London" },
      end: { time: "2026-05-07T11:30:00+01:00", tzid: "Europe/London" },
    });
  });
});

describe("an object that bears the mark of Temporal", () => {
  it.each([
    [{ [Symbol.toStringTag]: "Temporal.Instant" }],
    [{ [Symbol.toStringTag]: "Temporal.Instant", epochMilliseconds: "1" }],
    [
      {
        [Symbol.toStringTag]: "Temporal.ZonedDateTime",
        epochMilliseconds: Number.NaN,
        timeZoneId: "Europe/Paris",
      },
    ],
    [{ [Symbol.toStringTag]: "Temporal.PlainDate", toString: () => "soon" }],
    [
      {
        [Symbol.toStringTag]: "Temporal.PlainDate",
        toString: () => {
          throw new Error("hostile");
        },
      },
    ],
    [{ [Symbol.toStringTag]: "Temporal.PlainDate", toString: () => 7 }],
  ])("without being a time of Temporal is no time", (input) => {
    expect(read(input)).toBe("invalid-time");
  });

  it("without its zone is in none that is known", () => {
    const input = { [Symbol.toStringTag]: "Temporal.ZonedDateTime", epochMilliseconds: 0 };
    expect(read(input)).toBe("unknown-time-zone");
  });
});
