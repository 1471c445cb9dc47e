import { describe, expect, it } from "vitest";
import { resolveTimeZone } from "../../src/timezone/resolve-time-zone.ts";
import { formatTimeZone } from "../../src/timezone/write-vtimezone.ts";
import { codeOf } from "../support/refusal.ts";
import { spellings } from "./names/tzid-spellings.table.ts";

const at = new Date("2026-01-15T12:00:00Z");
const rows = spellings.flatMap(([zone, names]) => names.split(" | ").map((name) => ({ name, zone })));

const observance = (name: string, start: string, from: string, to: string, ...more: string[]) => [
  `BEGIN:${name}`,
  `DTSTART:${start}`,
  `TZOFFSETFROM:${from}`,
  `TZOFFSETTO:${to}`,
  ...more,
  `END:${name}`,
];
const vtimezone = (tzid: string, ...parts: (string | string[])[]) =>
  ["BEGIN:VTIMEZONE", `TZID:${tzid}`, ...parts.flat(), "END:VTIMEZONE", ""].join("\r\n");
/** How Outlook writes central European rules. */
const europe = (tzid: string, ...more: string[]) =>
  vtimezone(
    tzid,
    ...more,
    observance(
      "STANDARD",
      "16010101T030000",
      "+0200",
      "+0100",
      "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10",
    ),
    observance(
      "DAYLIGHT",
      "16010101T020000",
      "+0100",
      "+0200",
      "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3",
    ),
  );
const america = (tzid: string) =>
  vtimezone(
    tzid,
    observance("STANDARD", "16010101T020000", "-0400", "-0500", "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11"),
    observance("DAYLIGHT", "16010101T020000", "-0500", "-0400", "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3"),
  );

describe("names that nobody but people use", () => {
  const at = new Date("2026-07-15T12:00:00Z");
  it.each([
    ["Mitteleuropäische Sommerzeit", "Europe/Berlin"],
    ["Mitteleuropäische Normalzeit", "Europe/Berlin"],
    ["Osteuropäische Sommerzeit", "Europe/Bucharest"],
    ["heure d’été d’Europe centrale", "Europe/Berlin"],
    ["hora de verano de Europa central", "Europe/Berlin"],
    ["Ora legale dell’Europa centrale", "Europe/Berlin"],
    ["Midden-Europese zomertijd", "Europe/Berlin"],
    ["Horário de Verão da Europa Central", "Europe/Berlin"],
    ["centraleuropeisk sommartid", "Europe/Berlin"],
    ["Centraleuropæisk sommertid", "Europe/Berlin"],
    ["Keski-Euroopan kesäaika", "Europe/Berlin"],
    ["czas środkowoeuropejski letni", "Europe/Berlin"],
    ["středoevropský letní čas", "Europe/Berlin"],
    ["Восточная Европа, летнее время", "Europe/Bucharest"],
    ["中央ヨーロッパ夏時間", "Europe/Berlin"],
    ["중부유럽 하계 표준시", "Europe/Berlin"],
    ["(UTC-08:00) 太平洋標準時 (米国およびカナダ)", "America/Los_Angeles"],
    ["(UTC-05:00) 東部標準時 (米国およびカナダ)", "America/New_York"],
    ["(UTC-08:00) 태평양 표준시 (미국과 캐나다)", "America/Los_Angeles"],
    ["(UTC+09:00) 大阪、札幌、東京", "Asia/Tokyo"],
    ["(UTC+09:00) 오사카, 삿포로, 도쿄", "Asia/Tokyo"],
    ["(UTC+09:00) ソウル", "Asia/Seoul"],
    ["(UTC+01:00) アムステルダム、ベルリン、ベルン、ローマ、ストックホルム、ウィーン", "Europe/Berlin"],
    ["(UTC+01:00) 브뤼셀, 코펜하겐, 마드리드, 파리", "Europe/Paris"],
    ["Astana", "Asia/Almaty"],
    ["(UTC+06:00) Astana", "Asia/Almaty"],
    ["(UTC+05:00) Astana", "Asia/Almaty"],
    ["GMT +0100 (Standard) / GMT +0200 (Daylight)", "Europe/Berlin"],
    ["GMT +0930 (Standard) / GMT +1030 (Daylight)", "Australia/Adelaide"],
    ["GMT +1000 (Standard) / GMT +1100 (Daylight)", "Australia/Sydney"],
    ["GMT +1200 (Standard) / GMT +1300 (Daylight)", "Pacific/Auckland"],
  ])("%s is %s", (name, tzid) => {
    expect(resolveTimeZone(name, { at })?.tzid).toBe(tzid);
  });
});

