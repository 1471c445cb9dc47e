import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  digestOf,
  messageIdOf,
  messageIdsIn,
  threadIdOf,
  uidOfMessageId,
} from "../../src/email/message-id.ts";
import { anyLetter } from "../support/arbitrary/letters.ts";

describe("Message-IDs", () => {
  it("give back any UID up to 450 octets, and stay within a line", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: anyLetter, minLength: 1, maxLength: 110 }),
        fc.string(),
        (uid, content) => {
          fc.pre(new TextEncoder().encode(uid).length <= 450 && !/[\p{Cc}\p{Cs}]/u.test(uid));
          for (const id of [
            messageIdOf(uid, digestOf([content]), "example.test"),
            threadIdOf(uid, "example.test"),
          ]) {
            expect(id).toMatch(/^<[A-Za-z0-9._-]+@example\.test>$/);
            expect(uidOfMessageId(id)).toBe(uid);
            expect(uidOfMessageId(id.slice(1, -1))).toBe(uid);
          }
        },
      ),
    );
    expect(
      `Message-ID: ${messageIdOf("u".repeat(450), digestOf([""]), "d".repeat(253))}`.length,
    ).toBeLessThanOrEqual(998);
  });

  it("of a UID too long for a line are still ids, without it", () => {
    const id = messageIdOf("u".repeat(451), digestOf([""]), "example.test");
    expect(id).toMatch(/^<itip\.[A-Za-z0-9_-]{22}@example\.test>$/);
    expect(uidOfMessageId(id)).toBeUndefined();
  });

  it.each([
    "",
    "<a@b.test>",
    "<itip.@b.test>",
    "<itip.a@b.test>",
    "<itip.*.x@b.test>",
    "<itip.AA.x@b.test>",
    "<itip._w.x@b.test>",
  ])("%s holds no UID", (id) => {
    expect(uidOfMessageId(id)).toBeUndefined();
  });

  it("are found in References, folded or not, comments between them", () => {
    expect(messageIdsIn("<a@b.test>\r\n\t<c@d.test> (old) <e@f\r\n .test>")).toEqual([
      "<a@b.test>",
      "<c@d.test>",
      "<e@f.test>",
    ]);
    expect(messageIdsIn("<".repeat(100_000))).toEqual([]);
  });
});
