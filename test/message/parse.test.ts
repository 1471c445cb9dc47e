import { describe, expect, it } from "vitest";
import { colorName, isColorName } from "../../src/event/color.ts";
import type { Finding } from "../../src/finding.ts";
import { gather } from "../../src/finding.ts";
import { parseMessage } from "../../src/message/parse.ts";
import { answer } from "../../src/reply/answer.ts";
import { readReplies } from "../../src/reply/show-reply.ts";
import { calendarText, componentText } from "../support/fixtures/minimal-message.ts";
import { refused } from "../support/refusal.ts";

const event = (...lines: string[]) =>
  componentText("VEVENT", ["UID:1", "DTSTAMP:20260501T080000Z", ...lines]);
const text = calendarText("REPLY", [event()]);
const problems = (ics: string, options?: Parameters<typeof parseMessage>[1]) =>
  parseMessage(ics, options).problems.map(({ code, severity, path, reference }) =>
    `${severity} ${code} ${path} ${reference}`.trim(),
  );

describe("the calendar text that parseMessage takes", () => {
  const email = `From: jane@example.test\r\nSubject: Yes\r\n\r\n${text}`;
  const raw = ["not-calendar-text", "ics raw-email"];

  it("must be a string that is not an email", () => {
    expect(refused(() => Reflect.apply(parseMessage, undefined, [7]))).toEqual([
      "invalid-argument",
      "ics invalid-type",
    ]);
    expect(refused(() => parseMessage(email))).toEqual(raw);
    for (const name of [
      "From",
      "to",
      "RECEIVED",
      "Return-Path",
      "MIME-Version",
      "Content-Type",
      "Message-ID",
      "Subject",
    ]) {
      expect(refused(() => parseMessage(`X-A: 1\r\n${name}: x\r\n\r\n${text}`))).toEqual(raw);
      expect(refused(() => parseMessage(`${name}:\tx\r\n\r\nYes`))).toEqual(raw);
    }
    expect(refused(() => parseMessage("From: x"))).toEqual(raw);
  });

  it("may have anything else before it, and header fields behind", () => {
    expect(parseMessage(`Hello,\r\n${text}`).uid).toBe("1");
    expect(parseMessage(`X-From: a\r\n${text}`).uid).toBe("1");
    expect(parseMessage(`From:a\r\n${text}`).uid).toBe("1");
    expect(parseMessage(`begin:vcalendar\r\nSUBJECT: x\r\n${text.slice(17)}`).uid).toBe("1");
    expect(parseMessage(`${text}From: jane@example.test\r\n`).uid).toBe("1");
    expect(parseMessage(`\n${text.replace("UID:1", "Subject: x\r\nUID:1")}`).uid).toBe("1");
    expect(refused(() => parseMessage(`See BEGIN:VCALENDAR\r\nFrom: a\r\n${text}`))).toEqual(raw);
  });
});

describe("the options", () => {
  it("are copied into the message where they are given", () => {
    const all = { sender: "jane@example.test", timeZone: "Europe/London", sentAt: "2026-05-01T08:00:00Z" };
    expect(parseMessage(text, { ...all, method: "REPLY" })).toMatchObject({ ...all, method: "REPLY" });
    expect(Object.keys(parseMessage(text)).sort()).toEqual([
      "calendar",
      "components",
      "kind",
      "method",
      "problems",
      "uid",
    ]);
    expect(Object.keys(parseMessage(text.replace("METHOD:REPLY\r\n", "")))).not.toContain("method");
  });

  it.each([
    [{ sender: "nobody" }, "options.sender invalid-value"],
    [{ timeZone: "Nowhere" }, "options.timeZone invalid-value"],
    [{ method: "INVITE" }, "options.method invalid-value"],
    [{ method: "reply" }, "options.method invalid-value"],
    [{ sentAt: "soon" }, "options.sentAt invalid-value"],
  ])("%j is refused", (options, problem) => {
    expect(refused(() => Reflect.apply(parseMessage, undefined, [text, options]))).toEqual([
      "invalid-argument",
      problem,
    ]);
  });

  it("may be null, which says nothing", () => {
    expect(Reflect.apply(parseMessage, undefined, [text, null])).toEqual(parseMessage(text));
  });

  it("are refused all at once", () => {
    const options = { sender: "nobody", timeZone: "Nowhere" };
    expect(refused(() => parseMessage(text, options))).toEqual([
      "invalid-argument",
      "options.sender invalid-value",
      "options.timeZone invalid-value",
    ]);
  });
});