describe("names of clocks yield to the VTIMEZONE, names of regions do not", () => {
  const london = formatTimeZone("Europe/London", {
    from: new Date("2026-01-01"),
    to: new Date("2026-12-30"),
  });
  const [winter, summer] = [new Date("2026-01-15T12:00:00Z"), new Date("2026-07-15T12:00:00Z")];
  it.each(["GMT", "UTC", "Z", "CET", "MST"])("%s with British rules, in summer", (name) => {
    expect(resolveTimeZone(name, { vtimezone: london, at: summer })?.tzid).toBe("Europe/London");
  });

  it("GMT with British rules is GMT in winter, Berlin with British rules is Berlin", () => {
    expect(resolveTimeZone("GMT", { vtimezone: london, at: winter })?.tzid).toBe("Etc/UTC");
    expect(resolveTimeZone("Europe/Berlin", { vtimezone: london, at: summer })?.tzid).toBe("Europe/Berlin");
    expect(resolveTimeZone("W. Europe Standard Time", { vtimezone: london, at: summer })?.tzid).toBe(
      "Europe/Berlin",
    );
  });
});

describe("resolveTimeZone knows what a TZID means by its name", () => {
  it("in at least 300 spellings", () => {
    expect(new Set(rows.map(({ name }) => name)).size).toBeGreaterThanOrEqual(300);
  });

  it.each(rows)("$name → $zone", ({ name, zone }) => {
    expect(resolveTimeZone(name, { at })).toEqual({ tzid: zone, guessed: false });
  });

  it.each([
    "Nowhere",
    "Customized Time Zone",
    "tzone://Microsoft/Custom",
    "NONSTANDARDTZ",
    "MyTimezone",
    "",
    "system",
    "local",
    "default",
    "UTC+99",
    "CST",
    "IST",
    "__proto__",
    "constructor",
    "a".repeat(100_000),
    "+05:37",
    "Conference room, Paris",
  ])("and says so where it does not: %j", (name) => {
    expect(resolveTimeZone(name, { at })).toBeUndefined();
  });

  it("takes an abbreviation for what it says in its season, and says that it guessed", () => {
    const july = new Date("2026-07-15T12:00:00Z");
    expect(resolveTimeZone("CEST", { at: july })).toEqual({ tzid: "Europe/Berlin", guessed: true });
    expect(resolveTimeZone("CEST", { at })).toBeUndefined();
    expect(resolveTimeZone("PDT", { at: july })).toEqual({ tzid: "America/Los_Angeles", guessed: true });
    expect(resolveTimeZone("EST", { at })).toEqual({ tzid: "America/New_York", guessed: true });
    // EST is -05:00 in July too: not New York's clocks, but Panama's, as IANA has it.
    expect(resolveTimeZone("EST", { at: july })).toEqual({ tzid: "America/Panama", guessed: true });
  });

  it("is not misled by ICU's three-letter ids: BST is not Dhaka, AST not Anchorage, ECT not Paris", () => {
    for (const name of ["BST", "AST", "ECT", "ACT", "NET", "PLT", "VST"]) {
      const zone = resolveTimeZone(name, { at })?.tzid;
      expect(["Asia/Dhaka", "America/Anchorage", "Europe/Paris", "Asia/Ho_Chi_Minh"]).not.toContain(zone);
    }
  });

  it("reads a pair of offsets as the zone that has both", () => {
    const name = "GMT +0100 (Standard) / GMT +0200 (Daylight)";
    expect(resolveTimeZone(name, { at })).toEqual({ tzid: "Europe/Berlin", guessed: true });
  });
});

