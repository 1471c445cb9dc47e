import fc from "fast-check";
import { decodeWords } from "postal-mime";
import { describe, expect, it } from "vitest";
import { mailboxField, structuredField, textField } from "../../src/email/compose/field.ts";
import { formatDate, readDate } from "../../src/email/date.ts";
import { encodeWords } from "../../src/email/encoded-word.ts";
import {
  digestOf,
  messageIdOf,
  messageIdsIn,
  threadIdOf,
  uidOfMessageId,
} from "../../src/email/message-id.ts";
import { readAuthor } from "../../src/email/open/author.ts";
import { readHeaderValue } from "../../src/email/open/header-value.ts";
import { ItipError } from "../../src/errors.ts";

describe("encoded-words", () => {
  it("follow RFC 2047", () => {
    expect(encodeWords("Keld Jørn Simonsen", 0)).toBe("=?UTF-8?Q?Keld_J=C3=B8rn_Simonsen?=");
    expect(encodeWords("予算会議", 0)).toBe("=?UTF-8?B?5LqI566X5Lya6K2w?=");
  });

  it("decode to what was encoded, in words of whole characters that fit their lines", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 0, max: 30 }), (text, used) => {
        const value = encodeWords(text, used);
        expect(decodeWords(value.replaceAll("\r\n", ""))).toBe(text.replace(/\p{Cs}/gu, "\uFFFD"));
        value.split("\r\n").forEach((line, at) => {
          expect(line.length + (at === 0 ? used : 0)).toBeLessThanOrEqual(76);
          const content = /=\?UTF-8\?([BQ])\?([^?]*)\?=/.exec(line);
          if (content?.[1] === "B") {
            const octets = Buffer.from(content[2] ?? "", "base64");
            expect(() => new TextDecoder("utf-8", { fatal: true }).decode(octets)).not.toThrow();
          }
        });
      }),
    );
  });
});

