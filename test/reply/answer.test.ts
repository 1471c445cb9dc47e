import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkMessage } from "../../src/check/check.ts";
import { ItipError, type ItipErrorCode } from "../../src/errors.ts";
import type { InviteInput } from "../../src/event/event.ts";
import { buildCancel, buildRequest } from "../../src/message/build.ts";
import { parseMessage } from "../../src/message/parse.ts";
import { answer } from "../../src/reply/answer.ts";
import type { AnswerInput } from "../../src/reply/answer-input.ts";
import { readReplies } from "../../src/reply/show-reply.ts";
import { arbitraryInvitation, sendableText } from "../support/arbitrary/invitation.ts";
import { boardMeeting } from "../support/fixtures/invite-input.ts";
import { calendarText, componentText } from "../support/fixtures/minimal-message.ts";
import { runs } from "../support/runs.ts";

const now = new Date("2026-05-02T12:00:00Z");
const request = buildRequest(boardMeeting, { now: new Date("2026-05-01T08:00:00Z") });
const jane: AnswerInput = { email: "jane@example.test", status: "accepted" };

function lines(ics: string): string[] {
  return ics.replaceAll("\r\n ", "").split("\r\n");
}

function codeOf(attempt: () => unknown): { code: ItipErrorCode; path?: string } {
  try {
    attempt();
  } catch (error) {
    if (!(error instanceof ItipError)) throw error;
    expect(error.problems.filter(({ message }) => message === "")).toEqual([]);
    const path = error.problems[0]?.path;
    return { code: error.code, ...(path === undefined ? {} : { path }) };
  }
  throw new Error("nothing was thrown");
}

function weekly(changes: Partial<InviteInput["event"]> = {}): string {
  return buildRequest({
    ...boardMeeting,
    event: {
      ...boardMeeting.event,
      start: "2026-05-07T10:30:00",
      end: "2026-05-07T11:30:00",
      recurrence: { rule: "FREQ=WEEKLY;COUNT=4", exclude: ["2026-05-21T10:30:00"] },
      ...changes,
    },
  });
}

