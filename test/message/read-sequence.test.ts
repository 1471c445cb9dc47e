import { describe, expect, it } from "vitest";
import { parseMessage } from "../../src/message/parse.ts";
import { readReplies } from "../../src/reply/show-reply.ts";
import { calendarText, componentText } from "../support/fixtures/minimal-message.ts";

describe("SEQUENCE", () => {
  const of = (...lines: string[]) =>
    parseMessage(
      calendarText("REPLY", [
        componentText("VEVENT", ["UID:1", ...lines, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:jane@example.test"]),
      ]),
    );
  const sequence = (...lines: string[]) => readReplies(of(...lines))[0]?.sequence;

  it.each([
    [["SEQUENCE:3"], 3],
    [["SEQUENCE: +3 "], 3],
    [["SEQUENCE:2147483647"], 2_147_483_647],
    [[], 0],
    [["X-MICROSOFT-CDO-APPT-SEQUENCE:4"], 4],
    [["SEQUENCE:x", "X-MICROSOFT-CDO-APPT-SEQUENCE:4"], 4],
    [["SEQUENCE:2147483648", "X-MICROSOFT-CDO-APPT-SEQUENCE:4"], 4],
    [["SEQUENCE:-1"], 0],
    [["SEQUENCE:3x"], 0],
    [["SEQUENCE:1.5"], 0],
    [["SEQUENCE:1e3"], 0],
    [["SEQUENCE:"], 0],
  ])("of the lines %j is %d", (lines, expected) => {
    expect(sequence(...lines)).toBe(expected);
  });

  it("that is not a whole number from 0 on is reported as a finding", () => {
    expect(of("SEQUENCE:-1").problems).toMatchObject([{ code: "out-of-range", severity: "error", line: 7 }]);
    for (const wrong of ["x", "2147483648", "3x", ""]) {
      expect(of(`SEQUENCE:${wrong}`).problems).toMatchObject([
        {
          code: "invalid-value",
          severity: "error",
          path: "VCALENDAR.VEVENT[0].SEQUENCE",
          line: 7,
          reference: "RFC 5545 section 3.3.8",
        },
      ]);
    }
    expect(of("SEQUENCE:3").problems).toEqual([]);
    expect(of().problems).toEqual([]);
  });
});
