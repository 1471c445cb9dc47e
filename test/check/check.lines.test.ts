import { describe, expect, it } from "vitest";
import { checkMessage } from "../../src/check/check.ts";
import { calendarText, componentText } from "../support/fixtures/minimal-message.ts";

const sound = [
  "UID:1",
  "DTSTAMP:20260501T080000Z",
  "SEQUENCE:0",
  "SUMMARY:Review",
  "ORGANIZER:mailto:org@example.test",
  "ATTENDEE;RSVP=TRUE:mailto:jane@example.test",
];
const start = "DTSTART:20260507T093000Z";
const tell = (text: string) =>
  checkMessage(text).map(
    ({ code, severity, path, reference }) =>
      `${severity} ${code} ${path.replace(/^VCALENDAR\.VEVENT\[0\]\./, "")} ${reference.replace(" section", "")}`,
  );
/** What is found in a REQUEST with these lines beside what it needs. */
const event = (...lines: string[]) =>
  tell(
    calendarText("REQUEST", [
      componentText("VEVENT", [
        ...sound,
        ...(lines.some((line) => line.startsWith("DTSTART")) ? [] : [start]),
        ...lines,
      ]),
    ]),
  );
const calendar = (method: string, kind: string, ...lines: string[]) =>
  tell(calendarText(method, [componentText(kind, lines)]));

describe("a start and an end in two zones", () => {
  const found = (starts: string, ends: string) =>
    event(`DTSTART;${starts}`, `DTEND;${ends}`)
      .map((line) => line.split(" ")[1])
      .filter((code) => code === "end-not-after-start");
  const newYork = "TZID=America/New_York:20260507T";
  const london = "TZID=Europe/London:20260507T";

  it("are compared as moments: ten in New York is three in London", () => {
    expect(found(`${newYork}100000`, `${london}110000`)).toEqual(["end-not-after-start"]);
    expect(found(`${newYork}100000`, `${london}150000`)).toEqual(["end-not-after-start"]);
    expect(found(`${newYork}100000`, `${london}150001`)).toEqual([]);
    expect(found(`${london}110000`, `${newYork}100000`)).toEqual([]);
  });

  it("are compared by the clock where both are of one zone, even one that nobody knows", () => {
    expect(found("TZID=Ours:20260507T110000", "TZID=Ours:20260507T100000")).toEqual(["end-not-after-start"]);
    expect(found("TZID=Ours:20260507T100000", "TZID=Ours:20260507T110000")).toEqual([]);
  });

  it("are not compared where one of them is of a zone that nobody knows", () => {
    expect(found("TZID=Ours:20260507T110000", "TZID=Theirs:20260507T100000")).toEqual([]);
    expect(found("TZID=Ours:20260507T110000", `${london}100000`)).toEqual([]);
    expect(found(`${london}110000`, "TZID=Ours:20260507T100000")).toEqual([]);
  });
});

