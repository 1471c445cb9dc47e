import { describe, expect, it } from "vitest";
import { base64, base64url, fromBase64url } from "../../src/digest.ts";
import { addressKey, emailIn, mailto, parseEmailAddress } from "../../src/event/address.ts";
import type { EventDetails } from "../../src/event/event.ts";
import { lastStart, pointOf, recurrenceSetOf, withUntilFor } from "../../src/event/span.ts";
import { defaultLimits } from "../../src/limits.ts";
import { parseMessage } from "../../src/message/parse.ts";
import { isOccurrence } from "../../src/recurrence/expand.ts";
import { formatRule, parseRule } from "../../src/recurrence/rule.ts";
import { answer } from "../../src/reply/answer.ts";
import { readReplies, showReply } from "../../src/reply/show-reply.ts";
import { timeZoneComponents, timeZoneTexts } from "../../src/timezone/time-zone-component.ts";
import { calendarText, componentText } from "../support/fixtures/minimal-message.ts";
import { refused } from "../support/refusal.ts";
import { zone } from "../support/zones.ts";

const at = (time: string, tzid = "Europe/London") => ({ time, tzid });

describe("addresses", () => {
  it.each([
    ["jane@example.test", "jane@example.test"],
    [" Jane.Doe+x@Example.TEST ", "Jane.Doe+x@example.test"],
    ["a@b.co", "a@b.co"],
    ["jane@localhost", "jane@localhost"],
    ["jane@bücher.example", "jane@xn--bcher-kva.example"],
    ["jane@XN--BCHER-KVA.example", "jane@xn--bcher-kva.example"],
    ["günter@example.test", "günter@example.test"],
    ['"a b"@example.test', '"a b"@example.test'],
    [`${"x".repeat(64)}@example.test`, `${"x".repeat(64)}@example.test`],
    [`${"ü".repeat(32)}@example.test`, `${"ü".repeat(32)}@example.test`],
    ["jane@1a.example", "jane@1a.example"],
  ])("%s", (text, address) => {
    expect(parseEmailAddress(text)).toBe(address);
  });

  it.each([
    7,
    "",
    "@example.test",
    "jane",
    "jane@",
    "jane@1.2.3.4",
    "jane@127.1",
    "jane@１.２.３.４",
    "jane@xn--a.example",
    "jane@exa mple.test",
    "jane@exa\u200bmple.test",
    "jane@example.test/x",
    "jane@a:1",
    "ja ne@example.test",
    "ja\u200bne@example.test",
    ".jane@example.test",
    `${"x".repeat(65)}@example.test`,
    `${"ü".repeat(33)}@example.test`,
    `${" ".repeat(310)}jane@example.test`,
  ])("%j is none", (text) => {
    expect(parseEmailAddress(text)).toBeUndefined();
  });

  it("320 characters are looked at, blanks too", () => {
    const address = "jane@example.test";
    expect(parseEmailAddress(" ".repeat(320 - address.length) + address)).toBe(address);
    expect(parseEmailAddress(" ".repeat(321 - address.length) + address)).toBeUndefined();
  });

  it.each([
    ["MAILTO:Jane%2EDoe@Example.test", "jane.doe@example.test"],
    [" mailto: jane@example.test ", "jane@example.test"],
    ["mailto:jane@example.test?subject=x", "jane@example.test"],
    ["mailto:Jane <jane@example.test>", "jane@example.test"],
    ["mailto:%3Cjane@example.test%3E", "jane@example.test"],
    ["<jane@example.test>", "jane@example.test"],
    ["< jane@example.test >", "jane@example.test"],
    ["jane@Bücher.example", "jane@xn--bcher-kva.example"],
    ["mailto:100%@example.test", "100%@example.test"],
    ["URN:uuid:1", "urn:uuid:1"],
    ["x mailto:jane@example.test", "x mailto:jane@example.test"],
    ["<a>b", "<a>b"],
    ["mailto:<a@b.test>x", "<a@b.test>x"],
  ])("addressKey(%j)", (text, key) => {
    expect(addressKey(text)).toBe(key);
  });

  it("emailIn takes an address with mailto: or without", () => {
    expect(emailIn("mailto:jane@example.test")).toBe("jane@example.test");
    expect(emailIn("jane@example.test")).toBe("jane@example.test");
    expect(emailIn("urn:uuid:1")).toBeUndefined();
  });

  it.each([
    ["jane.doe_x-1@example.test", "mailto:jane.doe_x-1@example.test"],
    ["günter@example.test", "mailto:g%C3%BCnter@example.test"],
    ["a?b@example.test", "mailto:a%3Fb@example.test"],
    ["a%b@example.test", "mailto:a%25b@example.test"],
  ])("mailto(%s) (RFC 6068)", (email, uri) => {
    expect(mailto(email)).toBe(uri);
    expect(emailIn(uri)).toBe(email);
  });
});

