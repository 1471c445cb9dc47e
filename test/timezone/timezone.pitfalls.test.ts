import { describe, expect, it } from "vitest";
import type { EventTime } from "../../src/time/event-time.ts";
import { formatPoint, readTime } from "../../src/time/point.ts";
import { parseZone } from "../../src/time/zone.ts";
import { zone } from "../support/zones.ts";

// What tzdata's files and the laws behind them say, by hand.

/** The instant shown in a zone. */
function shown(instant: string, tzid: string): string {
  const point = readTime({ time: instant, tzid }, zone("Etc/UTC"));
  return point.kind === "fault" ? point.message : formatPoint(point).time;
}
/** A wall time with the offset it has in a zone. */
const local = (wall: string, tzid: string) => shown(wall, tzid);

describe("clocks that are not what one thinks", () => {
  it("Dublin: summer is standard time by law, and an hour ahead by the clock", () => {
    expect(local("2026-07-01T12:00", "Europe/Dublin")).toBe("2026-07-01T12:00:00+01:00");
    expect(local("2026-01-01T12:00", "Europe/Dublin")).toBe("2026-01-01T12:00:00+00:00");
  });

  it.each(["Africa/Casablanca", "Africa/El_Aaiun"])(
    "%s: an hour back for Ramadan until 2026, +00 ever after",
    (tzid) => {
      expect(local("2025-03-10T12:00", tzid)).toBe("2025-03-10T12:00:00+00:00");
      expect(local("2025-05-10T12:00", tzid)).toBe("2025-05-10T12:00:00+01:00");
      expect(local("2026-06-10T12:00", tzid)).toBe("2026-06-10T12:00:00+01:00");
      expect(shown("2026-09-20T00:59:59Z", tzid)).toBe("2026-09-20T01:59:59+01:00");
      expect(shown("2026-09-20T01:00:00Z", tzid)).toBe("2026-09-20T01:00:00+00:00");
      for (const year of [2027, 2030, 2050, 2086, 2088]) {
        expect(local(`${year}-02-10T12:00`, tzid)).toBe(`${year}-02-10T12:00:00+00:00`);
        expect(local(`${year}-07-10T12:00`, tzid)).toBe(`${year}-07-10T12:00:00+00:00`);
      }
    },
  );

  it("Lord Howe: summer time is half an hour", () => {
    expect(local("2026-01-15T12:00", "Australia/Lord_Howe")).toBe("2026-01-15T12:00:00+11:00");
    expect(local("2026-07-15T12:00", "Australia/Lord_Howe")).toBe("2026-07-15T12:00:00+10:30");
    // First Sunday of October, 02:00: 02:15 is what 02:45 is.
    expect(local("2026-10-04T02:15", "Australia/Lord_Howe")).toBe("2026-10-04T02:45:00+11:00");
    expect(local("2026-04-05T01:45", "Australia/Lord_Howe")).toBe("2026-04-05T01:45:00+11:00");
  });

  it("Troll: summer time is two hours", () => {
    expect(local("2026-01-15T12:00", "Antarctica/Troll")).toBe("2026-01-15T12:00:00+00:00");
    expect(local("2026-07-15T12:00", "Antarctica/Troll")).toBe("2026-07-15T12:00:00+02:00");
    expect(local("2026-03-29T02:00", "Antarctica/Troll")).toBe("2026-03-29T04:00:00+02:00");
  });

  it("Casey: +11 in February 2023, +08 in February 2024", () => {
    expect(local("2023-02-15T12:00", "Antarctica/Casey")).toBe("2023-02-15T12:00:00+11:00");
    expect(local("2024-02-15T12:00", "Antarctica/Casey")).toBe("2024-02-15T12:00:00+08:00");
  });

  it.each(["Asia/Gaza", "Asia/Hebron"])("%s: Ramadan takes the summer's hour away", (tzid) => {
    // Ramadan of 2023 ended on 20 April; clocks went ahead on the 29th.
    expect(local("2023-04-20T12:00", tzid)).toBe("2023-04-20T12:00:00+02:00");
    expect(local("2023-05-10T12:00", tzid)).toBe("2023-05-10T12:00:00+03:00");
  });

  it("Nuuk: -03 until 25 March 2023, -02 with a summer of -01 from 2024, changed on a Saturday evening", () => {
    expect(local("2023-03-20T12:00", "America/Nuuk")).toBe("2023-03-20T12:00:00-03:00");
    expect(local("2023-07-20T12:00", "America/Nuuk")).toBe("2023-07-20T12:00:00-02:00");
    expect(local("2024-01-20T12:00", "America/Nuuk")).toBe("2024-01-20T12:00:00-02:00");
    expect(local("2024-07-20T12:00", "America/Nuuk")).toBe("2024-07-20T12:00:00-01:00");
    // The European Union's 01:00 UTC on Sunday, 29 March 2026.
    expect(local("2026-03-28T22:59", "America/Nuuk")).toBe("2026-03-28T22:59:00-02:00");
    expect(local("2026-03-28T23:30", "America/Nuuk")).toBe("2026-03-29T00:30:00-01:00");
  });

  it("Kiritimati and Kanton: a day ahead of their neighbours", () => {
    expect(shown("2026-05-07T12:00:00Z", "Pacific/Kiritimati")).toBe("2026-05-08T02:00:00+14:00");
    expect(shown("2026-05-07T12:00:00Z", "Pacific/Enderbury")).toBe("2026-05-08T01:00:00+13:00");
  });

  it("Apia: there was no 30 December 2011", () => {
    expect(shown("2011-12-30T09:59:59Z", "Pacific/Apia")).toBe("2011-12-29T23:59:59-10:00");
    expect(shown("2011-12-30T10:00:00Z", "Pacific/Apia")).toBe("2011-12-31T00:00:00+14:00");
    // Noon of the day that was left out, by the offset before it.
    expect(local("2011-12-30T12:00", "Pacific/Apia")).toBe("2011-12-31T12:00:00+14:00");
  });

  it("Juba, Volgograd, Almaty, Asunción, Coyhaique moved for good", () => {
    expect(local("2021-01-31T12:00", "Africa/Juba")).toBe("2021-01-31T12:00:00+03:00");
    expect(local("2021-02-02T12:00", "Africa/Juba")).toBe("2021-02-02T12:00:00+02:00");
    expect(local("2020-12-26T12:00", "Europe/Volgograd")).toBe("2020-12-26T12:00:00+04:00");
    expect(local("2020-12-28T12:00", "Europe/Volgograd")).toBe("2020-12-28T12:00:00+03:00");
    expect(local("2024-02-28T12:00", "Asia/Almaty")).toBe("2024-02-28T12:00:00+06:00");
    expect(local("2024-03-02T12:00", "Asia/Almaty")).toBe("2024-03-02T12:00:00+05:00");
    expect(local("2025-07-15T12:00", "America/Asuncion")).toBe("2025-07-15T12:00:00-03:00");
    expect(local("2025-07-15T12:00", "America/Coyhaique")).toBe("2025-07-15T12:00:00-03:00");
  });

  it("Mexico gave up summer time in 2022, its border to the north did not", () => {
    expect(local("2022-07-15T12:00", "America/Mexico_City")).toBe("2022-07-15T12:00:00-05:00");
    expect(local("2023-07-15T12:00", "America/Mexico_City")).toBe("2023-07-15T12:00:00-06:00");
    expect(local("2026-07-15T12:00", "America/Tijuana")).toBe("2026-07-15T12:00:00-07:00");
    expect(local("2026-07-15T12:00", "America/Ciudad_Juarez")).toBe("2026-07-15T12:00:00-06:00");
    expect(local("2026-01-15T12:00", "America/Ciudad_Juarez")).toBe("2026-01-15T12:00:00-07:00");
  });

  it.each([
    ["America/Vancouver", "-07:00", "-08:00"],
    ["America/Edmonton", "-06:00", "-07:00"],
    ["America/Inuvik", "-06:00", "-07:00"],
    ["America/Yellowknife", "-06:00", "-07:00"],
    ["America/Winnipeg", "-05:00", "-06:00"],
  ])("%s stays on summer time from 2026 on, whatever the runtime's data say", (tzid, summer, winter) => {
    expect(local("2026-01-15T12:00", tzid)).toBe(`2026-01-15T12:00:00${winter}`);
    expect(local("2026-10-15T12:00", tzid)).toBe(`2026-10-15T12:00:00${summer}`);
    expect(local("2026-11-15T12:00", tzid)).toBe(`2026-11-15T12:00:00${summer}`);
    expect(local("2040-01-15T12:00", tzid)).toBe(`2040-01-15T12:00:00${summer}`);
    expect(local("2040-07-15T12:00", tzid)).toBe(`2040-07-15T12:00:00${summer}`);
  });

  it("Havana leaves out the winter of 2026", () => {
    expect(local("2026-01-15T12:00", "America/Havana")).toBe("2026-01-15T12:00:00-05:00");
    expect(local("2027-01-15T12:00", "America/Havana")).toBe("2027-01-15T12:00:00-04:00");
    expect(local("2027-07-15T12:00", "America/Havana")).toBe("2027-07-15T12:00:00-04:00");
    expect(local("2028-01-15T12:00", "America/Havana")).toBe("2028-01-15T12:00:00-05:00");
  });

  it("Chisinau changes its clocks at 01:00 UTC, as Bucharest does", () => {
    for (const tzid of ["Europe/Chisinau", "Europe/Bucharest"]) {
      expect(shown("2026-03-29T00:30:00Z", tzid)).toBe("2026-03-29T02:30:00+02:00");
      expect(shown("2026-03-29T01:00:00Z", tzid)).toBe("2026-03-29T04:00:00+03:00");
      expect(shown("2026-10-25T00:30:00Z", tzid)).toBe("2026-10-25T03:30:00+03:00");
      expect(shown("2026-10-25T01:00:00Z", tzid)).toBe("2026-10-25T03:00:00+02:00");
    }
  });

  it.each([
    ["Asia/Beirut", "2026-03-29", "+03:00"],
    ["Africa/Cairo", "2026-04-24", "+03:00"],
    ["America/Santiago", "2026-09-06", "-03:00"],
    ["America/Havana", "2026-03-08", "-04:00"],
  ])("%s: %s has no midnight; the day begins at one", (tzid, date, offset) => {
    expect(local(`${date}T00:00`, tzid)).toBe(`${date}T01:00:00${offset}`);
  });

  it.each([
    ["Asia/Kathmandu", "+05:45"],
    ["Australia/Eucla", "+08:45"],
    ["Pacific/Marquesas", "-09:30"],
    ["Asia/Kolkata", "+05:30"],
  ])("%s: minutes in the offset (%s)", (tzid, offset) => {
    expect(local("2026-05-07T12:00", tzid)).toBe(`2026-05-07T12:00:00${offset}`);
  });

  it("Chatham: +12:45 and +13:45", () => {
    expect(local("2026-07-07T12:00", "Pacific/Chatham")).toBe("2026-07-07T12:00:00+12:45");
    expect(local("2026-01-07T12:00", "Pacific/Chatham")).toBe("2026-01-07T12:00:00+13:45");
  });

  it("2038 and after: rules go on", () => {
    expect(local("2038-07-15T12:00", "Europe/Paris")).toBe("2038-07-15T12:00:00+02:00");
    expect(local("2100-01-15T12:00", "Europe/Paris")).toBe("2100-01-15T12:00:00+01:00");
    expect(local("9999-07-15T12:00", "America/New_York")).toBe("9999-07-15T12:00:00-04:00");
  });

  it("local mean time: the instant is kept, RFC 3339 has no seconds in offsets", () => {
    const time = shown("1900-01-01T12:00:00Z", "Europe/Dublin");
    expect(time).toBe("1900-01-01T11:35:00-00:25");
    expect(Date.parse(time)).toBe(Date.UTC(1900, 0, 1, 12));
  });
});

