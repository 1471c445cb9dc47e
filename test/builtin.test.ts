import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { isArrayBuffer, isDate, isOctets, isUrl } from "../src/builtin.ts";
import { composeEmail, createInvite, openEmail, receive } from "../src/index.ts";
import { boardMeeting } from "./support/fixtures/invite-input.ts";

/** What another realm makes of an expression: its Date is not the Date of this file. */
const elsewhere = (expression: string): unknown => runInNewContext(expression);

describe("An object of the language's own classes is known", () => {
  it.each([
    ["Date", isDate, new Date(0), elsewhere("new Date(0)")],
    ["Uint8Array", isOctets, new Uint8Array(1), elsewhere("new Uint8Array(1)")],
    ["ArrayBuffer", isArrayBuffer, new ArrayBuffer(1), elsewhere("new ArrayBuffer(1)")],
  ] as const)("as %s, whatever realm it comes from", (name, is, here, there) => {
    expect(there).not.toBeInstanceOf(Reflect.get(globalThis, name));
    expect([is(here), is(there)]).toEqual([true, true]);
  });

  it("also where a class of the application extends it", () => {
    expect(isOctets(Buffer.from("a"))).toBe(true);
    expect(isDate(new (class Day extends Date {})())).toBe(true);
    expect(isUrl(new (class Link extends URL {})("https://example.com"))).toBe(true);
  });

  it.each([
    [isDate, { getTime: () => 0 }],
    [isDate, 0],
    [isDate, null],
    [isOctets, [1, 2]],
    [isOctets, new Uint8ClampedArray(1)],
    [isOctets, new DataView(new ArrayBuffer(1))],
    [isOctets, Object.create(Uint8Array.prototype)],
    [isOctets, { [Symbol.toStringTag]: "Uint8Array" }],
    [isArrayBuffer, new SharedArrayBuffer(1)],
    [isArrayBuffer, undefined],
    [isUrl, { href: "https://example.com" }],
    [isUrl, "https://example.com"],
  ])("%o is none of %o", (is, value) => {
    expect(is(value)).toBe(false);
  });

  it("is no object that throws when it is asked", () => {
    const hostile = Object.defineProperty({}, Symbol.toStringTag, {
      get() {
        throw new Error("asked");
      },
    });
    expect([isDate, isOctets, isArrayBuffer, isUrl].map((is) => is(hostile))).toEqual(Array(4).fill(false));
  });
});

it("A Date and octets of another realm, as a test tool hands them in, do what those of this realm do", async () => {
  const dates = elsewhere('({ start: new Date("2026-05-07T09:30Z"), end: new Date("2026-05-07T10:30Z") })');
  const event = { ...boardMeeting.event, ...Object(dates) };
  const { invite, messages } = createInvite({ ...boardMeeting, event });
  const [message] = messages;
  if (message === undefined) throw new Error("nobody is invited");
  expect(message.ics).toContain("DTSTART;TZID=Europe/London:20260507T103000");
  const { raw } = composeEmail(message);
  const octets = elsewhere(`Uint8Array.from(${JSON.stringify([...Buffer.from(raw)])})`);
  const email = await Reflect.apply(openEmail, undefined, [octets]);
  expect(email).toEqual(await openEmail(raw));
  const now = elsewhere("new Date(0)");
  expect(Reflect.apply(receive, undefined, [invite, email, { now }]).outcome.kind).toBe("ignored");
});
