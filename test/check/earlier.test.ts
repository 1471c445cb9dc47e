import { describe, expect, it } from "vitest";
import { checkMessage } from "../../src/check/check.ts";
import { calendarText, componentText } from "../support/fixtures/minimal-message.ts";
import { soundEvent as event, type Lines, sound } from "../support/fixtures/sound-event.ts";

const message = (method: string, ...events: string[][]) => calendarText(method, events);
const told = (text: string, earlier: string) =>
  checkMessage(text, { earlier }).map(({ code, path, reference }) => `${code} ${path} ${reference}`);
const first = message("REQUEST", event());
const at = (name: string) => `VCALENDAR.VEVENT[0].${name}`;

const reply = (changes: Lines = {}) =>
  message("REPLY", event({ ATTENDEE: "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.test", ...changes }));

describe("whom a message is about", () => {
  it("is the UID's, or nobody, unless it is a new REQUEST", () => {
    expect(told(reply({ UID: "UID:2" }), first)).toEqual([`uid-unknown ${at("UID")} RFC 5546 section 3.2.3`]);
    expect(told(message("REQUEST", event({ UID: "UID:2" })), first)).toEqual([]);
    expect(told(message("CANCEL", event({ UID: "UID:2" })), first)).toEqual([
      `uid-unknown ${at("UID")} RFC 5546 section 3.2.5`,
    ]);
    expect(told(reply({ UID: undefined }), first)).toContain(
      "uid-unknown VCALENDAR.VEVENT[0] RFC 5546 section 3.2.3",
    );
  });

  it("is nobody where the earlier message has no such component, or for a PUBLISH", () => {
    const todo = calendarText("REQUEST", [componentText("VTODO", ["UID:7"])]);
    expect(told(reply({ UID: "UID:2" }), todo)).toEqual([]);
    const published = message(
      "PUBLISH",
      event({ UID: "UID:2", ATTENDEE: undefined, SEQUENCE: "SEQUENCE:0" }),
    );
    expect(told(published, first)).toEqual([]);
  });
});

describe("STATUS of a CANCEL (RFC 5546 section 3.2.5)", () => {
  const omar = "ATTENDEE:mailto:omar@example.test";
  const both = `${sound.ATTENDEE}\r\n${omar}\r\nATTENDEE;ROLE=CHAIR:mailto:org@example.test`;
  const asked = message("REQUEST", event({ ATTENDEE: both }));
  const cancel = (changes: Lines) => message("CANCEL", event({ SEQUENCE: "SEQUENCE:4", ...changes }));
  const cancelled = "STATUS:CANCELLED";
  const unsure = `not-everyone-cancelled ${at("STATUS")} RFC 5546 section 3.2.5`;

  it("takes the event from everyone: where only some are named, who is meant is asked", () => {
    expect(told(cancel({ STATUS: cancelled }), asked)).toEqual([unsure]);
    expect(checkMessage(cancel({ STATUS: cancelled }), { earlier: asked })[0]).toMatchObject({
      severity: "info",
      message: expect.stringContaining("(1 missing)"),
    });
    expect(told(cancel({}), asked)).toEqual([]);
    const everyone = `ATTENDEE:MAILTO:Jane@Example.test\r\n${omar}`;
    expect(told(cancel({ STATUS: cancelled, ATTENDEE: everyone }), asked)).toEqual([]);
  });

  it("is not compared where nobody is named, nor for an occurrence with what the series says", () => {
    expect(told(cancel({ STATUS: cancelled, ATTENDEE: undefined }), asked)).toEqual([
      `cancel-without-attendee ${at("ATTENDEE")} RFC 5546 section 3.2.5`,
    ]);
    const series = message("REQUEST", event({ ATTENDEE: both, RRULE: "RRULE:FREQ=DAILY" }));
    const one = { STATUS: cancelled, "RECURRENCE-ID": "RECURRENCE-ID:20260508T093000Z" };
    expect(told(cancel(one), series)).toEqual([]);
    const occurrence = message("REQUEST", event({ ...one, ATTENDEE: both, STATUS: undefined }));
    expect(told(cancel(one), occurrence)).toEqual([unsure]);
  });

  it("is not compared in what cancels nothing, nor for a VJOURNAL, which nobody attends", () => {
    const asking = event({ STATUS: cancelled, SEQUENCE: "SEQUENCE:4" });
    expect(told(message("REQUEST", asking), asked)).toEqual([
      `status-not-allowed ${at("STATUS")} RFC 5546 section 3.2.2`,
    ]);
    const journal = (method: string, ...lines: string[]) =>
      calendarText(method, [
        componentText("VJOURNAL", [sound.UID, sound.DTSTAMP, sound.DTSTART, sound.ORGANIZER, ...lines]),
      ]);
    const off = journal("CANCEL", "SEQUENCE:4", cancelled, sound.ATTENDEE);
    expect(told(off, journal("PUBLISH", sound.ATTENDEE, omar))).toEqual([
      "property-not-allowed VCALENDAR.VJOURNAL[0].ATTENDEE RFC 5546 section 3.5.3",
    ]);
  });
});

