import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkMessage } from "../../src/check/check.ts";
import { ItipError } from "../../src/errors.ts";
import type { Component } from "../../src/icalendar/component.ts";
import { formatMessage } from "../../src/message/format.ts";
import type { ItipMessage } from "../../src/message/message.ts";
import { parseMessage } from "../../src/message/parse.ts";
import { readReplies } from "../../src/reply/show-reply.ts";
import { anyCharacter } from "../support/arbitrary/letters.ts";
import {
  calendarText,
  componentText,
  type Kind,
  methodsOf,
  minimalComponent,
} from "../support/fixtures/minimal-message.ts";
import { runs, swept } from "../support/runs.ts";

const octets = new TextEncoder();

/** Without line numbers, which are the text's, and without what was odd in it. */
function meaning(message: ItipMessage): unknown {
  const plain = ({ name, lines, components }: Component): unknown => ({
    name,
    lines: lines.map(({ name: property, text }) => [property, text]),
    components: components.map(plain),
  });
  const head = ["PRODID", "VERSION", "METHOD"];
  const { calendar, problems, components, ...rest } = message;
  return {
    ...rest,
    properties: calendar.lines.filter(({ name }) => !head.includes(name)).map(({ text }) => text),
    components: calendar.components.map(plain),
    answers: readReplies(message),
  };
}

/** Writing and reading again changes nothing that a message says. */
function survives(text: string): void {
  const message = parseMessage(text);
  const written = formatMessage(message);
  const again = parseMessage(written);
  expect(meaning(again)).toEqual(meaning(message));
  expect(formatMessage(again)).toBe(written);
  expect(written.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  const long = written.split("\r\n").filter((line) => line.length > 25 && octets.encode(line).length > 75);
  expect(long).toEqual([]);
}

const kinds: readonly Kind[] = ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"];

describe.each(kinds.flatMap((kind) => methodsOf(kind).map((method) => [method, kind] as const)))(
  "A %s of a %s",
  (method, kind) => {
    const text = calendarText(method, [minimalComponent(kind, method)]);

    it("is written as it was read", () => {
      expect(formatMessage(parseMessage(text))).toBe(text);
      expect(parseMessage(text)).toMatchObject({ method, kind });
    });
  },
);

describe("What nobody understands", () => {
  const strange = [
    "BEGIN:VCALENDAR",
    "X-WR-CALNAME;X-Y=1:Strange",
    "METHOD:COUNTER",
    "BEGIN:X-PARTY",
    'X-HAT;COLOR="re;d":yes\\,',
    "BEGIN:X-GUEST",
    "END:X-GUEST",
    "END:X-PARTY",
    "BEGIN:VEVENT",
    "UID:1",
    'FOO;BAR="a:b",c:\\q;;,',
    "X-LOTUS-CHILD_UID;X_Y=1:7A0C",
    "attendee;partstat=SLEEPING:mailto:jane@example.test",
    "BEGIN:VALARM",
    "ACTION:SMELL",
    "END:VALARM",
    "END:VEVENT",
    "END:VCALENDAR",
  ];

  it("stays where it stood", () => {
    const written = formatMessage(parseMessage(strange.join("\n")));
    const [first, ...others] = strange;
    expect(written).toBe(
      [first, "PRODID:-//itip//NONSGML itip 0//EN", "VERSION:2.0", ...others, ""].join("\r\n"),
    );
  });
});

describe("What says nothing of the event", () => {
  const text = calendarText("REQUEST", [minimalComponent("VEVENT", "REQUEST")]);

  it("is repaired: line ends, folding, ends that are missing, PRODID, VERSION and METHOD", () => {
    const broken = `\uFEFF${text
      .replace("END:VEVENT\r\nEND:VCALENDAR\r\n", "")
      .replace("VERSION:2.0\r\n", "")
      .replace("METHOD:REQUEST\r\n", "METHOD:REQUEST\r\nMETHOD:CANCEL\r\n")
      .replaceAll("\r\n", "\n")}`;
    const repaired = formatMessage(parseMessage(broken));
    expect(checkMessage(broken).some(({ severity }) => severity === "error")).toBe(true);
    expect(checkMessage(repaired)).toEqual([]);
    survives(broken);
  });

  it("METHOD is the message's: from the email, or changed since", () => {
    const bare = text.replace("METHOD:REQUEST\r\n", "");
    expect(formatMessage(parseMessage(bare))).toBe(bare);
    expect(parseMessage(formatMessage(parseMessage(bare, { method: "REQUEST" }))).method).toBe("REQUEST");
    const message = parseMessage(text);
    expect(formatMessage({ ...message, method: "PUBLISH" })).toBe(
      text.replace("METHOD:REQUEST", "METHOD:PUBLISH"),
    );
  });
});

const minimal = calendarText("REQUEST", [minimalComponent("VEVENT", "REQUEST")]);

describe("The head of the calendar", () => {
  const body = componentText("VEVENT", ["UID:1", "DTSTAMP:20260501T080000Z"]);
  const head = (...lines: string[]) => {
    const text = ["BEGIN:VCALENDAR", ...lines, ...body, "END:VCALENDAR", ""].join("\r\n");
    const written = formatMessage(parseMessage(text)).split("\r\n");
    return written.slice(1, written.indexOf("BEGIN:VEVENT"));
  };
  const [product, version, method] = ["PRODID:-//Example//EN", "VERSION:2.0", "METHOD:REQUEST"];

  it("has PRODID, VERSION and METHOD once each, in the order in which they stood", () => {
    expect(head(product, version, method)).toEqual([product, version, method]);
    expect(head(method, "X-A:1", version, product)).toEqual([method, "X-A:1", version, product]);
    expect(head(product, version, method, method, product, "VERSION:1.0")).toEqual([
      product,
      version,
      method,
    ]);
    expect(head("prodid:-//Example//EN", "Version:2.0", "method:REQUEST")).toEqual([
      "prodid:-//Example//EN",
      "Version:2.0",
      "method:REQUEST",
    ]);
  });

  it("gets what is missing before the rest, but no METHOD that nobody has said", () => {
    expect(head("X-A:1")).toEqual(["PRODID:-//itip//NONSGML itip 0//EN", "VERSION:2.0", "X-A:1"]);
    expect(head("X-A:1", method)).toEqual([
      "PRODID:-//itip//NONSGML itip 0//EN",
      "VERSION:2.0",
      "X-A:1",
      method,
    ]);
    expect(head(product, "X-A:1")).toEqual(["VERSION:2.0", product, "X-A:1"]);
  });

  it("keeps METHOD as it was written where it says the same", () => {
    expect(head(product, version, "METHOD;X-B=1: request ")).toEqual([
      product,
      version,
      "METHOD;X-B=1: request ",
    ]);
    const odd = parseMessage(["BEGIN:VCALENDAR", "METHOD:NONE", ...body, "END:VCALENDAR", ""].join("\r\n"));
    expect(formatMessage(odd)).toContain("METHOD:NONE\r\n");
  });
});

describe("Anything", () => {
  it("that the reader accepts is written so that it means the same", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VALARM",
        "END:VALARM",
        "UID:1",
        "METHOD:REPLY",
        "VERSION:1.0",
        "PRODID:x",
        'ATTENDEE;CN="a;b":mailto:jane@example.test',
        "DTSTART;TZID=Europe/London:20260507T103000",
        "X-A;B=^n:c",
        "just text",
      ),
      fc.stringMatching(/^[A-Z-]{1,12}(?:;[A-Z]{1,8}=[a-z",:]{0,8})?:.{0,90}$/u),
      fc.string({ unit: anyCharacter, maxLength: 30 }),
    );
    let asked = 0;
    let read = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        asked += 1;
        const text = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", ...pieces].join("\r\n");
        try {
          parseMessage(text);
        } catch (error) {
          if (error instanceof ItipError) return;
          throw error;
        }
        read += 1;
        survives(text);
      }),
      { numRuns: runs(500, "message") },
    );
    expect(read / asked).toBeGreaterThan(0.6);
  });

  it.each([undefined, null, 7, "text", {}, { calendar: null }, { calendar: { name: 1 } }])(
    "that is no message is refused: %j",
    (given) => {
      expect(() => Reflect.apply(formatMessage, undefined, [given])).toThrow(ItipError);
    },
  );

  it.each([
    [null, "message"],
    [{}, "message"],
    [{ calendar: 7 }, "calendar"],
    [{ ...parseMessage(minimal), method: "INVITE" }, "method"],
    [{ ...parseMessage(minimal), method: 7 }, "method"],
  ])("that is no message is told where it is none", (given, path) => {
    let thrown: unknown;
    try {
      Reflect.apply(formatMessage, undefined, [given]);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code: "invalid-argument", problems: [{ path, code: "invalid-type" }] });
  });

  it("that would add a line is refused", () => {
    const message = parseMessage(calendarText("REQUEST", [minimalComponent("VEVENT", "REQUEST")]));
    const line = { name: "SUMMARY", text: "SUMMARY:a\r\nATTENDEE:mailto:eve@example.com", line: 0 };
    const calendar = { ...message.calendar, lines: [line] };
    expect(() => formatMessage({ ...message, calendar })).toThrow(ItipError);
  });
});

