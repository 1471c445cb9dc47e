import { readFileSync } from "node:fs";
import icalGenerator, {
  ICalAttendeeType,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventStatus,
} from "ical-generator";
import { createEvent, type EventAttributes } from "ics";
import { simpleParser } from "mailparser";
import nodeIcal from "node-ical";
import { createTransport } from "nodemailer";
import { convertIcsCalendar, generateIcsCalendar, type IcsCalendar } from "ts-ics";
import { describe, expect, it } from "vitest";
import { checkMessage, createInvite, type InviteInput } from "../../src/index.ts";
import { answerText } from "../support/fixtures/answer-text.ts";

/** What docs/comparison.md says of other packages, asked of them: a new version that can do more makes a row untrue. */
const page = readFileSync("docs/comparison.md", "utf8");

const from = new Date("2027-05-07T09:30:00Z");
const to = new Date("2027-05-07T10:30:00Z");
const rule = "FREQ=MONTHLY;BYMONTHDAY=9,23";
const lines = (text: string) => text.replace(/\r?\n[ \t]/g, "").split(/\r?\n/);

function byIcalGenerator(): string[] {
  const calendar = icalGenerator({ method: ICalCalendarMethod.REQUEST });
  const event = calendar.createEvent({
    id: "lesson-12",
    start: from,
    end: to,
    timezone: "Europe/London",
    summary: "Piano lesson",
    description: { plain: "Scales", html: "<b>Scales</b>" },
    busystatus: ICalEventBusyStatus.TENTATIVE,
    status: ICalEventStatus.TENTATIVE,
    organizer: { name: "Paula", email: "planner@example.com", sentBy: "office@example.com" },
    categories: [{ name: "Music" }],
    attachments: ["https://example.com/sheet.pdf"],
    url: "https://video.example.com/j/44",
    x: [["X-BOOKING-ID", "b-77"]],
    repeating: rule,
  });
  event.createAttendee({ email: "studio2@example.test", type: ICalAttendeeType.ROOM });
  return lines(calendar.toString());
}

const icsEvent: EventAttributes = {
  method: "REQUEST",
  start: [2027, 5, 7, 10, 30],
  end: [2027, 5, 7, 11, 30],
  title: "Piano lesson",
  description: "Scales",
  htmlContent: "<b>Scales</b>",
  busyStatus: "TENTATIVE",
  status: "TENTATIVE",
  categories: ["Music"],
  organizer: { name: "Paula", email: "planner@example.com", sentBy: "office@example.com" },
  attendees: [{ email: "studio2@example.test", cutype: "ROOM" }],
  url: "https://video.example.com/j/44",
  recurrenceRule: rule,
};

function byIcs(more: object = {}): { lines: string[]; refused: boolean } {
  const { error, value } = createEvent({ ...icsEvent, ...more });
  return { lines: lines(value ?? ""), refused: error != null };
}

function byTsIcs(): string[] {
  const calendar: IcsCalendar = {
    version: "2.0",
    prodId: "-//Example Corp//Lessons//EN",
    method: "REQUEST",
    events: [
      {
        uid: "lesson-12",
        stamp: { date: from },
        start: { date: from, local: { date: from, timezone: "Europe/London", tzoffset: "+0100" } },
        end: { date: to },
        summary: "Piano lesson",
        status: "TENTATIVE",
        categories: ["Music"],
        attach: "https://example.com/sheet.pdf",
        organizer: { name: "Paula", email: "planner@example.com", sentBy: "office@example.com" },
        attendees: [{ email: "studio2@example.test" }],
        recurrenceRule: { frequency: "MONTHLY", byMonthday: [9, 23] },
      },
    ],
  };
  return lines(generateIcsCalendar(calendar));
}

const has = (text: readonly string[], start: string) => text.some((line) => line.startsWith(start));