describe("start, end and duration", () => {
  it.each([
    [["DTEND:20260507T093001Z"], []],
    [["DTEND:20260507T093000Z"], ["error end-not-after-start DTEND RFC 5545 3.8.2.2"]],
    [["DTEND:20260507T092959Z"], ["error end-not-after-start DTEND RFC 5545 3.8.2.2"]],
    [["DTEND;VALUE=DATE:20260508"], ["error value-types-differ DTEND RFC 5545 3.8.2.2"]],
    [
      ["DTSTART;VALUE=DATE:20260507", "DTEND:20260508T093000Z"],
      ["error value-types-differ DTEND RFC 5545 3.8.2.2"],
    ],
    [["DTSTART;VALUE=DATE:20260507", "DTEND;VALUE=DATE:20260508"], []],
    [
      ["DTSTART;VALUE=DATE:20260507", "DTEND;VALUE=DATE:20260507"],
      ["error end-not-after-start DTEND RFC 5545 3.8.2.2"],
    ],
    [["DTEND:20260508T093000"], ["error time-forms-differ DTEND RFC 5545 3.8.2.2"]],
    [
      ["DTSTART:20260507T093000", "DTEND:20260508T093000Z"],
      ["error time-forms-differ DTEND RFC 5545 3.8.2.2"],
    ],
    [["DTSTART:20260507T093000", "DTEND:20260507T103000"], []],
    [
      ["DTSTART:20260507T103000", "DTEND:20260507T093000"],
      ["error end-not-after-start DTEND RFC 5545 3.8.2.2"],
    ],
    [["DURATION:PT1H"], []],
    [["DURATION:P1D"], []],
    [["DURATION:PT0S"], ["error duration-not-positive DURATION RFC 5545 3.8.2.5"]],
    [["DURATION:-P1D"], ["error duration-not-positive DURATION RFC 5545 3.8.2.5"]],
    [["DURATION:-PT1H"], ["error duration-not-positive DURATION RFC 5545 3.8.2.5"]],
    [["DTSTART;VALUE=DATE:20260507", "DURATION:P1D"], []],
    [["DTSTART;VALUE=DATE:20260507", "DURATION:P1W"], []],
    [
      ["DTSTART;VALUE=DATE:20260507", "DURATION:PT24H"],
      ["error duration-not-in-days DURATION RFC 5545 3.8.2.5"],
    ],
    [["DURATION:PT1H", "DTEND:20260507T103000Z"], ["error end-and-duration DURATION RFC 5545 3.6.1"]],
    // One day and one second.
    [["DURATION:P1DT1S"], []],
    // A date is neither before nor after a time of that day: the value types are what is wrong.
    [["DTEND;VALUE=DATE:20260507"], ["error value-types-differ DTEND RFC 5545 3.8.2.2"]],
    [
      ["DTSTART;VALUE=DATE:20260507", "DTEND:20260507T000000"],
      ["error value-types-differ DTEND RFC 5545 3.8.2.2"],
    ],
    // What is no time or duration is told of, and compared with nothing.
    [["DURATION:soon"], ["error invalid-value DURATION RFC 5545 3.3.6"]],
    [["DTSTART:soon", "DTEND;VALUE=DATE:20260508"], ["error invalid-value DTSTART RFC 5545 3.3.5"]],
    [["DTSTART;VALUE=DATE:20260507", "DTEND:soon"], ["error invalid-value DTEND RFC 5545 3.3.5"]],
    [["DTSTART:20260507T0930", "DTEND:20260507T103000Z"], ["error invalid-value DTSTART RFC 5545 3.3.5"]],
    [["DTSTART:120260507T093000", "DTEND:20260507T103000Z"], ["error invalid-value DTSTART RFC 5545 3.3.5"]],
  ])("%j: the findings are %j", (lines, findings) => {
    expect(event(...lines)).toEqual(findings);
  });

  it("an end that is the start is told from one that lies before it", () => {
    const message = (end: string) =>
      checkMessage(calendarText("REQUEST", [componentText("VEVENT", [...sound, start, end])]))[0]?.message;
    expect(message("DTEND:20260507T093000Z")).toContain("same");
    expect(message("DTEND:20260507T092959Z")).toContain("before");
  });

  it("a TZID beside a Z says nothing: half past nine in UTC is when London's clocks say half past ten", () => {
    const codes = (lines: string[]) => event(...lines).filter((line) => line.includes("end-not-after-start"));
    const london = "TZID=Europe/London:20260507T";
    expect(codes([`DTSTART;${london}103000`, `DTEND;${london}093000Z`])).toHaveLength(1);
    expect(codes([`DTSTART;${london}103000`, `DTEND;${london}093001Z`])).toEqual([]);
  });

  it("a DURATION without a start is wrong in a VTODO only", () => {
    const found = calendar("CANCEL", "VEVENT", ...sound, "SEQUENCE:1", "DURATION:PT1H");
    expect(found.filter((line) => line.includes("DURATION"))).toEqual([]);
  });

  it.each([
    [["DTSTART:20260507T093000Z", "DUE:20260507T103000Z"], []],
    [
      ["DTSTART:20260507T093000Z", "DUE:20260507T093000Z"],
      ["error end-not-after-start DUE RFC 5545 3.8.2.3"],
    ],
    [["DUE:20260507T103000Z"], []],
    [["DUE:20260507T103000"], []],
    [["DUE;VALUE=DATE:20260507"], []],
    [["DTSTART:20260507T093000Z", "DURATION:PT1H"], []],
    [
      ["DTSTART:20260507T093000Z", "DURATION:PT1H", "DUE:20260507T103000Z"],
      ["error end-and-duration DURATION RFC 5545 3.6.2"],
    ],
    [["DURATION:PT1H"], ["error duration-without-start DURATION RFC 5545 3.6.2"]],
  ])("of a VTODO: %j", (lines, findings) => {
    const text = calendarText(undefined, [
      componentText("VTODO", ["UID:1", "DTSTAMP:20260501T080000Z", ...lines]),
    ]);
    const found = checkMessage(text).filter(({ code }) => code !== "method-missing");
    expect(
      found.map(
        ({ code, severity, path, reference }) =>
          `${severity} ${code} ${path.replace("VCALENDAR.VTODO[0].", "")} ${reference.replace(" section", "")}`,
      ),
    ).toEqual(findings);
  });

  it.each([
    [["DTSTART:20260507T093000Z", "DTEND:20260508T093000Z"], []],
    [["DTSTART:20260507T093000", "DTEND:20260508T093000Z"], ["DTSTART"]],
    [["DTSTART:20260507T093000Z", "DTEND:20260508T093000"], ["DTEND"]],
    [
      ["DTSTART:20260507T093000", "DTEND:20260506T093000"],
      ["DTSTART", "DTEND"],
    ],
    // No time at all is no time in UTC either.
    [
      ["DTSTART:120260507T093000Z", "DTEND:20260508T093000Z/PT1H"],
      ["DTSTART", "DTEND"],
    ],
  ])("of a VFREEBUSY are in UTC: %j", (lines, paths) => {
    const base = [
      "UID:1",
      "DTSTAMP:20260501T080000Z",
      "ORGANIZER:mailto:org@example.test",
      "ATTENDEE:mailto:jane@example.test",
    ];
    const found = calendar("REQUEST", "VFREEBUSY", ...base, ...lines).filter(
      (text) => !text.includes("invalid-value"),
    );
    expect(found).toEqual(paths.map((name) => `error not-utc VCALENDAR.VFREEBUSY[0].${name} RFC 5545 3.6.4`));
  });

  it("of a VFREEBUSY are in order", () => {
    const base = [
      "UID:1",
      "DTSTAMP:20260501T080000Z",
      "ORGANIZER:mailto:org@example.test",
      "ATTENDEE:mailto:jane@example.test",
    ];
    expect(
      calendar("REQUEST", "VFREEBUSY", ...base, "DTSTART:20260507T093000Z", "DTEND:20260507T093000Z"),
    ).toEqual(["error end-not-after-start VCALENDAR.VFREEBUSY[0].DTEND RFC 5545 3.8.2.2"]);
  });
});

