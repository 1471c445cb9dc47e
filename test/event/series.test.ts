import { describe, expect, it } from "vitest";
import { answerAs } from "../../src/clients/index.ts";
import { openEmail } from "../../src/email/open/open.ts";
import { createInvite } from "../../src/invite/organize/create.ts";
import { statusOf } from "../../src/invite/organize/status.ts";
import { receive } from "../../src/invite/receive/receive.ts";
import { parseMessage } from "../../src/message/parse.ts";
import { answer } from "../../src/reply/answer.ts";
import { readReplies } from "../../src/reply/show-reply.ts";
import { changesBetween, wallAt } from "../../src/time/offset.ts";
import { readVtimezoneText } from "../../src/timezone/read-vtimezone.ts";
import { foreignInstantOf } from "../../src/timezone/vtimezone-offset.ts";
import { calendarText, componentText } from "../support/fixtures/minimal-message.ts";
import { refused } from "../support/refusal.ts";
import { swept } from "../support/runs.ts";
import { zonesToSweep } from "../support/zones.ts";

const now = new Date("2026-06-02T08:00:00Z");
const jane = { email: "jane@example.test", status: "declined" } as const;
const people = ["ORGANIZER:mailto:org@example.test", "ATTENDEE:mailto:jane@example.test"];
const request = (...lines: string[]) =>
  calendarText("REQUEST", [
    componentText("VEVENT", ["UID:1", "DTSTAMP:20260601T080000Z", ...people, ...lines]),
  ]);
const reply = (ics: string, instance: string) => answer(ics, { ...jane, instance }, { now }).ics;
const linesOf = (ics: string, ...names: string[]) =>
  ics
    .slice(ics.indexOf("BEGIN:VEVENT"))
    .split("\r\n")
    .filter((line) => names.some((name) => line.startsWith(name)));
const known = (ics: string, instances: readonly string[]) =>
  instances.filter((instance) => !refused(() => reply(ics, instance)).includes("unknown-instance"));

describe("one strange line of a recurrence costs itself alone", () => {
  const weekly = ["DTSTART:20260906T100000Z", "DTEND:20260906T110000Z"];
  const sundays = [
    "2026-09-06T10:00:00Z",
    "2026-09-13T10:00:00Z",
    "2026-09-20T10:00:00Z",
    "2026-09-27T10:00:00Z",
  ];

  it.each([
    ["a semicolon behind the rule", ["RRULE:FREQ=WEEKLY;COUNT=3;"], [0, 1, 2]],
    ["a blank and an X- part in the rule", ["RRULE:FREQ=WEEKLY; X-A=1;COUNT=3"], [0, 1, 2]],
    [
      "what is not an EXDATE",
      ["RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:never", "EXDATE:20260913T100000Z"],
      [0, 2],
    ],
    [
      "one value of an EXDATE",
      ["RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20260931T000000,20260913T100000Z"],
      [0, 2],
    ],
    [
      "what is not an RDATE",
      ["RRULE:FREQ=WEEKLY;COUNT=3", "RDATE:soon", "RDATE:20260927T100000Z"],
      [0, 1, 2, 3],
    ],
    ["an EXDATE that is a day", ["RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;VALUE=DATE:20260913"], [0, 2]],
  ])("%s", (_what, lines, left) => {
    expect(known(request(...weekly, ...lines), sundays)).toEqual(left.map((index) => sundays[index]));
  });

  it("a day left out of a series of several times a day leaves out all of them", () => {
    const ics = request(...weekly, "RRULE:FREQ=DAILY;BYHOUR=10,16;COUNT=6", "EXDATE;VALUE=DATE:20260907");
    const times = ["06T10", "06T16", "07T10", "07T16", "08T10"].map((time) => `2026-09-${time}:00:00Z`);
    expect(known(ics, times)).toEqual([times[0], times[1], times[4]]);
  });

  it.each([
    ["a midnight of Berlin", "EXDATE;TZID=W. Europe Standard Time:20260903T000000"],
    ["a midnight of UTC", "EXDATE:20260903T000000Z"],
    ["a midnight on the wall", "EXDATE:20260903T000000"],
  ])("%s leaves its day out of a series of days", (_what, exdate) => {
    const days = ["DTSTART;VALUE=DATE:20260901", "RRULE:FREQ=DAILY;UNTIL=20260905", exdate];
    expect(known(request(...days), ["2026-09-02", "2026-09-03", "2026-09-04"])).toEqual([
      "2026-09-02",
      "2026-09-04",
    ]);
  });
});