describe("SEQUENCE (RFC 5546 section 2.1.4)", () => {
  const raise = `sequence-not-raised ${at("SEQUENCE")} RFC 5546 section 2.1.4`;

  it.each([
    ["DTSTART", "DTSTART:20260507T083000Z"],
    ["DTEND", "DTEND:20260507T113000Z"],
    ["RRULE", "RRULE:FREQ=DAILY;COUNT=3"],
    ["RDATE", "RDATE:20260601T093000Z"],
    ["EXDATE", "EXDATE:20260601T093000Z"],
    ["STATUS", "STATUS:TENTATIVE"],
  ])("is raised when %s changes", (name, line) => {
    const changed = (sequence: string) => message("REQUEST", event({ [name]: line, SEQUENCE: sequence }));
    expect(told(changed("SEQUENCE:3"), first)).toEqual([raise]);
    expect(told(changed("SEQUENCE:4"), first)).toEqual([]);
    const finding = checkMessage(changed("SEQUENCE:3"), { earlier: first })[0];
    const text = changed("SEQUENCE:3").split("\r\n");
    expect(finding?.line).toBe(text.indexOf("SEQUENCE:3") + 1);
    expect(finding?.message).toContain(name);
    expect(finding?.message).toContain("above 3");
  });

  it("may stay for anything else, and never goes back", () => {
    expect(told(message("REQUEST", event({ SUMMARY: "SUMMARY:Revue" })), first)).toEqual([]);
    expect(told(message("REQUEST", event({ SEQUENCE: "SEQUENCE:2" })), first)).toEqual([raise]);
    const [back] = checkMessage(message("REQUEST", event({ SEQUENCE: "SEQUENCE:2" })), { earlier: first });
    expect(back?.message).toBe("SEQUENCE was not raised where it must be. It is 2, and goes back.");
    expect(told(message("REQUEST", event({ SEQUENCE: undefined })), first)).toEqual([raise]);
    const absent = message("REQUEST", event({ SEQUENCE: undefined }));
    expect(told(message("REQUEST", event({ SEQUENCE: "SEQUENCE:0" })), absent)).toEqual([]);
  });

  it("is not raised by a line in other letters or in another place", () => {
    const dates = ["EXDATE:20260601T093000Z", "EXDATE:20260602T093000Z"];
    const one = message("REQUEST", event({ A: dates[0], B: dates[1], RRULE: "RRULE:FREQ=DAILY" }));
    const other = message("REQUEST", event({ A: dates[1], B: dates[0], RRULE: "RRULE:FREQ=daily" }));
    expect(told(other, one)).toEqual([]);
    const fewer = message("REQUEST", event({ A: dates[1], RRULE: "RRULE:FREQ=DAILY" }));
    expect(told(fewer, one)).toEqual([raise]);
  });

  it("stays where an occurrence differs from its series in nothing but its date, and is raised where it moves", () => {
    const series = message("REQUEST", event({ RRULE: "RRULE:FREQ=DAILY;COUNT=5" }));
    const third = {
      "RECURRENCE-ID": "RECURRENCE-ID:20260509T093000Z",
      DTSTART: "DTSTART:20260509T093000Z",
      DTEND: "DTEND:20260509T103000Z",
    };
    const about = (changes: Lines) => told(message("REQUEST", event({ ...third, ...changes })), series);
    expect(about({ LOCATION: "LOCATION:Room 2" })).toEqual([]);
    expect(about({ DTSTART: "DTSTART:20260509T083000Z" })).toEqual([raise]);
    expect(about({ DTEND: "DTEND:20260509T113000Z" })).toEqual([raise]);
    expect(about({ STATUS: "STATUS:TENTATIVE" })).toEqual([raise]);
    expect(about({ DTSTART: "DTSTART:20260509T083000Z", SEQUENCE: "SEQUENCE:4" })).toEqual([]);
  });

  it("is raised by a CANCEL and an ADD, whatever they change, and not by a REFRESH", () => {
    const cancel = (sequence: string) => message("CANCEL", event({ SEQUENCE: sequence }));
    expect(told(cancel("SEQUENCE:3"), first)).toEqual([raise]);
    expect(told(cancel("SEQUENCE:4"), first)).toEqual([]);
    expect(told(message("ADD", event()), first)).toEqual([raise]);
    const refresh = componentText("VEVENT", [sound.UID, sound.DTSTAMP, sound.ORGANIZER, sound.ATTENDEE]);
    expect(told(message("REFRESH", refresh), first)).toEqual([]);
  });

  it("is repeated by answers; a REPLY may leave it out", () => {
    const echo = (section: string) => `sequence-not-echoed ${at("SEQUENCE")} RFC 5546 section ${section}`;
    expect(told(reply(), first)).toEqual([]);
    expect(told(reply({ SEQUENCE: undefined }), first)).toEqual([]);
    expect(told(reply({ SEQUENCE: "SEQUENCE:0" }), first)).toEqual([]);
    expect(told(reply({ SEQUENCE: "SEQUENCE:2" }), first)).toEqual([echo("3.2.3")]);
    expect(told(message("COUNTER", event({ SEQUENCE: "SEQUENCE:0" })), first)).toEqual([echo("3.2.7")]);
    expect(told(message("COUNTER", event({ SEQUENCE: "SEQUENCE:4" })), first)).toEqual([echo("3.2.7")]);
    expect(told(message("COUNTER", event()), first)).toEqual([]);
    expect(told(message("DECLINECOUNTER", event({ SEQUENCE: "SEQUENCE:4" })), first)).toEqual([
      echo("3.2.8"),
    ]);
  });
});