describe("recurrence", () => {
  const until = "error invalid-until RRULE RFC 5545 3.3.10";
  const differ = (name: string) => [`warning value-types-differ ${name} RFC 5545 3.8.5`];

  it.each([
    [["RRULE:FREQ=DAILY;UNTIL=20260601T093000Z"], []],
    [["RRULE:FREQ=DAILY;UNTIL=20260601T093000"], [until]],
    [["RRULE:FREQ=DAILY;UNTIL=20260601"], [until]],
    [["RRULE:UNTIL=20260601;FREQ=DAILY"], [until]],
    [["DTSTART:20260507T093000", "RRULE:FREQ=DAILY;UNTIL=20260601T093000"], []],
    [["DTSTART:20260507T093000", "RRULE:FREQ=DAILY;UNTIL=20260601T093000Z"], [until]],
    [["DTSTART:20260507T093000", "RRULE:FREQ=DAILY;UNTIL=20260601"], [until]],
    [["DTSTART;VALUE=DATE:20260507", "RRULE:FREQ=DAILY;UNTIL=20260601"], []],
    [["DTSTART;VALUE=DATE:20260507", "RRULE:FREQ=DAILY;UNTIL=20260601T000000"], [until]],
    [["DTSTART;VALUE=DATE:20260507", "RRULE:FREQ=DAILY;UNTIL=20260601T000000Z"], [until]],
    [["RRULE:FREQ=DAILY", "EXDATE:20260508T093000Z"], []],
    [["RRULE:FREQ=DAILY", "EXDATE;VALUE=DATE:20260508"], differ("EXDATE")],
    [["RRULE:FREQ=DAILY", "RDATE;VALUE=DATE:20260508"], differ("RDATE")],
    [["RRULE:FREQ=DAILY", "RDATE;VALUE=PERIOD:20260508T093000Z/PT1H"], []],
    [["DTSTART;VALUE=DATE:20260507", "RDATE;VALUE=PERIOD:20260508T093000Z/PT1H"], []],
    [["DTSTART;VALUE=DATE:20260507", "EXDATE:20260508T093000Z,20260509T093000Z"], differ("EXDATE")],
    [["DTSTART;VALUE=DATE:20260507", "EXDATE;VALUE=DATE:20260508,20260509"], []],
    // An UNTIL that is no time is wrong by itself, whatever the start is.
    [["RRULE:FREQ=DAILY;UNTIL=soon"], ["error invalid-value RRULE RFC 5545 3.3.10"]],
    [["RRULE:FREQ=DAILY;UNTIL=20260601T0930"], ["error invalid-value RRULE RFC 5545 3.3.10"]],
    [["RRULE:FREQ=DAILY;UNTIL=120260601T093000"], ["error invalid-value RRULE RFC 5545 3.3.10"]],
  ])("%j: the findings are %j", (lines, findings) => {
    expect(event(...lines)).toEqual(findings);
  });

  it("needs a start, and without one nothing is said of the form of its other times", () => {
    const found = calendar(
      "CANCEL",
      "VEVENT",
      ...sound.slice(0, 2),
      "SEQUENCE:1",
      ...sound.slice(4),
      "RRULE:FREQ=DAILY;UNTIL=20260601T093000",
      "EXDATE;VALUE=DATE:20260508",
    );
    expect(found).toContain("error rule-without-start RRULE RFC 5545 3.8.2.4");
    expect(found.filter((line) => /invalid-until|value-types-differ/.test(line))).toEqual([]);
  });

  it.each([
    ["DTSTART;VALUE=DATE:20260507", "20260601T093000", /a DATE.*a DATE/],
    ["DTSTART:20260507T093000", "20260601T093000Z", /local time.*local time/],
    ["DTSTART:20260507T093000Z", "20260601", /in UTC.*in UTC/],
    ["DTSTART;TZID=Europe/London:20260507T093000", "20260601", /in UTC.*in a time zone/],
  ])("%s beside UNTIL=%s: what is wanted, and why", (line, until, words) => {
    const lines = [...sound, line, `RRULE:FREQ=DAILY;UNTIL=${until}`];
    const text = calendarText("REQUEST", [componentText("VEVENT", lines)]);
    const finding = checkMessage(text).find(({ code }) => code === "invalid-until");
    expect(finding?.message).toMatch(words);
  });
});