describe("METHOD", () => {
  const path = "VCALENDAR.METHOD";
  const head = (line: string) => text.replace("METHOD:REPLY", line);

  it("must stand once and be a method of iTIP", () => {
    expect(problems(text)).toEqual([]);
    expect(parseMessage(head("METHOD: reply ")).method).toBe("REPLY");
    expect(problems(head("METHOD:REPLY\r\nMETHOD:CANCEL"))).toEqual([
      `error property-repeated ${path}[1] RFC 5545 section 3.6`,
    ]);
    expect(parseMessage(head("METHOD:REPLY\r\nMETHOD:CANCEL"))).toMatchObject({
      method: "REPLY",
      problems: [{ line: 5 }],
    });
    expect(problems(head("METHOD:INVITE"))).toEqual([
      `warning unregistered-method ${path} RFC 5546 section 3`,
    ]);
    expect(parseMessage(head("METHOD:INVITE"))).toMatchObject({ problems: [{ line: 4 }] });
    expect(parseMessage(head("METHOD:INVITE"), { method: "REPLY" }).method).toBeUndefined();
  });

  it("is that of the MIME part where the text has none", () => {
    const silent = text.replace("METHOD:REPLY\r\n", "");
    expect(problems(silent)).toEqual([]);
    expect(problems(silent, { method: "REPLY" })).toEqual([
      `warning method-missing ${path} RFC 5546 section 3`,
    ]);
    expect(parseMessage(silent, { method: "REPLY" }).method).toBe("REPLY");
    expect(parseMessage(text, { method: "CANCEL" }).method).toBe("REPLY");
  });
});

describe("the calendar and its components", () => {
  const todo = componentText("VTODO", ["UID:2", "DTSTAMP:20260501T080000Z"]);
  const plain = calendarText(undefined, [event()]);

  it("are those of the first calendar that schedules", () => {
    const several = "warning several-calendars  RFC 6047 section 2.4";
    expect(problems(plain + text)).toEqual([several]);
    expect(parseMessage(plain + text).method).toBe("REPLY");
    expect(parseMessage(calendarText("REPLY", []) + plain)).toMatchObject({ uid: "1", kind: "VEVENT" });
    expect(parseMessage(plain + plain.replace("UID:1", "UID:2")).uid).toBe("1");
    expect(parseMessage(text + text.replace("UID:1", "UID:2")).uid).toBe("1");
  });

  it("are of one kind", () => {
    expect(problems(calendarText("REPLY", [event(), todo]))).toEqual([
      "error component-not-allowed VCALENDAR.VTODO[0] RFC 5546 section 3",
    ]);
    expect(parseMessage(calendarText("REPLY", [todo, event()]))).toMatchObject({ kind: "VTODO", uid: "2" });
    expect(problems(calendarText("REPLY", [componentText("X-A", []), event()]))).toEqual([]);
    for (const kind of ["VJOURNAL", "VFREEBUSY"]) {
      expect(parseMessage(calendarText("REPLY", [componentText(kind, ["UID:1"])])).kind).toBe(kind);
    }
    expect(refused(() => parseMessage(calendarText("REPLY", [])))).toEqual([
      "not-a-scheduling-message",
      "VCALENDAR no-component",
    ]);
  });

  it("have one UID", () => {
    const uids = (...lines: string[]) =>
      calendarText(
        "REPLY",
        lines.map((line) => componentText("VEVENT", [line])),
      );
    expect(problems(uids("UID:1", "UID: 1 "))).toEqual([]);
    expect(problems(uids("UID:1", "UID:2"))).toEqual([
      "error uids-differ VCALENDAR.VEVENT[1].UID RFC 5546 section 3.2",
    ]);
    expect(problems(uids("UID:", "UID:2"))).toEqual([
      "error property-missing VCALENDAR.VEVENT[0].UID RFC 5545 section 3.6",
    ]);
    expect(parseMessage(uids("X-A:1", "UID:2")).uid).toBe("2");
    expect(problems(uids("X-A:1", "UID:2"))).toEqual([
      "error property-missing VCALENDAR.VEVENT[0].UID RFC 5545 section 3.6",
    ]);
    expect(parseMessage(uids("UID: 2 ")).uid).toBe("2");
    const missing = ["error property-missing VCALENDAR.VEVENT[0].UID RFC 5546 section 3.1.1"];
    expect(problems(uids("X-A:1"))).toEqual(missing);
    expect(problems(uids("UID: "))).toEqual(missing);
  });

  it("list as many problems as the limit allows, and one that counts the rest", () => {
    const bad = calendarText("REPLY", [event("no line", "nor this", "nor that")]);
    expect(problems(bad, { limits: { findings: 3 } })).toHaveLength(3);
    const cut = parseMessage(bad, { limits: { findings: 2 } }).problems;
    expect(cut.map(({ code }) => code)).toEqual(["malformed-line", "malformed-line", "findings-omitted"]);
    expect(cut[2]).toMatchObject({ severity: "error", path: "VCALENDAR", reference: "RFC 5545 section 3" });
    expect(cut[2]?.message).toMatch(/^A further 1 /);
    // Beside the line that was only counted, the missing UID.
    const nameless = parseMessage(bad.replace("UID:1\r\n", ""), { limits: { findings: 2 } }).problems;
    expect(nameless).toHaveLength(3);
    expect(nameless[2]?.message).toMatch(/^A further 2 /);
  });
});

