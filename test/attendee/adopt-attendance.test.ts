import { describe, expect, it } from "vitest";
import {
  adoptAttendance,
  attendanceOf,
  formatAttendance,
  receiveInvitation,
} from "../../src/attendee/index.ts";
import { calendarText, componentText } from "../support/fixtures/minimal-message.ts";

const me = "jane@example.test";
const event = (sequence: number, more: readonly string[] = []) =>
  calendarText("REQUEST", [
    componentText("VEVENT", [
      "UID:lunch@example.com",
      `SEQUENCE:${sequence}`,
      `DTSTAMP:2027050${sequence + 1}T080000Z`,
      "DTSTART:20270610T110000Z",
      "SUMMARY:Lunch",
      "ORGANIZER:mailto:planner@example.com",
      `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${me}`,
      ...more,
    ]),
  ]);
const stored = event(1, ["STATUS:CANCELLED"]).replace("METHOD:REQUEST\r\n", "");

describe("an event that is called off and still in the person's calendar", () => {
  const adopted = adoptAttendance(stored, { me });

  it("is shown with all that is known of it, as called off", () => {
    expect(attendanceOf(adopted)).toMatchObject({
      event: { summary: "Lunch", start: { time: "2027-06-10T11:00:00Z" } },
      cancelled: true,
      needsAnswer: false,
    });
    expect(attendanceOf(adoptAttendance(formatAttendance(adopted), { me }))).toEqual(attendanceOf(adopted));
  });

  it("says what is different when the person is invited again", () => {
    const again = event(2).replace("SUMMARY:Lunch", "SUMMARY:Dinner");
    const { attendance, outcome } = receiveInvitation(adopted, again, { me });
    expect(outcome).toEqual({
      kind: "reinvited",
      changes: [{ field: "summary", from: "Lunch", to: "Dinner" }],
      answerStands: true,
    });
    expect(attendance === undefined ? undefined : attendanceOf(attendance).cancelled).toBe(false);
  });
});
