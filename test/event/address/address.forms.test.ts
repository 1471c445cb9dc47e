import { describe, expect, it } from "vitest";
import { addressKey, emailIn, mailto, parseEmailAddress } from "../../../src/event/address/address.ts";

describe("addresses", () => {
  it.each([
    ["jane@example.test", "jane@example.test"],
    [" Jane.Doe+x@Example.TEST ", "Jane.Doe+x@example.test"],
    ["a@b.co", "a@b.co"],
    ["jane@localhost", "jane@localhost"],
    ["jane@bücher.example", "jane@xn--bcher-kva.example"],
    ["jane@XN--BCHER-KVA.example", "jane@xn--bcher-kva.example"],
    ["günter@example.test", "günter@example.test"],
    ['"a b"@example.test', '"a b"@example.test'],
    [`${"x".repeat(64)}@example.test`, `${"x".repeat(64)}@example.test`],
    [`${"ü".repeat(32)}@example.test`, `${"ü".repeat(32)}@example.test`],
    ["jane@1a.example", "jane@1a.example"],
  ])("%j is read as %j", (text, address) => {
    expect(parseEmailAddress(text)).toBe(address);
  });

  it.each([
    7,
    "",
    "@example.test",
    "jane",
    "jane@",
    "jane@1.2.3.4",
    "jane@127.1",
    "jane@１.２.３.４",
    "jane@xn--a.example",
    "jane@exa mple.test",
    "jane@exa\u200bmple.test",
    "jane@example.test/x",
    "jane@a:1",
    "ja ne@example.test",
    "ja\u200bne@example.test",
    ".jane@example.test",
    `${"x".repeat(65)}@example.test`,
    `${"ü".repeat(33)}@example.test`,
    `${" ".repeat(310)}jane@example.test`,
  ])("%j is not an address", (text) => {
    expect(parseEmailAddress(text)).toBeUndefined();
  });

  it("320 characters are looked at, blanks too", () => {
    const address = "jane@example.test";
    expect(parseEmailAddress(" ".repeat(320 - address.length) + address)).toBe(address);
    expect(parseEmailAddress(" ".repeat(321 - address.length) + address)).toBeUndefined();
  });

  it.each([
    ["MAILTO:Jane%2EDoe@Example.test", "jane.doe@example.test"],
    [" mailto: jane@example.test ", "jane@example.test"],
    ["mailto:jane@example.test?subject=x", "jane@example.test"],
    ["mailto:Jane <jane@example.test>", "jane@example.test"],
    ["mailto:%3Cjane@example.test%3E", "jane@example.test"],
    ["<jane@example.test>", "jane@example.test"],
    ["< jane@example.test >", "jane@example.test"],
    ["jane@Bücher.example", "jane@xn--bcher-kva.example"],
    ["mailto:100%@example.test", "100%@example.test"],
    ["URN:uuid:1", "urn:uuid:1"],
    ["x mailto:jane@example.test", "x mailto:jane@example.test"],
    ["<a>b", "<a>b"],
    ["mailto:<a@b.test>x", "<a@b.test>x"],
  ])("addressKey(%j)", (text, key) => {
    expect(addressKey(text)).toBe(key);
  });

  it.each([
    "mailto:mailto:jane@example.test",
    "MAILTO:mailto:jane@example.test",
    "mailto://jane@example.test",
  ])("%s is the address that its writer meant", (text) => {
    expect(emailIn(text)).toBe("jane@example.test");
    expect(addressKey(text)).toBe("jane@example.test");
  });

  it("that begin with slashes are written so that they stay another person", () => {
    expect(emailIn(mailto("//jane@example.test"))).toBe("//jane@example.test");
  });

  it("emailIn takes an address with mailto: or without", () => {
    expect(emailIn("mailto:jane@example.test")).toBe("jane@example.test");
    expect(emailIn("jane@example.test")).toBe("jane@example.test");
    expect(emailIn("urn:uuid:1")).toBeUndefined();
  });

  it.each([
    ["jane.doe_x-1@example.test", "mailto:jane.doe_x-1@example.test"],
    ["günter@example.test", "mailto:g%C3%BCnter@example.test"],
    ["a?b@example.test", "mailto:a%3Fb@example.test"],
    ["a%b@example.test", "mailto:a%25b@example.test"],
  ])("mailto(%s) (RFC 6068)", (email, uri) => {
    expect(mailto(email)).toBe(uri);
    expect(emailIn(uri)).toBe(email);
  });
});
