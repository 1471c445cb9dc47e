import { describe, expect, it } from "vitest";
import { checkMessage } from "../../src/check/check.ts";
import { disputes } from "../../src/check/rules/dispute.table.ts";
import { presence } from "../../src/check/rules/presence.table.ts";
import type { Method } from "../../src/event/status.table.ts";
import type { Finding } from "../../src/finding.ts";
import {
  calendarText,
  componentText,
  type Kind,
  methodsOf,
  minimalComponent,
  sampleOf,
} from "../support/fixtures/minimal-message.ts";

const kinds: readonly Kind[] = ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"];
const combinations = kinds.flatMap((kind) => methodsOf(kind).map((method): [Kind, Method] => [kind, method]));

function sectionOf(kind: Kind, method: Method): string {
  const { sections }: { sections: Partial<Record<Method, string>> } = presence[kind];
  return `RFC 5546 section ${sections[method]}`;
}

function severityOf(kind: Kind, method: Method, name: string, side: "missing" | "excess"): string {
  const dispute = disputes.find(
    (one) =>
      one.kind === kind &&
      one.methods.some((disputed) => disputed === method) &&
      one.name === name &&
      one.side === side &&
      !("when" in one),
  );
  return dispute?.severity ?? "error";
}

/** What the counts alone say of one name: the rules of values and times have tests of their own. */
function countFindings(findings: readonly Finding[], name: string): Finding[] {
  return findings.filter(
    ({ code, path }) =>
      /^(?:property|component)-(?:missing|not-allowed|repeated)$/.test(code) &&
      new RegExp(`\\.${name}(?:\\[\\d+\\])?$`).test(path),
  );
}

describe.each(combinations)("A %s %s", (kind, method) => {
  const column = methodsOf(kind).indexOf(method);
  const rows: Readonly<Record<string, readonly string[]>> = presence[kind].component;
  const check = (counts: Readonly<Record<string, number>>) =>
    checkMessage(calendarText(method, [minimalComponent(kind, method, counts)]));

  it("with what it needs, and no more, has no error", () => {
    expect(check({}).filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it.each(Object.keys(rows).map((name) => [name, rows[name]?.[column] ?? "-"] as const))(
    "counts %s as the RFC's table does: %s",
    (name, count) => {
      const judge = (times: number) => countFindings(check({ [name]: times }), name);
      const verdict = (code: string, side: "missing" | "excess", at: string) => [
        expect.objectContaining({
          code,
          severity: severityOf(kind, method, name, side),
          reference: sectionOf(kind, method),
          path: `VCALENDAR.${kind}[0].${name}${at}`,
        }),
      ];
      const component = name === "VALARM" ? "component" : "property";
      const first = component === "component" ? "[0]" : "";
      if (count === "1" || count === "1+") {
        expect(judge(0)).toEqual(verdict(`${component}-missing`, "missing", ""));
      } else expect(judge(0)).toEqual([]);
      if (count === "0") expect(judge(1)).toEqual(verdict(`${component}-not-allowed`, "excess", first));
      else expect(judge(1)).toEqual([]);
      if (count === "1" || count === "0-1") {
        expect(judge(2)).toEqual(verdict(`${component}-repeated`, "excess", "[1]"));
      }
      if (count === "0+" || count === "1+") expect(judge(2)).toEqual([]);
    },
  );

  it.each(kinds.filter((other) => other !== kind))(
    "holds no %s, whether the table says so or has forgotten it",
    (other) => {
      const calendar: Readonly<Record<string, readonly string[]>> = presence[kind].calendar;
      const stranger = componentText(other, [
        ...sampleOf("UID", kind, method),
        ...sampleOf("DTSTAMP", kind, method),
      ]);
      const text = calendarText(method, [minimalComponent(kind, method), stranger]);
      const found = checkMessage(text).filter(({ code }) => code === "component-not-allowed");
      expect(found.map(({ path }) => path)).toEqual(
        ["0", "-"].includes(calendar[other]?.[column] ?? "") ? [`VCALENDAR.${other}[0]`] : [],
      );
    },
  );

  it("holds as many of its own component as the table says", () => {
    const calendar: Readonly<Record<string, readonly string[]>> = presence[kind].calendar;
    const text = calendarText(method, [minimalComponent(kind, method), minimalComponent(kind, method)]);
    const found = checkMessage(text).filter(({ code }) => code === "component-repeated");
    expect(found.map(({ path }) => path)).toEqual(
      calendar[kind]?.[column] === "1" ? [`VCALENDAR.${kind}[1]`] : [],
    );
  });
});

describe("Where RFC 5546 has no row", () => {
  it("a component of another kind is ruled out as the tables of the other methods do", () => {
    const journal = componentText("VJOURNAL", ["UID:2", "DTSTAMP:20260501T080000Z"]);
    const found = (method: Method) =>
      checkMessage(calendarText(method, [minimalComponent("VTODO", method), journal]))
        .filter(({ path }) => path.includes("VJOURNAL"))
        .map(({ code, severity, path, reference }) => `${severity} ${code} ${path} ${reference}`);
    expect(found("REPLY")).toEqual([
      "error component-not-allowed VCALENDAR.VJOURNAL[0] RFC 5546 section 3.4.3",
    ]);
    expect(found("REQUEST")).toEqual([
      "error component-not-allowed VCALENDAR.VJOURNAL[0] RFC 5546 section 3.4.2",
    ]);
  });

  it("RFC 5545 counts: a to-do that is cancelled has one SUMMARY", () => {
    const todo = minimalComponent("VTODO", "CANCEL").toSpliced(-1, 0, "SUMMARY:One", "SUMMARY:Two");
    expect(countFindings(checkMessage(calendarText("CANCEL", [todo])), "SUMMARY")).toEqual([
      expect.objectContaining({ code: "property-repeated", reference: "RFC 5545 section 3.6.2" }),
    ]);
  });
});

describe("A count that does not hold", () => {
  const words = (kind: Kind, method: Method | undefined, lines: readonly string[]) =>
    checkMessage(calendarText(method, [componentText(kind, lines)])).map(({ message }) => message);

  it("is told as a rule of that method, or of the component", () => {
    expect(words("VEVENT", "REQUEST", ["UID:1"])).toContain("A REQUEST of a VEVENT needs DTSTAMP.");
    expect(words("VEVENT", "ADD", ["UID:1"])).toContain("An ADD of a VEVENT needs DTSTAMP.");
    expect(words("VEVENT", undefined, ["UID:1"])).toContain("A VEVENT needs DTSTAMP.");
  });

  it("is told with what the RFC itself says against it", () => {
    expect(words("VEVENT", "COUNTER", ["UID:1"])).toContain(
      "A COUNTER of a VEVENT needs SEQUENCE. But the comment beside the count lets it be absent when it is 0.",
    );
  });
});

describe("Methods and components", () => {
  it.each(
    kinds.flatMap((kind) =>
      methodsOf("VEVENT")
        .filter((method) => !methodsOf(kind).includes(method))
        .map((method): [Kind, Method] => [kind, method]),
    ),
  )("a %s knows no %s", (kind, method) => {
    const text = calendarText(method, [componentText(kind, sampleOf("UID", kind, method))]);
    expect(checkMessage(text)).toContainEqual(
      expect.objectContaining({
        code: "method-not-for-component",
        severity: "error",
        path: "VCALENDAR.METHOD",
        line: 4,
        reference: "RFC 5546 section 3",
      }),
    );
  });
});
