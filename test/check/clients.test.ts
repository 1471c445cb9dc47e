import { describe, expect, it } from "vitest";
import { buildRequest, checkMessage, type InviteInput } from "../../src/index.ts";
import { itip } from "../support/fake-io.ts";
import { pathsOf } from "../support/refusal.ts";

const now = new Date("2026-12-01T09:00:00Z");
const request = (event: Partial<InviteInput["event"]>) =>
  buildRequest(
    {
      id: "bk-1",
      organizer: { email: "planner@example.com" },
      recipients: [{ email: "jane@example.test" }],
      event: {
        summary: "Budget",
        start: "2027-06-10T10:00",
        end: "2027-06-10T11:00",
        tzid: "Europe/London",
        ...event,
      },
    },
    { now },
  );
const told = (ics: string, ...clients: ("outlook" | "google" | "apple")[]) =>
  checkMessage(ics, { clients }).map(({ code, reference }) => `${code} ${reference}`);
/** Here it is the rule that counts, and not whether the tenth of June is a day of it. */
const rule = (text: string) =>
  told(request({ recurrence: { rule: text } }), "outlook").filter(
    (each) => !each.startsWith("start-not-in-rule"),
  );

describe("recurrence for Outlook and Exchange", () => {
  // The examples of the templates in [MS-OXCICAL] sections 2.1.3.2.2.1 to 2.1.3.2.2.6, in our words.
  it.each([
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=999",
    "FREQ=MONTHLY;BYMONTHDAY=10",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYDAY=TH;BYSETPOS=2",
    "FREQ=MONTHLY;BYDAY=2TH",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=10",
    "FREQ=YEARLY;BYMONTH=6;BYDAY=TH;BYSETPOS=2",
  ])("may be %s", (text) => {
    expect(rule(text)).toEqual([]);
  });

  it.each([
    ["FREQ=HOURLY;COUNT=3", "[MS-OXCICAL] section 2.1.3.2.2"],
    ["FREQ=YEARLY;BYYEARDAY=161", "[MS-OXCICAL] section 2.1.3.2.2"],
    ["FREQ=YEARLY;BYWEEKNO=23", "[MS-OXCICAL] section 2.1.3.2.2"],
    ["FREQ=DAILY;BYDAY=MO,TH", "[MS-OXCICAL] section 2.1.3.2.2"],
    ["FREQ=MONTHLY;BYMONTHDAY=1,15", "Microsoft Knowledge Base 2643084"],
    ["FREQ=MONTHLY;BYMONTHDAY=22,23,24,25,26,27,28;BYDAY=TH", "Microsoft Knowledge Base 2643084"],
    ["FREQ=MONTHLY;BYDAY=1TH,3TH", "Microsoft Knowledge Base 2643084"],
    ["FREQ=MONTHLY;BYDAY=TH", "Microsoft Knowledge Base 2643084"],
    ["FREQ=MONTHLY;BYMONTHDAY=10;BYDAY=TH", "Microsoft Knowledge Base 2643084"],
    ["FREQ=MONTHLY;BYDAY=TH;BYSETPOS=-2", "[MS-OXCICAL] section 2.1.3.2.1.8"],
    ["FREQ=WEEKLY;COUNT=1000", "[MS-OXCICAL] section 2.1.3.2.2"],
  ])("is reported where it is %s", (text, reference) => {
    expect(rule(text)).toEqual([`recurrence-not-understood ${reference}`]);
  });

  it("is reported where a date is added, but where another is left out: then an occurrence was moved", () => {
    const recurrence = { rule: "FREQ=WEEKLY;COUNT=4", include: ["2027-06-12T10:00"] };
    expect(told(request({ recurrence }), "outlook")).toEqual([
      "added-dates-not-understood [MS-OXCICAL] section 2.1.3.1.1.20.18",
    ]);
    expect(
      told(request({ recurrence: { ...recurrence, exclude: ["2027-06-17T10:00"] } }), "outlook"),
    ).toEqual([]);
  });

  it("is reported where it is dates without a rule", () => {
    const ics = request({ recurrence: { rule: "FREQ=WEEKLY;COUNT=4" } }).replace(
      /^RRULE:FREQ=WEEKLY[^\r\n]*/m,
      "RDATE;TZID=Europe/London:20270612T100000",
    );
    expect(told(ics, "outlook")).toEqual(["added-dates-not-understood Microsoft Knowledge Base 2643084"]);
  });
});