describe("too many findings", () => {
  const one = (severity: Finding["severity"], line?: number): Finding => ({
    code: "x",
    severity,
    message: "",
    path: "",
    reference: "",
    ...(line === undefined ? {} : { line }),
  });
  const told = (findings: readonly Finding[], limit: number, unlisted = 0) =>
    gather(findings, limit, unlisted).map(({ code, severity, line }) => `${code} ${severity} ${line ?? "-"}`);

  it("are cut to the gravest, in the order of the text", () => {
    const all = [one("info", 1), one("warning", 2), one("error", 3), one("error", 4)];
    expect(told(all, 4)).toEqual(["x info 1", "x warning 2", "x error 3", "x error 4"]);
    expect(told(all, 3)).toEqual(["x warning 2", "x error 3", "x error 4", "findings-omitted info -"]);
    expect(told(all, 2)).toEqual(["x error 3", "x error 4", "findings-omitted warning -"]);
    expect(told(all, 1)).toEqual(["x error 3", "findings-omitted error -"]);
    expect(told([one("warning", 2), one("error"), one("warning", 1)], 3)).toEqual([
      "x error -",
      "x warning 1",
      "x warning 2",
    ]);
    expect(told([], 3)).toEqual([]);
  });

  it("are counted at the end", () => {
    const many = [...Array(5).keys()].map((line) => one("info", line));
    expect(gather(many, 2).at(-1)).toEqual({
      code: "findings-omitted",
      severity: "info",
      message: "A further 3 findings are not listed, 0 of them errors.",
      path: "VCALENDAR",
      reference: "RFC 5545 section 3",
    });
    const mixed = [one("error", 1), one("error", 2), one("warning", 3), one("info", 4)];
    expect(gather(mixed, 1).at(-1)?.message).toBe("A further 3 findings are not listed, 1 of them errors.");
    expect(gather([one("info", 1)], 2, 4).at(-1)).toMatchObject({
      severity: "error",
      message: "A further 4 findings are not listed, 4 of them errors.",
    });
  });
});

describe("colors (CSS3)", () => {
  it.each(["red", "RED", "lightgoldenrodyellow", "#fff", "#FFF", "#ff0000", "#Ab12eF"])(
    "%s is one",
    (color) => {
      expect(isColorName(color)).toBe(true);
    },
  );

  it.each([
    "",
    "reddish",
    "#ff",
    "#ffff",
    "#fffff",
    "#fffffff",
    "#ggg",
    "#fgf",
    "#ffg",
    "ff0000",
    "x#fff",
    "#fffx",
  ])("%j is not a color", (color) => {
    expect(isColorName(color)).toBe(false);
  });

  it.each([
    ["Red", "red"],
    ["#ff0000", "red"],
    ["#F00", "red"],
    ["#0f0", "lime"],
    ["#00f", "blue"],
    ["#fe0101", "red"],
    ["#c6040f", "firebrick"],
    // aqua and cyan are one color; the first in the alphabet is taken.
    ["#00ffff", "aqua"],
    ["#000", "black"],
    ["nothing", "nothing"],
  ])("%s is called %s", (color, name) => {
    expect(colorName(color)).toBe(name);
  });
});

