import { describe, expect, it } from "vitest";
import { readVtimezoneText } from "../../src/timezone/read-vtimezone.ts";

const hour = 3_600_000;
const start = Date.UTC(1970, 0, 1);

/** A VTIMEZONE with one observance of these lines beside its DTSTART. */
function observance(lines: readonly string[], dtstart = "DTSTART:19700101T000000") {
  return readVtimezoneText(
    ["BEGIN:VTIMEZONE", "TZID:x", "BEGIN:STANDARD", dtstart, ...lines, "END:STANDARD", "END:VTIMEZONE"].join(
      "\r\n",
    ),
  ).observances[0];
}

const offset = (value: string) => observance([`TZOFFSETTO:${value}`])?.after;

describe("a UTC-OFFSET (RFC 5545 section 3.3.14)", () => {
  it.each([
    ["+0100", hour],
    ["-0500", -5 * hour],
    ["+053045", 5.5 * hour + 45_000],
    ["+05:30", 5.5 * hour],
    ["+05:30:45", 5.5 * hour + 45_000],
    ["0200", 2 * hour],
    [" +0100 ", hour],
    ["-0000", 0],
    ["+0159", 2 * hour - 60_000],
    ["+2600", 26 * hour],
  ])("%j is %d milliseconds", (value, expected) => {
    expect(offset(value)).toBe(expected);
  });

  it.each([
    "",
    "+1",
    "+100",
    "+0160",
    "+2601",
    "x+0100",
    "+0100x",
    "+01000",
    "1 +0100",
    "+0100 1",
    `+0100${" ".repeat(20)}1`,
    "UTC",
  ])("%j is not an offset, and the observance is left out", (value) => {
    expect(offset(value)).toBeUndefined();
  });

  it("of TZOFFSETFROM is that of TZOFFSETTO where it is missing", () => {
    expect(observance(["TZOFFSETTO:+0100"])).toMatchObject({ before: hour, after: hour });
    expect(observance(["TZOFFSETTO:+0100", "TZOFFSETFROM:+0200"])).toMatchObject({ before: 2 * hour });
    expect(observance(["TZOFFSETFROM:+0200"])).toBeUndefined();
  });
});

describe("DTSTART", () => {
  it.each([
    ["DTSTART:19700101T000000", start],
    ["DTSTART:19700101", start],
    ["DTSTART;VALUE=DATE-TIME:19700101T000000", start],
    ["DTSTART:19700101T000000Z", start],
    ["DTSTART: 19700101t000000 ", start],
    ["DTSTART:16010101T020000", Date.UTC(1601, 0, 1, 2)],
    // 60 is a second that clocks of computers do not have.
    ["DTSTART:19700101T000060", start + 59_000],
    ['DTSTART;X-A="a:b;c":19700101T000000', start],
    ['DTSTART;X-A="a;b":19700101T000000', start],
  ])("%s begins the observance", (line, expected) => {
    expect(observance(["TZOFFSETTO:+0100"], line)?.start).toBe(expected);
  });

  it.each([
    "DTSTART:",
    "DTSTART:x19700101T000000",
    "DTSTART:19700101T000000x",
    "DTSTART:1 19700101T000000",
    "DTSTART:19700101T000000 1",
    "DTSTART:19700230T000000",
    "DTSTART:1970-01-01",
    "X-DTSTART:19700101T000000",
  ])("%s is not a start, and the observance is left out", (line) => {
    expect(observance(["TZOFFSETTO:+0100"], line)).toBeUndefined();
  });
});

describe("RRULE, RDATE and TZNAME", () => {
  const to = "TZOFFSETTO:+0100";

  it("RDATEs are read in one line and in several, and what is not a time is passed over", () => {
    expect(observance([to])?.more).toEqual([]);
    expect(observance([to, "RDATE:19800101T000000,19810101T000000", "RDATE:19820101T000000"])?.more).toEqual([
      Date.UTC(1980, 0, 1),
      Date.UTC(1981, 0, 1),
      Date.UTC(1982, 0, 1),
    ]);
    expect(observance([to, "RDATE:never,19810101T000000"])?.more).toEqual([Date.UTC(1981, 0, 1)]);
  });

  it("one RRULE is read, two are not, nor any with an EXRULE", () => {
    const rule = "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU";
    expect(observance([to, rule])?.rule?.rule).toMatchObject({ kind: "nth", nth: -1, month: 3 });
    expect(observance([to, rule, rule])).toBeUndefined();
    expect(observance([to, rule, "EXRULE:FREQ=YEARLY;BYMONTH=4"])).toBeUndefined();
    expect(observance([to, "RRULE:FREQ=DAILY"])).toBeUndefined();
  });

  it("every TZNAME is kept", () => {
    expect(observance([to, "TZNAME: CET ", "TZNAME;LANGUAGE=de:MEZ"])?.names).toEqual(["CET", "MEZ"]);
  });

  it("a TZNAME of Standard or Daylight does not end the observance", () => {
    expect(observance(["TZNAME:Standard", to])).toMatchObject({ after: hour, names: ["Standard"] });
    expect(observance(["TZNAME:DAYLIGHT", to])).toMatchObject({ after: hour, names: ["DAYLIGHT"] });
  });
});

