import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { buildPublish, checkMessage, composeEmail, openEmail } from "../../src/index.ts";
import { problemsOf } from "../support/refusal.ts";

const now = new Date("2027-01-01T09:00:00Z");
const input = {
  id: "open-day",
  organizer: { email: "events@example.com", name: "Events" },
  event: {
    summary: "Open day",
    start: "2027-06-10T10:00",
    end: "2027-06-10T12:00",
    tzid: "Europe/London",
    reminders: [{ minutes: 30 }],
  },
};
const ics = buildPublish(input, { now });

describe("an event to publish", () => {
  it("lists no guests and asks for no answer, and breaks no rule", () => {
    const event = new ICAL.Component(ICAL.parse(ics)).getFirstSubcomponent("vevent");
    expect(ics).toContain("\r\nMETHOD:PUBLISH\r\n");
    expect(event?.getAllProperties("attendee")).toEqual([]);
    expect(event?.getFirstPropertyValue("organizer")).toBe("mailto:events@example.com");
    expect(event?.getFirstSubcomponent("valarm")).not.toBeNull();
    expect(checkMessage(ics)).toEqual([]);
  });

  it("is replaced by the same id with a higher SEQUENCE", () => {
    const next = buildPublish({ ...input, sequence: 3 }, { now });
    const uid = (text: string) => /^UID:.*$/m.exec(text.replace(/\r\n /g, ""))?.[0];
    expect(uid(next)).toBe(uid(ics));
    expect(next).toContain("\r\nSEQUENCE:3\r\n");
  });

  it("can be sent by email like any other message", async () => {
    const uid = /^UID:(.*)$/m.exec(ics.replace(/\r\n /g, ""))?.[1]?.trim() ?? "";
    const from = { email: "events@example.com" };
    const event = {
      summary: "Open day",
      start: { time: "2027-06-10T10:00:00+01:00", tzid: "Europe/London" },
      end: { time: "2027-06-10T12:00:00+01:00", tzid: "Europe/London" },
    };
    const { raw, subject, parts } = composeEmail({
      ...{ method: "PUBLISH", from, to: { email: "jane@example.test" }, organizer: from, ics, uid, event },
      ...{ sequence: 0, dtstamp: "2027-01-01T09:00:00Z" },
    });
    expect(subject).toBe("Event: Open day");
    expect(parts.text).not.toContain("Answer with the buttons");
    const opened = await openEmail(raw);
    expect(opened.messages.map(({ method }) => method)).toEqual(["PUBLISH"]);
    expect(opened.problems).toEqual([]);
  });

  it("names what is wrong with it, and nothing of guests that it has not", () => {
    const refused = (value: unknown) =>
      problemsOf(() => Reflect.apply(buildPublish, undefined, [value])).map(
        ({ path, code }) => `${path}:${code}`,
      );
    expect(refused({ ...input, organizer: undefined })).toEqual(["organizer:required"]);
    expect(refused({ ...input, recipients: [{ email: "jane@example.test" }] })).toEqual([
      "recipients:not-for-publish",
    ]);
    expect(refused({ ...input, sequence: -1 })).toEqual(["sequence:out-of-range"]);
    expect(refused(7)).toEqual([":invalid-type"]);
  });
});