describe("A REPLY", () => {
  const reply = answer(request, { ...jane, comment: "See you, there" }, { now });

  it("is for all that follow where those are asked for, RANGE= or not, as in RFC 5546's example 4.4.5", () => {
    const moment = ["DTSTART:20260514T083000Z", "DTEND:20260514T093000Z"];
    for (const range of ["RANGE=THISANDFUTURE", "THISANDFUTURE"]) {
      const asked = request.replace(
        /^DTSTART;TZID=Europe.*\r\nDTEND.*$/m,
        [`RECURRENCE-ID;${range}:20260514T083000Z`, ...moment].join("\r\n"),
      );
      expect(lines(answer(asked, jane).ics)).toContain("RECURRENCE-ID;RANGE=THISANDFUTURE:20260514T083000Z");
    }
  });

  it("is what RFC 5546 section 3.2.3 asks for: the request's UID and SEQUENCE, a DTSTAMP of its own", () => {
    const written = lines(reply.ics);
    const asked = lines(request);
    expect(written).toContain("METHOD:REPLY");
    expect(written).toContain("DTSTAMP:20260502T120000Z");
    for (const name of ["UID", "SEQUENCE", "SUMMARY", "ORGANIZER", "DTSTART", "DTEND"]) {
      const same = (line: string) => new RegExp(`^${name}[:;]`).test(line) && !line.startsWith("DTSTART:19");
      expect(written.filter(same)).toEqual(asked.filter(same));
    }
    expect(written).toContain("COMMENT:See you\\, there");
    expect(written.filter((line) => line.startsWith("ATTENDEE"))).toEqual([
      "ATTENDEE;CN=Jane Doe;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:jane@example.test",
    ]);
  });

  it("goes from the person to the organizer, and says what a body text needs", () => {
    expect(reply).toMatchObject({
      method: "REPLY",
      from: { email: "jane@example.test" },
      to: { email: "planner@example.com", name: "Planner" },
      organizer: { email: "planner@example.com", name: "Planner" },
      sequence: 0,
      dtstamp: "2026-05-02T12:00:00Z",
      status: "accepted",
      comment: "See you, there",
      event: {
        summary: "Board meeting",
        start: { time: "2026-05-07T10:30:00+01:00", tzid: "Europe/London" },
      },
    });
    expect(JSON.parse(JSON.stringify(reply))).toEqual(reply);
  });

  it("has no alarm, also where the request has one", () => {
    const reminding = buildRequest({
      ...boardMeeting,
      event: { ...boardMeeting.event, reminders: [{ minutes: 10 }] },
    });
    expect(reminding).toContain("BEGIN:VALARM");
    expect(answer(reminding, jane, { now }).ics).not.toContain("VALARM");
  });

  it("keeps how the request wrote the two addresses, and what a group or delegator is owed", () => {
    const text = request
      .replace(
        /ORGANIZER[^\r]*/,
        'ORGANIZER;SCHEDULE-AGENT=SERVER;SENT-BY="mailto:pa@example.com":MAILTO:Planner@Example.com',
      )
      .replace(
        /ATTENDEE(?:[^\r]|\r\n )*/,
        'ATTENDEE;MEMBER="mailto:staff@example.test";DELEGATED-FROM="mailto:joe@example.test":MAILTO:Jane@Example.test',
      );
    const written = lines(answer(text, jane, { now }).ics);
    expect(written).toContain('ORGANIZER;SENT-BY="mailto:pa@example.com":MAILTO:Planner@Example.com');
    expect(written).toContain(
      'ATTENDEE;PARTSTAT=ACCEPTED;MEMBER="mailto:staff@example.test";DELEGATED-FROM="mailto:joe@example.test":MAILTO:Jane@Example.test',
    );
  });

  it("leaves out an end that lies before the start", () => {
    const text = request.replace(/DTEND[^\r]*/, "DTEND:20260501T000000Z");
    const written = lines(answer(text, jane, { now }).ics);
    expect(written).toContain("DTSTART;TZID=Europe/London:20260507T103000");
    expect(written.some((line) => line.startsWith("DTEND"))).toBe(false);
  });

  it("comes from an address that was never invited, too", () => {
    const written = lines(
      answer(request, { ...jane, email: "crasher@example.test", name: "C" }, { now }).ics,
    );
    expect(written).toContain("ATTENDEE;CN=C;PARTSTAT=ACCEPTED:mailto:crasher@example.test");
    const abroad = lines(answer(request, { ...jane, email: "Jane@Bücher.example" }, { now }).ics);
    expect(abroad).toContain("ATTENDEE;PARTSTAT=ACCEPTED:mailto:Jane@xn--bcher-kva.example");
    const nameless = lines(answer(request, { ...jane, email: "crasher@example.test" }, { now }).ics);
    expect(nameless).toContain("ATTENDEE;PARTSTAT=ACCEPTED:mailto:crasher@example.test");
  });

  it("is the same whether absent members are left out or null", () => {
    const silent = { ...jane, comment: null, proposal: null, instance: null };
    expect(Reflect.apply(answer, undefined, [request, silent, { now }])).toEqual(
      answer(request, jane, { now }),
    );
  });

  it("answers what only the email called a REQUEST", () => {
    const bare = parseMessage(request.replace("METHOD:REQUEST\r\n", ""), { method: "REQUEST" });
    expect(answer(bare, jane, { now }).ics).toBe(answer(request, jane, { now }).ics);
  });
});

