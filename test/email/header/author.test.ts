import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAuthor } from "../../../src/email/header/author.ts";

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
    expect(readAuthor(value)).toEqual(expected);
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
    "jane@example\u3002test",
    "jane@ex\uff41mple.test",
    "jane@exam\ufe0fple.test",
    "jane@B\u00dcCHER.test",
    "jane@stra\u00dfe.test",
    "jane@example.test (@elsewhere.test)",
    "jane@example.test\u00a0",
    "\u212aate@example.test",
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
    expect(readAuthor(value)).toBeUndefined();
  });

  it("is nobody where the domain holds a character that is not shown, by Unicode's own list", () => {
    const points = Array.from({ length: 0x110000 }, (_, point) => point);
    const ignorable = points
      .map((point) => String.fromCodePoint(point))
      .filter((character) => /\p{Default_Ignorable_Code_Point}/u.test(character));
    expect(ignorable.length).toBeGreaterThan(4_000);
    expect(ignorable.filter((one) => readAuthor(`jane@exam${one}ple.test`) !== undefined)).toEqual([]);
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
          const author = readAuthor(value);
          if (author !== undefined) expect(author.email).toMatch(/^[^\s<>]+@[^@\s<>]+$|^".*"@[^@\s<>]+$/);
        },
      ),
    );
  });
});
