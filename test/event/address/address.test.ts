import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressKey, emailIn, mailto, parseEmailAddress } from "../../../src/event/address/address.ts";
import { emailOf } from "../../../src/event/address/email-of.ts";
import { readProperty } from "../../../src/icalendar/property.ts";
import { runs } from "../../support/runs.ts";

describe("an email address", () => {
  it.each([
    ["jane@example.test", "jane@example.test"],
    ["  Jane.Doe+tag@Example.TEST ", "Jane.Doe+tag@example.test"],
    ["o'neill!#$%&*/=?^_`{|}~@example.test", "o'neill!#$%&*/=?^_`{|}~@example.test"],
    ['"two words"@example.test', '"two words"@example.test'],
    ["jane@bücher.example", "jane@xn--bcher-kva.example"],
    ["jane@BÜCHER.example", "jane@xn--bcher-kva.example"],
    ["günter@example.test", "günter@example.test"],
    ["jane@localhost", "jane@localhost"],
    ["J@Example.test", "J@example.test"],
    ["jane@163.Example", "jane@163.example"],
    ["jane@mail1", "jane@mail1"],
    ["jane@4.bücher.mail1", "jane@4.xn--bcher-kva.mail1"],
  ])("reads %s", (text, expected) => expect(parseEmailAddress(text)).toBe(expected));

  it.each([
    [""],
    ["jane"],
    ["@example.test"],
    ["jane@"],
    ["a@b@example.test"],
    ["jane@example..test"],
    [".jane@example.test"],
    ["jane.@example.test"],
    ["ja ne@example.test"],
    ["jane@exam ple.test"],
    ["jane@example.test\r\nBcc: eve@example.com"],
    ["jane\u0000@example.test"],
    ["jane@example.test, eve@example.com"],
    ["<jane@example.test>"],
    ["jane@-example.test"],
    ["jane@[127.0.0.1]"],
    ["jane@127.0.0.1"],
    ["jane\u202e@example.test"],
    [`${"a".repeat(65)}@example.test`],
    [`jane@${"a".repeat(64)}.test`],
    [undefined],
    [7],
    [{ email: "jane@example.test" }],
  ])("refuses %j", (text) => expect(parseEmailAddress(text)).toBeUndefined());
});

describe("the key of an address", () => {
  it.each([
    "jane.doe@example.test",
    "Jane.Doe@Example.Test",
    "mailto:jane.doe@example.test",
    "MAILTO:Jane.Doe@example.test",
    "mailto:jane%2Edoe@example.test",
    "mailto:jane.doe@example.test?subject=hello",
    "mailto:Jane%20Doe%20%3Cjane.doe@example.test%3E",
    "<jane.doe@example.test>",
  ])("is the same for %s", (spelling) => expect(addressKey(spelling)).toBe("jane.doe@example.test"));

  it.each([
    "  urn:uuid:0b1c ",
    "< urn:uuid:0b1c >",
    "mailto: urn:uuid:0b1c ",
    "mailto:Staff%20< urn:uuid:0b1c >",
  ])("has no blanks around it, also where it is no email address: %j", (spelling) =>
    expect(addressKey(spelling)).toBe("urn:uuid:0b1c"),
  );

  it("does not tell an internationalised domain from its punycode", () => {
    expect(addressKey("jane@bücher.example")).toBe(addressKey("jane@XN--BCHER-KVA.example"));
  });
});

describe("the address of a calendar user", () => {
  it("falls back to the EMAIL parameter where the value is none", () => {
    const text = 'ATTENDEE;EMAIL="jane@example.test":urn:uuid:0b1c';
    expect(emailOf(readProperty({ name: "ATTENDEE", text, line: 1 }))).toBe("jane@example.test");
  });

  it("is never taken from the display name before an address in angle brackets", () => {
    expect(emailIn("<jane@example.test>")).toBe("jane@example.test");
    expect(emailIn("eve<jane@example.test>")).toBeUndefined();
  });

  it("is absent for a principal", () => {
    expect(
      emailOf(readProperty({ name: "ATTENDEE", text: "ATTENDEE:/principals/jane/", line: 1 })),
    ).toBeUndefined();
  });
});

it.each([
  ["günter@example.test", "mailto:g%C3%BCnter@example.test"],
  ["ü@example.test", "mailto:%C3%BC@example.test"],
  ["%@example.test", "mailto:%25@example.test"],
])("writes %s as a URI: %s", (email, uri) => expect(mailto(email)).toBe(uri));

it("writes every address as a URI that reads back as the same address", () => {
  const address = fc.emailAddress().map((text) => parseEmailAddress(text));
  fc.assert(
    fc.property(address, (email) => {
      if (email === undefined) return;
      const uri = mailto(email);
      expect(uri).toMatch(/^mailto:[\x21-\x7e]+$/);
      expect(addressKey(uri)).toBe(addressKey(email));
    }),
    { numRuns: runs(2_000) },
  );
});

describe("an address that Unicode normalisation would turn into another", () => {
  it.each([
    ["the Kelvin sign for a K", "\u212aate@example.test"],
    ["the Greek question mark for a semicolon", "a\u037eb@example.test"],
    ["the Greek varia for a grave accent", "a\u1fefb@example.test"],
  ])("is none: %s", (_, address) => {
    expect(parseEmailAddress(address)).toBeUndefined();
    expect(addressKey(address)).not.toBe(addressKey(address.normalize("NFC")));
  });

  it("is the same as before where composition leaves ASCII alone", () => {
    expect(parseEmailAddress("zoe\u0308@example.test")).toBe("zo\u00eb@example.test");
  });
});

describe("a quoted local part", () => {
  it.each(["\ud800", "\udc00", "\u200b", "\u202e"])(
    "holds nothing that cannot be seen or written: %j",
    (character) => {
      expect(parseEmailAddress(`"a${character}b"@x.test`)).toBeUndefined();
    },
  );

  it("may contain spaces", () => {
    expect(parseEmailAddress('"a b"@x.test')).toBe('"a b"@x.test');
  });
});