describe("a VTIMEZONE", () => {
  const zone = (...lines: string[]) =>
    readVtimezoneText(["BEGIN:VTIMEZONE", ...lines, "END:VTIMEZONE"].join("\r\n"));
  const one = ["BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETTO:+0100", "END:STANDARD"];
  const broken = ["BEGIN:DAYLIGHT", "DTSTART:never", "TZOFFSETTO:+0200", "END:DAYLIGHT"];

  it("names its IANA zone in X-LIC-LOCATION, or in LOCATION as Evolution writes it; the first one counts", () => {
    expect(zone("X-LIC-LOCATION: Europe/Paris ").location).toBe("Europe/Paris");
    expect(zone("LOCATION:Europe/Paris").location).toBe("Europe/Paris");
    expect(zone("LOCATION:Europe/Paris", "X-LIC-LOCATION:Europe/Rome").location).toBe("Europe/Paris");
    expect(zone("COMMENT:Europe/Paris")).toEqual({ observances: [] });
    expect(zone(...one.slice(0, 3), "LOCATION:Europe/Paris", "END:STANDARD").location).toBeUndefined();
  });

  it("has Exchange's number of the zone in X-MICROSOFT-CDO-TZID, of one or two digits", () => {
    expect(zone("X-MICROSOFT-CDO-TZID:4").number).toBe(4);
    expect(zone("X-MICROSOFT-CDO-TZID: 13 ").number).toBe(13);
    expect(zone("X-MICROSOFT-CDO-TZID:4", "X-MICROSOFT-CDO-TZID:5").number).toBe(4);
    for (const none of ["", "x", "123", "x1", "1x", "1 x", "x 1"]) {
      expect(zone(`X-MICROSOFT-CDO-TZID:${none}`)).toEqual({ observances: [] });
    }
    expect(zone("X-OTHER:4")).toEqual({ observances: [] });
  });

  it("is read in any case, folded, and with any line break", () => {
    expect(zone(...one).observances).toHaveLength(1);
    expect(zone(...one.map((line) => line.toLowerCase())).observances).toHaveLength(1);
    expect(zone("BEGIN: STANDARD ", ...one.slice(1)).observances).toEqual(zone(...one).observances);
    for (const end of ["\n", "\r", "\r\n"]) {
      const text = [
        "BEGIN:STANDARD",
        "DTSTART:1970",
        " 0101T000000",
        "TZOFF",
        "\tSETTO:+0100",
        "END:STANDARD",
      ].join(end);
      expect(readVtimezoneText(text).observances).toEqual(zone(...one).observances);
    }
  });

  it("with one observance that cannot be understood says nothing, wherever that stands", () => {
    expect(zone(...one, ...broken).observances).toEqual([]);
    expect(zone(...broken, ...one).observances).toEqual([]);
    expect(zone("BEGIN:STANDARD", "END:STANDARD", ...one).observances).toEqual([]);
    expect(zone(...one, "END:VALARM").observances).toHaveLength(1);
  });

  it("has 120 observances at most, and 400 onsets", () => {
    const many = (count: number) => Array.from({ length: count }, () => one).flat();
    expect(zone(...many(120)).observances).toHaveLength(120);
    expect(zone(...many(121)).observances).toEqual([]);
    const dates = (count: number) => [
      ...one.slice(0, 3),
      `RDATE:${Array.from({ length: count }, () => "19800101T000000").join(",")}`,
      "END:STANDARD",
    ];
    expect(zone(...dates(399)).observances).toHaveLength(1);
    expect(zone(...dates(400)).observances).toEqual([]);
    expect(zone(...dates(200), ...dates(199)).observances).toEqual([]);
    expect(zone(...dates(200), ...dates(198)).observances).toHaveLength(2);
  });

  it("has eight rules at most that hold a week to some of its days", () => {
    const partial = [
      ...one.slice(0, 3),
      "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=FR;BYMONTHDAY=26,27,28,29,30,31",
      "END:STANDARD",
    ];
    const many = (count: number) => Array.from({ length: count }, () => partial).flat();
    expect(zone(...many(8)).observances).toHaveLength(8);
    expect(zone(...many(9)).observances).toEqual([]);
    expect(zone(...many(8), ...one).observances).toHaveLength(9);
  });

  it("is read up to 65,536 characters", () => {
    const text = ["BEGIN:VTIMEZONE", ...one, ""].join("\r\n");
    const comment = (length: number) => `${text}X-A:${"x".repeat(length - text.length - 4)}`;
    expect(readVtimezoneText(comment(65_536)).observances).toHaveLength(1);
    expect(readVtimezoneText(comment(65_537)).observances).toEqual([]);
  });
});
