import { describe, expect, it } from "vitest";
import { mailboxField, structuredField, textField } from "../../../src/email/compose/field.ts";
import { ItipError } from "../../../src/errors.ts";

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