describe("A delegation (RFC 5546 section 3.2.2.3)", () => {
  it("is a REPLY of the delegator that names the delegate", () => {
    const dora = { email: "dora@example.test", name: "Dora" };
    const { ics, method, to, status } = answer(request, { ...jane, status: "delegated", delegateTo: dora });
    expect([method, to.email, status]).toEqual(["REPLY", boardMeeting.organizer.email, "delegated"]);
    expect(readReplies(parseMessage(ics))).toMatchObject([
      { email: jane.email, status: "delegated", delegatedTo: ["dora@example.test"] },
    ]);
    // The section wants the delegate listed too, its table one ATTENDEE alone: the table and example 4.2.5 are followed.
    expect(checkMessage(ics).map(({ code }) => code)).toEqual(["delegate-not-attendee"]);
  });

  it("proposes no other time", () => {
    const proposal = { start: "2026-05-08T10:30:00", end: "2026-05-08T11:30:00" };
    const as: AnswerInput = {
      ...jane,
      status: "delegated",
      delegateTo: { email: "d@example.test" },
      proposal,
    };
    expect(codeOf(() => answer(request, as))).toEqual({ code: "invalid-argument", path: "as.proposal" });
  });
});

describe("An answer to a series", () => {
  it("is for the series", () => {
    const reply = answer(weekly(), jane, { now });
    expect(reply.instance).toBeUndefined();
    expect(reply.ics).not.toContain("RECURRENCE-ID");
  });

  it("is for one occurrence, in the form of the series, at the occurrence's own time", () => {
    const reply = answer(weekly(), { ...jane, instance: "2026-05-14T09:30:00Z" }, { now });
    expect(lines(reply.ics)).toEqual(
      expect.arrayContaining([
        "RECURRENCE-ID;TZID=Europe/London:20260514T103000",
        "DTSTART;TZID=Europe/London:20260514T103000",
        "DTEND;TZID=Europe/London:20260514T113000",
      ]),
    );
    expect(reply.instance).toEqual({ time: "2026-05-14T10:30:00+01:00", tzid: "Europe/London" });
    expect(reply.event.start).toEqual(reply.instance);
    expect(reply.event.recurrence).toBeUndefined();
  });

  it.each(["2026-05-21T10:30:00", "2026-05-14T11:30:00", "2026-06-04T10:30:00", "2026-05-15"])(
    "knows no occurrence at %s",
    (instance) => {
      expect(codeOf(() => answer(weekly(), { ...jane, instance }, { now }))).toEqual({
        code: "unknown-instance",
        path: "as.instance",
      });
    },
  );

  it("an event that does not recur has no occurrences", () => {
    const attempt = () => answer(request, { ...jane, instance: "2026-05-07T10:30:00" }, { now });
    expect(codeOf(attempt).code).toBe("unknown-instance");
  });

  it("of days names them as days", () => {
    const days = weekly({ start: "2026-05-07", end: "2026-05-08", recurrence: { rule: "FREQ=WEEKLY" } });
    const reply = answer(days, { ...jane, instance: "2026-05-14" }, { now });
    expect(lines(reply.ics)).toEqual(
      expect.arrayContaining(["RECURRENCE-ID;VALUE=DATE:20260514", "DTEND;VALUE=DATE:20260515"]),
    );
  });

  it("of days names them as days, from winter to summer too, and by their midnight", () => {
    const days = weekly({ start: "2026-01-08", end: "2026-01-09", recurrence: { rule: "FREQ=WEEKLY" } });
    const read = parseMessage(days, { timeZone: "Europe/London" });
    for (const instance of ["2026-07-09", "2026-07-09T00:00:00"]) {
      const reply = answer(read, { ...jane, instance }, { now });
      expect(lines(reply.ics)).toEqual(
        expect.arrayContaining([
          "RECURRENCE-ID;VALUE=DATE:20260709",
          "DTSTART;VALUE=DATE:20260709",
          "DTEND;VALUE=DATE:20260710",
        ]),
      );
      expect(reply.instance).toEqual({ time: "2026-07-09", tzid: "Europe/London" });
      expect(reply.event).toMatchObject({ start: { time: "2026-07-09" }, end: { time: "2026-07-10" } });
    }
  });

  it("of more days than anybody counts has any day, and at no time of day", () => {
    const endless = weekly({
      start: "2026-05-07",
      end: "2026-05-08",
      recurrence: { rule: "FREQ=DAILY;COUNT=900000" },
    });
    const attempt = (instance: string) => () => answer(endless, { ...jane, instance }, { now });
    expect(lines(attempt("2999-01-01")().ics)).toContain("RECURRENCE-ID;VALUE=DATE:29990101");
    expect(codeOf(attempt("2999-01-01T09:30:00Z")).code).toBe("unknown-instance");
  });

  it("keeps the time of day from summer to winter", () => {
    const series = weekly({ recurrence: { rule: "FREQ=WEEKLY" } });
    const reply = answer(series, { ...jane, instance: "2026-11-05T10:30:00" }, { now });
    expect(lines(reply.ics)).toEqual(
      expect.arrayContaining([
        "RECURRENCE-ID;TZID=Europe/London:20261105T103000",
        "DTSTART;TZID=Europe/London:20261105T103000",
        "DTEND;TZID=Europe/London:20261105T113000",
      ]),
    );
    expect(reply.instance).toEqual({ time: "2026-11-05T10:30:00+00:00", tzid: "Europe/London" });
  });

  it("of midnights has one that a day names, though RFC 5545 section 3.8.4.4 wants a time", () => {
    const nights = weekly({ start: "2026-05-07T00:00:00", end: "2026-05-07T01:00:00" });
    const attempt = (instance: string) => () => answer(nights, { ...jane, instance }, { now });
    expect(codeOf(attempt("2026-05-15")).code).toBe("unknown-instance");
    expect(attempt("2026-05-14")().instance?.time).toBe("2026-05-14T00:00:00+01:00");
    expect(attempt("2026-05-14T00:00:00")().instance?.time).toBe("2026-05-14T00:00:00+01:00");
  });

  it("passes over an occurrence whose name is no time", () => {
    const unnamed = componentText("VEVENT", [
      /UID:(?:[^\r]|\r\n )*/.exec(weekly())?.[0] ?? "",
      "DTSTAMP:20260501T080000Z",
      "RECURRENCE-ID:soon",
      "DTSTART;TZID=Europe/London:20260514T150000",
      "SUMMARY:Lost",
      "ORGANIZER:mailto:planner@example.com",
    ]).join("\r\n");
    const text = weekly().replace("END:VCALENDAR", `${unnamed}\r\nEND:VCALENDAR`);
    const reply = answer(text, { ...jane, instance: "2026-05-14T10:30:00" }, { now });
    expect(reply.event.summary).toBe("Board meeting");
    const alone = text.replace(/BEGIN:VEVENT.*?END:VEVENT\r\n/s, "");
    expect(codeOf(() => answer(alone, { ...jane, instance: "2026-05-14T10:30:00" }, { now }))).toEqual({
      code: "unknown-instance",
      path: "as.instance",
    });
  });

  it("is for the moved occurrence where that was named", () => {
    const moved = componentText("VEVENT", [
      "UID:x",
      "DTSTAMP:20260501T080000Z",
      "RECURRENCE-ID;TZID=Europe/London:20260514T103000",
      "DTSTART;TZID=Europe/London:20260514T150000",
      "DTEND;TZID=Europe/London:20260514T160000",
      "SUMMARY:Later",
      "SEQUENCE:4",
      "ORGANIZER:mailto:planner@example.com",
      "ATTENDEE:mailto:jane@example.test",
    ]);
    const uid = /UID:(?:[^\r]|\r\n )*/.exec(weekly())?.[0] ?? "";
    const text = weekly().replace(
      "END:VCALENDAR",
      `${moved.join("\r\n").replace("UID:x", uid)}\r\nEND:VCALENDAR`,
    );
    const reply = answer(text, { ...jane, instance: "2026-05-14T10:30:00" }, { now });
    expect(reply.sequence).toBe(4);
    expect(lines(reply.ics)).toContain("DTSTART;TZID=Europe/London:20260514T150000");
    expect(reply.event.summary).toBe("Later");
  });

  it("answers each occurrence where the request has no series", () => {
    const one = (date: string) =>
      componentText("VEVENT", [
        "UID:x",
        "DTSTAMP:20260501T080000Z",
        `RECURRENCE-ID:${date}T093000Z`,
        `DTSTART:${date}T103000Z`,
        "DURATION:PT1H",
        "SUMMARY:One",
        "ORGANIZER:mailto:planner@example.com",
        "ATTENDEE:mailto:jane@example.test",
      ]);
    const text = calendarText("REQUEST", [one("20260507"), one("20260514")]);
    const replies = readReplies(parseMessage(answer(text, jane, { now }).ics));
    expect(replies.map(({ instance, status }) => [instance?.time, status])).toEqual([
      ["2026-05-07T09:30:00Z", "accepted"],
      ["2026-05-14T09:30:00Z", "accepted"],
    ]);
    // What only the first names is true of all: whom to answer, and for which UID.
    const bare = calendarText("REQUEST", [
      one("20260507"),
      one("20260514").filter((line) => !/^(?:UID|ORGANIZER)/.test(line)),
    ]);
    const written = lines(answer(bare, jane, { now }).ics);
    expect(written.filter((line) => line.startsWith("ORGANIZER"))).toEqual([
      "ORGANIZER:mailto:planner@example.com",
      "ORGANIZER:mailto:planner@example.com",
    ]);
    expect(written.filter((line) => line === "UID:x")).toHaveLength(2);
    const proposal = { start: "2026-05-07T12:00:00Z", end: "2026-05-07T13:00:00Z" };
    expect(codeOf(() => answer(text, { ...jane, proposal }, { now }))).toEqual({
      code: "cannot-answer",
      path: "as.instance",
    });
  });
});