describe("fields", () => {
  it("fold plain text at its blanks and nowhere else", () => {
    const words = Array.from({ length: 40 }, (_, at) => `word${at}`);
    const { value } = textField("Subject", words.join(" "));
    expect(value.split("\r\n").length).toBeGreaterThan(1);
    expect(value.replaceAll("\r\n ", " ")).toBe(words.join(" "));
    for (const line of `Subject: ${value}`.split("\r\n")) expect(line.length).toBeLessThanOrEqual(78);
  });

  it("encode text that would be taken for encoded, or that no line can hold", () => {
    expect(textField("Subject", "=?UTF-8?Q?x?=").value).toMatch(/^=\?UTF-8\?Q\?=3D=3F/);
    expect(textField("Subject", "x".repeat(100)).value).toMatch(/^=\?UTF-8\?Q\?x+\?=\r\n /);
  });

  it("refuse a structured value that cannot stand in a header", () => {
    for (const value of ["é", "x".repeat(1_000)]) {
      expect(() => structuredField("X-A", value)).toThrow(ItipError);
    }
    expect(structuredField("X-A", "<https://example.test/>, <mailto:a@b.test>").value).toBe(
      "<https://example.test/>, <mailto:a@b.test>",
    );
  });

  it("put an address that does not fit behind its name on the next line", () => {
    const { value } = mailboxField("To", {
      email: `${"a".repeat(60)}@example.test`,
      name: "A Name of Some Length",
    });
    expect(value).toBe(`A Name of Some Length\r\n <${"a".repeat(60)}@example.test>`);
  });
});

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
  ])("%s", (value, expected) => {
    expect(readDate(value)).toBe(expected);
  });

  it.each([
    "",
    "yesterday",
    "31 Feb 2026 10:00:00 +0000",
    "7 Foo 2026 10:00:00 +0000",
    "7 May 2026 25:00:00 Z",
    "7 May",
  ])("%j is none", (value) => {
    expect(readDate(value)).toBeUndefined();
  });

  it("written, are read back", () => {
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

describe("Message-IDs", () => {
  it("give back any UID up to 450 octets, and stay within a line", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 110 }),
        fc.string(),
        (uid, content) => {
          fc.pre(new TextEncoder().encode(uid).length <= 450 && !/[\p{Cc}\p{Cs}]/u.test(uid));
          for (const id of [
            messageIdOf(uid, digestOf(content), "example.test"),
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
      `Message-ID: ${messageIdOf("u".repeat(450), digestOf(""), "d".repeat(253))}`.length,
    ).toBeLessThanOrEqual(998);
  });

  it("of a UID too long for a line are still ids, without it", () => {
    const id = messageIdOf("u".repeat(451), digestOf(""), "example.test");
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

describe("values with parameters", () => {
  const parameters = (text: string) => Object.fromEntries(readHeaderValue(text).parameters);

  it.each([
    ['text/calendar; METHOD="REPLY"; charset=utf-8', { method: "REPLY", charset: "utf-8" }],
    ["text/calendar;method=REPLY;", { method: "REPLY" }],
    ["text/calendar (a) (b)(c); method=REPLY (d)(e)", { method: "REPLY" }],
    ["text/calendar; method = REPLY (an answer); name=a(1).ics", { method: "REPLY", name: "a(1).ics" }],
    ['attachment; filename="a;b\\"c.ics"', { filename: 'a;b"c.ics' }],
    ["attachment; filename*=UTF-8''Pr%C3%BCfung.ics", { filename: "Prüfung.ics" }],
    ["attachment; filename*=iso-8859-1'de'Pr%FCfung.ics; filename=x.ics", { filename: "Prüfung.ics" }],
    ["attachment; filename*0=in; filename*1=vite; filename*2=.ics", { filename: "invite.ics" }],
    ["attachment; filename*1*=%20b.ics; filename*0*=utf-8''a", { filename: "a b.ics" }],
    ["x/y; a=1; a=2; flag; =3", { a: "1" }],
  ])("%s", (text, expected) => {
    expect(parameters(text)).toEqual(expected);
  });

  it("survive anything", () => {
    fc.assert(fc.property(fc.string(), (text) => void readHeaderValue(text)));
    expect(
      readHeaderValue(`a/b; x*0*=utf-8''${"%41".repeat(100_000)}`).parameters.get("x")?.length,
    ).toBeLessThan(1_000);
  });
});

describe("the author", () => {
  it.each([
    ["jane@example.test", { email: "jane@example.test" }],
    ["Jane Roe <jane@Example.TEST>", { email: "jane@example.test", name: "Jane Roe" }],
    ['"Roe, Jane" <jane@example.test>', { email: "jane@example.test", name: "Roe, Jane" }],
    ['"Roe ,Jane" <jane@example.test>', { email: "jane@example.test", name: "Roe ,Jane" }],
    ["Roe, Jane <jane@example.test>", { email: "jane@example.test", name: "Roe, Jane" }],
    ["jane@example.test (Jane Roe)", { email: "jane@example.test", name: "Jane Roe" }],
    ["=?UTF-8?Q?Jan=C3=A9_R?= <jane@example.test>", { email: "jane@example.test", name: "Jané R" }],
    [
      "=?UTF-8?B?YUBiLnRlc3QsIGV2aWxAYi50ZXN0?= <jane@example.test>",
      { email: "jane@example.test", name: "a@b.test, evil@b.test" },
    ],
    ["boss@example.test <eve@example.test>", { email: "eve@example.test", name: "boss@example.test" }],
    ['"a b"@example.test', { email: '"a b"@example.test' }],
    ['"a@b"@example.test', { email: '"a@b"@example.test' }],
  ])("of %s is read", (value, expected) => {
    expect(readAuthor(value, decodeWords)).toEqual(expected);
  });

  it.each([
    "",
    "jane",
    "jane@example.test, eve@example.test",
    "Jane <jane@example.test>, eve@example.test",
    "eve@example.test, Jane <jane@example.test>",
    "Jane <jane@example.test> <eve@example.test>",
    "<jane@example.test> eve@example.test",
    "Team: jane@example.test;",
    "undisclosed-recipients:;",
    "jane @example.test",
    "jane@example.test eve@example.test",
    '"jane@example.test, eve"@evil.test@x',
    "jane@example.test\u0000@evil.test",
    "Jane <jane@example.test\r\n>",
    "Jane <jane@example.test",
    "(jane@example.test",
    '"Jane <jane@example.test>',
    "<@relay.test:jane@example.test>",
    "<>",
  ])("of %j is nobody", (value) => {
    expect(readAuthor(value, decodeWords)).toBeUndefined();
  });

  it("is one valid address or nobody, whatever stands there", () => {
    const piece = fc.constantFrom(
      "a@b.test",
      "<",
      ">",
      '"',
      "\\",
      ",",
      ";",
      ":",
      "(",
      ")",
      " ",
      "e@f.test",
      "\u0000",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((all) => all.join("")),
        ),
        (value) => {
          const author = readAuthor(value, decodeWords);
          if (author !== undefined) expect(author.email).toMatch(/^[^\s<>]+@[^@\s<>]+$|^".*"@[^@\s<>]+$/);
        },
      ),
    );
  });
});