const corpus = new URL("../../../shared/corpus/", import.meta.url);

function calendarFiles(folder: URL): URL[] {
  return readdirSync(folder).flatMap((name) => {
    const url = new URL(encodeURIComponent(name), folder);
    if (statSync(url).isDirectory()) return calendarFiles(new URL(`${encodeURIComponent(name)}/`, folder));
    return name.endsWith(".ics") ? [url] : [];
  });
}

// The corpus stands beside the project and is no part of it: who has only a clone has no messages of others.
describe.skipIf(!existsSync(corpus))("Messages of real calendars", () => {
  it("are written so that they mean the same, and none is more faulty for it", () => {
    let read = 0;
    const files = swept(calendarFiles(new URL("clients/", corpus)), 150);
    for (const url of files) {
      const text = readFileSync(url, "utf8");
      let message: ItipMessage;
      try {
        message = parseMessage(text);
      } catch (error) {
        if (error instanceof ItipError) continue;
        throw error;
      }
      read += 1;
      survives(text);
      const errors = (of: string) =>
        checkMessage(of, { limits: { findings: 1_000 } }).filter(({ severity }) => severity === "error")
          .length;
      expect([url.pathname, errors(formatMessage(message)) <= errors(text)]).toEqual([url.pathname, true]);
    }
    expect(read).toBeGreaterThan(files.length * 0.8);
  });
});