describe("a property by itself", () => {
  it.each([
    ["X-ANY:thing", []],
    ["NONSENSE:1", ["warning unregistered-property NONSENSE RFC 5545 8.3.2"]],
    ["PERCENT-COMPLETE:5", ["warning misplaced-property PERCENT-COMPLETE RFC 5545 3.8.1.8"]],
    ["PRIORITY:0", []],
    ["PRIORITY:9", []],
    ["PRIORITY:10", ["error out-of-range PRIORITY RFC 5545 3.8.1.9"]],
    ["PRIORITY:-1", ["error out-of-range PRIORITY RFC 5545 3.8.1.9"]],
    ["PRIORITY:+5", []],
    ["PRIORITY:x", ["error invalid-value PRIORITY RFC 5545 3.3.8"]],
    ["PRIORITY:x10", ["error invalid-value PRIORITY RFC 5545 3.3.8"]],
    ["PRIORITY:10x", ["error invalid-value PRIORITY RFC 5545 3.3.8"]],
    ["PRIORITY:2147483647", ["error out-of-range PRIORITY RFC 5545 3.8.1.9"]],
    ["PRIORITY:2147483648", ["error invalid-value PRIORITY RFC 5545 3.3.8"]],
    ["PRIORITY:-2147483648", ["error out-of-range PRIORITY RFC 5545 3.8.1.9"]],
    ["PRIORITY:-2147483649", ["error invalid-value PRIORITY RFC 5545 3.3.8"]],
    ["TRANSP:opaque", []],
    ["TRANSP:CLEAR", ["error invalid-value TRANSP RFC 5545 3.8.2.7"]],
    ["TRANSP:", ["error invalid-value TRANSP RFC 5545 3.8.2.7"]],
    ["TRANSP:X-CLEAR", ["error invalid-value TRANSP RFC 5545 3.8.2.7"]],
    ["CLASS:private", []],
    ["CLASS:X-SECRET", []],
    ["CLASS:SECRET", ["warning unregistered-value CLASS RFC 5545 3.8.1.3"]],
    ["COLOR:turquoise", []],
    ["COLOR:greenish", ["warning unregistered-value COLOR RFC 7986 5.9"]],
    ["COLOR:#ff0000", ["warning unregistered-value COLOR RFC 7986 5.9"]],
    ["CREATED:20260501T080000Z", []],
    ["CREATED:20260501T080000", ["error not-utc CREATED RFC 5545 3.8.7.1"]],
    ["CREATED;VALUE=DATE:20260501", ["error invalid-value-type CREATED RFC 5545 3.8.7.1"]],
    ["CREATED;VALUE=DATE-TIME:20260501T080000Z", []],
    ["CREATED;VALUE=date-time:20260501T080000Z", []],
    [
      "RDATE:20260601",
      ["error value-type-missing RDATE RFC 5545 3.2.20", "warning value-types-differ RDATE RFC 5545 3.8.5"],
    ],
    ["RDATE:20260601T093000Z/PT1H", ["error value-type-missing RDATE RFC 5545 3.2.20"]],
    ["RDATE:120260601", ["error invalid-value RDATE RFC 5545 3.3.5"]],
    ["RDATE:soon", ["error invalid-value RDATE RFC 5545 3.3.5"]],
    ["EXDATE:20260508T093000Z,x", ["error invalid-value EXDATE RFC 5545 3.3.5"]],
    ["EXDATE:20260508T093000Z,", ["error invalid-value EXDATE RFC 5545 3.3.5"]],
    ["CATEGORIES:A,B", []],
    ["CATEGORIES:A\\,B", []],
    ["CATEGORIES:A\\x", ["error invalid-escape CATEGORIES RFC 5545 3.3.11"]],
    ["CATEGORIES:A\\x B\\y", ["error invalid-escape CATEGORIES RFC 5545 3.3.11"]],
    ["CATEGORIES:A,B\\", ["error invalid-escape CATEGORIES RFC 5545 3.3.11"]],
    ["CONCEPT:https://example.com/board", []],
    ["CONFERENCE;VALUE=URI:https://example.com/", []],
    ["CONFERENCE:https://example.com/", ["error value-type-missing CONFERENCE RFC 7986 5.11"]],
    ["GEO:1;2", []],
    ["GEO:91;2", ["error invalid-value GEO RFC 5545 3.8.1.6"]],
    ["LOCATION:Room 1; Hall", ["warning text-not-escaped LOCATION RFC 5545 3.3.11"]],
    ["LOCATION:Room 1\\; Hall", []],
    ["LOCATION:Hall\\", ["error invalid-escape LOCATION RFC 5545 3.3.11"]],
    ["RELATED-TO;VALUE=UID:any thing", []],
    ["LINK;VALUE=XML-REFERENCE:https://example.com/a.xml#b", []],
    ["LINK;VALUE=XML-REFERENCE:a.xml", ["error invalid-uri LINK RFC 5545 3.3.13"]],
    ["ATTENDEE:https://example.test/?mailto:jane", []],
    ["URL:mailto:nobody", []],
    ["SUMMARY;VALUE=TEXT:x", ["error property-repeated SUMMARY[1] RFC 5546 3.2.2"]],
  ])("%s: the findings are %j", (line, findings) => {
    expect(event(line).map((text) => text.replace(/\[\d+\] /, "[1] "))).toEqual(findings);
  });

  it("that has none of the words for it is reported with those that there are", () => {
    const words = (line: string) =>
      checkMessage(calendarText("REQUEST", [componentText("VEVENT", [...sound, start, line])])).map(
        ({ message }) => message,
      );
    expect(words("TRANSP:CLEAR")).toEqual(["TRANSP cannot be CLEAR. The values are OPAQUE, TRANSPARENT."]);
    expect(words("TRANSP:")).toEqual(["TRANSP cannot be empty. The values are OPAQUE, TRANSPARENT."]);
  });

  it("an address without mailto: is reported as one that needs it", () => {
    const text = calendarText("REQUEST", [componentText("VEVENT", [...sound, start, "ATTENDEE:joe@b.test"])]);
    expect(checkMessage(text)[0]?.message).toContain("mailto:");
  });

  it("STATUS is one of its component's words", () => {
    const told = (kind: string, word: string) =>
      checkMessage(
        calendarText(undefined, [
          componentText(kind, ["UID:1", "DTSTAMP:20260501T080000Z", start, `STATUS:${word}`]),
        ]),
      )
        .filter(({ code }) => code !== "method-missing")
        .map(({ code, reference }) => `${code} ${reference}`);
    const wrong = ["invalid-value RFC 5545 section 3.8.1.11"];
    expect(told("VEVENT", "TENTATIVE")).toEqual([]);
    expect(told("VEVENT", "DRAFT")).toEqual(wrong);
    expect(told("VTODO", "IN-PROCESS")).toEqual([]);
    expect(told("VTODO", "CONFIRMED")).toEqual(wrong);
    expect(told("VJOURNAL", "DRAFT")).toEqual([]);
    expect(told("VJOURNAL", "X-DRAFT")).toEqual(wrong);
  });
});