describe("what an answer may not change", () => {
  it.each([
    ["SUMMARY", "SUMMARY:Revue"],
    ["DESCRIPTION", "DESCRIPTION:Else"],
    ["LOCATION", "LOCATION:Else"],
    ["URL", "URL:https://example.com/2"],
    ["PRIORITY", "PRIORITY:2"],
    ["CLASS", "CLASS:PRIVATE"],
    ["GEO", "GEO:1;2"],
    ["RRULE", "RRULE:FREQ=DAILY;COUNT=3"],
    ["DTSTART", "DTSTART:20260507T093001Z"],
    ["DTEND", "DTEND:20260507T103001Z"],
  ])("a REPLY keeps %s", (name, line) => {
    expect(told(reply({ [name]: line }), first)).toEqual([
      `property-changed ${at(name)} RFC 5546 section 3.2.3`,
    ]);
    expect(told(reply({ [name]: undefined }), first)).toEqual([]);
    expect(told(reply({ [name]: line }), message("REQUEST", event({ [name]: line })))).toEqual([]);
  });

  it("a REPLY may name its own COMMENT, and times that the request has not", () => {
    expect(
      told(reply({ COMMENT: "COMMENT:No" }), message("REQUEST", event({ COMMENT: "COMMENT:Come" }))),
    ).toEqual([]);
    expect(told(reply(), message("REQUEST", event({ DTEND: undefined })))).toEqual([]);
  });

  it("a COUNTER keeps the ORGANIZER, in any case, and may change the rest", () => {
    const counter = (changes: Lines) => message("COUNTER", event(changes));
    expect(told(counter({ DTSTART: "DTSTART:20260507T083000Z", SUMMARY: "SUMMARY:x" }), first)).toEqual([]);
    expect(told(counter({ ORGANIZER: "ORGANIZER:MAILTO:ORG@example.test" }), first)).toEqual([]);
    expect(told(counter({ ORGANIZER: "ORGANIZER:mailto:eve@example.test" }), first)).toEqual([
      `organizer-differs ${at("ORGANIZER")} RFC 5546 section 3.2.7`,
    ]);
    expect(told(reply({ ORGANIZER: "ORGANIZER:mailto:eve@example.test" }), first)).toEqual([]);
    const nobody = message("PUBLISH", event({ ORGANIZER: undefined, ATTENDEE: undefined }));
    expect(told(counter({}), nobody)).toEqual([]);
    expect(told(counter({ ORGANIZER: undefined }), first)).toEqual([
      `property-missing ${at("ORGANIZER")} RFC 5546 section 3.2.7`,
    ]);
  });
});

