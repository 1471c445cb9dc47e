import { describe, expect, it } from "vitest";
import { countFindings, inspect } from "../../../src/inspector/inspect/inspect.ts";
import { acceptance, calendarText, emailText, eventText } from "../calendar.ts";

function look(text: string) {
  return inspect("a file", async () => new TextEncoder().encode(text));
}

describe("The calendars of an email", () => {
  it.each([
    [
      'Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="invite.ics"',
      acceptance,
    ],
    ["Content-Type: application/octet-stream; name*=utf-8''r%C3%A9union.ics", acceptance],
    [
      "Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename*0=invi; filename*1=te.ics",
      acceptance,
    ],
    [
      'Content-Type: application/octet-stream; name="invite.ics"\r\nContent-Transfer-Encoding: base64',
      btoa(acceptance),
    ],
  ])("are those that openEmail reads: %s", async (header, body) => {
    const { email, calendars } = await look(emailText(`${header}\r\n\r\n${body}`));
    expect(email?.messages).toHaveLength(1);
    expect(calendars.map(({ message }) => message)).toEqual(email?.messages);
    expect(calendars.map(({ text }) => text.trimEnd())).toEqual([acceptance.trimEnd()]);
  });

  it("are shown even where their part is read in another way", async () => {
    const request = calendarText("REQUEST", eventText("DTSTART:20270610T100000Z", "SUMMARY:Caf\u00e9"));
    const part = `Content-Type: text/calendar; method=REQUEST\r\n\r\n${request}`;
    // One octet a character, as in ISO 8859-1, which nothing declares.
    const bytes = Uint8Array.from(emailText(part), (character) => character.charCodeAt(0));
    const { email, calendars } = await inspect("a file", async () => bytes);
    expect(email?.messages).toHaveLength(1);
    expect(calendars).toMatchObject([{ rewritten: true, message: { uid: "tea@example.com" } }]);
    expect(calendars[0]?.text).toContain("SUMMARY:Café");
  });

  it("stand once, however often the email holds them, and are checked as text/calendar", async () => {
    const attached = `Content-Type: application/ics; name="invite.ics"\r\n\r\n${acceptance}`;
    const inline = `Content-Type: text/calendar; method=REPLY\r\n\r\n${acceptance}`;
    const { calendars, problems } = await look(emailText(`${attached}\r\n--b\r\n${inline}`));
    expect(calendars.map(({ findings }) => findings.map(({ code }) => code))).toEqual([[]]);
    expect(problems).toEqual([]);
  });

  it("are shown where they cannot be read, with what is wrong", async () => {
    const part =
      "Content-Type: text/calendar; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR";
    const inspection = await look(emailText(part));
    expect(inspection.calendars).toMatchObject([{ text: expect.stringContaining("METHOD:REPLY") }]);
    expect(inspection.problems.map(({ code }) => code)).toEqual(["unreadable-calendar"]);
  });
});

describe("Findings", () => {
  const codesOf = async (text: string) => {
    const { problems, calendars } = await look(text);
    return [...problems, ...calendars.flatMap(({ findings }) => findings)].map(({ code }) => code);
  };

  it("tell of the part that brought a calendar (RFC 6047 section 2.4), once", async () => {
    const wrong = `Content-Type: text/calendar; method=REQUEST\r\n\r\n${acceptance}`;
    expect(await codesOf(emailText(wrong))).toEqual(["method-parameter-differs"]);
    const octets = `Content-Type: application/octet-stream; name=a.ics\r\n\r\n${acceptance}`;
    expect(await codesOf(emailText(octets))).toEqual([
      "calendar-by-name",
      "media-type",
      "method-parameter-missing",
    ]);
  });

  it("tell of another calendar in the same mail that answers the same, and in the same multipart/alternative", async () => {
    const other = acceptance.replace("ACCEPTED", "DECLINED");
    const part = (text: string) => `Content-Type: text/calendar; method=REPLY\r\n\r\n${text}`;
    const both = emailText(`${part(acceptance)}\r\n--b\r\n${part(other)}`);
    expect(await codesOf(both)).toEqual(["answers-differ"]);
    expect(await codesOf(both.replace("multipart/mixed", "multipart/alternative"))).toEqual([
      "calendars-differ",
      "calendars-differ",
    ]);
  });

  it("include what only reading notices, and nothing twice", async () => {
    const start = "DTSTART;TZID=Narnia/Lamppost:20270610T100000";
    expect(await codesOf(calendarText("REQUEST", eventText(start, "SUMMARY:Tea", "SEQUENCE:0")))).toEqual([
      "property-missing",
      "unresolved-time-zone",
      "time-zone-missing",
    ]);
    const dates = eventText("DTSTART:20270610T100000Z", "DTEND:20270610T090000Z", "SUMMARY:Tea", "no line");
    const codes = await codesOf(calendarText("PUBLISH", dates));
    expect(codes).toEqual(["end-not-after-start", "malformed-line"]);
  });

  it("are counted with what cannot be read at all", async () => {
    const refused = await inspect("a folder", () => Promise.reject(new Error("it is a folder")));
    expect(refused).toEqual({ name: "a folder", calendars: [], problems: [], refused: "it is a folder" });
    const forwarded = await look(
      emailText(`Content-Type: message/rfc822\r\n\r\nContent-Type: text/calendar\r\n\r\n${acceptance}`),
    );
    expect(forwarded.problems.map(({ code }) => code)).toEqual(["forwarded-calendar"]);
    const empty = await look("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n");
    expect(empty.calendars[0]?.refused).toContain("not-a-scheduling-message");
    expect(countFindings([refused, forwarded])).toEqual({ findings: 2, errors: 1 });
  });
});
