import { describe, expect, it } from "vitest";
import { checkText } from "../../src/check/text.ts";

const findings = (text: string) =>
  [...checkText(text)].map(({ code, severity, reference, path, line }) => [
    code,
    severity,
    reference,
    path,
    line,
  ]);
const codes = (text: string) => [...checkText(text)].map(({ code, line }) => [code, line]);
const crlf = (...lines: string[]) => lines.map((line) => `${line}\r\n`).join("");

describe("line ends (RFC 5545 section 3.1)", () => {
  it("are CRLF", () => {
    expect(findings(crlf("A:1", "B:2"))).toEqual([]);
    expect(findings("A:1\r\nB:2\nC:3\r\n")).toEqual([
      ["line-end", "warning", "RFC 5545 section 3.1", "VCALENDAR", 2],
    ]);
    expect(codes("A:1\rB:2\r\n")).toEqual([["line-end", 1]]);
    expect(codes("A:1\r\n\rB:2\r\n")).toEqual([["line-end", 2]]);
    expect(codes("\nA:1\r\n")).toEqual([["line-end", 1]]);
  });

  it("are reported once, with their number", () => {
    const [one] = checkText("A:1\n");
    expect(one).toMatchObject({ line: 1, message: "A line ends with CRLF, not with CR or LF alone." });
    const [three] = checkText("A:1\r\nB:2\nC:3\nD:4\n");
    expect(three).toMatchObject({ line: 2 });
    expect(three?.message).toContain("3 lines");
    const [blank] = checkText("A:1\r\n\n\nB:2\r\n");
    expect(blank).toMatchObject({ line: 2 });
    expect(blank?.message).toContain("2 lines");
  });
});

describe("line lengths, in octets of UTF-8", () => {
  const of = (octets: number, char: string, size: number) => `${"x".repeat(octets - size)}${char}`;

  it.each([
    ["x", 1],
    ["\u007f", 1],
    ["\u0080", 2],
    ["\u07ff", 2],
    ["\u0800", 3],
    ["\ud7ff", 3],
    ["\ue000", 3],
    ["\uffff", 3],
    ["\u{10000}", 4],
    ["\u{10ffff}", 4],
  ])("%j counts as it is written", (char, size) => {
    expect(codes(crlf(of(75, char, size)))).toEqual([]);
    expect(codes(crlf("A:1", of(76, char, size)))).toEqual([["line-too-long", 2]]);
  });

  it("count each line by itself, the last one too, and no byte order mark", () => {
    expect(codes(crlf("x".repeat(75), "x".repeat(75)))).toEqual([]);
    expect(codes(`A:1\r\n${"x".repeat(76)}`)).toEqual([["line-too-long", 2]]);
    expect(findings(crlf("x".repeat(76), "x".repeat(80)))).toEqual([
      ["line-too-long", "warning", "RFC 5545 section 3.1", "VCALENDAR", 1],
    ]);
    expect(codes(`\uFEFF${crlf("x".repeat(75))}`)).toEqual([]);
    expect(codes(crlf(`${"x".repeat(73)}\uFEFF`))).toEqual([["line-too-long", 1]]);
  });
});

describe("half a surrogate pair, which UTF-8 cannot write", () => {
  it.each([
    "\ud800",
    "\udbff",
    "\udc00",
    "\udfff",
    "\ud800x",
    "x\udc00",
    "\udc00\ud800",
    "\ud800\ud800",
    "\ue000\udc00",
    "\ud800\ue000",
  ])("is found in %j", (text) => {
    expect(findings(crlf("A:1", `B:${text}`))).toEqual([
      ["invalid-character", "error", "RFC 5545 section 3.1.4", "VCALENDAR", 2],
    ]);
  });

  it.each(["\ud800\udc00", "\udbff\udfff", "\ud800\udfff", "\ud83d\ude00", "\ud7ff", "\ue000"])(
    "is not found in %j",
    (text) => {
      expect(findings(crlf(`B:${text}`))).toEqual([]);
    },
  );

  it("is reported once, with the number of lines that have some", () => {
    const [finding] = checkText(crlf("\ud800 \ud800", "x", "\udc00"));
    expect(finding).toMatchObject({ line: 1 });
    expect(finding?.message).toContain("2 lines");
  });
});
