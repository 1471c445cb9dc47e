import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDate, readDate } from "../../src/email/date.ts";

describe("dates", () => {
  it("are written as RFC 5322 does", () => {
    expect(formatDate(new Date("1997-11-21T15:55:06Z"))).toBe("Fri, 21 Nov 1997 15:55:06 +0000");
  });

  it.each([
    ["Fri, 21 Nov 1997 09:55:06 -0600", "1997-11-21T15:55:06Z"],
    [
      "Thu,\r\n      13\r\n        Feb\r\n          1969\r\n      23:32\r\n               -0330",
      "1969-02-14T03:02:00Z",
    ],
    ["Thu, 7 May 2026 10:30:00 +0200 (CEST)", "2026-05-07T08:30:00Z"],
    ["21 Nov 97 09:55:06 GMT", "1997-11-21T09:55:06Z"],
    ["Fri, 21 Nov 97 09:55:06 EST", "1997-11-21T14:55:06Z"],
    ["7 May 26 10:30 UT", "2026-05-07T10:30:00Z"],
    ["Thu, 7 May 2026 10:30:60 Z", "2026-05-07T10:30:59Z"],
    ["Thu, 7 May 2026 10:30:00", "2026-05-07T10:30:00Z"],
    ["thu, 7 MAY 2026 10:30:00 +02:00", "2026-05-07T08:30:00Z"],
  ])("%s is %s", (value, expected) => {
    expect(readDate(value)).toBe(expected);
  });

  it.each([
    "",
    "yesterday",
    "31 Feb 2026 10:00:00 +0000",
    "7 Foo 2026 10:00:00 +0000",
    "7 May 2026 25:00:00 Z",
    "7 May",
  ])("%j is not a date", (value) => {
    expect(readDate(value)).toBeUndefined();
  });

  it("are read back after they were written", () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date("1900-01-01T00:00:00Z"),
          max: new Date("9999-12-31T23:59:59Z"),
          noInvalidDate: true,
        }),
        (date) => {
          expect(readDate(formatDate(date))).toBe(`${date.toISOString().slice(0, 19)}Z`);
        },
      ),
    );
  });
});