describe("a parameter", () => {
  const of = (parameters: string) => event(`CONTACT${parameters}:x`);
  const jane = (parameters: string) =>
    event(`ATTENDEE${parameters}:mailto:joe@example.test`).map((text) =>
      text.replace(/ATTENDEE\[1\]/, "ATTENDEE"),
    );

  it.each([
    [";LANGUAGE=de", []],
    [";X-A=1;X-A=2", []],
    [";LANGUAGE=de;LANGUAGE=en", ["error parameter-repeated CONTACT RFC 5545 3.2.10"]],
    [";IANA-ONE=1", ["warning unregistered-parameter CONTACT RFC 5545 3.2"]],
    [";IANA-X-ONE=1", ["warning unregistered-parameter CONTACT RFC 5545 3.2"]],
    [
      ";IANA-ONE=1;IANA-ONE=2",
      [
        "error parameter-repeated CONTACT RFC 5545 3.2",
        "warning unregistered-parameter CONTACT RFC 5545 3.2",
        "warning unregistered-parameter CONTACT RFC 5545 3.2",
      ],
    ],
    [";LANGUAGE", ["error malformed-parameter CONTACT RFC 5545 3.2"]],
    [";THISANDFUTURE", ["error malformed-parameter CONTACT RFC 5545 3.2"]],
    [";CN=x", ["warning misplaced-parameter CONTACT RFC 5545 3.2.2"]],
    [';ALTREP="https://example.com/"', []],
    [
      ";ALTREP=https",
      [
        "error parameter-not-quoted CONTACT RFC 5545 3.2.1",
        "error invalid-parameter-value CONTACT RFC 5545 3.2.1",
      ],
    ],
    [';ALTREP="no uri"', ["error invalid-parameter-value CONTACT RFC 5545 3.2.1"]],
    [
      ";ALTREP=",
      [
        "error parameter-not-quoted CONTACT RFC 5545 3.2.1",
        "error invalid-parameter-value CONTACT RFC 5545 3.2.1",
      ],
    ],
    [";LANGUAGE=de,en", ["error parameter-not-quoted CONTACT RFC 5545 3.2.10"]],
    [';LANGUAGE="de"', []],
    [';X-A="a","b"', []],
    [';X-A=a"b', ["error parameter-not-quoted CONTACT RFC 5545 3.2"]],
    [';X-A="a"b', ["error parameter-not-quoted CONTACT RFC 5545 3.2"]],
    [';X-A=a"b"', ["error parameter-not-quoted CONTACT RFC 5545 3.2"]],
    [';X-A="a",b"c"d', ["error parameter-not-quoted CONTACT RFC 5545 3.2"]],
    [';X-A="', ["error parameter-not-quoted CONTACT RFC 5545 3.2"]],
  ])("%s: the findings are %j", (parameters, findings) => {
    expect(of(parameters)).toEqual(findings);
  });

  it.each([
    ["", []],
    [";CUTYPE=room", []],
    [";CUTYPE=X-PET", []],
    [";CUTYPE=PET", ["warning unregistered-value ATTENDEE RFC 5545 3.2.3"]],
    [";RSVP=YES", ["error invalid-parameter-value ATTENDEE RFC 5545 3.2.17"]],
    [";PARTSTAT=TENTATIVE", []],
    [";PARTSTAT=COMPLETED", ["warning unregistered-value ATTENDEE RFC 5545 3.2.12"]],
    [';MEMBER="mailto:a@b.test","mailto:c@d.test"', []],
    [
      ";MEMBER=mailto",
      [
        "error parameter-not-quoted ATTENDEE RFC 5545 3.2.11",
        "error invalid-parameter-value ATTENDEE RFC 5545 3.2.11",
      ],
    ],
    [
      ';DELEGATED-TO="mailto:a@example.test",b',
      [
        "error parameter-not-quoted ATTENDEE RFC 5545 3.2.5",
        "error invalid-parameter-value ATTENDEE RFC 5545 3.2.5",
      ],
    ],
  ])("of an ATTENDEE: %s", (parameters, findings) => {
    expect(jane(parameters)).toEqual(findings);
  });

  it("THISANDFUTURE without RANGE= is what RFC 5546's example 4.4.5 has", () => {
    const found = (line: string) =>
      event("RRULE:FREQ=DAILY")
        .concat(event(line))
        .filter((text) => text.includes("RECURRENCE-ID"));
    expect(found("RECURRENCE-ID;THISANDFUTURE:20260508T093000Z")).toEqual([
      "warning range-without-name RECURRENCE-ID RFC 5545 3.2.13",
    ]);
    expect(found("RECURRENCE-ID;RANGE=THISANDFUTURE:20260508T093000Z")).toEqual([]);
    expect(found("RECURRENCE-ID;RANGE=THISANDPRIOR:20260508T093000Z")).toEqual([
      "error invalid-parameter-value RECURRENCE-ID RFC 5545 3.2.13",
    ]);
    expect(found("RECURRENCE-ID;FUTURE:20260508T093000Z")).toEqual([
      "error malformed-parameter RECURRENCE-ID RFC 5545 3.2",
    ]);
  });
});

