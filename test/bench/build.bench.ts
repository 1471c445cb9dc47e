import icalGenerator, { ICalAttendeeStatus, ICalCalendarMethod } from "ical-generator";
import { createEvent } from "ics";
import { tzlib_get_ical_block } from "timezones-ical-library";
import { buildRequest, createInvite, type InviteInput } from "../../src/index.ts";
import { bench, describe, goal } from "./bench.ts";

const now = new Date("2026-04-20T08:00:00Z");
const guests = ["jane", "omar", "li"].map((name) => ({ email: `${name}@example.test`, name }));
const input: InviteInput = {
  id: "budget-review",
  uid: "budget-review-7f3a@example.com",
  organizer: { email: "planner@example.com", name: "Planner" },
  recipients: guests,
  event: {
    summary: "Budget review",
    description: "Numbers for the second quarter.\nBring your own.",
    start: "2026-05-07T10:30",
    end: "2026-05-07T11:30",
    tzid: "Europe/London",
    location: { description: "Room 4" },
    reminders: [{ minutes: 15 }],
  },
};

describe("build a REQUEST with its VTIMEZONE", () => {
  bench("itip", () => buildRequest(input, { now }));
  bench("ical-generator", () => {
    const calendar = icalGenerator({ method: ICalCalendarMethod.REQUEST, prodId: "//example//bench//EN" });
    calendar.timezone({
      name: "Europe/London",
      generator: (zone) => [tzlib_get_ical_block(zone)].flat()[0] ?? null,
    });
    const event = calendar.createEvent({
      id: "budget-review-7f3a@example.com",
      stamp: now,
      start: "2026-05-07T10:30:00",
      end: "2026-05-07T11:30:00",
      timezone: "Europe/London",
      summary: "Budget review",
      description: "Numbers for the second quarter.\nBring your own.",
      location: "Room 4",
      organizer: { name: "Planner", email: "planner@example.com" },
      alarms: [{ trigger: 900 }],
    });
    for (const guest of guests) {
      event.createAttendee({ ...guest, rsvp: true, status: ICalAttendeeStatus.NEEDSACTION });
    }
    return calendar.toString();
  });
  bench("ics (no VTIMEZONE)", () =>
    createEvent({
      method: "REQUEST",
      uid: "budget-review-7f3a@example.com",
      start: [2026, 5, 7, 9, 30],
      startInputType: "utc",
      end: [2026, 5, 7, 10, 30],
      endInputType: "utc",
      title: "Budget review",
      description: "Numbers for the second quarter.\nBring your own.",
      location: "Room 4",
      organizer: { name: "Planner", email: "planner@example.com" },
      attendees: guests.map((guest) => ({ ...guest, rsvp: true, partstat: "NEEDS-ACTION" })),
      alarms: [{ action: "display", description: "Budget review", trigger: { minutes: 15, before: true } }],
    }),
  );
  goal({ kind: "times", than: "ical-generator", times: 25 });
});

const recipients = Array.from({ length: 10_000 }, (_, index) => ({ email: `guest-${index}@example.test` }));

describe("an invitation for 10,000 recipients", () => {
  bench("guest list shown", () => createInvite({ ...input, recipients }, { now }));
  bench("guest list hidden", () => createInvite({ ...input, recipients, guestList: "hidden" }, { now }));
});
