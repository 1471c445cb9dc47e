import { describe, expect, it } from "vitest";
import { checkMessage } from "../../src/check/check.ts";
import { presence } from "../../src/check/rules/presence.table.ts";
import { type Method, methods } from "../../src/event/status.table.ts";
import { formatMessage } from "../../src/message/format.ts";
import { parseMessage } from "../../src/message/parse.ts";
import { calendarText, minimalComponent } from "../support/fixtures/minimal-message.ts";
import { printedTable } from "../support/fixtures/readme.ts";

/** A property of a message that a reader, a writer and a checker each have to know. */
interface Feature {
  readonly name: string;
  /** What the VEVENT has beside what its method demands. */
  readonly lines: readonly string[];
  /** Properties whose rows in the RFC's table decide whether the method may have it. */
  readonly needs: readonly string[];
  readonly replaces?: RegExp;
  readonly zone?: true;
  readonly twice?: true;
}

const zone = [
  "BEGIN:VTIMEZONE",
  "TZID:Asia/Kolkata",
  "BEGIN:STANDARD",
  "DTSTART:19700101T000000",
  "TZOFFSETFROM:+0530",
  "TZOFFSETTO:+0530",
  "END:STANDARD",
  "END:VTIMEZONE",
];
const when = /^DT(?:START|END)/;
const anybody = /^ATTENDEE/;

const features: readonly Feature[] = [
  { name: "one event", lines: [], needs: [] },
  {
    name: "time in a zone",
    lines: ["DTSTART;TZID=Asia/Kolkata:20260507T093000", "DTEND;TZID=Asia/Kolkata:20260507T103000"],
    needs: ["DTSTART", "DTEND"],
    replaces: when,
    zone: true,
  },
  {
    name: "whole days",
    lines: ["DTSTART;VALUE=DATE:20260507", "DTEND;VALUE=DATE:20260509"],
    needs: ["DTSTART", "DTEND"],
    replaces: when,
  },
  {
    name: "series",
    lines: ["DTSTART:20260507T093000Z", "RRULE:FREQ=WEEKLY", "EXDATE:20260514T093000Z"],
    needs: ["DTSTART", "RRULE", "EXDATE"],
    replaces: when,
  },
  {
    name: "single occurrence",
    lines: ["RECURRENCE-ID:20260514T093000Z"],
    needs: ["RECURRENCE-ID"],
  },
  {
    name: "this and future occurrences",
    lines: ["RECURRENCE-ID;RANGE=THISANDFUTURE:20260514T093000Z"],
    needs: ["RECURRENCE-ID"],
  },
  { name: "several occurrences", lines: [], needs: ["RECURRENCE-ID"], twice: true },
  {
    name: "delegation",
    lines: [
      'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:b@example.test":\r\n mailto:a@example.test',
      'ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM="mailto:a@example.test":\r\n mailto:b@example.test',
    ],
    needs: ["ATTENDEE"],
    replaces: anybody,
  },
  {
    name: "on somebody's behalf",
    lines: ['ATTENDEE;PARTSTAT=ACCEPTED;SENT-BY="mailto:c@example.test":\r\n mailto:a@example.test'],
    needs: ["ATTENDEE"],
    replaces: anybody,
  },
  { name: "comment", lines: ["COMMENT:A word"], needs: ["COMMENT"] },
  { name: "request status", lines: ["REQUEST-STATUS:2.0;Success"], needs: ["REQUEST-STATUS"] },
  { name: "what nobody knows", lines: ["X-HAT;X-COLOR=red:yes"], needs: [] },
];

function textOf(feature: Feature, method: Method): string {
  const own = minimalComponent("VEVENT", method);
  const kept = own.filter((line) => !(feature.replaces?.test(line) ?? false));
  const component = [...kept.slice(0, -1), ...feature.lines, "END:VEVENT"];
  const occurrence = (date: string) => [
    ...component.slice(0, -1),
    `RECURRENCE-ID:${date}T093000Z`,
    "END:VEVENT",
  ];
  const components = feature.twice === true ? [occurrence("20260507"), occurrence("20260514")] : [component];
  return calendarText(method, [...(feature.zone === true ? [zone] : []), ...components]);
}

function mayHave({ needs, twice }: Feature, method: Method): boolean {
  const column = methods.indexOf(method);
  const {
    calendar,
    component,
  }: { calendar: { VEVENT: readonly string[] }; component: Readonly<Record<string, readonly string[]>> } =
    presence.VEVENT;
  const allowed = needs.every((name) => component[name]?.[column] !== "0");
  return allowed && (twice !== true || calendar.VEVENT[column]?.endsWith("+") === true);
}

/** Where a long line is folded is the writer's choice. */
function unfolded(text: string): string {
  return text.replaceAll("\r\n ", "");
}

/** `rwc`: read, written as it was read, checked without an error; `–` where RFC 5546 has no such message. */
function cell(feature: Feature, method: Method): string {
  const text = textOf(feature, method);
  const message = parseMessage(text);
  const read = message.method === method && message.problems.length === 0;
  const written = unfolded(formatMessage(message)) === unfolded(text);
  const errors = checkMessage(text).filter(({ severity }) => severity === "error");
  if (!mayHave(feature, method)) return errors.length > 0 ? "–" : "!";
  return `${read ? "r" : ""}${written ? "w" : ""}${errors.length === 0 ? "c" : ""}`;
}

function coverage(): string {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    row(["", ...methods]),
    row(["---", ...methods.map(() => "---")]),
    ...features.map((feature) => row([feature.name, ...methods.map((method) => cell(feature, method))])),
  ].join("\n");
}

describe("Coverage of methods and features", () => {
  it("is whole: all that RFC 5546 allows is read, written and passes, all else is an error", () => {
    const table = coverage();
    console.info(
      `\nr: read, w: written as it was read, c: passes the checker, –: not allowed by RFC 5546\n\n${table}\n`,
    );
    const cells = table
      .split("\n")
      .slice(2)
      .flatMap((line) => line.split(" | ").slice(1));
    expect(new Set(cells.map((text) => text.replace(" |", "")))).toEqual(new Set(["rwc", "–"]));
  });

  it("is what the page on messages says", () => {
    expect(printedTable("coverage").join("\n").trim()).toBe(coverage());
  });
});