describe("what can be answered", () => {
  const request = calendarText("REQUEST", [
    event(
      "DTSTART:20260507T093000Z",
      "DTEND:20260507T103000Z",
      "ORGANIZER;CN= Org :mailto:org@example.test",
      "ATTENDEE:mailto:jane@example.test",
    ),
  ]);
  const jane = { email: "jane@example.test", status: "accepted" } as const;
  const now = new Date("2026-05-02T12:00:00Z");
  const answered = (ics: string, as: object = {}) =>
    refused(() => Reflect.apply(answer, undefined, [ics, { ...jane, ...as }, { now }]));
  const proposal = { start: "2026-05-08T09:30:00Z", end: "2026-05-08T10:30:00Z" };

  it("is a REQUEST of an event with a UID and an organizer", () => {
    expect(answered(request.replace("METHOD:REQUEST", "METHOD:CANCEL"))).toEqual([
      "cannot-answer",
      "request.method not-a-request",
    ]);
    expect(answered(request.replaceAll("VEVENT", "VTODO"))).toEqual([
      "cannot-answer",
      "request.kind not-an-event",
    ]);
    expect(answered(request.replace("UID:1\r\n", ""))).toEqual(["cannot-answer", "request.uid no-uid"]);
    expect(answered(request.replace(/ORGANIZER.*\r\n/, ""))).toEqual([
      "cannot-answer",
      "request.organizer no-organizer",
    ]);
    expect(answered(request.replace("mailto:org@example.test", "urn:uuid:1"))).toEqual([
      "cannot-answer",
      "request.organizer no-organizer",
    ]);
  });

  it("with no other time where the organizer wants none", () => {
    const closed = (value: string) =>
      request.replace("END:VEVENT", `X-MICROSOFT-DISALLOW-COUNTER:${value}\r\nEND:VEVENT`);
    expect(answered(closed("TRUE"), { proposal })).toEqual([
      "cannot-answer",
      "as.proposal counter-disallowed",
    ]);
    expect(answered(closed(" true "), { proposal })).toEqual([
      "cannot-answer",
      "as.proposal counter-disallowed",
    ]);
    expect(answered(closed("FALSE"), { proposal })).toBe("nothing was thrown");
    expect(answered(closed("TRUE"))).toBe("nothing was thrown");
  });

  it.each([
    [7, ["as invalid-type"]],
    [{}, ["as.email required", "as.status required"]],
    [{ ...jane, status: null }, ["as.status required"]],
    [{ ...jane, status: "maybe" }, ["as.status invalid-choice"]],
    [{ ...jane, comment: 7 }, ["as.comment invalid-type"]],
    [{ ...jane, proposal: "later" }, ["as.proposal invalid-type"]],
    [{ ...jane, email: "x" }, ["as.email invalid-address"]],
  ])("by %j", (as, wrong) => {
    expect(refused(() => Reflect.apply(answer, undefined, [request, as]))).toEqual([
      "invalid-argument",
      ...wrong,
    ]);
  });

  it("with options that are an object", () => {
    for (const options of [7, "now"]) {
      expect(refused(() => Reflect.apply(answer, undefined, [request, jane, options]))).toEqual([
        "invalid-argument",
        "options invalid-type",
      ]);
    }
  });

  it("gives a message that says from whom to whom it is, and what it answers", () => {
    const plain = answer(request, { ...jane, status: "declined" }, { now });
    expect(plain).toMatchObject({
      from: { email: jane.email },
      to: { email: "org@example.test", name: "Org" },
      status: "declined",
      dtstamp: "2026-05-02T12:00:00Z",
    });
    expect(plain.from).not.toHaveProperty("name");
    for (const name of ["comment", "instance", "proposal"]) expect(plain).not.toHaveProperty(name);
    const named = answer(request, { ...jane, name: "Jane", comment: "Fine" }, { now });
    expect(named).toMatchObject({ from: { email: jane.email, name: "Jane" }, comment: "Fine" });
    const nameless = answer(request.replace(";CN= Org ", ""), jane, { now });
    expect(nameless.to).toEqual({ email: "org@example.test" });
  });

  it("a message as well as its text, with the zone and the method that came beside it", () => {
    const silent = request.replace("METHOD:REQUEST\r\n", "").replaceAll("00Z", "00");
    const message = parseMessage(silent, { method: "REQUEST", timeZone: "Europe/London" });
    expect(answer(message, jane, { now }).event?.start).toEqual({
      time: "2026-05-07T09:30:00+01:00",
      tzid: "Europe/London",
    });
    const bare = parseMessage(request.replaceAll("00Z", "00"));
    expect(answer(bare, jane, { now }).event?.start).toEqual({
      time: "2026-05-07T09:30:00Z",
      tzid: "Etc/UTC",
    });
  });

  it("a proposal is for one occurrence", () => {
    const two = calendarText(
      "REQUEST",
      ["20260514", "20260521"].map((date) =>
        event(
          `RECURRENCE-ID:${date}T093000Z`,
          `DTSTART:${date}T093000Z`,
          `DTEND:${date}T103000Z`,
          "ORGANIZER:mailto:org@example.test",
          "ATTENDEE:mailto:jane@example.test",
        ),
      ),
    );
    expect(answered(two, { proposal })).toEqual(["cannot-answer", "as.instance required"]);
    expect(answered(two, { proposal, instance: "2026-05-14T09:30:00Z" })).toBe("nothing was thrown");
    expect(answer(two, jane, { now })).not.toHaveProperty("instance");
    const one = answer(two, { ...jane, instance: "2026-05-14T09:30:00Z" }, { now });
    expect(one.instance).toEqual({ time: "2026-05-14T09:30:00Z", tzid: "Etc/UTC" });
  });
});