describe("A COUNTER", () => {
  const proposal = { start: "2026-05-08T09:00:00", end: "2026-05-08T10:00:00" };
  const counter = answer(request, { ...jane, status: "tentative", proposal }, { now });

  it("is the whole event at the time proposed, and names the time it was for", () => {
    const written = lines(counter.ics);
    expect(counter.method).toBe("COUNTER");
    for (const line of [
      "METHOD:COUNTER",
      "SEQUENCE:0",
      "SUMMARY:Board meeting",
      "DESCRIPTION:Discuss plans for the next quarter.",
      "LOCATION:Board room",
      "DTSTART;TZID=Europe/London:20260508T090000",
      "DTEND;TZID=Europe/London:20260508T100000",
      "X-MS-OLK-ORIGINALSTART:20260507T093000Z",
      "X-MS-OLK-ORIGINALEND:20260507T103000Z",
    ]) {
      expect(written).toContain(line);
    }
    expect(counter.proposal).toEqual({
      start: { time: "2026-05-08T09:00:00+01:00", tzid: "Europe/London" },
      end: { time: "2026-05-08T10:00:00+01:00", tzid: "Europe/London" },
    });
    expect(counter.event.start).toEqual({ time: "2026-05-07T10:30:00+01:00", tzid: "Europe/London" });
  });

  it("is in the zone that the proposal names, and names no other", () => {
    const abroad = {
      start: { time: "2026-05-08T10:00:00+02:00", tzid: "Europe/Paris" },
      end: { time: "2026-05-08T11:00:00+02:00", tzid: "Europe/Paris" },
    };
    const { ics, proposal: shown } = answer(request, { ...jane, proposal: abroad }, { now });
    expect(shown).toEqual(abroad);
    expect(readReplies(parseMessage(ics))[0]?.proposal).toEqual(abroad);
    expect(new Set([...ics.matchAll(/TZID[=:]([\w/]+)/g)].map((match) => match[1]))).toEqual(
      new Set(["Europe/Paris"]),
    );
  });

  it("is in the event's zone where the proposal names two", () => {
    const elsewhere = {
      start: { time: "2026-05-08T10:00:00", tzid: "Europe/Paris" },
      end: { time: "2026-05-08T05:00:00", tzid: "America/New_York" },
    };
    expect(answer(request, { ...jane, proposal: elsewhere }, { now }).proposal).toEqual(counter.proposal);
  });

  it("is not sent to an organizer who takes none", () => {
    const closed = buildRequest({ ...boardMeeting, counterProposals: false });
    expect(codeOf(() => answer(closed, { ...jane, proposal }, { now }))).toEqual({
      code: "cannot-answer",
      path: "as.proposal",
    });
    expect(answer(closed, jane, { now }).method).toBe("REPLY");
  });

  it.each([
    [{ start: "2026-05-08T09:00:00", end: "2026-05-08T08:00:00" }, "as.proposal.end"],
    [{ start: "2026-05-08T09:00:00", end: "2026-05-09" }, "as.proposal.end"],
    [{ start: "2026-05-08", end: "2026-05-08" }, "as.proposal.end"],
    [{ start: "2026-02-30T09:00:00", end: "2026-05-09" }, "as.proposal.start"],
    [{ start: "2026-05-08T09:00:00" }, "as.proposal.end"],
    ["tomorrow", "as.proposal"],
  ])("cannot propose %j", (given, path) => {
    const as = { ...jane, proposal: given };
    expect(codeOf(() => Reflect.apply(answer, undefined, [request, as, { now }]))).toEqual({
      code: "invalid-argument",
      path,
    });
  });
});