describe("an hour that is twice or never there (RFC 5545 section 3.3.5)", () => {
  it.each([
    // Paris, Lord Howe, Santiago, New York: the first of the two
    ["2026-10-25T02:30", "Europe/Paris", "2026-10-25T02:30:00+02:00"],
    ["2026-11-01T01:30", "America/New_York", "2026-11-01T01:30:00-04:00"],
    ["2026-04-05T02:30", "Australia/Sydney", "2026-04-05T02:30:00+11:00"],
    ["2026-10-25T01:30", "Europe/London", "2026-10-25T01:30:00+01:00"],
    ["2026-10-25T01:30", "Europe/Dublin", "2026-10-25T01:30:00+01:00"],
    // pushed forward
    ["2026-03-29T02:30", "Europe/Paris", "2026-03-29T03:30:00+02:00"],
    ["2026-03-08T02:30", "America/New_York", "2026-03-08T03:30:00-04:00"],
    ["2026-10-04T02:30", "Australia/Sydney", "2026-10-04T03:30:00+11:00"],
  ])("%s in %s is %s", (wall, tzid, time) => {
    expect(local(wall, tzid)).toBe(time);
  });

  it("the second hour can be told by its offset, and comes back as it was told", () => {
    const second: EventTime = { time: "2026-10-25T02:30:00+01:00", tzid: "Europe/Paris" };
    const point = readTime(second, zone("Etc/UTC"));
    expect(point.kind === "fault" ? point : formatPoint(point)).toEqual(second);
  });
});

