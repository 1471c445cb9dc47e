import { describe, expect, it } from "vitest";
import { matchZone } from "../../src/timezone/match-zone.ts";
import { readVtimezoneText } from "../../src/timezone/read-vtimezone.ts";
import { zone } from "../support/zones.ts";

function observance(start: string, from: string, to: string, rule?: string): string[] {
  return [
    "BEGIN:STANDARD",
    `DTSTART:${start}`,
    `TZOFFSETFROM:${from}`,
    `TZOFFSETTO:${to}`,
    ...(rule === undefined ? [] : [`RRULE:FREQ=YEARLY;${rule}`]),
    "END:STANDARD",
  ];
}
const rules = (...observances: string[][]) =>
  readVtimezoneText(["BEGIN:VTIMEZONE", ...observances.flat(), "END:VTIMEZONE"].join("\r\n"));
const fixed = (offset: string) => rules(observance("19000101T000000", offset, offset));
/** Summer time between two dates of every year. */
const summer = (winter: string, ahead: string, begins: string, ends: string) =>
  rules(
    observance("19600301T020000", winter, ahead, begins),
    observance("19601001T020000", ahead, winter, ends),
  );

const january = Date.UTC(2026, 0, 7, 12);
const july = Date.UTC(2026, 6, 7, 12);

describe("rules that are those of a zone all year give it", () => {
  it.each([
    ["European", summer("+0100", "+0200", "BYMONTH=3;BYDAY=-1SU", "BYMONTH=10;BYDAY=-1SU"), "Europe/Berlin"],
    [
      "of New York",
      summer("-0500", "-0400", "BYMONTH=3;BYDAY=2SU", "BYMONTH=11;BYDAY=1SU"),
      "America/New_York",
    ],
    [
      "of Los Angeles",
      summer("-0800", "-0700", "BYMONTH=3;BYDAY=2SU", "BYMONTH=11;BYDAY=1SU"),
      "America/Los_Angeles",
    ],
    [
      "of Sydney",
      summer("+1000", "+1100", "BYMONTH=10;BYDAY=1SU", "BYMONTH=4;BYDAY=1SU"),
      "Australia/Sydney",
    ],
    // Two days from those of Bucharest in spring, and the same in autumn.
    [
      "of Jerusalem",
      summer("+0200", "+0300", "BYMONTH=3;BYDAY=FR;BYMONTHDAY=23,24,25,26,27,28,29", "BYMONTH=10;BYDAY=-1SU"),
      "Asia/Jerusalem",
    ],
    ["of Cairo", summer("+0200", "+0300", "BYMONTH=4;BYDAY=-1FR", "BYMONTH=10;BYDAY=-1TH"), "Africa/Cairo"],
    [
      "of Lord Howe, which goes half an hour ahead in summer",
      summer("+1030", "+1100", "BYMONTH=10;BYDAY=1SU", "BYMONTH=4;BYDAY=1SU"),
      "Australia/Lord_Howe",
    ],
    ["with one offset", fixed("+0100"), "Africa/Lagos"],
    ["with the offset of UTC", fixed("+0000"), "Etc/UTC"],
    ["with quarters of an hour", fixed("+0545"), "Asia/Kathmandu"],
  ])("%s", (_, vtimezone, expected) => {
    expect(matchZone(vtimezone, january, [])).toBe(expected);
    expect(matchZone(vtimezone, july, [])).toBe(expected);
  });

  it("give the zone whose clocks agree in the year that is asked about", () => {
    const until2006 = summer("-0500", "-0400", "BYMONTH=4;BYDAY=1SU", "BYMONTH=10;BYDAY=-1SU");
    expect(matchZone(until2006, Date.UTC(2003, 6, 7), [])).toBe("America/New_York");
    // Caracas kept -04:30 from 2007 to 2016, Pyongyang +08:30 from 2015 to 2018; nobody keeps them now.
    expect(matchZone(fixed("-0430"), Date.UTC(2010, 6, 7), [])).toBe("America/Caracas");
    expect(matchZone(fixed("+0830"), Date.UTC(2016, 6, 7), [])).toBe("Asia/Pyongyang");
    // Magadan, Sakhalin and Vladivostok kept +10:00 in 2015; the one that does today comes first.
    expect(matchZone(fixed("+1000"), Date.UTC(2015, 6, 7), [])).toBe("Asia/Vladivostok");
    // Nobody kept +14:00 before Kiritimati went over the date line in 1995: only the offset itself is left.
    expect(matchZone(fixed("+1400"), Date.UTC(1990, 6, 7), [])).toBe("Etc/GMT-14");
    expect(matchZone(fixed("-0430"), july, [])).toBeUndefined();
    expect(matchZone(fixed("+0830"), july, [])).toBeUndefined();
  });
});

describe("rules that no zone has all year", () => {
  const odd = summer("+0100", "+0200", "BYMONTH=4;BYDAY=1SU", "BYMONTH=10;BYDAY=2SU");

  it("give the zone that agrees for most of the year, and between equals the most populous", () => {
    expect(matchZone(odd, january, [])).toBe("Europe/Berlin");
    expect(matchZone(odd, july, [])).toBe("Europe/Berlin");
  });

  it("give the suggested zone where it agrees nearly as well as the best", () => {
    expect(matchZone(odd, july, [zone("Europe/Paris")])).toBe("Europe/Paris");
    expect(matchZone(odd, january, [zone("Africa/Lagos")])).toBe("Europe/Berlin");
    expect(matchZone(odd, july, [zone("America/New_York")])).toBe("Europe/Berlin");
  });

  it("give no zone that has another offset at the moment asked about", () => {
    // Chatham is at +13:45 in January, at +12:45 in July.
    expect(matchZone(fixed("+1345"), january, [])).toBe("Pacific/Chatham");
    expect(matchZone(fixed("+1345"), july, [])).toBeUndefined();
    expect(matchZone(fixed("+1115"), july, [])).toBeUndefined();
    expect(matchZone(rules(), july, [])).toBeUndefined();
  });
});

it("suggestions count where they agree all year, the likeliest first", () => {
  const european = summer("+0100", "+0200", "BYMONTH=3;BYDAY=-1SU", "BYMONTH=10;BYDAY=-1SU");
  const [rome, madrid] = [zone("Europe/Rome"), zone("Europe/Madrid")];
  expect(matchZone(european, july, [rome])).toBe("Europe/Rome");
  expect(matchZone(european, july, [madrid, rome])).toBe("Europe/Madrid");
  expect(matchZone(european, july, [zone("America/New_York"), rome])).toBe("Europe/Rome");
  expect(matchZone(fixed("+0200"), july, [rome])).not.toBe("Europe/Rome");
});