describe("an occurrence lasts as long as the calendar says", () => {
  it("a period that was added has its own end (RFC 5545 section 3.8.5.2)", () => {
    const ics = request(
      ...["DTSTART:20260824T080000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;UNTIL=20260828T230000Z"],
      "RDATE;VALUE=PERIOD:20260825T120000Z/PT3H,20260826T120000Z/20260826T123000Z",
    );
    expect(linesOf(reply(ics, "2026-08-25T12:00:00Z"), "DTEND")).toEqual(["DTEND:20260825T150000Z"]);
    expect(linesOf(reply(ics, "2026-08-26T12:00:00Z"), "DTEND")).toEqual(["DTEND:20260826T123000Z"]);
    expect(linesOf(reply(ics, "2026-08-26T08:00:00Z"), "DTEND")).toEqual(["DTEND:20260826T090000Z"]);
  });

  it("DURATION in days counts days by the clock, DTEND the exact time (RFC 5545 section 3.8.5.3)", () => {
    const series = ["DTSTART;TZID=Europe/Berlin:20261010T120000", "RRULE:FREQ=WEEKLY;COUNT=5"];
    const end = (line: string) => linesOf(reply(request(...series, line), "2026-10-24T12:00"), "DTEND");
    expect(end("DURATION:P1D")).toEqual(["DTEND;TZID=Europe/Berlin:20261025T120000"]);
    expect(end("DURATION:PT24H")).toEqual(["DTEND;TZID=Europe/Berlin:20261025T110000"]);
    expect(end("DTEND;TZID=Europe/Berlin:20261011T120000")).toEqual([
      "DTEND;TZID=Europe/Berlin:20261025T110000",
    ]);
  });
});

