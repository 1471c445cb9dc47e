import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { describeSpan } from "../../src/time/describe.ts";

const london = (time: string) => ({ time, tzid: "Europe/London" });
const half = [london("2026-05-07T10:30:00+01:00"), london("2026-05-07T11:30:00+01:00")] as const;
const day = (time: string) => london(time);
// ICU has put a comma after the weekday and taken it away again.
const plain = (text: string) => text.replace("day, ", "day ");

describe("describeSpan", () => {
  it("says day, time and zone once for an hour of one day", () => {
    expect(plain(describeSpan(...half))).toBe("Thursday 7 May 2026, 10:30 – 11:30 (Europe/London, UTC+1)");
  });

  it("says the moment alone where start and end are one", () => {
    expect(plain(describeSpan(half[0], half[0]))).toBe("Thursday 7 May 2026, 10:30 (Europe/London, UTC+1)");
  });

  it("names both days where it goes over midnight", () => {
    expect(plain(describeSpan(half[0], london("2026-05-08T01:00:00+01:00")))).toMatch(
      /^Thursday 7 May 2026, 10:30 – Friday,? 8 May 2026, 01:00 \(Europe\/London, UTC\+1\)$/,
    );
  });

  it("names the last day of an all-day event, whose end is exclusive", () => {
    expect(plain(describeSpan(day("2026-05-07"), day("2026-05-08")))).toBe("Thursday 7 May 2026");
    expect(describeSpan(day("2026-05-07"), day("2026-05-10"))).toMatch(
      /^Thursday,? 7 May 2026 – Saturday,? 9 May 2026$/,
    );
    expect(plain(describeSpan(day("2026-05-07"), day("2026-05-07")))).toBe("Thursday 7 May 2026");
    // A date has no zone to be shown in.
    expect(
      plain(describeSpan(day("2026-05-07"), day("2026-05-08"), { timeZone: "Pacific/Kiritimati" })),
    ).toBe("Thursday 7 May 2026");
  });

  it("says both zones where a journey has two", () => {
    const arrival = { time: "2026-05-07T14:00:00-04:00", tzid: "America/New_York" };
    expect(describeSpan(half[0], arrival)).toMatch(
      /^Thursday,? 7 May 2026, 10:30 \(Europe\/London, UTC\+1\) – Thursday,? 7 May 2026, 14:00 \(America\/New_York, UTC−4\)$/,
    );
  });

  it("says both offsets where the clocks change in between", () => {
    expect(describeSpan(london("2026-10-25T00:30:00+01:00"), london("2026-10-25T02:30:00Z"))).toMatch(
      /^Sunday,? 25 October 2026, 00:30 \(Europe\/London, UTC\+1\) – Sunday,? 25 October 2026, 02:30 \(Europe\/London, UTC\)$/,
    );
  });

  it("shows the time in the reader's zone", () => {
    expect(plain(describeSpan(...half, { timeZone: "Asia/Calcutta" }))).toBe(
      "Thursday 7 May 2026, 15:00 – 16:00 (Asia/Kolkata, UTC+5:30)",
    );
  });

  it("shows what the zone's clocks show and not what the runtime's data say", () => {
    const winter = { time: "2027-01-15T10:00:00-07:00", tzid: "America/Vancouver" };
    expect(plain(describeSpan(winter, winter))).toContain("10:00 (America/Vancouver, UTC−7)");
  });

  it.each([
    ["de", /^Donnerstag, 7\. Mai 2026,? 10:30 – 11:30 \(Europe\/London, UTC\+1\)$/],
    ["fr", /^jeudi 7 mai 2026,? 10:30 – 11:30 \(Europe\/London, UTC\+1\)$/],
    ["es", /^jueves, 7 de mayo de 2026,? 10:30 – 11:30 \(Europe\/London, UTC\+1\)$/],
    ["en-US", /^Thursday, May 7, 2026,? 10:30.AM – 11:30.AM \(Europe\/London, UTC\+1\)$/],
  ])("speaks %s", (locale, words) => {
    expect(describeSpan(...half, { locale })).toMatch(words);
  });

  it.each(["x_!", "", "english please", "de-", "tlh", "\u0000", "a".repeat(10_000)])(
    "falls back to English for %j",
    (locale) => {
      expect(plain(describeSpan(...half, { locale }))).toBe(
        "Thursday 7 May 2026, 10:30 – 11:30 (Europe/London, UTC+1)",
      );
    },
  );

  it("says UTC once where the zone is UTC", () => {
    const noon = { time: "2026-01-07T12:00:00Z", tzid: "Etc/UTC" };
    expect(plain(describeSpan(noon, noon))).toBe("Wednesday 7 January 2026, 12:00 (UTC)");
  });

  it("shows a value that is no time as it was given", () => {
    expect(describeSpan(london("soon"), london("later"))).toBe("soon – later");
    expect(describeSpan(half[0], london("later"))).toBe("2026-05-07T10:30:00+01:00 – later");
    expect(describeSpan(london("soon"), half[1])).toBe("soon – 2026-05-07T11:30:00+01:00");
  });

  it("takes a moment for no day after a date", () => {
    expect(plain(describeSpan(day("2026-05-07"), london("2026-05-20T10:00:00+01:00")))).toBe(
      "Thursday 7 May 2026",
    );
  });

  it("says one moment in two zones twice", () => {
    const newYork = { time: "2026-05-07T05:30:00-04:00", tzid: "America/New_York" };
    expect(describeSpan(half[0], newYork)).toMatch(
      /^Thursday,? 7 May 2026, 10:30 \(Europe\/London, UTC\+1\) – Thursday,? 7 May 2026, 05:30 \(America\/New_York, UTC−4\)$/,
    );
  });

  it("says dates and times of day as luxon does, in any locale", () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date("1900-01-01T00:00:00Z"),
          max: new Date("2200-01-01T00:00:00Z"),
          noInvalidDate: true,
        }),
        fc.constantFrom("en-GB", "en-US", "de", "ja", "ar", "fa", "th", "pt-BR", "hi", "zh-Hant"),
        (date, locale) => {
          date.setUTCMilliseconds(0);
          const time = { time: date.toISOString().replace(".000", ""), tzid: "Etc/UTC" };
          const moment = DateTime.fromJSDate(date, { zone: "utc" }).setLocale(locale);
          const words = [DateTime.DATE_HUGE, DateTime.TIME_SIMPLE].map((form) => moment.toLocaleString(form));
          expect(describeSpan(time, time, { locale })).toBe(
            `${words.join(", ").replaceAll("\u202f", " ")} (UTC)`,
          );
        },
      ),
    );
  });

  it("speaks every locale after hundreds of others", () => {
    const said = (locale: string) => describeSpan(...half, { locale });
    const first = said("de");
    for (let region = 0; region < 300; region += 1) said(`en-${String(region).padStart(3, "0")}`);
    expect(said("de")).toBe(first);
  });

  it("writes minutes of an offset with two digits", () => {
    // Before 1847 London kept its own time, 1 minute and 15 seconds behind Greenwich.
    const then = london("1840-05-07T12:00:00Z");
    expect(describeSpan(then, then)).toMatch(/ 11:58 \(Europe\/London, UTC−0:01\)$/);
  });
});
