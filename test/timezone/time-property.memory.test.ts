import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { parseMessage } from "../../src/index.ts";

setFlagsFromString("--expose-gc");
const collect: unknown = runInNewContext("gc");

function heap(): number {
  if (typeof collect !== "function") throw new Error("the garbage cannot be collected");
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

const limits = { calendarLength: 9_000_000, lineLength: 9_000_000 };
function read(...lines: string[]): void {
  parseMessage(
    [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "METHOD:PUBLISH",
      "BEGIN:VEVENT",
      "UID:7@example.com",
      ...lines,
      "ATTENDEE:mailto:jane@example.test",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ].join("\r\n"),
    { limits },
  );
}

it("a time that was read does not keep the calendar in memory that it was cut from", () => {
  read("DTSTART;VALUE=DATE:20260507");
  const before = heap();
  for (const name of ["DTSTART", "DTEND", "RECURRENCE-ID", "DTSTAMP"]) {
    const long = `X-${name}`;
    read(`${name}:20260507T093000Z`, `X-LONG:${long.repeat(500_000)}`);
    read("DTSTART;VALUE=DATE:20260507");
  }
  expect((heap() - before) / 1_000_000).toBeLessThan(4);
});
