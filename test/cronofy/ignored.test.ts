import { expect, it } from "vitest";
import { readSmartInviteRequest } from "../../src/cronofy/index.ts";

const organizer = { email: "viewings@harbour.example.com" };
const event = { summary: "Viewing", start: "2027-05-07T09:30:00Z", end: "2027-05-07T10:00:00Z" };

function ignoredOf(changes: object, ofEvent: object = {}): string[] {
  const body = {
    smart_invite_id: "7",
    recipient: { email: "jane@example.test" },
    event: { ...event, ...ofEvent },
    ...changes,
  };
  const request = readSmartInviteRequest(body, { organizer });
  return request.method === "request" ? request.ignored : [];
}

it("names nothing where all was heard", () => {
  const all = {
    start: { time: "2027-05-07T09:30:00Z", tzid: "Europe/London" },
    end: { time: "2027-05-07T10:00:00Z", tzid: "Europe/London" },
    description: "d",
    tzid: "Europe/London",
    location: { description: "4 Quay Street", lat: "1", long: "2" },
    url: "https://example.com/",
    reminders: [{ minutes: 5 }],
    transparency: "opaque",
    event_private: true,
    color: "navy",
    recurrence: { rules: [{ frequency: "weekly", interval: 2, by_day: ["monday"] }] },
  };
  expect(ignoredOf({ method: "request", callback_url: "https://example.com/", organizer }, all)).toEqual([]);
});

it("names what the service knows and this package does not, and what is misspelt, by its path", () => {
  const ignored = ignoredOf(
    {
      recipient: { email: "jane@example.test", name: "Jane", status: "pending" },
      organiser: { email: "x" },
      organizer: { email: "viewings@harbour.example.com", locale: "en" },
    },
    {
      attachments: [{ attachment_id: "a" }],
      event_id: "e",
      location: { description: "here", latitude: "1" },
      start: { time: "2027-05-07T09:30:00Z", tzid: "Europe/London", zone: "x" },
      reminders: [{ minutes: 5 }, { minutes: 6, hours: 1 }],
      recurrence: { rules: [{ frequency: "daily", count: 3 }], until: "x" },
      each: 1,
    },
  );
  expect(ignored).toEqual([
    "recipient.name",
    "event.start.zone",
    "event.attachments",
    "event.event_id",
    "event.location.latitude",
    "event.reminders[1].hours",
    "event.recurrence.rules[0].count",
    "event.recurrence.until",
    "event.each",
    "organiser",
    "organizer.locale",
  ]);
});

it("names a latitude or longitude alone, which is no place on the map (RFC 5545 section 3.8.1.6)", () => {
  expect(ignoredOf({}, { location: { description: "Pier", lat: "51.5" } })).toEqual(["event.location.lat"]);
  expect(ignoredOf({}, { location: { description: "Pier", lat: "", long: "-0.1" } })).toEqual([
    "event.location.long",
  ]);
});

it("does not name what is null, and no more than a hundred", () => {
  expect(ignoredOf({ nothing: null }, { attachments: null })).toEqual([]);
  const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`x${index}`, 1]));
  expect(ignoredOf(many)).toHaveLength(100);
});

it("names a member that has the name of one that every object inherits", () => {
  expect(ignoredOf(JSON.parse('{"__proto__": 1, "constructor": 2}'))).toEqual(["__proto__", "constructor"]);
});