// RFC 4648 section 10, and the two letters in which the alphabets differ.
describe("base64", () => {
  it.each([
    ["", ""],
    ["f", "Zg=="],
    ["fo", "Zm8="],
    ["foo", "Zm9v"],
    ["foob", "Zm9vYg=="],
    ["fooba", "Zm9vYmE="],
    ["foobar", "Zm9vYmFy"],
    ["\u00fb\u00ff\u00bf", "+/+/"],
  ])("of %j", (text, encoded) => {
    const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0));
    expect(base64(bytes)).toBe(encoded);
    const url = encoded.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    expect(base64url(bytes)).toBe(url);
    expect(fromBase64url(url)).toEqual(bytes);
  });

  it.each(["Z", "Zm9vY", "Zg==", "a+b/", "a b", "!Zm9", "Zm9!"])("%j is none for URLs", (text) => {
    expect(fromBase64url(text)).toBeUndefined();
  });
});

describe("SEQUENCE", () => {
  const of = (...lines: string[]) =>
    parseMessage(
      calendarText("REPLY", [
        componentText("VEVENT", ["UID:1", ...lines, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.test"]),
      ]),
    );
  const sequence = (...lines: string[]) => readReplies(of(...lines))[0]?.sequence;

  it.each([
    [["SEQUENCE:3"], 3],
    [["SEQUENCE: +3 "], 3],
    [["SEQUENCE:2147483647"], 2_147_483_647],
    [[], 0],
    [["X-MICROSOFT-CDO-APPT-SEQUENCE:4"], 4],
    [["SEQUENCE:x", "X-MICROSOFT-CDO-APPT-SEQUENCE:4"], 4],
    [["SEQUENCE:2147483648", "X-MICROSOFT-CDO-APPT-SEQUENCE:4"], 4],
    [["SEQUENCE:-1"], 0],
    [["SEQUENCE:3x"], 0],
    [["SEQUENCE:1.5"], 0],
    [["SEQUENCE:1e3"], 0],
    [["SEQUENCE:"], 0],
  ])("%j", (lines, expected) => {
    expect(sequence(...lines)).toBe(expected);
  });

  it("that could not be used is told of", () => {
    for (const wrong of ["x", "-1", "2147483648", "3x", ""]) {
      expect(of(`SEQUENCE:${wrong}`).problems).toMatchObject([
        {
          code: "invalid-sequence",
          severity: "error",
          path: "VCALENDAR.VEVENT[0].SEQUENCE",
          line: 7,
          reference: "RFC 5545 section 3.8.7.4",
        },
      ]);
    }
    expect(of("SEQUENCE:3").problems).toEqual([]);
    expect(of().problems).toEqual([]);
  });
});

describe("answers as they are shown", () => {
  it("are of messages that were read", () => {
    expect(refused(() => Reflect.apply(readReplies, undefined, [{}]))).toEqual([
      "invalid-argument",
      "message invalid-type",
    ]);
  });

  it("have KDE's DESCRIPTION for a comment, where it is known not to be the invitation's", () => {
    const stated = {
      method: "REPLY",
      uid: "1",
      email: "jane@example.test",
      sequence: 0,
      description: " Mine ",
    } as const;
    const comment = (description: string | undefined, own = stated.description as string) =>
      showReply(
        { ...stated, description: own },
        { zone: zone("Etc/UTC"), ...(description === undefined ? {} : { description }) },
      ).comment;
    expect(comment(undefined)).toBeUndefined();
    expect(comment("")).toBe("Mine");
    expect(comment("Theirs")).toBe("Mine");
    expect(comment("  Mine")).toBeUndefined();
    expect(comment("Theirs", " ")).toBeUndefined();
    const { description: _, ...silent } = stated;
    expect(showReply(silent, { zone: zone("Etc/UTC"), description: "Theirs" })).not.toHaveProperty("comment");
    expect(
      showReply({ ...stated, comment: "Said" }, { zone: zone("Etc/UTC"), description: "" }).comment,
    ).toBe("Said");
  });
});

describe("the span of an event", () => {
  const weekly: EventDetails = {
    summary: "x",
    start: at("2026-05-07T10:30:00+01:00"),
    end: at("2026-05-07T11:30:00+01:00"),
    recurrence: { rule: "FREQ=WEEKLY;COUNT=3" },
  };
  const { recurrence: _, ...single } = weekly;
  const days: EventDetails = { ...weekly, start: at("2026-05-07"), end: at("2026-05-08") };

  it("ends with its last start", () => {
    expect(lastStart(single)).toBe(Date.UTC(2026, 4, 7, 9, 30));
    expect(lastStart(weekly)).toBe(Date.UTC(2026, 4, 21, 9, 30));
    expect(lastStart({ ...weekly, recurrence: { rule: "FREQ=WEEKLY" } })).toBe(Number.POSITIVE_INFINITY);
    expect(
      lastStart({
        ...weekly,
        recurrence: { rule: "FREQ=WEEKLY;COUNT=3", include: [at("2026-11-01T10:30:00+00:00")] },
      }),
    ).toBe(Date.UTC(2026, 10, 1, 10, 30));
    // London's clocks show half past one twice that night; this is the second time.
    const night = at("2026-10-25T01:30:00+00:00");
    expect(lastStart({ ...single, start: night, end: night })).toBe(Date.UTC(2026, 9, 25, 1, 30));
  });

  it("of days ends with the day that UNTIL names, also west of Greenwich", () => {
    const newYork = (date: string) => at(date, "America/New_York");
    const event = { ...weekly, start: newYork("2026-05-07"), end: newYork("2026-05-08") };
    const until = { ...event, recurrence: { rule: "FREQ=DAILY;UNTIL=20260509" } };
    // Midnight there is four o'clock in the morning in UTC.
    expect(lastStart(until)).toBe(Date.UTC(2026, 4, 9, 4));
  });

  it("of days has no hours, whatever the rule says (RFC 5545 section 3.3.10)", () => {
    const rule = "FREQ=DAILY;BYHOUR=9,10;COUNT=3";
    // Three midnights in London.
    expect(lastStart({ ...days, recurrence: { rule } })).toBe(Date.UTC(2026, 4, 8, 23));
  });

  it("times are those of the contract's form", () => {
    expect(pointOf(at("2026-05-07T10:30:00+01:00"))).toMatchObject({
      kind: "instant",
      instant: Date.UTC(2026, 4, 7, 9, 30),
    });
    expect(refused(() => pointOf(at("soon")))).toEqual(["invalid-time", " invalid-time"]);
    expect(
      refused(() => recurrenceSetOf({ ...weekly, recurrence: { rule: "FREQ=SOMETIMES" } })),
    ).toMatchObject(["invalid-recurrence", expect.stringMatching(/^event\.recurrence\.rule /)]);
  });

  it.each([
    ["FREQ=DAILY;UNTIL=20260601T093000Z", weekly, "FREQ=DAILY;UNTIL=20260601T093000Z"],
    ["FREQ=DAILY;UNTIL=20260601T103000", weekly, "FREQ=DAILY;UNTIL=20260601T093000Z"],
    // A date that ends a series of times includes that day.
    ["FREQ=DAILY;UNTIL=20260601", weekly, "FREQ=DAILY;UNTIL=20260601T225959Z"],
    ["FREQ=DAILY;UNTIL=20260601", days, "FREQ=DAILY;UNTIL=20260601"],
    ["FREQ=DAILY;UNTIL=20260601T103000", days, "FREQ=DAILY;UNTIL=20260601"],
    ["FREQ=DAILY;UNTIL=20260601T233000Z", days, "FREQ=DAILY;UNTIL=20260602"],
    ["FREQ=DAILY", weekly, "FREQ=DAILY"],
  ])("UNTIL of %s (RFC 5545 section 3.3.10)", (text, event, expected) => {
    const rule = parseRule(text);
    expect("kind" in rule ? rule : formatRule(withUntilFor(pointOf(event.start), rule))).toBe(expected);
  });

  it("occurrences are counted in local time, those left out are none", () => {
    const has = (event: EventDetails, wall: string, excluded: EventDetails["start"][] = []) =>
      isOccurrence(recurrenceSetOf(event, excluded), Date.parse(wall), defaultLimits.recurrenceSteps);
    expect(has(weekly, "2026-05-14T10:30:00Z")).toBe(true);
    expect(has(weekly, "2026-05-14T09:30:00Z")).toBe(false);
    expect(has(weekly, "2026-05-14T10:30:00Z", [at("2026-05-14T09:30:00Z", "Etc/UTC")])).toBe(false);
    const until = {
      ...weekly,
      recurrence: {
        rule: "FREQ=WEEKLY;UNTIL=20260514T093000Z",
        exclude: [at("2026-05-07T10:30:00+01:00")],
        include: [at("2026-05-08T10:30:00+01:00")],
      },
    };
    expect(
      ["2026-05-07", "2026-05-08", "2026-05-14", "2026-05-21"].map((day) => has(until, `${day}T10:30:00Z`)),
    ).toEqual([false, true, true, false]);
    expect([has(days, "2026-05-14T00:00:00Z"), has(days, "2026-05-15T00:00:00Z")]).toEqual([true, false]);
    expect(has(single, "2026-05-07T10:30:00Z")).toBe(true);
  });

  it("a VTIMEZONE as components has what its text has", () => {
    const [component, none] = timeZoneComponents(new Map([[zone("Asia/Kolkata"), { from: 0, to: 0 }]]));
    expect(component?.lines.map(({ text }) => text)).toEqual(["TZID:Asia/Kolkata"]);
    expect(component?.components.map(({ name }) => name)).toEqual(["STANDARD"]);
    expect(none).toBeUndefined();
    const endless = new Map([
      [zone("Europe/Paris"), { from: Date.UTC(2026, 0), to: Number.POSITIVE_INFINITY }],
    ]);
    expect(timeZoneComponents(endless)[0]?.components).toHaveLength(2);
    expect(timeZoneComponents(new Map())).toEqual([]);
    // Morocco's clocks followed the moon: each year's changes are listed one by one, those that are needed.
    const text = (to: number) =>
      timeZoneTexts(new Map([[zone("Africa/Casablanca"), { from: Date.UTC(2013, 4, 7), to }]]))[0];
    expect(text(Date.UTC(2013, 4, 8))).toContain("2013");
    expect(text(Date.UTC(2013, 4, 8))).not.toContain("2015");
    expect(text(Date.UTC(2015, 4, 8))).toContain("2015");
  });
});

describe("which event or occurrence is answered", () => {
  const people = ["ORGANIZER:mailto:org@example.test", "ATTENDEE:mailto:jane@example.test"];
  const event = (...lines: string[]) => componentText("VEVENT", ["UID:1", ...people, ...lines]);
  const ask = (...events: string[][]) => calendarText("REQUEST", events);
  const jane = { email: "jane@example.test", status: "accepted" } as const;
  const now = new Date("2026-05-02T12:00:00Z");
  const line = (ics: string, name: string) =>
    ics
      .slice(ics.indexOf("BEGIN:VEVENT"))
      .split("\r\n")
      .filter((text) => text.startsWith(name));
  const of = (text: string, instance?: string) => {
    const { ics } = answer(text, { ...jane, ...(instance === undefined ? {} : { instance }) }, { now });
    return [...line(ics, "RECURRENCE-ID"), ...line(ics, "DTSTART"), ...line(ics, "DTEND")];
  };
  const none = ["unknown-instance", "as.instance unknown-instance"];
  const rule = "RRULE:FREQ=WEEKLY;COUNT=4";

  it("one of a series of times, in any zone", () => {
    const series = ask(
      event("DTSTART;TZID=Europe/London:20260507T103000", "DTEND;TZID=Europe/London:20260507T113000", rule),
    );
    const answered = [
      "RECURRENCE-ID;TZID=Europe/London:20260514T103000",
      "DTSTART;TZID=Europe/London:20260514T103000",
      "DTEND;TZID=Europe/London:20260514T113000",
    ];
    expect(of(series, "2026-05-14T10:30:00")).toEqual(answered);
    expect(of(series, "2026-05-14T09:30:00Z")).toEqual(answered);
    for (const wrong of ["2026-05-14T09:30:00", "2026-05-15T10:30:00", "2026-05-14"])
      expect(refused(() => of(series, wrong))).toEqual(none);
    expect(refused(() => of(series, "soon"))).toEqual(["invalid-argument", "as.instance invalid-time"]);
    expect(refused(() => of(ask(event("DTSTART:20260507T093000Z")), "2026-05-07T09:30:00Z"))).toEqual(none);
  });

  it("one of a series of days", () => {
    const series = ask(event("DTSTART;VALUE=DATE:20260507", "DTEND;VALUE=DATE:20260509", rule));
    expect(of(series, "2026-05-14")).toEqual([
      "RECURRENCE-ID;VALUE=DATE:20260514",
      "DTSTART;VALUE=DATE:20260514",
      "DTEND;VALUE=DATE:20260516",
    ]);
    expect(of(series, "2026-05-14T00:00:00")).toHaveLength(3);
    expect(refused(() => of(series, "2026-05-14T10:00:00"))).toEqual(none);
  });

  it("one of a series on the wall", () => {
    const series = ask(event("DTSTART:20260328T103000", "DTEND:20260328T113000", "RRULE:FREQ=DAILY;COUNT=4"));
    const london = parseMessage(series, { timeZone: "Europe/London" });
    const { ics } = answer(london, { ...jane, instance: "2026-03-29T10:30:00" }, { now });
    // The clocks went ahead that night; on the wall it is the same time of day.
    expect([...line(ics, "RECURRENCE-ID"), ...line(ics, "DTSTART"), ...line(ics, "DTEND")]).toEqual([
      "RECURRENCE-ID:20260329T103000",
      "DTSTART:20260329T103000",
      "DTEND:20260329T113000",
    ]);
  });

  it("one that the invitation changed, with or without its series", () => {
    const changed = event(
      "RECURRENCE-ID:20260514T093000Z",
      "DTSTART:20260514T120000Z",
      "DTEND:20260514T130000Z",
    );
    const series = event("DTSTART:20260507T093000Z", "DTEND:20260507T103000Z", rule);
    const answered = ["RECURRENCE-ID:20260514T093000Z", "DTSTART:20260514T120000Z", "DTEND:20260514T130000Z"];
    expect(of(ask(series, changed), "2026-05-14T09:30:00Z")).toEqual(answered);
    expect(of(ask(changed, series), "2026-05-14T09:30:00Z")).toEqual(answered);
    expect(of(ask(series, changed))).toEqual(["DTSTART:20260507T093000Z", "DTEND:20260507T103000Z"]);
    expect(of(ask(changed))).toEqual(answered);
    expect(of(ask(changed), "2026-05-14T09:30:00Z")).toEqual(answered);
    expect(refused(() => of(ask(changed), "2026-05-21T09:30:00Z"))).toEqual(none);
    const zoned = event("RECURRENCE-ID;TZID=Europe/London:20260514T103000", "DTSTART:20260514T120000Z");
    expect(of(ask(zoned), "2026-05-14T10:30:00")).toHaveLength(2);
    const day = event("RECURRENCE-ID;VALUE=DATE:20260514", "DTSTART:20260514T120000Z");
    expect(of(ask(day), "2026-05-14")).toHaveLength(2);
    expect(refused(() => of(ask(day), "2026-05-15"))).toEqual(none);
  });

  it("not one of another UID beside it", () => {
    const other = componentText("VEVENT", ["UID:2", ...people, "DTSTART:20260601T093000Z"]);
    expect(of(ask(event("DTSTART:20260507T093000Z"), other))).toEqual(["DTSTART:20260507T093000Z"]);
    const same = componentText("VEVENT", [
      "UID: 1 ",
      ...people,
      "RECURRENCE-ID:20260514T093000Z",
      "DTSTART:20260514T120000Z",
    ]);
    expect(of(ask(event("DTSTART:20260507T093000Z", rule), same), "2026-05-14T09:30:00Z")).toContain(
      "DTSTART:20260514T120000Z",
    );
  });

  it("with a time that can be read, at least where it starts", () => {
    const unreadable = ["cannot-answer", "request.event unreadable-time"];
    expect(refused(() => of(ask(event("DTSTART:soon"))))).toEqual(unreadable);
    expect(refused(() => of(ask(event())))).toEqual(unreadable);
    expect(refused(() => of(ask(event("DTSTART:20260507T093000Z", "RECURRENCE-ID:soon"))))).toEqual(
      unreadable,
    );
    expect(of(ask(event("DTSTART:20260507T093000Z", "DTEND:soon")))).toEqual(["DTSTART:20260507T093000Z"]);
    expect(of(ask(event("DTSTART:20260507T093000Z", "DURATION:-PT1H")))).toEqual([
      "DTSTART:20260507T093000Z",
    ]);
  });
});