describe("what a method asks for beyond counts", () => {
  const base = ["UID:1", "DTSTAMP:20260501T080000Z", "ORGANIZER:mailto:org@example.test"];
  const reply = (...lines: string[]) => calendar("REPLY", "VEVENT", ...base, ...lines);

  it("a REPLY answers, and a delegation says to whom", () => {
    expect(reply("ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.test")).toEqual([]);
    expect(reply("ATTENDEE;PARTSTAT=needs-action:mailto:jane@example.test")).toEqual([
      "warning reply-without-answer ATTENDEE RFC 5546 3.2.3",
    ]);
    expect(reply("ATTENDEE:mailto:jane@example.test")).toEqual([
      "warning reply-without-answer ATTENDEE RFC 5546 3.2.3",
    ]);
    expect(reply("ATTENDEE:mailto:jane@example.test", "REQUEST-STATUS:3.7;Invalid user")).toEqual([]);
    expect(reply("ATTENDEE;PARTSTAT=DELEGATED:mailto:jane@example.test")).toEqual([
      "error delegate-missing ATTENDEE RFC 5546 3.2.2.3",
    ]);
    const delegated = 'ATTENDEE;PARTSTAT=delegated;DELEGATED-TO="mailto:Jo@b.test":mailto:a@b.test';
    expect(reply(delegated)).toEqual(["info delegate-not-attendee ATTENDEE RFC 5546 3.2.2.3"]);
    expect(reply(delegated, "ATTENDEE:mailto:jo@b.test").filter((text) => text.includes("delegate"))).toEqual(
      [],
    );
    const twice = delegated.replace(":mailto:a@", ',"mailto:max@b.test":mailto:a@');
    expect(reply(twice, "ATTENDEE:mailto:jo@b.test").filter((text) => text.includes("delegate"))).toEqual([]);
    const todo = calendar("REPLY", "VTODO", ...base, "ATTENDEE;PARTSTAT=DELEGATED:mailto:jane@example.test");
    expect(todo).toEqual(["error delegate-missing VCALENDAR.VTODO[0].ATTENDEE RFC 5546 3.4.2.3"]);
  });

  it.each([
    ["0", true],
    ["00", true],
    ["+0", true],
    ["-0", true],
    ["10", false],
    ["01", false],
    ["+1", false],
  ])("a CANCEL whose SEQUENCE is %s raised nothing: %s", (sequence, told) => {
    const found = calendar(
      "CANCEL",
      "VEVENT",
      ...base,
      "ATTENDEE:mailto:jane@example.test",
      `SEQUENCE:${sequence}`,
    );
    expect(found).toEqual(told ? ["error sequence-not-raised SEQUENCE RFC 5546 3.2.5"] : []);
  });

  it("a CANCEL of a VJOURNAL, which nobody attends, names nobody", () => {
    expect(calendar("CANCEL", "VJOURNAL", ...base, "SEQUENCE:1")).toEqual([]);
  });

  it("STATUS is one that the method has; only in a REQUEST an occurrence is CANCELLED so often that it passes", () => {
    const occurrence = (method: string, status: string) =>
      checkMessage(
        calendarText(method, [
          componentText("VEVENT", [
            ...sound.slice(0, 2),
            "SEQUENCE:1",
            ...sound.slice(3),
            start,
            "RECURRENCE-ID:20260507T093000Z",
            `STATUS:${status}`,
          ]),
        ]),
      )
        .filter(({ code }) => code === "status-not-allowed")
        .map(({ severity, message }) => `${severity}: ${message}`);
    const words = (method: string, status: string) =>
      `STATUS of a ${method} is TENTATIVE or CONFIRMED, not ${status}`;
    expect(occurrence("REQUEST", "CANCELLED")).toEqual([
      `warning: ${words("REQUEST", "CANCELLED")}. Many calendars cancel an occurrence this way.`,
    ]);
    expect(occurrence("REQUEST", "FINAL")).toEqual([`error: ${words("REQUEST", "FINAL")}.`]);
    expect(occurrence("DECLINECOUNTER", "CANCELLED")).toEqual([
      `error: ${words("DECLINECOUNTER", "CANCELLED")}.`,
    ]);
  });

  it.each([
    ["SCHEDULE-AGENT=SERVER", "7.1"],
    ["SCHEDULE-FORCE-SEND=REQUEST", "7.2"],
    ['SCHEDULE-STATUS="1.2"', "7.3"],
  ])("%s stays with the server", (parameter, section) => {
    expect(event(`ATTENDEE;${parameter}:mailto:joe@example.test`)).toEqual([
      `error schedule-parameter ATTENDEE[1] RFC 6638 ${section}`,
    ]);
  });

  it("components of a message have one UID, but those of a PUBLISH", () => {
    const two = (method: string, other: string) =>
      tell(
        calendarText(method, [
          componentText("VEVENT", [...sound, start]),
          componentText("VEVENT", [other, ...sound.slice(1), start, "RECURRENCE-ID:20260507T093000Z"]),
        ]),
      ).filter((text) => text.includes("uids-differ"));
    expect(two("REQUEST", "UID:1")).toEqual([]);
    expect(two("REQUEST", "UID:2")).toEqual(["error uids-differ VCALENDAR.VEVENT[1].UID RFC 5546 3.2.2"]);
    expect(two("PUBLISH", "UID:2")).toEqual([]);
    expect(event("UID:2")).toEqual(["error property-repeated UID[1] RFC 5546 3.2.2"]);
  });

  it("one busy time may stand twice", () => {
    const period = "20260507T093000Z/PT1H";
    const found = calendar(
      "REPLY",
      "VFREEBUSY",
      ...base,
      "ATTENDEE:mailto:jane@example.test",
      "DTSTART:20260507T093000Z",
      "DTEND:20260508T093000Z",
      `FREEBUSY:${period},${period}`,
    );
    expect(found).toEqual([]);
  });

  it("a busy time is asked for in no particular form", () => {
    const found = calendar(
      "REQUEST",
      "VFREEBUSY",
      ...base,
      "ATTENDEE:mailto:jane@example.test",
      "DTSTART:20260507T093000Z",
      "DTEND:20260508T093000Z",
      "FREEBUSY;FBTYPE=FREE:20260507T093000Z/PT1H",
    );
    expect(found.filter((text) => text.includes("free-time"))).toEqual([]);
  });
});

