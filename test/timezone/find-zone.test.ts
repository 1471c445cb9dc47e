import { describe, expect, it } from "vitest";
import { findZone } from "../../src/timezone/find-zone.ts";
import { readVtimezoneText } from "../../src/timezone/read-vtimezone.ts";
import { foreignClock, foreignInstantOf, foreignOffsetAt } from "../../src/timezone/vtimezone-offset.ts";
import { zone } from "../support/zones.ts";

const hour = 3_600_000;

function observance(kind: string, start: string, from: string, to: string, ...more: string[]): string[] {
  return [
    `BEGIN:${kind}`,
    `DTSTART:${start}`,
    `TZOFFSETFROM:${from}`,
    `TZOFFSETTO:${to}`,
    ...more,
    `END:${kind}`,
  ];
}
const foreign = (...lines: string[]) =>
  readVtimezoneText(["BEGIN:VTIMEZONE", ...lines, "END:VTIMEZONE"].join("\r\n"));

const europe = [
  ...observance("STANDARD", "19701025T030000", "+0200", "+0100", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"),
  ...observance("DAYLIGHT", "19700329T020000", "+0100", "+0200", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"),
];
const fixed = (offset: string, ...more: string[]) =>
  observance("STANDARD", "19700101T000000", offset, offset, ...more);
const wall = (time: string) => ({ wall: Date.parse(`${time}Z`) });
const noon = wall("2026-07-07T12:00:00");

describe("the offsets of a VTIMEZONE (RFC 5545 section 3.6.5)", () => {
  const rules = foreign(...europe);

  it("hold from the very second of their onset", () => {
    const onset = Date.UTC(2026, 2, 29, 1);
    expect(foreignOffsetAt(rules, onset - 1)).toBe(hour);
    expect(foreignOffsetAt(rules, onset)).toBe(2 * hour);
    const clock = foreignClock(rules, Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1));
    expect(clock?.(onset - 1)).toBe(hour);
    expect(clock?.(onset)).toBe(2 * hour);
    expect(clock?.(Date.UTC(2026, 9, 25, 1) - 1)).toBe(2 * hour);
    expect(clock?.(Date.UTC(2026, 9, 25, 1))).toBe(hour);
  });

  it("are the TZOFFSETFROM of the first onset before that onset", () => {
    expect(foreignOffsetAt(rules, Date.UTC(1960, 6, 1))).toBe(hour);
    const turned = foreign(...observance("STANDARD", "19800101T000000", "+0200", "+0100"), ...fixed("+0500"));
    expect(foreignOffsetAt(turned, Date.UTC(1960, 0, 1))).toBe(5 * hour);
    expect(foreignOffsetAt(turned, Date.UTC(1975, 0, 1))).toBe(5 * hour);
    expect(foreignOffsetAt(turned, Date.UTC(1990, 0, 1))).toBe(hour);
    // 19800101T000000 at +0200 is two hours before that in UTC.
    expect(foreignOffsetAt(turned, Date.UTC(1979, 11, 31, 22))).toBe(hour);
    expect(foreignOffsetAt(turned, Date.UTC(1979, 11, 31, 22) - 1)).toBe(5 * hour);
  });

  it("are, before all onsets, those of the onset that is first as an instant, even if its local time is not the earliest", () => {
    // Noon and 01:00 of the day after, in UTC; 24:00 and 20:00 where they are.
    const early = observance("STANDARD", "19800101T000000", "+1200", "+1300");
    const late = observance("STANDARD", "19791231T200000", "-0500", "-0600");
    expect(foreignOffsetAt(foreign(...early, ...late), 0)).toBe(12 * hour);
    expect(foreignOffsetAt(foreign(...late, ...early), 0)).toBe(12 * hour);
  });

  it("are those of the observance that stands later in the text where two begin at one moment", () => {
    const twice = foreign(...fixed("+0100"), ...observance("STANDARD", "19700101T000000", "+0100", "+0200"));
    const [from, to] = [Date.UTC(1969, 0, 1), Date.UTC(1971, 0, 1)];
    expect(foreignOffsetAt(twice, to)).toBe(2 * hour);
    expect(foreignClock(twice, from, to)?.(to)).toBe(2 * hour);
  });

  it("change at RDATEs too, within a stretch of time and not beyond it", () => {
    const dated = foreign(
      ...observance("STANDARD", "20200101T000000", "+0000", "+0100", "RDATE:20220101T000000"),
      ...observance("DAYLIGHT", "20210101T000000", "+0100", "+0200", "RDATE:20230101T000000"),
    );
    const offsets = [2019, 2020, 2021, 2022, 2023].map((year) =>
      foreignOffsetAt(dated, Date.UTC(year, 6, 1)),
    );
    expect(offsets).toEqual([0, hour, 2 * hour, hour, 2 * hour]);
    const clock = foreignClock(dated, Date.UTC(2020, 6, 1), Date.UTC(2022, 6, 1));
    expect([2020, 2021, 2022].map((year) => clock?.(Date.UTC(year, 6, 1)))).toEqual([hour, 2 * hour, hour]);
    // What comes after the stretch is not known to its clock.
    expect(clock?.(Date.UTC(2023, 6, 1))).toBe(hour);
    // A stretch may end with an onset, and begin long after the DTSTARTs, which then tell nothing any more.
    const onset = Date.UTC(2026, 2, 29, 1);
    expect(foreignClock(rules, Date.UTC(2026, 0, 1), onset)?.(onset)).toBe(2 * hour);
    expect(foreignClock(rules, Date.UTC(2026, 6, 1), Date.UTC(2027, 0, 1))?.(Date.UTC(2026, 6, 2))).toBe(
      2 * hour,
    );
  });

  it("do not exist in a VTIMEZONE without observances", () => {
    expect(foreignOffsetAt(foreign(), 0)).toBeUndefined();
    expect(foreignClock(foreign(), 0, hour)).toBeUndefined();
    expect(foreignInstantOf(foreign(), 0)).toBeUndefined();
  });

  it("make a local time in an overlap the first of the two instants, and read one in a gap with the offset before the gap (section 3.3.5)", () => {
    const at = (time: string) => foreignInstantOf(rules, wall(time).wall);
    expect(at("2026-10-25T02:30:00")).toBe(Date.UTC(2026, 9, 25, 0, 30));
    expect(at("2026-03-29T02:30:00")).toBe(Date.UTC(2026, 2, 29, 1, 30));
    expect(at("2026-10-25T03:00:00")).toBe(Date.UTC(2026, 9, 25, 2));
    expect(at("2026-10-25T01:59:59")).toBe(Date.parse("2026-10-24T23:59:59Z"));
    expect(at("2026-01-01T00:00:00")).toBe(Date.parse("2025-12-31T23:00:00Z"));
    expect(at("2026-12-31T23:59:59")).toBe(Date.parse("2026-12-31T22:59:59Z"));
  });

  it("are right before and after a change of the clocks at the turn of the year", () => {
    const newYear = foreign(
      ...observance("STANDARD", "20200101T000000", "+0200", "+0200"),
      ...observance("DAYLIGHT", "20260101T000000", "+0200", "+0300"),
    );
    const at = (time: string) => foreignInstantOf(newYear, wall(time).wall);
    expect(at("2025-12-31T23:30:00")).toBe(Date.parse("2025-12-31T21:30:00Z"));
    expect(at("2026-01-01T01:00:00")).toBe(Date.parse("2025-12-31T22:00:00Z"));
    // In the hour that is left out, by the offset before.
    expect(at("2026-01-01T00:30:00")).toBe(Date.parse("2025-12-31T22:30:00Z"));
    const noon = foreign(
      ...observance("STANDARD", "20200101T000000", "+0200", "+0200"),
      ...observance("DAYLIGHT", "20251231T120000", "+0200", "+0300"),
    );
    expect(foreignInstantOf(noon, wall("2025-12-31T20:00:00").wall)).toBe(Date.UTC(2025, 11, 31, 17));
  });
});

describe("findZone", () => {
  it("believes a name, and says where the rules beside it contradict", () => {
    expect(findZone("Europe/Paris", { moment: noon })).toEqual({ tzid: "Europe/Paris", guessed: false });
    expect(findZone("Europe/Paris", { moment: noon, foreign: foreign(...europe) })).toEqual({
      tzid: "Europe/Paris",
      guessed: false,
    });
    expect(findZone("Europe/Paris", { moment: noon, foreign: foreign(...fixed("+0500")) })).toEqual({
      tzid: "Europe/Paris",
      guessed: false,
      contradicted: true,
    });
    const instant = { instant: Date.UTC(2026, 6, 7, 12) };
    expect(findZone("Europe/Paris", { moment: instant, foreign: foreign(...fixed("+0500")) })).toHaveProperty(
      "contradicted",
    );
    expect(findZone("Europe/Paris", { moment: noon, foreign: foreign() })).not.toHaveProperty("contradicted");
  });

  it("takes X-LIC-LOCATION for the name where there are no rules, or where they agree", () => {
    const located = "X-LIC-LOCATION:Europe/Rome";
    expect(findZone("mine", { moment: noon, foreign: foreign(located) })).toEqual({
      tzid: "Europe/Rome",
      guessed: false,
    });
    expect(findZone("mine", { moment: noon, foreign: foreign(located, ...europe) })).toEqual({
      tzid: "Europe/Rome",
      guessed: false,
      instant: Date.UTC(2026, 6, 7, 10),
    });
    expect(findZone("mine", { moment: noon, foreign: foreign(located, ...fixed("+0530")) })).toEqual({
      tzid: "Asia/Kolkata",
      guessed: true,
      instant: Date.UTC(2026, 6, 7, 6, 30),
    });
  });

  it("without rules understands an offset, a city and an abbreviation that fits the season", () => {
    expect(findZone("UTC+5:30", { moment: noon })).toEqual({ tzid: "Asia/Kolkata", guessed: false });
    expect(findZone("UTC+15", { moment: noon })).toBeUndefined();
    expect(findZone("Wien", { moment: noon })).toEqual({ tzid: "Europe/Vienna", guessed: false });
    expect(findZone("EDT", { moment: noon })).toEqual({ tzid: "America/New_York", guessed: true });
    // No clock in New York shows EST in July; in Panama all do.
    expect(findZone("EST", { moment: noon })).toEqual({ tzid: "America/Panama", guessed: true });
    expect(findZone("EST", { moment: wall("2026-01-07T12:00:00") })).toEqual({
      tzid: "America/New_York",
      guessed: true,
    });
    expect(findZone("CST", { moment: noon })).toBeUndefined();
    const instant = { instant: Date.UTC(2026, 6, 7, 12) };
    expect(findZone("EDT", { moment: instant })).toEqual({ tzid: "America/New_York", guessed: true });
    expect(findZone("GMT +0100 (Standard) / GMT +0200 (Daylight)", { moment: noon })).toEqual({
      tzid: "Europe/Berlin",
      guessed: true,
    });
  });

  it("believes an abbreviation up to the hour in which the clocks change", () => {
    // Eastern time ends at 02:00 EDT on 1 November 2026: 05:59 UTC is still EDT, 06:00 is EST.
    expect(findZone("EDT", { moment: wall("2026-11-01T01:59:59") })).toBeDefined();
    expect(findZone("EDT", { moment: wall("2026-11-01T02:00:00") })).toBeUndefined();
  });

  it("believes a city or an offset in the name as far as the rules agree", () => {
    const rules = foreign(...europe);
    expect(findZone("Wien", { moment: noon, foreign: rules })).toEqual({
      tzid: "Europe/Vienna",
      guessed: false,
      instant: Date.UTC(2026, 6, 7, 10),
    });
    expect(findZone("UTC+01:00", { moment: noon, foreign: rules })).toMatchObject({
      tzid: "Europe/Berlin",
      guessed: true,
    });
    expect(findZone("UTC+01:00", { moment: noon, foreign: foreign(...fixed("+0100")) })).toEqual({
      tzid: "Etc/GMT-1",
      guessed: false,
      instant: Date.UTC(2026, 6, 7, 11),
    });
    expect(findZone("New York", { moment: noon, foreign: rules })).toMatchObject({
      tzid: "Europe/Berlin",
      guessed: true,
    });
    // An offset that no zone keeps.
    expect(findZone("UTC+15", { moment: noon, foreign: foreign(...fixed("+1500")) })).toBeUndefined();
  });

  it("believes an offset in the name only where the rules keep it half a year before and after", () => {
    const changed = (date: string, from: string, to: string) =>
      foreign(
        ...observance("STANDARD", "19700101T000000", from, from),
        ...observance("STANDARD", date, from, to),
      );
    for (const rules of [
      changed("20260401T000000", "+0200", "+0100"),
      changed("20261001T000000", "+0100", "+0200"),
    ]) {
      expect(findZone("UTC+01:00", { moment: noon, foreign: rules })).toMatchObject({ guessed: true });
    }
    expect(
      findZone("UTC+01:00", { moment: noon, foreign: changed("20200101T000000", "+0200", "+0100") }),
    ).toMatchObject({ tzid: "Etc/GMT-1", guessed: false });
  });

  it("looks for the rules among all zones, what the message suggests first", () => {
    const rules = foreign(...europe);
    const named = (...words: string[]) =>
      foreign(
        ...europe.flatMap((line) =>
          line.startsWith("END:") ? [...words.map((word) => `TZNAME:${word}`), line] : [line],
        ),
      );
    const found = (context: Partial<Parameters<typeof findZone>[1]>) =>
      findZone("Customized Time Zone", { moment: noon, foreign: rules, ...context })?.tzid;
    expect(found({})).toBe("Europe/Berlin");
    expect(found({ hint: zone("Europe/Madrid") })).toBe("Europe/Madrid");
    expect(found({ hint: zone("America/New_York") })).toBe("Europe/Berlin");
    expect(found({ foreign: named("Romance Standard Time") })).toBe("Europe/Paris");
    expect(found({ foreign: named("Madrid") })).toBe("Europe/Madrid");
    // Number 3 of Exchange is Paris.
    expect(found({ foreign: foreign("X-MICROSOFT-CDO-TZID:3", ...europe) })).toBe("Europe/Paris");
    expect(found({ foreign: foreign("X-MICROSOFT-CDO-TZID:99", ...europe) })).toBe("Europe/Berlin");
    // A TZNAME of five letters or fewer is an abbreviation, not a city: Lima is none here.
    expect(found({ foreign: foreign(...fixed("-0500", "TZNAME:Lima")) })).not.toBe("America/Lima");
    expect(found({ foreign: foreign(...fixed("+0100", "TZNAME:Tunis")) })).toBe("Africa/Lagos");
    expect(found({ foreign: foreign(...fixed("-0700", "TZNAME:MST")) })).toBe("America/Phoenix");
    expect(found({ foreign: foreign(...fixed("+0300")) })).toBe("Europe/Moscow");
    expect(found({ foreign: foreign(...fixed("+0300", "TZNAME:EAT")) })).toBe("Africa/Nairobi");
    expect(found({ foreign: foreign(...fixed("+1400")) })).toBe("Pacific/Kiritimati");
  });

  it("matches rules at the first time of the message, so that one TZID is one zone", () => {
    // Rules that hold from 2000 to 2006 in New York, and nowhere after.
    const old = foreign(
      ...observance(
        "STANDARD",
        "19671029T020000",
        "-0400",
        "-0500",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
      ),
      ...observance("DAYLIGHT", "19870405T020000", "-0500", "-0400", "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU"),
    );
    // Caracas kept -04:30 from 2007 to 2016; nobody keeps it now.
    const caracas = foreign(...fixed("-0430"));
    expect(findZone("Customized Time Zone", { moment: noon, foreign: caracas })).toBeUndefined();
    expect(
      findZone("Customized Time Zone", {
        moment: noon,
        foreign: caracas,
        first: () => wall("2010-07-07T12:00:00").wall,
      }),
    ).toEqual({ tzid: "America/Caracas", guessed: true, instant: Date.UTC(2026, 6, 7, 16, 30) });
    const first = () => wall("2003-07-07T12:00:00").wall;
    expect(findZone("Customized Time Zone", { moment: noon, foreign: old, first })).toMatchObject({
      tzid: "America/New_York",
      instant: Date.UTC(2026, 6, 7, 16),
    });
  });
});