describe("What cannot be answered", () => {
  const vevent = [
    "UID:1@example.test",
    "DTSTAMP:20260501T080000Z",
    "DTSTART:20260507T093000Z",
    "DTEND:20260507T103000Z",
    "SUMMARY:It",
    "ORGANIZER:mailto:org@example.test",
    "ATTENDEE:mailto:jane@example.test",
  ];
  const without = (name: string) =>
    calendarText("REQUEST", [
      componentText(
        "VEVENT",
        vevent.filter((line) => !line.startsWith(name)),
      ),
    ]);

  it.each([
    ["a CANCEL", buildCancel({ ...boardMeeting, sequence: 1 }), "request.method"],
    ["calendar text without METHOD", request.replace("METHOD:REQUEST\r\n", ""), "request.method"],
    ["a to-do", calendarText("REQUEST", [componentText("VTODO", vevent)]), "request.kind"],
    ["a request from nobody", without("ORGANIZER"), "request.organizer"],
    ["a request without a UID", without("UID"), "request.uid"],
    ["an event at no time", without("DTSTART"), "request.event"],
    [
      "an event that nothing can follow",
      without("DTEND").replace("DTSTART:20260507T093000Z", "DTSTART;VALUE=DATE:99991231"),
      "request.event",
    ],
  ])("%s", (_, text, path) => {
    expect(codeOf(() => answer(text, jane, { now }))).toEqual({ code: "cannot-answer", path });
  });

  it.each([
    [undefined, "as"],
    [{}, "as.email"],
    [{ email: "jane", status: "accepted" }, "as.email"],
    [{ email: "jane@example.test" }, "as.status"],
    [{ email: "jane@example.test", status: "delegated" }, "as.delegateTo"],
    [
      { email: "jane@example.test", status: "accepted", delegateTo: { email: "dora@example.test" } },
      "as.delegateTo",
    ],
    [{ email: "jane@example.test", status: "accepted", comment: 7 }, "as.comment"],
    [{ email: "jane@example.test", status: "accepted", instance: "soon" }, "as.instance"],
  ])("as %j", (as, path) => {
    expect(codeOf(() => Reflect.apply(answer, undefined, [request, as, { now }]))).toEqual({
      code: "invalid-argument",
      path,
    });
  });

  it("says whether nobody asked, or somebody without an address", () => {
    const principal = without("ORGANIZER").replace("END:VEVENT", "ORGANIZER:urn:uuid:0b1c\r\nEND:VEVENT");
    expect(() => answer(without("ORGANIZER"), jane)).toThrow("has no ORGANIZER");
    expect(() => answer(principal, jane)).toThrow("has an ORGANIZER without an email address");
  });

  it("a message that was made to be sent, by the name of what is wrong", () => {
    const sent = { method: "REQUEST", ics: request };
    expect(() => Reflect.apply(answer, undefined, [sent, jane])).toThrow(
      "message: must be as parseMessage has read it",
    );
  });

  it("what is no message at all", () => {
    for (const given of [undefined, null, 7, {}, [], { calendar: {} }]) {
      expect(codeOf(() => Reflect.apply(answer, undefined, [given, jane])).code).toBe("invalid-argument");
    }
    expect(codeOf(() => answer("hello", jane)).code).toBe("not-calendar-text");
    expect(codeOf(() => Reflect.apply(answer, undefined, [request, jane, 7])).code).toBe("invalid-argument");
  });
});