describe("an occurrence", () => {
  const rule = "RRULE:FREQ=WEEKLY;COUNT=4";
  const named = "RECURRENCE-ID:20260514T093000Z";
  const moved = {
    "RECURRENCE-ID": named,
    DTSTART: "DTSTART:20260514T113000Z",
    DTEND: "DTEND:20260514T123000Z",
  };
  const series = event({ RRULE: rule });
  const both = message(
    "REQUEST",
    series,
    event({ ...moved, SUMMARY: "SUMMARY:Moved", SEQUENCE: "SEQUENCE:5" }),
  );

  it("is compared with itself where the earlier message has it", () => {
    expect(told(reply({ ...moved, SUMMARY: "SUMMARY:Moved", SEQUENCE: "SEQUENCE:5" }), both)).toEqual([]);
    expect(told(reply({ ...moved, SUMMARY: "SUMMARY:Moved" }), both)).toEqual([
      `sequence-not-echoed ${at("SEQUENCE")} RFC 5546 section 3.2.3`,
    ]);
    expect(
      told(
        reply({
          ...moved,
          DTSTART: "DTSTART:20260514T093000Z",
          SUMMARY: "SUMMARY:Moved",
          SEQUENCE: "SEQUENCE:5",
        }),
        both,
      ),
    ).toEqual([`property-changed ${at("DTSTART")} RFC 5546 section 3.2.3`]);
  });

  it("is the same under another name of its moment", () => {
    const zoned = both.replace(named, "RECURRENCE-ID;TZID=Europe/London:20260514T103000");
    expect(told(reply({ ...moved, SUMMARY: "SUMMARY:Moved", SEQUENCE: "SEQUENCE:5" }), zoned)).toEqual([]);
  });

  it("is compared with the series where the earlier message has no such occurrence, but for the times", () => {
    const alone = message("REQUEST", series);
    expect(told(reply(moved), alone)).toEqual([]);
    expect(told(reply({ ...moved, SUMMARY: "SUMMARY:Else" }), alone)).toEqual([
      `property-changed ${at("SUMMARY")} RFC 5546 section 3.2.3`,
    ]);
    expect(told(reply({ ...moved, "RECURRENCE-ID": "RECURRENCE-ID:20260521T093000Z" }), both)).toEqual([]);
  });

  it("is not what the series is compared with", () => {
    expect(told(reply({ RRULE: rule }), both)).toEqual([]);
    expect(told(reply({ RRULE: rule, SEQUENCE: "SEQUENCE:5" }), both)).toEqual([
      `sequence-not-echoed ${at("SEQUENCE")} RFC 5546 section 3.2.3`,
    ]);
    // The earlier message speaks of another occurrence only: there is nothing to compare with.
    const other = message("REQUEST", event({ ...moved, SEQUENCE: "SEQUENCE:5" }));
    expect(told(reply({ "RECURRENCE-ID": "RECURRENCE-ID:20260521T093000Z" }), other)).toEqual([]);
    expect(told(reply(), other)).toEqual([]);
  });
});