describe("what a reply says of times and people", () => {
  const said = (method: string, ...lines: string[]) =>
    readReplies(parseMessage(calendarText(method, [event(...lines)]), { timeZone: "Europe/London" }));
  const jane = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.test";
  const proposed = (...lines: string[]) => {
    const proposal = said("COUNTER", jane, ...lines)[0]?.proposal;
    return proposal === undefined ? undefined : [proposal.start.time, proposal.end.time];
  };

  it.each<[string[], string[] | undefined]>([
    [
      ["DTSTART:20260507T093000Z", "DTEND:20260507T103000Z"],
      ["2026-05-07T09:30:00Z", "2026-05-07T10:30:00Z"],
    ],
    [
      ["DTSTART: 20260507T093000Z ", "DURATION:PT90M"],
      ["2026-05-07T09:30:00Z", "2026-05-07T11:00:00Z"],
    ],
    [
      ["DTSTART:20260507T093000Z", "DURATION:P1D"],
      ["2026-05-07T09:30:00Z", "2026-05-08T09:30:00Z"],
    ],
    [["DTSTART:20260507T093000Z"], ["2026-05-07T09:30:00Z", "2026-05-07T09:30:00Z"]],
    [
      ["DTSTART:20260507T093000Z", "DURATION:soon"],
      ["2026-05-07T09:30:00Z", "2026-05-07T09:30:00Z"],
    ],
    [["DTSTART;VALUE=DATE:20260507"], ["2026-05-07", "2026-05-08"]],
    [
      ["DTSTART;VALUE=DATE:20260507", "DURATION:P2D"],
      ["2026-05-07", "2026-05-09"],
    ],
    [
      ["DTSTART;VALUE=DATE:20260507T000000", "DTEND;VALUE=DATE:20260508T000000"],
      ["2026-05-07", "2026-05-08"],
    ],
    [["DTSTART;value=date:20260507T000000"], ["2026-05-07", "2026-05-08"]],
    [
      ["DTSTART:20260507T000000", "X-MICROSOFT-CDO-ALLDAYEVENT: true "],
      ["2026-05-07", "2026-05-08"],
    ],
    [
      ["DTSTART:20260507T000000", "X-MICROSOFT-CDO-ALLDAYEVENT:FALSE"],
      ["2026-05-07T00:00:00+01:00", "2026-05-07T00:00:00+01:00"],
    ],
    [
      ["DTSTART:20260507T093000", "DURATION:PT1H"],
      ["2026-05-07T09:30:00+01:00", "2026-05-07T10:30:00+01:00"],
    ],
    [
      ["DTSTART:20260328T093000", "DURATION:P1D"],
      ["2026-03-28T09:30:00+00:00", "2026-03-29T09:30:00+01:00"],
    ],
    [
      ["DTSTART;TZID=Europe/Paris:20260507T093000", "DURATION:PT1H"],
      ["2026-05-07T09:30:00+02:00", "2026-05-07T10:30:00+02:00"],
    ],
    [["DTSTART:20260507T093000Z", "DTEND:20260507T092959Z"], undefined],
    [["DTSTART:20260507T093000Z", "DTEND:soon"], undefined],
    [["DTSTART:soon", "DTEND:20260507T103000Z"], undefined],
    [["DTSTART;TZID=Europe/Paris:20260507T093000", "DTEND:20260507T072959Z"], undefined],
    [["DTSTART;VALUE=DATE:20260507", "DTEND;VALUE=DATE:20260506"], undefined],
    [["DTSTART:20260507T093000Z", "DTEND:20260506T093000"], undefined],
    [["DTSTART:20260507T093000", "DTEND:20260506T093000Z"], undefined],
  ])("%j proposes %j", (lines, expected) => {
    expect(proposed(...lines)).toEqual(expected);
  });

  it("a TZID is its VTIMEZONE's name, whatever the case and the quotation marks", () => {
    const zone = (tzid: string, offset: string) =>
      componentText("VTIMEZONE", [
        `TZID:${tzid}`,
        ...componentText("STANDARD", [
          "DTSTART:19700101T000000",
          `TZOFFSETFROM:${offset}`,
          `TZOFFSETTO:${offset}`,
        ]),
      ]);
    const at = (tzid: string, ...zones: string[][]) => {
      const text = calendarText("COUNTER", [...zones, event(jane, `DTSTART;TZID=${tzid}:20260507T093000`)]);
      return readReplies(parseMessage(text))[0]?.proposal?.start;
    };
    expect(at("Mine", zone("Mine", "+0530"))).toEqual({
      time: "2026-05-07T09:30:00+05:30",
      tzid: "Asia/Kolkata",
    });
    expect(at('"mine"', zone(" MINE ", "+0530"))?.tzid).toBe("Asia/Kolkata");
    expect(at("Mine", zone("Yours", "+0600"), zone("Mine", "+0530"), zone("mine", "+0600"))?.tzid).toBe(
      "Asia/Kolkata",
    );
    expect(at("Mine", zone("Yours", "+0530"))).toBeUndefined();
    expect(at("Mine", zone('"Mine"', "+0530"))?.tzid).toBe("Asia/Kolkata");
    const other = zone("Mine", "+0530").map((line) => line.replace("VTIMEZONE", "X-ZONE"));
    expect(at("Mine", other)).toBeUndefined();
  });

  it("a TZID of no known name is one zone throughout a message: that of the first time in it", () => {
    const rules = componentText("STANDARD", [
      "DTSTART:19700101T000000",
      "TZOFFSETFROM:-0300",
      "TZOFFSETTO:-0300",
    ]);
    const zones = (...starts: string[]) => {
      const events = starts.map((start) => event(jane, `DTSTART;tzid=Ours: ${start} `));
      const text = calendarText("COUNTER", [componentText("VTIMEZONE", ["TZID:Ours", ...rules]), ...events]);
      return readReplies(parseMessage(text)).map(({ proposal }) => proposal?.start.tzid);
    };
    // São Paulo's clocks keep to that since 2019, and did not in 2010: alone, each time has a zone of its own.
    const [now, then] = [...zones("20260107T093000"), ...zones("20100107T093000")];
    expect(now).not.toBe(then);
    expect(zones("20260107T093000", "20100107T093000")).toEqual([now, now]);
    expect(zones("20100107T093000", "20260107T093000")).toEqual([then, then]);
  });

  it("people by name, unless that repeats the address", () => {
    const name = (cn: string) =>
      said("REPLY", `ATTENDEE;PARTSTAT=ACCEPTED;CN=${cn}:mailto:jane@example.test`)[0]?.name;
    expect(name("Jane")).toBe("Jane");
    expect(name('" Jane "')).toBe("Jane");
    expect(name("jane@example.test")).toBeUndefined();
    expect(name("JANE@example.test")).toBeUndefined();
    expect(name("joe@example.test")).toBe("joe@example.test");
    expect(name('" "')).toBeUndefined();
    expect(said("REPLY", jane)[0]).not.toHaveProperty("name");
  });

  it("a REPLY states an answer, a COUNTER only where there is one", () => {
    const status = (method: string, partstat: string) =>
      said(method, `ATTENDEE${partstat}:mailto:jane@example.test`, "DTSTART:20260507T093000Z")[0]?.status;
    expect(status("REPLY", ";PARTSTAT=tentative")).toBe("tentative");
    expect(status("REPLY", ';PARTSTAT=" DECLINED "')).toBe("declined");
    expect(status("REPLY", ";PARTSTAT=X-LATER")).toBe("pending");
    expect(status("REPLY", "")).toBe("pending");
    expect(status("COUNTER", ";PARTSTAT=TENTATIVE")).toBe("tentative");
  });

  it("delegates and who sent it", () => {
    const [reply] = said(
      "REPLY",
      'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:a@b.test","x";SENT-BY="mailto:c@b.test":mailto:jane@example.test',
    );
    expect(reply).toMatchObject({ delegatedTo: ["a@b.test"], sentBy: "c@b.test" });
    expect(reply).not.toHaveProperty("delegatedFrom");
    expect(said("REPLY", jane)[0]).not.toHaveProperty("sentBy");
    expect(said("REPLY", jane)[0]).not.toHaveProperty("delegatedTo");
  });

  it("a COUNTER that says nothing at all is none", () => {
    expect(said("COUNTER", "ATTENDEE:mailto:jane@example.test")).toEqual([]);
    expect(said("COUNTER", jane)).toHaveLength(1);
    expect(said("COUNTER", "ATTENDEE:mailto:jane@example.test", "COMMENT:Later")).toHaveLength(1);
    expect(said("COUNTER", "ATTENDEE:mailto:jane@example.test", "DTSTART:soon")).toHaveLength(1);
    expect(said("REPLY", "ATTENDEE:mailto:jane@example.test")).toHaveLength(1);
  });

  it("when it was written, in UTC", () => {
    const stamp = (line: string) =>
      readReplies(parseMessage(calendarText("REPLY", [componentText("VEVENT", ["UID:1", line, jane])])))[0]
        ?.dtstamp;
    expect(stamp("DTSTAMP:20260501T080000Z")).toBe("2026-05-01T08:00:00Z");
    expect(stamp("DTSTAMP:20260501T080000")).toBe("2026-05-01T08:00:00Z");
    expect(stamp("DTSTAMP;TZID=Europe/Paris:20260501T100000")).toBe("2026-05-01T08:00:00Z");
    expect(stamp("DTSTAMP;VALUE=DATE:20260501")).toBe("2026-05-01T00:00:00Z");
    expect(stamp("DTSTAMP:soon")).toBeUndefined();
  });
});

