import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readHeaderValue } from "../../../src/email/header/header-value.ts";

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
  ])("%s has %j", (text, expected) => {
    expect(parameters(text)).toEqual(expected);
  });

  it("are read from any text, and stay short", () => {
    fc.assert(fc.property(fc.string(), (text) => void readHeaderValue(text)));
    expect(
      readHeaderValue(`a/b; x*0*=utf-8''${"%41".repeat(100_000)}`).parameters.get("x")?.length,
    ).toBeLessThan(1_000);
  });
});
