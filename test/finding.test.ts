import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findingTable } from "../src/finding.table.ts";
import { finding } from "../src/finding.ts";
import { checkMessage, type Finding, ItipError, openEmail, parseMessage } from "../src/index.ts";
import { sound } from "./finding.examples.ts";
import { runs } from "./support/runs.ts";

const rules = Object.entries(findingTable);

describe("the table of findings", () => {
  it.each(rules)(
    "%s has a name of lower-case words, a sentence and a section",
    (code, { sentence, reference }) => {
      expect(code).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
      expect(sentence).toMatch(/^(?:[A-Z{]).*\.$/);
      expect(reference).toMatch(/^(?:RFC \d{4} section [\d.]+|MS-OXTNEF|\[MS-[A-Z]+\] section [\d.]+)$/);
    },
  );

  it("has no code that nothing in the sources makes", () => {
    const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !file.includes("finding.table"))
      .map((file) => readFileSync(join("src", file), "utf8"))
      .join("\n");
    // Those of counts are put together from what is counted, and what is odd about it.
    const counted = /^(?:component|property)-(?:missing|not-allowed|repeated)$/;
    const unused = rules.filter(([code]) => !counted.test(code) && !sources.includes(`"${code}"`));
    expect(unused.map(([code]) => code)).toEqual([]);
  });
});

describe("a finding", () => {
  const at = { path: "VCALENDAR", line: 7 };

  it("takes severity, section and sentence from the table", () => {
    expect(finding({ code: "end-missing", at, values: { name: "VEVENT" } })).toEqual({
      code: "end-missing",
      severity: "error",
      message: "END:VEVENT is missing.",
      path: "VCALENDAR",
      line: 7,
      reference: "RFC 5545 section 3.6",
    });
  });

  it("shows foreign text cut and on one line, and takes none of it for a place to fill", () => {
    const { message } = finding({
      code: "malformed-line",
      at,
      values: { text: `{name}\r\n${"x".repeat(500)}` },
    });
    expect(message).toMatch(/^[ -~\uFFFD…]{1,250}$/);
    expect(message).toContain("{name}");
  });

  it("has no line where none is known", () => {
    expect(finding({ code: "tnef", at: { path: "parts[1]", line: 0 } })).not.toHaveProperty("line");
  });
});

/** Every calendar text among the fixtures. */
function calendarTexts(): string[] {
  return readdirSync("fixtures", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ics") && !file.startsWith("hostile"))
    .map((file) => readFileSync(join("fixtures", file), "utf8"));
}

/** Every email among the fixtures. */
function emails(): Buffer[] {
  return readdirSync("fixtures", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".eml"))
    .map((file) => readFileSync(join("fixtures", file)));
}

function read(ics: string): readonly Finding[] {
  try {
    return parseMessage(ics).problems;
  } catch (error) {
    if (error instanceof ItipError) return [];
    throw error;
  }
}

function checked(ics: string): readonly Finding[] {
  try {
    return checkMessage(ics);
  } catch (error) {
    if (error instanceof ItipError) return [];
    throw error;
  }
}

/** What only reading can notice: which of several calendars it took, and which zone a name means. */
const onlyReading = new Set(["several-calendars", "unresolved-time-zone", "findings-omitted"]);

/** Values that some property or other cannot have. */
const oddValues = [
  "",
  "x",
  "20260230T100000Z",
  "20200101",
  "20260101T000000",
  "99999999999",
  "-1",
  "mailto:",
  "P1D",
];

/** What may be done to one line of a calendar text. */
const change = fc.record({
  line: fc.nat(sound.split("\r\n").length - 3),
  to: fc.oneof(
    fc.constantFrom("removed", "repeated", "without parameters", "with TZID", "as a DATE"),
    fc.constantFrom(...oddValues).map((value) => `:${value}`),
  ),
});

/** The line after the change; several where it is repeated. */
function changed(line: string, to: string): string[] {
  if (to.startsWith(":")) return [line.replace(/:.*/, to)];
  if (to === "removed") return [];
  if (to === "repeated") return [line, line];
  if (to === "without parameters") return [line.replace(/;[^:]*/, "")];
  return [line.replace(/^[A-Z-]+/, (name) => name + (to === "with TZID" ? ";TZID=Nowhere" : ";VALUE=DATE"))];
}

describe("reading and checking", () => {
  it("say the same thing at the same place, whatever two lines of a message are like", () => {
    // Of each zone the checker tells the first contradiction; of an answer to nobody it tells that the address is none.
    const milder = new Set([...onlyReading, "time-zone-contradicted", "attendee-without-address"]);
    fc.assert(
      fc.property(
        fc.constantFrom("REQUEST", "REPLY", "CANCEL"),
        fc.tuple(change, change),
        (method, changes) => {
          const lines = sound.replace("METHOD:REQUEST", `METHOD:${method}`).split("\r\n");
          const ics = lines
            .flatMap((line, at) =>
              changes.reduce(
                (all, { line: where, to }) =>
                  where + 1 === at ? all.flatMap((one) => changed(one, to)) : all,
                [line],
              ),
            )
            .join("\r\n");
          const told = checked(ics).map(
            ({ code, severity, path, line }) => `${severity} ${code} ${path} ${line ?? ""}`,
          );
          for (const { code, severity, path, line } of read(ics)) {
            if (!milder.has(code)) expect(told).toContain(`${severity} ${code} ${path} ${line ?? ""}`);
          }
        },
      ),
      { numRuns: runs(3_000) },
    );
  });

  it("say the same thing of one text by the same code and severity, on the same line", () => {
    const odd = calendarTexts().concat(
      ["METHOD:INVITE", "METHOD:REPLY\nMETHOD:REPLY", "X-A:1"].map(
        (line) =>
          `BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Example//EN\n${line}\nBEGIN:VEVENT\nUID:1\nSEQUENCE:x\nDTSTART:20260230T100000Z\nDTEND:20260101T100000Z\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nEND:VEVENT\nEND:VCALENDAR\n`,
      ),
    );
    let compared = 0;
    for (const ics of odd) {
      const said = new Set(
        checked(ics).map(({ code, severity, line }) => `${severity} ${code} ${line ?? ""}`),
      );
      for (const { code, severity, line } of read(ics)) {
        if (onlyReading.has(code)) continue;
        expect([...said], ics.slice(0, 2_000)).toContain(`${severity} ${code} ${line ?? ""}`);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(10);
  });

  it("of emails use no code that is not in the table, and no other sentence", async () => {
    const known = new Map(rules);
    for (const raw of emails()) {
      const { problems, messages } = await openEmail(raw).catch(() => ({ problems: [], messages: [] }));
      for (const { code, message } of [...problems, ...messages.flatMap((one) => one.problems)]) {
        const rule = known.get(code);
        expect(rule, code).toBeDefined();
        const beginning = rule?.sentence.split("{")[0] ?? "";
        expect(message.startsWith(beginning), message).toBe(true);
      }
    }
  });
});
