import fc from "fast-check";
import ICAL from "ical.js";
import { beforeAll, describe, expect, it } from "vitest";
import { fromComponent, toComponent } from "../../src/adapters/icaljs.ts";
import {
  answer,
  composeEmail,
  createInvite,
  formatMessage,
  ItipError,
  type ItipMessage,
  parseMessage,
  readReplies,
} from "../../src/index.ts";
import { arbitraryInvitation } from "../support/arbitrary/invitation.ts";
import { anyText } from "../support/fixtures/calendar-text.ts";
import { fixtureMessages } from "../support/fixtures/messages.ts";
import { calendarFacts } from "../support/oracle/calendar-facts.ts";
import { refused } from "../support/refusal.ts";
import { runs, swept } from "../support/runs.ts";

let fixtures: { readonly file: string; readonly message: ItipMessage }[];
beforeAll(async () => {
  fixtures = await fixtureMessages();
});

const calendar = (...lines: string[]) =>
  [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Example//Test//EN",
    "METHOD:REQUEST",
    "BEGIN:VEVENT",
    "UID:7@example.com",
    "DTSTAMP:20260501T080000Z",
    "ORGANIZER:mailto:planner@example.com",
    ...lines,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");

/** An ical.js component as an application has it: parsed by ical.js. */
const parsed = (...lines: string[]) => ICAL.Component.fromString(calendar(...lines));

/** What a component becomes that nothing is known of but what JSON can carry. */
const copied = (component: ICAL.Component) => new ICAL.Component(structuredClone(component.toJSON()));

/** The lines of the event, as they are written. */
const linesOf = (message: ItipMessage) =>
  formatMessage(message)
    .replaceAll("\r\n ", "")
    .split("\r\n")
    .filter(
      (line) => !/^(?:BEGIN|END|VERSION|PRODID|METHOD|UID|DTSTAMP|ORGANIZER)[:;]/.test(line) && line !== "",
    );

const eventOf = (component: ICAL.Component) => {
  const event = component.getFirstSubcomponent("vevent");
  if (event === null) throw new Error("there is no VEVENT");
  return event;
};

describe("a message that is handed to ical.js and taken back", () => {
  it("is the same to the letter, for every fixture", () => {
    expect(fixtures.length).toBeGreaterThan(150);
    for (const { file, message } of fixtures) {
      expect([file, formatMessage(fromComponent(toComponent(message)))]).toEqual([
        file,
        formatMessage(message),
      ]);
    }
  });

  it("says the same when only its JSON came back", () => {
    for (const { file, message } of swept(fixtures)) {
      const { sender, sentAt, timeZone } = message;
      const known = { sender, sentAt, timeZone };
      const given = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
      const again = fromComponent(copied(toComponent(message)), given);
      expect([file, again.method, again.uid, readReplies(again)]).toEqual([
        file,
        message.method,
        message.uid,
        readReplies(message),
      ]);
      const names = ({ calendar }: ItipMessage) =>
        JSON.stringify(calendar, (key, value) => (key === "text" || key === "line" ? undefined : value));
      expect([file, names(again)]).toEqual([file, names(parseMessage(formatMessage(message)))]);
    }
  });

  it("has each value as ical.js reads it, where that is what the text says", () => {
    let compared = 0;
    for (const { file, message } of fixtures) {
      const ours = toComponent(message).toJSON();
      const theirs = byIcal(formatMessage(message));
      // By the letter of RFC 5545 a backslash escapes no quotation mark, and a colon ends the parameters; nobody means that.
      if (theirs === undefined || /^answers\/(?:backslash-quotes|unquoted-)/.test(file)) continue;
      const differing = differences(ours, theirs);
      compared += 1;
      expect([file, differing]).toEqual([file, []]);
    }
    expect(compared).toBeGreaterThan(150);
  });

  it("is written by ical.js itself so that it means the same", () => {
    for (const { file, message } of swept(fixtures)) {
      const written = parseMessage(toComponent(message).toString());
      expect([file, written.uid, written.method]).toEqual([file, message.uid.trim(), message.method]);
    }
  });

  it("comes back from jCal of another maker: rules as text or in numbers, periods in two texts, truth values", () => {
    const component = new ICAL.Component([
      "vevent",
      [
        ["rrule", {}, "recur", "FREQ=DAILY;COUNT=2"],
        ["exrule", {}, "recur", { freq: "WEEKLY", wkst: 1, byday: ["MO", "TU"], until: "2026-05-08" }],
        [
          "rdate",
          {},
          "period",
          "2026-05-07T09:30:00Z/PT1H",
          ["2026-05-08T09:30:00Z", "2026-05-08T10:30:00Z"],
        ],
        ["x-flag", {}, "boolean", true],
        ["x-other", {}, "boolean", false],
      ],
      [],
    ]);
    expect(linesOf(fromComponent(component, { method: "PUBLISH" }))).toEqual([
      "RRULE:FREQ=DAILY;COUNT=2",
      "EXRULE:FREQ=WEEKLY;WKST=SU;BYDAY=MO,TU;UNTIL=20260508",
      "RDATE;VALUE=PERIOD:20260507T093000Z/PT1H,20260508T093000Z/20260508T103000Z",
      "X-FLAG;VALUE=BOOLEAN:TRUE",
      "X-OTHER;VALUE=BOOLEAN:FALSE",
    ]);
    const broken = new ICAL.Component(["vevent", [["rrule", {}, "recur", 7]], []]);
    expect(refused(() => fromComponent(broken))).toEqual(["invalid-argument", "rrule invalid-type"]);
  });

  it("comes back changed when its component was changed", () => {
    const component = toComponent(calendar("DTSTART:20260507T093000Z", "SUMMARY:Tea", "X-KEEP;A=b:c\\,d"));
    const event = eventOf(component);
    event.updatePropertyWithValue("summary", "Coffee; and cake");
    event.getFirstProperty("dtstart")?.setValue(ICAL.Time.fromDateTimeString("2026-05-08T10:30:00Z"));
    const attendee = event.addPropertyWithValue("attendee", "mailto:jane@example.test");
    attendee.setParameter("cn", 'Jane "JD" Doe');
    event.removeProperty("organizer");
    expect(linesOf(fromComponent(component))).toEqual([
      "DTSTART:20260508T103000Z",
      "SUMMARY:Coffee\\; and cake",
      "X-KEEP;A=b:c\\,d",
      "ATTENDEE;CN=Jane ^'JD^' Doe:mailto:jane@example.test",
    ]);
  });

  it("changes nothing of the message when it is changed", () => {
    const message = parseMessage(calendar("DTSTART:20260507T093000Z", "SUMMARY:Tea"));
    const before = formatMessage(message);
    eventOf(toComponent(message)).updatePropertyWithValue("summary", "Coffee");
    expect(formatMessage(message)).toBe(before);
  });

  it("is the same for whatever an organizer can send", () => {
    fc.assert(
      fc.property(arbitraryInvitation, (input) => {
        for (const { ics } of createInvite(input, { now: new Date("2026-05-01T08:00:00Z") }).messages) {
          const component = toComponent(ics);
          expect(formatMessage(fromComponent(component))).toBe(ics);
          const again = formatMessage(fromComponent(copied(component)));
          expect(calendarFacts(again)).toEqual(calendarFacts(ics));
          // But for parameters, in which ical.js undoes escapes that TEXT alone has.
          expect(calendarFacts(formatMessage(fromComponent(ICAL.Component.fromString(ics))))).toEqual(
            calendarFacts(ics),
          );
        }
      }),
      { numRuns: runs(1_000, "exchange") },
    );
  });
});

describe("what ical.js reads into a text that does not say it", () => {
  it.each([
    ["SEQUENCE:abc", "sequence", "unknown", "abc"],
    ["SEQUENCE:99999999999999999999", "sequence", "unknown", "99999999999999999999"],
    ["GEO:x;y", "geo", "unknown", "x;y"],
    ["DTSTART:20260230T000000Z", "dtstart", "unknown", "20260230T000000Z"],
    ["DTSTART:20260507T256100Z", "dtstart", "unknown", "20260507T256100Z"],
    ["DTSTART:20260507T093000+0100", "dtstart", "unknown", "20260507T093000+0100"],
    ["DTSTART:20260507T1030", "dtstart", "unknown", "20260507T1030"],
    ["DTSTART:soon", "dtstart", "unknown", "soon"],
    ["RRULE:FREQ=DAILY;ITERATOR=x", "rrule", "unknown", "FREQ=DAILY;ITERATOR=x"],
    ["RRULE:FREQ=DAILY;BYDAY", "rrule", "unknown", "FREQ=DAILY;BYDAY"],
    ["RRULE:FREQ=MONTHLY;BYMONTH=13x", "rrule", "unknown", "FREQ=MONTHLY;BYMONTH=13x"],
    ["CONSTRUCTOR:x", "constructor", "unknown", "x"],
    ["FREEBUSY:20240101T000000Z", "freebusy", "unknown", "20240101T000000Z"],
    // Of a list in a property that it does not know as one, ical.js reads the first value alone.
    ["X-DAYS;VALUE=DATE:20270101,20270102", "x-days", "unknown", "20270101,20270102"],
  ])("%s stays text", (line, name, type, value) => {
    const property = eventOf(toComponent(calendar(line))).getFirstProperty(name);
    expect(property?.toJSON()).toEqual([name, {}, type, value]);
  });

  it("DTSTART without VALUE=DATE is the date that it is", () => {
    const start = eventOf(toComponent(calendar("DTSTART:20260507"))).getFirstPropertyValue("dtstart");
    expect(start).toMatchObject({ isDate: true, year: 2026, month: 5, day: 7 });
  });

  it("a parameter named __proto__ stays a parameter, and changes no object", () => {
    const component = toComponent(calendar("SUMMARY;__PROTO__=evil:x", "X-A;CONSTRUCTOR=y:z"));
    expect(JSON.stringify(component.toJSON())).not.toContain("undefined");
    expect({}).not.toHaveProperty("evil");
    expect(linesOf(fromComponent(component))).toEqual(["SUMMARY;__PROTO__=evil:x", "X-A;CONSTRUCTOR=y:z"]);
  });
});

describe("what ical.js writes wrongly by itself", () => {
  const start = "DTSTART:20260507T093000Z";

  it("a date that it took for a time (DTSTART:2026-05-07T::)", () => {
    const component = parsed("DTSTART:20260507", "EXDATE:20260508,20260509");
    expect(component.toString()).toContain("DTSTART:2026-05-07T::");
    expect(linesOf(fromComponent(component))).toEqual([
      "DTSTART;VALUE=DATE:20260507",
      "EXDATE;VALUE=DATE:20260508,20260509",
    ]);
  });

  it("a time that is cut short", () => {
    expect(linesOf(fromComponent(parsed("DTSTART:20260507T1030")))).toEqual(["DTSTART:20260507T1030"]);
  });

  it("a carriage return in a text, which would begin another line", () => {
    const component = parsed(start);
    eventOf(component).updatePropertyWithValue("summary", "a\rATTENDEE:mailto:eve@example.com");
    expect(component.toString()).toContain("a\rATTENDEE");
    expect(linesOf(fromComponent(component))).toEqual([start, "SUMMARY:a\\nATTENDEE:mailto:eve@example.com"]);
  });

  it("a line break in a parameter", () => {
    const component = parsed(start, "ATTENDEE:mailto:jane@example.test");
    eventOf(component).getFirstProperty("attendee")?.setParameter("cn", "Jane\r\nX-EVIL:1");
    expect(linesOf(fromComponent(component))).toEqual([
      start,
      'ATTENDEE;CN="Jane^nX-EVIL:1":mailto:jane@example.test',
    ]);
  });

  it.each([
    ["an address", "attendee", "mailto:jane@example.test\r\nX-EVIL:1"],
    ["a URL", "url", "https://example.test/\r\nX-EVIL:1"],
    ["a property of one's own", "x-own", "a\r\nX-EVIL:1"],
    ["the name of a property", "x-own\r\nx-evil", "a"],
  ])("a line break in %s is refused", (_, name, value) => {
    const component = parsed(start);
    eventOf(component).addPropertyWithValue(name, value);
    expect(component.toString()).toMatch(/\r\nX-EVIL[\r:]/);
    const [code] = refused(() => fromComponent(component));
    expect(code).toBe("invalid-argument");
  });

  it("a further part of a rule", () => {
    const component = parsed(start, "RRULE:FREQ=DAILY;COUNT=3");
    const rule = eventOf(component).getFirstProperty("rrule");
    rule?.jCal.splice(3, 1, { freq: "DAILY", "count=3\r\nx-evil:1\r\nx": "y" });
    expect(refused(() => fromComponent(component))[0]).toBe("invalid-argument");
  });

  it("lines of more than 75 octets", () => {
    const component = parsed(start, `DESCRIPTION:${"x".repeat(300)}`);
    const octets = (text: string) =>
      Math.max(...text.split("\r\n").map((line) => new TextEncoder().encode(line).length));
    expect(octets(component.toString())).toBeGreaterThan(75);
    expect(octets(formatMessage(fromComponent(component)))).toBe(75);
  });

  // RFC 5545 section 3.3.7: digits, a point, digits.
  it("a number with an exponent, or none", () => {
    const component = parsed(start, "GEO:0.0000001;-0.0000000015");
    expect(component.toString()).toContain("GEO:1e-7;-1.5e-9");
    eventOf(component).addProperty(new ICAL.Property(["x-size", {}, "float", 1e21]));
    expect(linesOf(fromComponent(component))).toEqual([
      start,
      "GEO:0.0000001;-0.0000000015",
      "X-SIZE;VALUE=FLOAT:1000000000000000000000",
    ]);
    eventOf(component).updatePropertyWithValue("sequence", Number.NaN);
    expect(component.toString()).toContain("SEQUENCE:NaN");
    expect(refused(() => fromComponent(component))[0]).toBe("invalid-argument");
  });

  // RFC 5545 section 3.3.6 has weeks or days; nine days of ical.js 2.0 are P1W2D.
  it("a duration of weeks and days", () => {
    const property = (...jcal: unknown[]) => Reflect.construct(ICAL.Property, [jcal]);
    const component = parsed(start);
    const event = eventOf(component);
    for (const text of ["P1W2D", "-P1WT1H", "P2W", "P9DT2H"])
      event.addProperty(property("duration", {}, "duration", text));
    event.addProperty(property("rdate", {}, "period", ["2026-05-07T09:30:00Z", "P1W1DT1M"]));
    expect(linesOf(fromComponent(component))).toEqual([
      start,
      ...["DURATION:P9D", "DURATION:-P7DT1H", "DURATION:P2W", "DURATION:P9DT2H"],
      "RDATE;VALUE=PERIOD:20260507T093000Z/P8DT1M",
    ]);
  });

  it("a property whose name is that of a member of every object, at which it throws", () => {
    const component = parsed(start, "CONSTRUCTOR:x");
    expect(() => component.toString()).toThrow(TypeError);
    expect(linesOf(fromComponent(component))).toEqual([start, "CONSTRUCTOR:x"]);
  });

  it("any text at all: nothing adds a line", () => {
    fc.assert(
      fc.property(anyText, anyText, (text, name) => {
        const component = parsed(start);
        eventOf(component).updatePropertyWithValue("summary", text);
        eventOf(component).addPropertyWithValue("comment", text).setParameter("x-a", name);
        const message = fromComponent(component);
        expect(message.components[0]?.lines.map((line) => line.name)).toEqual([
          ...["UID", "DTSTAMP", "ORGANIZER", "DTSTART", "SUMMARY", "COMMENT"],
        ]);
      }),
      { numRuns: runs(2_000) },
    );
  });
});

describe("a component of ical.js", () => {
  const zoned = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Example//Test//EN",
    "METHOD:REQUEST",
    "BEGIN:VTIMEZONE",
    "TZID:Ours",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0530",
    "TZOFFSETTO:+0530",
    "END:STANDARD",
    "END:VTIMEZONE",
    ...["1", "2"].flatMap((uid) => [
      "BEGIN:VEVENT",
      `UID:${uid}`,
      "DTSTAMP:20260501T080000Z",
      "DTSTART;TZID=Ours:20260507T093000",
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
    "",
  ].join("\r\n");

  it("in a calendar is read with the calendar's method and zones", () => {
    const [, second] = ICAL.Component.fromString(zoned).getAllSubcomponents("vevent");
    if (second === undefined) throw new Error();
    const message = fromComponent(second);
    expect([message.method, message.uid, message.components.length]).toEqual(["REQUEST", "2", 1]);
    expect(message.calendar.components.map(({ name }) => name)).toEqual(["VTIMEZONE", "VEVENT"]);
  });

  it("alone is a message without a method", () => {
    const event = new ICAL.Component("vevent");
    event.updatePropertyWithValue("uid", "7");
    const message = fromComponent(event, { method: "PUBLISH" });
    expect([message.uid, message.kind, message.method]).toEqual(["7", "VEVENT", "PUBLISH"]);
  });

  it("goes the whole way: read by ical.js, answered here, shown by ical.js", () => {
    const request = fromComponent(
      parsed("DTSTART:20260507T093000Z", "ATTENDEE:mailto:jane@example.test", "SUMMARY:Tea"),
    );
    const said = answer(
      request,
      { email: "jane@example.test", status: "accepted" },
      { now: new Date("2026-05-02T12:00:00Z") },
    );
    expect(composeEmail(said).raw).toContain("method=REPLY");
    const attendee = eventOf(toComponent(said.ics)).getFirstProperty("attendee");
    expect([attendee?.getFirstValue(), attendee?.getParameter("partstat")]).toEqual([
      "mailto:jane@example.test",
      "ACCEPTED",
    ]);
  });

  it("keeps what is known of where it came from", () => {
    expect(fromComponent(parsed(), { sender: "jane@example.test", timeZone: "Europe/Paris" })).toMatchObject({
      sender: "jane@example.test",
      timeZone: "Europe/Paris",
    });
  });

  it.each([
    undefined,
    null,
    7,
    "BEGIN:VCALENDAR",
    {},
    { jCal: 7 },
    { jCal: ["vcalendar"] },
    { jCal: ["vcalendar", [], 7] },
    { jCal: ["vcalendar", [7], []] },
    { jCal: ["vcalendar", [["summary"]], []] },
    { jCal: ["vcalendar", [["summary", {}, "text", { a: 1 }]], []] },
    ...[undefined, Symbol("x"), Object.create(null), [[]]].flatMap((nothing) => [
      { jCal: ["vcalendar", [["summary", { altrep: nothing }, "text", "x"]], []] },
      { jCal: ["vcalendar", [["rdate", {}, "period", [nothing]]], []] },
      { jCal: ["vcalendar", [["rrule", {}, "recur", { freq: nothing }]], []] },
    ]),
    { jCal: ["vcalendar", [["geo", {}, "float", [[[1]], 2]]], []] },
    { jCal: [7, [], []] },
    { jCal: ["vcalendar\r\nx", [], []] },
  ])("is not %j", (given) => {
    expect(() => Reflect.apply(fromComponent, undefined, [given])).toThrow(ItipError);
  });

  it("must not hold itself, nor be nested deeper than in any calendar", () => {
    const endless: unknown[] = ["vevent", [], []];
    endless[2] = [endless];
    expect(() => Reflect.apply(fromComponent, undefined, [{ jCal: endless }])).toThrow(ItipError);
    let deep: unknown[] = ["vevent", [], []];
    for (let depth = 0; depth < 10_000; depth++) deep = ["vevent", [], [deep]];
    expect(() => Reflect.apply(fromComponent, undefined, [{ jCal: deep }])).toThrow(ItipError);
  });

  it.each([7, null, {}, "no calendar"])("is not made of %j", (given) => {
    expect(() => Reflect.apply(toComponent, undefined, [given])).toThrow(ItipError);
  });
});

function byIcal(text: string): unknown[] | undefined {
  try {
    const read: unknown = ICAL.parse(text);
    return Array.isArray(read) && typeof read[0] === "string" ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Properties whose type or values are others than ical.js's, but for those that are kept as text. */
function differences(ours: unknown, theirs: unknown): string[] {
  if (!Array.isArray(ours) || !Array.isArray(theirs)) return ["no component"];
  const [properties, others]: [unknown[], unknown[]] = [ours[1], theirs[1]];
  const found = properties.flatMap((property, at) => {
    if (!Array.isArray(property) || property[2] === "unknown") return [];
    const other = others[at];
    const [mine, own] = [property, other].map((one) =>
      JSON.stringify(Array.isArray(one) ? [one[0], ...one.slice(2)] : one),
    );
    const mended = Array.isArray(other) && String(JSON.stringify(other[3])).endsWith('T::"');
    return mine === own || mended ? [] : [`${mine} and not ${own}`];
  });
  const [inside, within]: [unknown[], unknown[]] = [ours[2], theirs[2]];
  return [...found, ...inside.flatMap((child, at) => differences(child, within[at]))];
}