describe("the part of an email (RFC 6047)", () => {
  const text = calendarText("REQUEST", [componentText("VEVENT", [...sound, start])]);
  const part = { mediaType: "text/calendar", method: "REQUEST", charset: "utf-8" };
  const told = (given: object, ics = text) =>
    checkMessage(ics, { part: { ...part, ...given } }).map(
      ({ code, severity, path, reference }) => `${severity} ${code} ${path} ${reference}`,
    );
  const said = (finding: string) => [`${finding} part RFC 6047 section 2.4`];

  it("is reported under its path", () => {
    expect(told({})).toEqual([]);
    expect(told({ mediaType: "TEXT/Calendar" })).toEqual([]);
    expect(told({ mediaType: undefined })).toEqual([]);
    expect(told({ mediaType: "text/plain" })).toEqual(said("error media-type"));
    expect(told({ method: undefined })).toEqual(said("error method-parameter-missing"));
    expect(told({ method: "CANCEL" })).toEqual(said("error method-parameter-differs"));
    const silent = text.replace("METHOD:REQUEST\r\n", "");
    // A calendar without METHOD is none that a parameter could name.
    expect(told({ method: undefined }, silent).join()).not.toContain("method-parameter");
    expect(told({}, silent)).toContain("error method-parameter-differs part RFC 6047 section 2.4");
    const [finding] = checkMessage(text, { part: { ...part, method: "CANCEL" } });
    expect(finding).not.toHaveProperty("line");
  });

  it("says UTF-8 where that matters", () => {
    const umlaut = text.replace("Review", "Prüfung");
    for (const charset of ["utf-8", "UTF_8", "Utf-8"]) expect(told({ charset }, umlaut)).toEqual([]);
    expect(told({ charset: "latin1" }, umlaut)).toEqual(said("error charset-not-utf-8"));
    expect(told({ charset: undefined }, umlaut)).toEqual(said("error charset-not-utf-8"));
    const words = (given: object) =>
      checkMessage(umlaut, { part: { ...part, ...given } }).map(({ message }) => message);
    expect(words({ charset: "latin1" })[0]).toContain("has the charset latin1:");
    expect(words({ charset: undefined })[0]).toContain("has no charset:");
    expect(told({ charset: "latin1" })).toEqual([]);
    expect(told({ charset: "latin1" }, text.replace("Review", "a\u0080"))).toContain(
      said("error charset-not-utf-8")[0],
    );
  });

  it("announces what the calendar holds", () => {
    expect(told({ component: "VEVENT" })).toEqual([]);
    expect(told({ component: " vevent " })).toEqual([]);
    expect(told({ component: "VTODO" })).toEqual(said("warning component-parameter"));
    expect(told({ component: "VEVENT,VTODO" })).toEqual(said("warning component-parameter"));
    expect(told({ readable: true })).toEqual([]);
    expect(told({ readable: false })).toEqual(said("warning no-readable-alternative"));
  });

  it("is the same calendar in each alternative, but for what transport does to it", () => {
    const same = [
      text.replaceAll("\r\n", "\n"),
      text.replaceAll("\r\n", "\r"),
      `\uFEFF${text}`,
      text.trimEnd(),
      `${text}\r\n\r\n`,
    ];
    expect(told({ alternatives: same })).toEqual([]);
    expect(told({ alternatives: [] })).toEqual([]);
    expect(told({ alternatives: [text, text.replace("Review", "Revue")] })).toEqual(
      said("error calendars-differ"),
    );
    expect(told({ alternatives: [` ${text}`] })).toEqual(said("error calendars-differ"));
    expect(told({ alternatives: [text.replace("Review", "Re\uFEFFview")] })).toEqual(
      said("error calendars-differ"),
    );
  });

  it("names people by mailto", () => {
    const wrong = (line: string, name: string) =>
      told({}, text.replace(`${name}:mailto:org@example.test`, line)).filter((finding) =>
        finding.includes("not-mailto"),
      );
    expect(wrong("ORGANIZER:MAILTO:org@example.test", "ORGANIZER")).toEqual([]);
    expect(wrong("ORGANIZER:https://example.test/org", "ORGANIZER")).toEqual([
      "error not-mailto VCALENDAR.VEVENT[0].ORGANIZER RFC 6047 section 2.3",
    ]);
    expect(wrong("ORGANIZER:mailto:nobody", "ORGANIZER")).toEqual([
      "error not-mailto VCALENDAR.VEVENT[0].ORGANIZER RFC 6047 section 2.3",
    ]);
    expect(wrong("ORGANIZER: mailto:org@example.test", "ORGANIZER")).toEqual([
      "error not-mailto VCALENDAR.VEVENT[0].ORGANIZER RFC 6047 section 2.3",
    ]);
    expect(told({}, text.replace("mailto:jane@example.test", "tel:+441632960000"))).toEqual([
      "error not-mailto VCALENDAR.VEVENT[0].ATTENDEE RFC 6047 section 2.3",
    ]);
    const alarm = [
      "BEGIN:VALARM",
      "ACTION:EMAIL",
      "SUMMARY:x",
      "DESCRIPTION:x",
      "TRIGGER:-PT5M",
      "ATTENDEE:tel:1",
      "END:VALARM",
    ];
    expect(
      told({}, calendarText("REQUEST", [componentText("VEVENT", [...sound, start, ...alarm])])).filter(
        (finding) => finding.includes("not-mailto"),
      ),
    ).toEqual([]);
  });

  it.each([
    7,
    null,
    { mediaType: 7 },
    { readable: "yes" },
    { alternatives: "x" },
    { alternatives: [7] },
    { method: null },
    { mediaType: "text/calendar", method: 7 },
  ])("is no part: %j", (given) => {
    expect(() => Reflect.apply(checkMessage, undefined, [text, { part: given }])).toThrow("options.part");
  });
});

