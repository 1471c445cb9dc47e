import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unwrapUid } from "../../src/message/uid.ts";
import { runs } from "../support/runs.ts";

/** A GlobalObjectId as [MS-OXOCAL] section 2.2.1.27 lays it out: 16 octets, date, creation time, eight zeros, size, data. */
function globalObjectId(data: Buffer, { date = "00000000", created = "0000000000000000" } = {}): string {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.length);
  const start = `040000008200E00074C5B7101A82E008${date}${created}0000000000000000`;
  return `${start}${size.toString("hex")}${data.toString("hex")}`.toUpperCase();
}

/** What Exchange wraps a foreign UID in ([MS-OXCICAL] section 2.1.3.1.1.20.26). */
const wrapped = (uid: string) =>
  Buffer.concat([Buffer.from("vCal-Uid\u0001\0\0\0"), Buffer.from(`${uid}\0`)]);

describe("a UID that Exchange has wrapped", () => {
  it("is unwrapped, whatever it is", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[!-~]{1,100}$/), (uid) => {
        expect(unwrapUid(globalObjectId(wrapped(uid)))).toBe(uid);
        expect(unwrapUid(globalObjectId(wrapped(uid)).toLowerCase())).toBe(uid);
      }),
      { numRuns: runs(1_000) },
    );
  });

  it("is found with the date of an occurrence in it, and without the NUL at its end", () => {
    expect(unwrapUid(globalObjectId(wrapped("a@example.test"), { date: "07EA0507" }))).toBe("a@example.test");
    expect(unwrapUid(globalObjectId(wrapped("a@example.test").subarray(0, -1)))).toBe("a@example.test");
  });

  it.each([
    ["Outlook's own, whose data are octets", globalObjectId(Buffer.from("5E5F1A0B9C", "hex"))],
    ["an empty one", globalObjectId(wrapped(""))],
    ["one with a control character", globalObjectId(wrapped("a\nb"))],
    [
      "one that is no UTF-8",
      globalObjectId(Buffer.concat([wrapped("a").subarray(0, -1), Buffer.from([0xff, 0])])),
    ],
    ["one of ours", "budget-7f3a@example.test"],
    ["nothing", ""],
  ])("stays as it is where Exchange has wrapped none: %s", (_, uid) => {
    expect(unwrapUid(uid)).toBe(uid);
  });
});