describe("time zones for Outlook and Exchange", () => {
  const zoned = (...onset: string[]) =>
    request({ recurrence: { rule: "FREQ=WEEKLY;COUNT=4" } }).replace(
      /^(BEGIN:DAYLIGHT[\s\S]*?)RRULE:.*?\r\n/m,
      `$1${onset.map((line) => `${line}\r\n`).join("")}`,
    );

  it("are written in the form that is understood", () => {
    expect(told(request({ recurrence: { rule: "FREQ=WEEKLY;COUNT=90" } }), "outlook")).toEqual([]);
  });

  it("are reported where a change of clocks is listed by date", () => {
    expect(told(zoned("RDATE:20270328T010000"), "outlook")).toEqual([
      "time-zone-not-understood Microsoft Knowledge Base 4456241",
    ]);
  });

  it("are reported where a change of clocks is on no nth weekday", () => {
    const days = "RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=23,24,25,26,27,28,29;BYDAY=FR";
    expect(told(zoned(days), "outlook")).toEqual([
      "time-zone-not-understood [MS-OXCICAL] section 2.1.3.1.1.19.2.2",
    ]);
  });
});

describe("alarms", () => {
  const alarms = (...minutes: number[]) => request({ reminders: minutes.map((one) => ({ minutes: one })) });

  it.each([
    [[10], []],
    [[10, 20], ["alarms-not-understood [MS-OXCICAL] section 2.1.3.1.1.20.62"]],
  ])("for Outlook: %j", (minutes, findings) => {
    expect(told(alarms(...minutes), "outlook")).toEqual(findings);
  });

  it("are each guest's own for Google", () => {
    expect(told(alarms(10), "google")).toEqual([
      "alarms-not-understood Google Calendar API, Reminders and notifications",
    ]);
    expect(told(alarms(), "google")).toEqual([]);
  });

  it("are two for Apple", () => {
    expect(told(alarms(10, 20), "apple")).toEqual([]);
    expect(told(alarms(10, 20, 30), "apple")).toHaveLength(1);
  });
});

it("nothing is said of calendars that nobody has named", () => {
  const ics = request({
    recurrence: { rule: "FREQ=HOURLY;COUNT=3" },
    reminders: [{ minutes: 1 }, { minutes: 2 }],
  });
  expect(checkMessage(ics)).toEqual([]);
  expect(told(ics)).toEqual([]);
});

it("a calendar that nobody knows is refused with its place", () => {
  const refused = (clients: unknown) =>
    pathsOf(() => Reflect.apply(checkMessage, undefined, [request({}), { clients }]));
  expect(refused(["outlook", "lotus"])).toEqual(["options.clients[1]"]);
  expect(refused("outlook")).toEqual(["options.clients"]);
  expect(refused(null)).toEqual(["options.clients"]);
});

describe("itip check --for", () => {
  it("says what the calendars named will not understand, and is no failure for it", async () => {
    const stdin = request({ recurrence: { rule: "FREQ=MONTHLY;BYMONTHDAY=1,15" } });
    const { status, out } = await itip(["check", "-", "--for", "outlook, apple"], { stdin });
    expect(status).toBe(0);
    expect(out).toContain("Microsoft Knowledge Base 2643084");
  });

  it("refuses a calendar that it does not know", async () => {
    const { status, err } = await itip(["check", "-", "--for", "lotus"], { stdin: request({}) });
    expect(status).toBe(2);
    expect(err).toContain("must be one of outlook, google, apple, got lotus");
  });

  it.each(["--for=", "--for=outlook,,apple"])(
    "refuses %s, which names no calendar somewhere",
    async (option) => {
      const { status, err } = await itip(["check", "-", option], { stdin: request({}) });
      expect(status).toBe(2);
      expect(err).toContain("must be one of outlook, google, apple, got nothing");
    },
  );
});