describe("what the page of comparisons says", () => {
  it.each(["ical-generator", "ics", "node-ical", "ts-ics", "nodemailer", "mailparser"])(
    "is of the version of %s that is installed",
    (name) => {
      const { version }: { version: string } = JSON.parse(
        readFileSync(`node_modules/${name}/package.json`, "utf8"),
      );
      expect(page).toContain(`${name} ${version.split(".").slice(0, 2).join(".")}`);
    },
  );

  it("ical-generator: HTML, a hold, a room, SENT-BY, files and own lines; no CONFERENCE, no VTIMEZONE by itself", () => {
    const text = byIcalGenerator();
    for (const line of [
      "X-ALT-DESC;FMTTYPE=text/html:<b>Scales</b>",
      "STATUS:TENTATIVE",
      "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE",
      "CATEGORIES:Music",
      "ATTACH:https://example.com/sheet.pdf",
      "X-BOOKING-ID:b-77",
      'ORGANIZER;CN="Paula";SENT-BY="mailto:office@example.com":mailto:planner@example.com',
    ]) {
      expect(text).toContain(line);
    }
    expect(text.find((line) => line.startsWith("ATTENDEE"))).toContain("CUTYPE=ROOM");
    for (const none of ["CONFERENCE", "STYLED-DESCRIPTION", "LOCATION", "BEGIN:VTIMEZONE"]) {
      expect(has(text, none), none).toBe(false);
    }
  });

  it("ics: HTML, a hold and a room; no files, own lines, CONFERENCE or VTIMEZONE", () => {
    const { lines: text } = byIcs();
    expect(text).toContain("X-ALT-DESC;FMTTYPE=text/html:<b>Scales</b>");
    expect(text).toContain("X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE");
    expect(text).toContain("STATUS:TENTATIVE");
    expect(text.find((line) => line.startsWith("ATTENDEE"))).toContain('CUTYPE="ROOM"');
    for (const none of ["CONFERENCE", "STYLED-DESCRIPTION", "LOCATION", "BEGIN:VTIMEZONE"]) {
      expect(has(text, none), none).toBe(false);
    }
    expect(byIcs({ attachments: ["https://example.com/a.pdf"] }).refused).toBe(true);
    expect(byIcs({ timezone: "Europe/London" }).refused).toBe(true);
  });

  it("ts-ics: STATUS, categories and a file; SENT-BY without its quotation marks, no VTIMEZONE by itself", () => {
    const text = byTsIcs();
    expect(text).toContain("STATUS:TENTATIVE");
    expect(text).toContain("ATTACH:https://example.com/sheet.pdf");
    expect(text.find((line) => line.startsWith("ORGANIZER"))).toContain(
      ";SENT-BY=MAILTO:office@example.com:",
    );
    for (const none of ["X-ALT-DESC", "X-MICROSOFT", "CONFERENCE", "BEGIN:VTIMEZONE"]) {
      expect(has(text, none), none).toBe(false);
    }
  });

  it("none of the three warns of a rule that it writes and Outlook refuses", () => {
    for (const text of [byIcalGenerator(), byIcs().lines, byTsIcs()]) expect(text).toContain(`RRULE:${rule}`);
    const input: InviteInput = {
      id: "lesson-12",
      organizer: { email: "planner@example.com" },
      recipients: [{ email: "jane@example.test" }],
      event: {
        summary: "Piano lesson",
        start: "2027-05-09T10:30",
        end: "2027-05-09T11:30",
        tzid: "Europe/London",
        recurrence: { rule },
      },
    };
    const [message] = createInvite(input, { now: from }).messages;
    expect(checkMessage(message?.ics ?? "", { clients: ["outlook"] }).map(({ code }) => code)).toEqual([
      "recurrence-not-understood",
    ]);
  });

  it("nodemailer writes both copies, and no method on the attached one", async () => {
    const transport = createTransport({ streamTransport: true, buffer: true });
    const { message } = await transport.sendMail({
      from: "planner@example.com",
      to: "jane@example.test",
      icalEvent: { method: "REQUEST", content: byIcs().lines.join("\r\n") },
    });
    const types = lines(message.toString()).filter((line) =>
      /^Content-Type: (?:text\/calendar|application\/ics)/i.test(line),
    );
    expect(types).toHaveLength(2);
    expect(types.map((line) => /method=/i.test(line))).toEqual([true, false]);
  });

  it("node-ical and ts-ics read the calendar text of an answer, mailparser the mail around it", async () => {
    const text = answerText({ uid: "lesson-12", email: "jane@example.test", partstat: "DECLINED" });
    const [read] = Object.values(nodeIcal.sync.parseICS(text)).filter((one) => one?.type === "VEVENT");
    expect(JSON.stringify(read)).toContain("DECLINED");
    expect(JSON.stringify(convertIcsCalendar(undefined, text))).toContain("DECLINED");
    const mail = `From: jane@example.test\r\nContent-Type: text/calendar; method=REPLY\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(text).toString("base64")}`;
    expect(Object.values(nodeIcal.sync.parseICS(mail)).some((one) => one?.type === "VEVENT")).toBe(false);
    const { attachments } = await simpleParser(mail);
    expect(attachments[0]?.content.toString()).toBe(text);
  });
});