describe("components of one UID (RFC 5545 section 3.8.4.4)", () => {
  const rule = "RRULE:FREQ=WEEKLY;COUNT=4";
  const occurrence = (line: string, changes: Lines = {}) => event({ "RECURRENCE-ID": line, ...changes });
  const of = (...events: string[][]) =>
    checkMessage(message("REQUEST", ...events)).map(({ code, severity, path, reference }) => [
      code,
      severity,
      path,
      reference,
    ]);
  const named = "RECURRENCE-ID:20260514T093000Z";
  const second = "VCALENDAR.VEVENT[1]";
  const codes = (...events: string[][]) => of(...events).map(([code]) => code);

  it("a series and its occurrences go together", () => {
    expect(of(event({ RRULE: rule }), occurrence(named))).toEqual([]);
    expect(of(event({ RDATE: "RDATE:20260514T093000Z" }), occurrence(named))).toEqual([]);
    expect(of(occurrence(named))).toEqual([]);
    expect(of(occurrence(named), event({ RRULE: rule }))).toEqual([]);
  });

  it("no occurrence is there twice", () => {
    expect(of(event(), event())).toEqual([["component-twice", "warning", second, "RFC 5546 section 2.1.5"]]);
    expect(
      of(
        event({ RRULE: rule }),
        occurrence(named),
        occurrence(named.replace("RECURRENCE-ID", "recurrence-id")),
      ),
    ).toEqual([
      ["component-twice", "warning", "VCALENDAR.VEVENT[2].RECURRENCE-ID", "RFC 5546 section 2.1.5"],
    ]);
    expect(
      of(event({ RRULE: rule }), occurrence(named), occurrence("RECURRENCE-ID:20260521T093000Z")),
    ).toEqual([]);
    const words = (...events: string[][]) => checkMessage(message("REQUEST", ...events))[0]?.message;
    expect(words(event(), event())).toContain("the whole");
    expect(words(event({ RRULE: rule }), occurrence(named), occurrence(named))).toContain(
      "the same occurrence",
    );
  });

  it("an occurrence belongs to something that recurs, in a message that gives the whole event", () => {
    const lone = [event({ ATTENDEE: undefined }), occurrence(named, { ATTENDEE: undefined })];
    const nothing = "occurrence-of-nothing";
    expect(of(event(), occurrence(named))).toEqual([
      [nothing, "error", `${second}.RECURRENCE-ID`, "RFC 5546 section 3.2.2"],
    ]);
    const by = (method: string | undefined) =>
      checkMessage(calendarText(method, lone)).filter(({ code }) => code === nothing).length;
    expect([undefined, "PUBLISH", "REQUEST"].map(by)).toEqual([1, 1, 1]);
    expect(["CANCEL", "REPLY", "COUNTER"].map(by)).toEqual([0, 0, 0]);
  });

  it("RECURRENCE-ID is a date or a time, local or not, as the start of the series is", () => {
    const series = (line: string) => event({ RRULE: rule, DTSTART: line, DTEND: undefined });
    const day = "DTSTART;VALUE=DATE:20260507";
    const local = "DTSTART:20260507T093000";
    expect(of(series(day), occurrence(named))).toEqual([
      ["value-types-differ", "error", `${second}.RECURRENCE-ID`, "RFC 5545 section 3.8.4.4"],
    ]);
    expect(codes(series(sound.DTSTART), occurrence("RECURRENCE-ID;VALUE=DATE:20260514"))).toEqual([
      "value-types-differ",
    ]);
    expect(codes(series(day), occurrence("RECURRENCE-ID;VALUE=DATE:20260514"))).toEqual([]);
    expect(of(series(local), occurrence(named))).toEqual([
      ["time-forms-differ", "error", `${second}.RECURRENCE-ID`, "RFC 5545 section 3.8.4.4"],
    ]);
    expect(codes(series(sound.DTSTART), occurrence("RECURRENCE-ID:20260514T093000"))).toEqual([
      "time-forms-differ",
    ]);
    expect(codes(series(local), occurrence("RECURRENCE-ID:20260514T093000"))).toEqual([]);
  });

  it("RECURRENCE-ID is compared with no start where one of the two is no time", () => {
    const day = "RECURRENCE-ID;VALUE=DATE:20260514";
    const cancelled = message(
      "CANCEL",
      event({ RRULE: rule, DTSTART: undefined, DTEND: undefined }),
      event({ "RECURRENCE-ID": day, DTSTART: undefined, DTEND: undefined }),
    );
    expect(checkMessage(cancelled).map(({ code }) => code)).toEqual(["rule-without-start"]);
    const days = event({ RRULE: rule, DTSTART: "DTSTART;VALUE=DATE:20260507", DTEND: undefined });
    expect(codes(days, occurrence("RECURRENCE-ID:soon"))).toEqual(["invalid-value"]);
  });
});

describe("arguments of checkMessage", () => {
  it.each([
    [[7], "ics"],
    [[first, 7], "options"],
    [[first, { part: 7 }], "options.part"],
    [[first, { earlier: 7 }], "options.earlier"],
  ])("are refused where %j is given, at %s", (given, path) => {
    let thrown: unknown;
    try {
      Reflect.apply(checkMessage, undefined, given);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code: "invalid-argument", problems: [{ path, code: "invalid-type" }] });
  });

  it("a second calendar is numbered", () => {
    const [second] = checkMessage(first + first.replace("DTSTAMP:20260501T080000Z\r\n", "")).filter(
      ({ code }) => code === "property-missing",
    );
    expect(second?.path).toBe("VCALENDAR[1].VEVENT[0].DTSTAMP");
  });
});