describe("names of zones", () => {
  it.each([
    ["Asia/Calcutta", "Asia/Kolkata"],
    ["Europe/Kiev", "Europe/Kyiv"],
    ["America/Godthab", "America/Nuuk"],
    ["Asia/Rangoon", "Asia/Yangon"],
    ["Asia/Katmandu", "Asia/Kathmandu"],
    ["Asia/Saigon", "Asia/Ho_Chi_Minh"],
    ["America/Buenos_Aires", "America/Argentina/Buenos_Aires"],
    ["America/Indianapolis", "America/Indiana/Indianapolis"],
    ["Atlantic/Faeroe", "Atlantic/Faroe"],
    ["Pacific/Enderbury", "Pacific/Kanton"],
    ["Pacific/Truk", "Pacific/Chuuk"],
    ["Africa/Asmera", "Africa/Asmara"],
  ])("%s is called %s today", (old, today) => {
    expect(parseZone(old)).toBe(today);
    expect(parseZone(old.toUpperCase())).toBe(today);
  });

  it.each([
    "Europe/Oslo",
    "Europe/Amsterdam",
    "Europe/Stockholm",
    "Arctic/Longyearbyen",
    "Africa/Bamako",
    "Atlantic/Reykjavik",
  ])("%s keeps its own name though its clocks are another's", (name) => {
    expect(parseZone(name)).toBe(name);
  });

  it.each(["UTC", "GMT", "Etc/UTC", "Etc/GMT", "etc/gmt+0", "GMT0", "Zulu", "UCT", "Greenwich", "Universal"])(
    "%s is Etc/UTC",
    (name) => {
      expect(parseZone(name)).toBe("Etc/UTC");
    },
  );

  it.each([
    "system",
    "local",
    "default",
    "utc+99",
    "UTC+2",
    "+02:00",
    "Z",
    "W. Europe Standard Time",
    "BST",
    "AST",
    "ECT",
    "SystemV/EST5",
    "Factory",
    "Etc/Unknown",
    "",
    " Europe/Paris",
    "Europe/Paris ",
    "Europe/Paris\n",
    "__proto__",
    "Europe",
    "x".repeat(1_000),
    undefined,
    null,
    5,
    {},
    ["UTC"],
  ])("%j is no IANA zone", (name) => {
    expect(parseZone(name)).toBeUndefined();
  });
});