describe("the guest's side knows every occurrence that the organizer's knows", () => {
  /** A daily series at the local time that the clocks of a zone skip once, and the day on which they do. */
  const skipped = zonesToSweep.flatMap((tzid) => {
    const changes = changesBetween(tzid, Date.UTC(2026, 0, 3), Date.UTC(2027, 11, 29));
    const change = changes.find(({ before, after }) => after > before);
    if (change === undefined) return [];
    const gap = new Date(wallAt(tzid, change.at - 1_000) + 1_000 + 900_000);
    const first = new Date(gap.getTime() - 3 * 86_400_000);
    const text = (date: Date) => date.toISOString().slice(0, 19);
    return [{ tzid, start: text(first), instance: text(gap) }];
  });

  it("in the hour that the clocks skip, whoever answers", async () => {
    expect(skipped.length).toBeGreaterThan(5);
    for (const { tzid, start, instance } of swept(skipped, 4)) {
      const { invite, messages } = createInvite(
        {
          id: "1",
          organizer: { email: "org@example.test" },
          recipients: [{ email: "jane@example.test" }],
          event: {
            summary: "Night",
            start: { time: start, tzid },
            end: { time: start, tzid },
            recurrence: { rule: "FREQ=DAILY;COUNT=6" },
          },
        },
        { now },
      );
      const [message] = messages;
      if (message === undefined) throw new Error("no message");
      const asked = { time: instance, tzid };
      const clients = ["google", "outlook", "thunderbird"] as const;
      const mails = clients.map(
        (client) => answerAs(client, message, { ...jane, instance: asked }, { now }).raw,
      );
      const replies = [
        answer(message.ics, { ...jane, instance: asked }, { now }).ics,
        ...(await Promise.all(mails.map((raw) => openEmail(raw)))),
      ];
      for (const incoming of replies) {
        const { invite: after } = receive(invite, incoming, { now });
        const { recipients } = statusOf(after, { instance: asked });
        expect([tzid, recipients[0]?.status]).toEqual([tzid, "declined"]);
      }
    }
  });

  const santiago = ["DTSTART;VALUE=DATE:20260903", "RRULE:FREQ=DAILY;COUNT=10"];
  it("at a midnight that does not exist: Santiago's 6 September 2026 begins at 01:00", () => {
    const { invite } = createInvite(
      {
        id: "1",
        uid: "1",
        organizer: { email: "org@example.test" },
        recipients: [{ email: "jane@example.test" }],
        event: {
          summary: "Days",
          start: "2026-09-03",
          end: "2026-09-04",
          tzid: "America/Santiago",
          recurrence: { rule: "FREQ=DAILY;COUNT=10" },
        },
      },
      { now },
    );
    const statuses = [
      "RECURRENCE-ID;TZID=Pacific SA Standard Time:20260906T000000",
      "RECURRENCE-ID:20260906T040000Z",
    ].map((line) => {
      const ics = calendarText("REPLY", [
        componentText("VEVENT", [
          ...["UID:1", "DTSTAMP:20260602T080000Z", "SEQUENCE:0", "ORGANIZER:mailto:org@example.test", line],
          "ATTENDEE;PARTSTAT=DECLINED:mailto:jane@example.test",
        ]),
      ]);
      const { invite: after } = receive(invite, ics, { now });
      return statusOf(after, { instance: "2026-09-06" }).recipients[0]?.status;
    });
    expect(statuses).toEqual(["declined", "declined"]);
    expect(known(request(...santiago), ["2026-09-06"])).toEqual(["2026-09-06"]);
  });

  it.each([
    [
      "timed, named by its day",
      "2026-08-10T10:00",
      "FREQ=WEEKLY;COUNT=6",
      "RECURRENCE-ID;VALUE=DATE:20260824",
      "2026-08-24T10:00",
    ],
    [
      "all day, named by the guest's midnight in UTC",
      "2026-08-10",
      "FREQ=WEEKLY;COUNT=6",
      "RECURRENCE-ID:20260823T150000Z",
      "2026-08-24",
    ],
    [
      "all day, named by the guest's midnight",
      "2026-08-10",
      "FREQ=WEEKLY;COUNT=6",
      "RECURRENCE-ID;TZID=Asia/Tokyo:20260824T000000",
      "2026-08-24",
    ],
  ])("a series that is %s", (_what, start, rule, line, instance) => {
    const end = start.length === 10 ? "2026-08-11" : "2026-08-10T11:00";
    const { invite } = createInvite(
      {
        id: "1",
        uid: "1",
        organizer: { email: "org@example.test" },
        recipients: [{ email: "jane@example.test" }],
        event: { summary: "Visit", start, end, tzid: "Europe/Berlin", recurrence: { rule } },
      },
      { now },
    );
    const ics = calendarText("REPLY", [
      componentText("VEVENT", [
        ...["UID:1", "DTSTAMP:20260602T080000Z", "SEQUENCE:0", "ORGANIZER:mailto:org@example.test", line],
        "ATTENDEE;PARTSTAT=DECLINED:mailto:jane@example.test",
      ]),
    ]);
    const { invite: after, outcome } = receive(invite, ics, { now });
    expect(outcome.kind).toBe("applied");
    expect(statusOf(after, { instance }).recipients[0]?.status).toBe("declined");
    expect(statusOf(after).recipients[0]?.status).toBe("pending");
  });

  it("a day that two occurrences are on names neither", () => {
    const ics = request("DTSTART:20260906T100000Z", "RRULE:FREQ=DAILY;BYHOUR=10,16;COUNT=6");
    expect(known(ics, ["2026-09-07"])).toEqual([]);
  });
});

