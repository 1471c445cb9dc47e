import { expect, it } from "vitest";
import { parseMessage } from "../../../src/index.ts";
import { originalTime } from "../../../src/inspector/inspect/original-time.ts";
import { calendarText, eventText } from "../calendar.ts";

const guest = "ATTENDEE;PARTSTAT=TENTATIVE:mailto:jane@example.test";
const proposed = ["DTSTART:20270620T150000Z", "DTEND:20270620T153000Z", guest];
const invitation = calendarText(
  "REQUEST",
  eventText("DTSTART:20270610T100000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY"),
  eventText("RECURRENCE-ID:20270617T100000Z", "DTSTART:20270618T080000Z", "DTEND:20270618T090000Z"),
);

/** Start and end of what a COUNTER with such lines wants to change, in UTC. */
function original(lines: readonly string[], ...others: readonly string[]): string[] {
  const message = parseMessage(calendarText("COUNTER", eventText(...lines, ...proposed)));
  const [component] = message.components;
  const span =
    component === undefined
      ? undefined
      : originalTime(
          message,
          component,
          others.map((other) => parseMessage(other)),
        );
  return [span?.start, span?.end].flatMap((moment) =>
    moment?.kind === "instant" ? moment.at.toJSDate().toISOString().slice(0, 16) : [],
  );
}

it("an original time is the invitation's", () => {
  expect(original([])).toEqual([]);
  expect(original([], invitation)).toEqual(["2027-06-10T10:00", "2027-06-10T11:00"]);
});

it("an original time is the occurrence's, as long as the invitation or else as the proposal", () => {
  const occurrence = ["RECURRENCE-ID:20270624T100000Z"];
  expect(original(occurrence, invitation)).toEqual(["2027-06-24T10:00", "2027-06-24T11:00"]);
  expect(original(occurrence)).toEqual(["2027-06-24T10:00", "2027-06-24T10:30"]);
});

it("an original time is the one to which the invitation has moved the occurrence", () => {
  const moved = ["RECURRENCE-ID:20270617T100000Z"];
  expect(original(moved, invitation)).toEqual(["2027-06-18T08:00", "2027-06-18T09:00"]);
});

it("an original time is the one that Microsoft's calendars write into the proposal", () => {
  const stated = ["X-MS-OLK-ORIGINALSTART:20270610T120000Z", "X-MS-OLK-ORIGINALEND:20270610T130000Z"];
  expect(original(stated, invitation)).toEqual(["2027-06-10T12:00", "2027-06-10T13:00"]);
});