describe("resolveTimeZone goes by the rules of the VTIMEZONE where the name is nobody's", () => {
  it.each(["Customized Time Zone", "Customized Time Zone 1", "tzone://Microsoft/Custom", "W", "1", ""])(
    "%j",
    (name) => {
      const vtimezone = europe(name);
      expect(resolveTimeZone(name, { at, vtimezone })).toEqual({ tzid: "Europe/Berlin", guessed: true });
      expect(resolveTimeZone(name, { at, vtimezone, hint: "Europe/Vienna" })).toEqual({
        tzid: "Europe/Vienna",
        guessed: true,
      });
      expect(resolveTimeZone(name, { at, vtimezone: america(name) })).toEqual({
        tzid: "America/New_York",
        guessed: true,
      });
    },
  );

  it("does not believe a hint whose clocks go otherwise", () => {
    expect(resolveTimeZone("Custom", { at, vtimezone: europe("Custom"), hint: "Europe/London" })?.tzid).toBe(
      "Europe/Berlin",
    );
  });

  it("believes X-LIC-LOCATION where the rules agree", () => {
    const found = resolveTimeZone("Mine", { at, vtimezone: europe("Mine", "X-LIC-LOCATION:Europe/Oslo") });
    expect(found).toEqual({ tzid: "Europe/Oslo", guessed: false });
    expect(
      resolveTimeZone("Mine", {
        at,
        vtimezone: america("Mine").replace("TZID:Mine", "TZID:Mine\r\nX-LIC-LOCATION:Europe/Oslo"),
      })?.tzid,
    ).toBe("America/New_York");
  });

  it("believes Exchange's number where the rules agree", () => {
    expect(
      resolveTimeZone("Custom", { at, vtimezone: europe("Custom", "X-MICROSOFT-CDO-TZID:6") })?.tzid,
    ).toBe("Europe/Prague");
    // 2 is Lisbon and Sarajevo: Lisbon's clocks are others.
    expect(
      resolveTimeZone("Custom", { at, vtimezone: europe("Custom", "X-MICROSOFT-CDO-TZID:2") })?.tzid,
    ).toBe("Europe/Berlin");
  });

  it("takes the name's part in a tie: a city, a Windows name in TZNAME", () => {
    const named = europe("x").replaceAll("END:STANDARD", "TZNAME:Romance Standard Time\r\nEND:STANDARD");
    expect(resolveTimeZone("x", { at, vtimezone: named })?.tzid).toBe("Europe/Paris");
    expect(resolveTimeZone("CET/CEST", { at, vtimezone: europe("CET/CEST") })?.tzid).toBe("Europe/Berlin");
  });

  it("reads an abbreviation by the rules beside it", () => {
    expect(
      resolveTimeZone("EST", { at: new Date("2026-07-01T00:00:00Z"), vtimezone: america("EST") })?.tzid,
    ).toBe("America/New_York");
    expect(
      resolveTimeZone("CST", {
        at,
        vtimezone: vtimezone("CST", observance("STANDARD", "19700101T000000", "+0800", "+0800")),
      })?.tzid,
    ).toBe("Asia/Shanghai");
  });

  it("takes (GMT+01:00) for a region and not for an offset where the clocks change", () => {
    expect(resolveTimeZone("(GMT+01:00)", { at, vtimezone: europe("(GMT+01:00)") })?.tzid).toBe(
      "Europe/Berlin",
    );
    const fixed = vtimezone("GMT+0100", observance("STANDARD", "19700101T000000", "+0100", "+0100"));
    expect(resolveTimeZone("GMT+0100", { at, vtimezone: fixed })).toEqual({
      tzid: "Etc/GMT-1",
      guessed: false,
    });
  });

  it("gives no zone for an offset that no zone keeps, nor for a VTIMEZONE without observances", () => {
    const odd = vtimezone("odd", observance("STANDARD", "19700101T000000", "+0733", "+0733"));
    expect(resolveTimeZone("odd", { at, vtimezone: odd })).toBeUndefined();
    expect(resolveTimeZone("odd", { at, vtimezone: vtimezone("odd") })).toBeUndefined();
    expect(resolveTimeZone("odd", { at, vtimezone: "no calendar text at all" })).toBeUndefined();
  });

  it("finds each Windows zone from an anonymous block: its offset, and its name with the hint", () => {
    const dates = ["2026-02-01", "2026-07-01", "2026-11-15"].map((date) => new Date(`${date}T12:00:00Z`));
    for (const hint of [
      "Europe/Berlin",
      "America/New_York",
      "Asia/Kolkata",
      "Australia/Sydney",
      "America/Sao_Paulo",
      "Africa/Cairo",
      "Australia/Lord_Howe",
      "America/Nuuk",
      "Asia/Tehran",
      "Pacific/Chatham",
    ]) {
      for (const date of dates) {
        const vtimezone = formatTimeZone(hint, { from: date, to: date }).replace(/TZID:.*/, "TZID:Custom");
        expect(resolveTimeZone("Custom", { at: date, vtimezone, hint })).toEqual({
          tzid: hint,
          guessed: true,
        });
        expect(resolveTimeZone("Custom", { at: date, vtimezone })).toBeDefined();
      }
    }
  });

  it("goes by the name where a named zone's VTIMEZONE says otherwise", () => {
    expect(resolveTimeZone("Europe/Paris", { at, vtimezone: america("Europe/Paris") })).toEqual({
      tzid: "Europe/Paris",
      guessed: false,
    });
  });
});

describe("resolveTimeZone throws nothing but ItipError", () => {
  // Whatever JavaScript callers pass.
  const call = (...given: unknown[]) => Reflect.apply(resolveTimeZone, undefined, given);

  it.each([
    [[undefined]],
    [[null]],
    [[7]],
    [[{}]],
    [["UTC", { vtimezone: 7 }]],
    [["UTC", { at: "today" }]],
    [["UTC", { at: new Date(Number.NaN) }]],
  ])("when it is given %j", (given) => {
    expect(codeOf(() => call(...given))).toBe("invalid-argument");
  });

  it("a hint that is no zone", () => {
    expect(codeOf(() => call("UTC", { hint: "Nowhere" }))).toBe("invalid-time-zone");
  });

  it("no options at all", () => {
    expect(call("UTC", null)).toEqual({ tzid: "Etc/UTC", guessed: false });
  });
});
