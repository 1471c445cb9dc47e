import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readProperty } from "../../src/icalendar/property.ts";
import { addressKey, emailOf, mailto, parseEmailAddress } from "../../src/message/calendar-user-address.ts";

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

  it("does not tell an internationalised domain from its punycode", () => {
    expect(addressKey("jane@bücher.example")).toBe(addressKey("jane@XN--BCHER-KVA.example"));
  });
});

describe("the address of a calendar user", () => {
  it("falls back to the EMAIL parameter where the value is none", () => {
    const text = 'ATTENDEE;EMAIL="jane@example.test":urn:uuid:0b1c';
    expect(emailOf(readProperty({ name: "ATTENDEE", text, line: 1 }))).toBe("jane@example.test");
  });

  it("is absent for a principal", () => {
    expect(
      emailOf(readProperty({ name: "ATTENDEE", text: "ATTENDEE:/principals/jane/", line: 1 })),
    ).toBeUndefined();
  });
});

it("writes every address as a URI that reads back as the same address", () => {
  const address = fc.emailAddress().map((text) => parseEmailAddress(text));
  fc.assert(
    fc.property(address, (email) => {
      if (email === undefined) return;
      const uri = mailto(email);
      expect(uri).toMatch(/^mailto:[\x21-\x7e]+$/);
      expect(addressKey(uri)).toBe(addressKey(email));
    }),
    { numRuns: 2_000 },
  );
});