describe("a series in a zone that is nobody's", () => {
  const vtimezone = [
    ...["BEGIN:VTIMEZONE", "TZID:Customized Time Zone"],
    ...["BEGIN:STANDARD", "DTSTART:16011028T020000", "TZOFFSETFROM:-0500", "TZOFFSETTO:-0600"],
    ...["RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "END:STANDARD"],
    ...["BEGIN:DAYLIGHT", "DTSTART:16010401T020000", "TZOFFSETFROM:-0600", "TZOFFSETTO:-0500"],
    ...["RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=4", "END:DAYLIGHT", "END:VTIMEZONE"],
  ];
  const zoned = "TZID=Customized Time Zone";
  const mexican = (...lines: string[]) =>
    request(`DTSTART;${zoned}:20260302T100000`, `DTEND;${zoned}:20260302T110000`, ...lines).replace(
      "BEGIN:VEVENT",
      [...vtimezone, "BEGIN:VEVENT"].join("\r\n"),
    );

  it("is counted by its own clocks: Mexico's old summer time began in April", () => {
    const ics = mexican("RRULE:FREQ=WEEKLY;COUNT=20");
    const mondays = [
      "2026-03-16T15:00:00Z",
      "2026-03-16T16:00:00Z",
      "2026-04-06T15:00:00Z",
      "2026-04-06T16:00:00Z",
    ];
    expect(known(ics, mondays)).toEqual([mondays[1], mondays[2]]);
    const foreign = readVtimezoneText(vtimezone.join("\r\n"));
    expect(foreignInstantOf(foreign, Date.UTC(2026, 2, 16, 10))).toBe(Date.parse("2026-03-16T16:00:00Z"));
  });

  it("leaves out what its EXDATE names by those clocks", () => {
    const ics = mexican("RRULE:FREQ=WEEKLY;COUNT=20", `EXDATE;${zoned}:20260316T100000`);
    expect(known(ics, ["2026-03-16T16:00:00Z", "2026-03-23T16:00:00Z"])).toEqual(["2026-03-23T16:00:00Z"]);
  });

  it("is answered in UTC, which everybody knows", () => {
    const ics = reply(mexican("RRULE:FREQ=WEEKLY;COUNT=20"), "2026-03-16T16:00:00Z");
    expect(linesOf(ics, "RECURRENCE-ID", "DTSTART", "DTEND")).toEqual([
      "RECURRENCE-ID:20260316T160000Z",
      "DTSTART:20260316T160000Z",
      "DTEND:20260316T170000Z",
    ]);
    expect(ics).not.toContain("VTIMEZONE");
    expect(readReplies(parseMessage(ics))[0]?.instance?.time).toBe("2026-03-16T16:00:00Z");
  });

  it("is countered in UTC too, where one occurrence is asked for another time", () => {
    const proposal = { start: "2026-03-17T16:00:00Z", end: "2026-03-17T17:00:00Z" };
    const { ics } = answer(
      mexican("RRULE:FREQ=WEEKLY;COUNT=20"),
      { email: "jane@example.test", status: "tentative", instance: "2026-03-16T16:00:00Z", proposal },
      { now: new Date("2026-03-01T08:00:00Z") },
    );
    expect(linesOf(ics, "RECURRENCE-ID", "DTSTART", "DTEND", "X-MS-OLK-ORIGINALSTART")).toEqual([
      "RECURRENCE-ID:20260316T160000Z",
      "DTSTART:20260317T160000Z",
      "DTEND:20260317T170000Z",
      "X-MS-OLK-ORIGINALSTART:20260316T160000Z",
    ]);
    expect(ics).not.toContain("VTIMEZONE");
    expect(readReplies(parseMessage(ics))[0]?.proposal?.start).toEqual({
      time: "2026-03-17T16:00:00Z",
      tzid: "Etc/UTC",
    });
  });
});
