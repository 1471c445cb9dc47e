import { instantOf, offsetAt } from "../../src/time/offset.ts";
import { readTime } from "../../src/time/point.ts";
import { readCalendarTime } from "../../src/timezone/calendar-time.ts";
import { formatCalendarTime } from "../../src/timezone/format-calendar-time.ts";
import { resolveTimeZone } from "../../src/timezone/resolve-time-zone.ts";
import { formatTimeZone } from "../../src/timezone/write-vtimezone.ts";
import { zone } from "../support/zones.ts";
import { bench, describe } from "./bench.ts";

const paris = zone("Europe/Paris");
const at = new Date("2026-05-07T10:00:00Z");

/** A million wall times over thirty years: one line of a benchmark is too short to hold a microsecond. */
const walls = Array.from({ length: 1_000 }, (_, i) =>
  Date.UTC(2010 + (i % 30), i % 12, 1 + (i % 28), i % 24),
);

describe("offsets, warm, a thousand at a time", () => {
  bench("wall time → instant", () => {
    for (const wall of walls) instantOf(paris, wall);
  });
  bench("instant → offset", () => {
    for (const wall of walls) offsetAt(paris, wall);
  });
});

describe("one value", () => {
  bench("readTime", () => {
    readTime("2026-05-07T10:30:00", paris);
  });
  bench("readCalendarTime by a Windows id", () => {
    readCalendarTime("20260507T103000", { tzid: "W. Europe Standard Time" });
  });
  bench("formatCalendarTime", () => {
    formatCalendarTime({ kind: "instant", instant: at.getTime(), tzid: paris });
  });
});

describe("VTIMEZONE out", () => {
  bench("formatTimeZone, warm", () => {
    formatTimeZone("Europe/Paris", { from: at, to: at });
  });
  let year = 2200;
  bench("formatTimeZone, a year that nobody asked for yet", () => {
    year = year < 9_900 ? year + 3 : 2_200;
    const moment = new Date(Date.UTC(year, 5, 1));
    formatTimeZone("Europe/Paris", { from: moment, to: moment });
  });
});

describe("any TZID in", () => {
  bench("IANA id", () => {
    resolveTimeZone("Europe/Paris", { at });
  });
  bench("display name", () => {
    resolveTimeZone("(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien", { at });
  });

  const observance = (name: string, start: string, from: string, to: string, rule: string) =>
    `BEGIN:${name}\r\nDTSTART:${start}\r\nTZOFFSETFROM:${from}\r\nTZOFFSETTO:${to}\r\nRRULE:${rule}\r\nEND:${name}\r\n`;
  const custom = (rule: string, count = 1) =>
    `BEGIN:VTIMEZONE\r\nTZID:Custom\r\n${observance("STANDARD", "16010101T030000", "+0200", "+0100", rule).repeat(count)}${observance("DAYLIGHT", "16010101T020000", "+0100", "+0200", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3")}END:VTIMEZONE\r\n`;
  let unread = 0;
  // A new text each time: what is measured is the first reading and not the memory of it.
  const resolve = (text: string, moment = at) => {
    unread++;
    resolveTimeZone("Custom", {
      vtimezone: text.replace("TZID:Custom", `TZID:Custom\r\nX-N:${unread}`),
      at: moment,
    });
  };
  const yearly = custom("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10");
  const minutely = custom("FREQ=MINUTELY");
  const thousand = custom("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", 10_000);
  const partial = custom("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28;BYDAY=SU", 8);
  const full = custom("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", 149);
  bench("rules of Outlook since 1601", () => resolve(yearly));
  bench("rules of Outlook, the year 9999", () => resolve(yearly, new Date("9998-05-07T10:00:00Z")));
  bench("MINUTELY", () => resolve(minutely));
  bench("ten thousand observances", () => resolve(thousand));
  bench("parts of weeks", () => resolve(partial));
  bench("as many observances as are read", () => resolve(full));
});
