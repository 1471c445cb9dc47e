import { expect, it } from "vitest";
import { checkMessage } from "../../src/check/check.ts";
import { calendarText, componentText } from "../support/fixtures/minimal-message.ts";

const start = "DTSTART:20260507T093000Z";
const end = "DTEND:20260507T103000Z";

/** What is found about an alarm in a component of RFC 5545 alone, with these lines beside UID and DTSTAMP. */
function told(kind: string, lines: readonly string[], ...alarm: string[]): string[] {
  const text = calendarText(undefined, [
    componentText(kind, [
      ...["UID:1", "DTSTAMP:20260501T080000Z", ...lines],
      ...componentText("VALARM", ["ACTION:DISPLAY", "DESCRIPTION:x", ...alarm]),
    ]),
  ]);
  return checkMessage(text)
    .filter(({ path }) => path.includes("VALARM"))
    .map(
      ({ code, severity, path, reference }) =>
        `${severity} ${code} ${path.replace(/.*VALARM\[0\]\./, "")} ${reference}`,
    );
}
const trigger = (code: string) => [`error ${code} TRIGGER RFC 5545 section 3.8.6.3`];

it.each<[string, string[], string, string[]]>([
  ["VEVENT", [start], "TRIGGER:-PT15M", []],
  ["VEVENT", [start], "TRIGGER;RELATED=START:-PT15M", []],
  ["VEVENT", [start, end], "TRIGGER;RELATED=END:-PT15M", []],
  ["VEVENT", [start, end], "TRIGGER;RELATED=end:-PT15M", []],
  ["VEVENT", [start, "DURATION:PT1H"], "TRIGGER;RELATED=END:-PT15M", []],
  ["VEVENT", [start], "TRIGGER;RELATED=END:-PT15M", trigger("trigger-without-end")],
  ["VTODO", [start, "DUE:20260507T103000Z"], "TRIGGER;RELATED=END:-PT15M", []],
  ["VTODO", ["DUE:20260507T103000Z"], "TRIGGER;RELATED=END:-PT15M", []],
  ["VTODO", ["DUE:20260507T103000Z"], "TRIGGER:-PT15M", trigger("trigger-without-start")],
  ["VTODO", ["DUE:20260507T103000Z"], "TRIGGER;RELATED=START:-PT15M", trigger("trigger-without-start")],
  ["VTODO", [], "TRIGGER;RELATED=END:-PT15M", trigger("trigger-without-end")],
  ["VTODO", ["DURATION:PT1H"], "TRIGGER;RELATED=END:-PT15M", trigger("trigger-without-end")],
  ["VTODO", [], "TRIGGER;VALUE=DATE-TIME:20260507T090000Z", []],
  ["VTODO", [], "TRIGGER;VALUE=date-time:20260507T090000Z", []],
  [
    "VEVENT",
    [start],
    "TRIGGER;VALUE=DATE-TIME;RELATED=START:20260507T090000Z",
    trigger("related-not-allowed"),
  ],
])("a %s with %j and %s", (kind, lines, alarm, findings) => {
  expect(told(kind, lines, alarm)).toEqual(findings);
});

it("a TRIGGER that is a time without saying so counts from nothing either", () => {
  const found = told("VTODO", [], "TRIGGER;RELATED=START:20260507T090000Z");
  expect(found).toContain(trigger("related-not-allowed")[0]);
  expect(found).toContain("error value-type-missing TRIGGER RFC 5545 section 3.2.20");
  expect(found.filter((text) => text.includes("trigger-without"))).toEqual([]);
});

it("a TRIGGER that is no time but says DURATION counts from a start", () => {
  const found = told("VTODO", [], "TRIGGER;VALUE=DURATION:20260507T090000Z");
  expect(found).toContain(trigger("trigger-without-start")[0]);
  const neither = told("VTODO", [], "TRIGGER:P20260507T1");
  expect(neither).toContain("error invalid-value TRIGGER RFC 5545 section 3.3.6");
  expect(neither.filter((text) => text.includes("value-type-missing"))).toEqual([]);
});

it("an alarm says what it does", () => {
  const text = calendarText(undefined, [
    componentText("VEVENT", [
      ...["UID:1", "DTSTAMP:20260501T080000Z", start],
      ...componentText("VALARM", ["TRIGGER:-PT15M"]),
    ]),
  ]);
  expect(checkMessage(text).map(({ code, path }) => `${code} ${path}`)).toContain(
    "property-missing VCALENDAR.VEVENT[0].VALARM[0].ACTION",
  );
});

it("REPEAT and DURATION stand together", () => {
  const lone = (name: string) => [`error alarm-repetition ${name} RFC 5545 section 3.6.6`];
  const alarm = (...lines: string[]) => told("VEVENT", [start], "TRIGGER:-PT15M", ...lines);
  expect(alarm("REPEAT:2", "DURATION:PT5M")).toEqual([]);
  expect(alarm("REPEAT:2")).toEqual(lone("REPEAT"));
  expect(alarm("DURATION:PT5M")).toEqual(lone("DURATION"));
});