describe("a recurrence that cannot be read as it stands", () => {
  const problemsOf = (...lines: string[]) =>
    parseMessage(
      [
        "BEGIN:VCALENDAR",
        "METHOD:REQUEST",
        "BEGIN:VEVENT",
        "UID:7@example.com",
        "DTSTART:20270610T100000Z",
        ...lines,
        "END:VEVENT",
        "END:VCALENDAR",
      ].join("\r\n"),
    ).problems.map(({ code, path }) => [code, path]);
  const event = "VCALENDAR.VEVENT[0]";

  it("is reported, with each line that is passed over", () => {
    const rule = "RRULE:FREQ=DAILY;COUNT=3;";
    expect(problemsOf(rule, "EXDATE:20270611T100000Z", "RDATE;VALUE=PERIOD:20270620T100000Z/PT1H")).toEqual(
      [],
    );
    expect(problemsOf("RRULE:FREQ=DAILY;BYDAY=XX")).toEqual([["invalid-value", `${event}.RRULE`]]);
    expect(problemsOf("RRULE:FREQ=DAILY;COUNT=3", "RRULE:FREQ=WEEKLY;COUNT=3")).toEqual([
      ["property-repeated", `${event}.RRULE[1]`],
    ]);
    expect(problemsOf("RRULE:FREQ=DAILY;COUNT=3", "EXRULE:FREQ=WEEKLY")).toEqual([
      ["unregistered-property", `${event}.EXRULE`],
    ]);
    expect(problemsOf(rule, "EXDATE:20270611T100000Z,soon")).toEqual([["invalid-value", `${event}.EXDATE`]]);
    expect(problemsOf(rule, "RDATE:20270611T100000Z", "RDATE:20270230T100000Z")).toEqual([
      ["invalid-value", `${event}.RDATE[1]`],
    ]);
    expect(problemsOf(rule, "EXDATE;TZID=Mars/Olympus:20270611T100000")).toEqual([
      ["unresolved-time-zone", `${event}.EXDATE`],
    ]);
  });
});