describe("VTIMEZONEs", () => {
  const observance = [
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0530",
    "TZOFFSETTO:+0530",
    "END:STANDARD",
  ];
  const zone = (tzid: string, ...lines: string[]) =>
    componentText("VTIMEZONE", [`TZID:${tzid}`, ...(lines.length > 0 ? lines : observance)]);
  const zoned = "DTSTART;TZID=Asia/Kolkata:20260507T093000";
  const of = (line: string, ...zones: string[][]) =>
    tell(calendarText("REQUEST", [...zones, componentText("VEVENT", [...sound, line])]));
  const at = (index: number, name: string) => `VCALENDAR.VTIMEZONE[${index}].${name}`;
  const kolkata = zone("Asia/Kolkata");
  const missing = "error time-zone-missing DTSTART RFC 5545 3.2.19";

  it("are there for each TZID, once, and for nothing else", () => {
    expect(of(zoned, kolkata)).toEqual([]);
    expect(of(zoned)).toEqual([missing]);
    expect(of(zoned, zone("Asia/Dhaka"))).toEqual([
      `info time-zone-unused ${at(0, "TZID")} RFC 5545 3.6.5`,
      missing,
    ]);
    expect(of(zoned, kolkata, kolkata)).toEqual([
      `error time-zone-repeated ${at(1, "TZID")} RFC 5545 3.8.3.1`,
    ]);
    expect(of(zoned, kolkata, zone("Asia/Dhaka"))).toEqual([
      `info time-zone-unused ${at(1, "TZID")} RFC 5545 3.6.5`,
    ]);
    expect(of(`${zoned}\r\nDTEND;TZID=Asia/Kolkata:20260507T103000`)).toEqual([missing]);
  });

  it("agree with the zone that they name", () => {
    const wrong = zone("Asia/Kolkata", ...observance.map((line) => line.replace("0530", "0600")));
    const contradicted = ["warning time-zone-contradicted DTSTART RFC 5545 3.6.5"];
    expect(of(zoned, wrong)).toEqual(contradicted);
    // Said once, where the zone is first named.
    expect(of(`${zoned}\r\nDTEND;TZID=Asia/Kolkata:20260507T103000`, wrong)).toEqual(contradicted);
  });

  it("are worked out forty times in one calendar, however many there are", () => {
    const names = Intl.supportedValuesOf("timeZone").slice(0, 41);
    const wrong = observance.map((line) => line.replace("0530", "1545"));
    const dates = names.map((tzid) => `RDATE;TZID=${tzid}:20260601T093000`);
    const many = of([start, ...dates].join("\r\n"), ...names.map((tzid) => zone(tzid, ...wrong)));
    expect(new Set(many.map((line) => line.split(" ")[1]))).toEqual(new Set(["time-zone-contradicted"]));
    expect(many).toHaveLength(40);
  });

  it("that are not there are no work: every end in a zone is compared", () => {
    const backwards = (uid: number) =>
      componentText("VEVENT", [
        `UID:${uid}`,
        ...sound.slice(1, 5),
        start,
        "DTEND;TZID=Europe/London:20260507T103000",
      ]);
    const events = Array.from({ length: 50 }, (_, uid) => backwards(uid));
    const found = tell(calendarText("PUBLISH", events)).filter((line) =>
      line.includes("end-not-after-start"),
    );
    expect(found).toHaveLength(50);
  });

  it("that are there are not worked out for each of many ends", () => {
    const ended = componentText("VEVENT", [...sound, start, "DTEND;TZID=Asia/Kolkata:20260507T150000"]);
    const events = Array.from({ length: 50 }, () => ended);
    const found = tell(calendarText("REQUEST", [kolkata, ...events]));
    expect(found.filter((line) => line.includes("end-not-after-start"))).not.toHaveLength(50);
  });

  it("have an observance that begins in local time", () => {
    expect(of(zoned, zone("Asia/Kolkata", "X-A:1"))).toEqual([
      `error time-zone-empty VCALENDAR.VTIMEZONE[0] RFC 5545 3.6.5`,
    ]);
    const utc = zone("Asia/Kolkata", ...observance.map((line) => line.replace("T000000", "T000000Z")));
    expect(of(zoned, utc)).toContain(
      `error observance-not-local ${at(0, "STANDARD[0].DTSTART")} RFC 5545 3.6.5`,
    );
    const began = (line: string) =>
      of(zoned, zone("Asia/Kolkata", ...observance.map((old) => (old.startsWith("DTSTART") ? line : old))));
    const codes = (line: string) => began(line).map((finding) => finding.split(" ")[1]);
    expect(codes("DTSTART;TZID=Asia/Kolkata:19700101T000000")).toEqual(["observance-not-local"]);
    expect(codes("DTSTART:19700101Z000000")).toEqual(["invalid-value"]);
    expect(codes("X-A:1")).toEqual(["property-missing"]);
    const daylight = zone("Asia/Kolkata", ...observance.map((line) => line.replace("STANDARD", "DAYLIGHT")));
    expect(of(zoned, daylight)).toEqual([]);
  });

  it("end their rules in UTC, and have RDATE beside RRULE though RFC 5546 would not", () => {
    const ruled = (...lines: string[]) =>
      of(zoned, zone("Asia/Kolkata", ...observance.slice(0, 4), ...lines, "END:STANDARD"));
    const rule = "RRULE:FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1";
    expect(ruled(`${rule};UNTIL=20300101T000000Z`)).toEqual([]);
    const until = `error invalid-until ${at(0, "STANDARD[0].RRULE")} RFC 5545 3.3.10`;
    expect(ruled(`${rule};UNTIL=20300101T000000`)).toEqual([until]);
    expect(ruled(`${rule};UNTIL=20300101`)).toEqual([until]);
    expect(ruled("RRULE:UNTIL=20300101;FREQ=YEARLY")).toEqual([until]);
    expect(ruled(rule, "RDATE:19800101T000000")).toEqual([
      `info rule-and-dates ${at(0, "STANDARD[0].RDATE")} RFC 5546 3.1.2`,
    ]);
    expect(ruled("RDATE:19800101T000000")).toEqual([]);
  });

  it("are for local times only", () => {
    const wrong = "error tzid-not-allowed DTSTART RFC 5545 3.2.19";
    expect(of("DTSTART;TZID=Asia/Kolkata:20260507T093000Z", kolkata)).toEqual([wrong]);
    expect(of("DTSTART;TZID=Asia/Kolkata;VALUE=DATE:20260507", kolkata)).toEqual([wrong]);
    const message = (line: string) =>
      checkMessage(calendarText("REQUEST", [kolkata, componentText("VEVENT", [...sound, line])]))[0]?.message;
    expect(message("DTSTART;TZID=Asia/Kolkata:20260507T093000Z")).toContain("UTC");
    expect(message("DTSTART;TZID=Asia/Kolkata;VALUE=DATE:20260507")).toContain("DATE");
  });
});