describe("Any answer to any invitation", () => {
  const answers = fc.record({
    status: fc.constantFrom("accepted", "tentative", "declined"),
    comment: fc.option(sendableText, { nil: undefined }),
    proposed: fc.boolean(),
  });

  function answerOf(
    input: InviteInput,
    {
      status,
      comment,
      proposed,
    }: { status: "accepted" | "tentative" | "declined"; comment: string | undefined; proposed: boolean },
  ): AnswerInput {
    return {
      email: "jane@example.test",
      status,
      ...(comment === undefined ? {} : { comment }),
      ...(proposed ? { proposal: anotherTime(input) } : {}),
    };
  }

  /** A COUNTER at the event's own time proposes no other one: a day that no event of these is on, in the form of its start. */
  function anotherTime({ event }: InviteInput): NonNullable<AnswerInput["proposal"]> {
    const { start } = event;
    const wholeDays = typeof start === "object" && "time" in start && start.time.length === 10;
    return wholeDays
      ? { start: "2199-02-03", end: "2199-02-04" }
      : {
          start: { time: "2199-02-03T10:00", tzid: "Europe/Paris" },
          end: { time: "2199-02-03T11:30", tzid: "Europe/Paris" },
        };
  }

  const law = (check: (input: InviteInput, as: AnswerInput) => void) =>
    fc.assert(
      fc.property(arbitraryInvitation, answers, (input, given) => check(input, answerOf(input, given))),
      { numRuns: runs(300, "message") },
    );

  it("passes the checker without a finding, by email too", () => {
    law((input, as) => {
      const { ics, method } = answer(buildRequest(input, { now }), as, { now });
      expect(checkMessage(ics, { part: { method, charset: "UTF-8", mediaType: "text/calendar" } })).toEqual(
        [],
      );
    });
  });

  it("names one TZID at most and carries its VTIMEZONE (RFC 5546 section 3.2.3)", () => {
    law((input, as) => {
      const { ics } = answer(buildRequest(input, { now }), as, { now });
      const written = lines(ics);
      const tzids = new Set(
        written.flatMap(
          (line) => /^(?:DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE);TZID=([^:;]+)/.exec(line)?.[1] ?? [],
        ),
      );
      expect(tzids.size).toBeLessThanOrEqual(1);
      expect(written.filter((line) => line === "BEGIN:VTIMEZONE")).toHaveLength(tzids.size);
      expect(written).not.toContain("BEGIN:VALARM");
    });
  });

  it("reads back as that answer", () => {
    law((input, as) => {
      const sent = answer(buildRequest(input, { now }), as, { now });
      const [reply, ...others] = readReplies(parseMessage(sent.ics));
      expect(others).toEqual([]);
      expect(reply).toMatchObject({
        email: "jane@example.test",
        status: as.status,
        sequence: 0,
        dtstamp: "2026-05-02T12:00:00Z",
        uid: sent.uid,
      });
      const said = as.comment?.replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n").replace(/\p{Cs}/gu, "\uFFFD");
      expect(reply?.comment?.trim()).toBe(said?.trim());
      const at = (time: string | undefined) => (time === undefined ? undefined : Date.parse(time));
      expect(at(reply?.proposal?.start.time)).toBe(at(sent.proposal?.start.time));
      expect(at(reply?.proposal?.end.time)).toBe(at(sent.proposal?.end.time));
    });
  });

  it("is the same bytes for the same arguments, from text or from the message read", () => {
    law((input, as) => {
      const text = buildRequest(input, { now });
      const first = answer(text, as, { now });
      expect(answer(text, as, { now })).toEqual(first);
      expect(answer(parseMessage(text), as, { now })).toEqual(first);
    });
  });
});
