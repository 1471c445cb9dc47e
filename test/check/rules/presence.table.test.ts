import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { disputes } from "../../../src/check/rules/dispute.table.ts";
import { presence } from "../../../src/check/rules/presence.table.ts";
import { type Method, methods } from "../../../src/event/status.table.ts";

const reference = new URL("../../../../shared/reference/", import.meta.url);
const rfc = new URL("rfc5546.txt", reference);
const parsed = new URL("rfc5546-method-tables.json", reference);

type Counts = Record<string, string>;
/** `VEVENT REPLY` → count by name. */
type Tables = Map<string, { counts: Counts; section: string }>;

const kinds = ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"] as const;

function ourTables(): Tables {
  const tables: Tables = new Map();
  for (const kind of kinds) {
    const {
      sections,
      calendar,
      component,
    }: { sections: Partial<Record<Method, string>>; calendar: object; component: object } = presence[kind];
    const columns = methods.filter((method) => sections[method] !== undefined);
    columns.forEach((method, column) => {
      const counts: Counts = {};
      for (const [name, row] of [...Object.entries(calendar), ...Object.entries(component)]) {
        if (row[column] !== "-") counts[name] = row[column];
      }
      tables.set(`${kind} ${method}`, { counts, section: sections[method] ?? "" });
    });
  }
  return tables;
}

/** Read from the RFC's own text: a row begins with a name, `Constraints for a METHOD:X of a Y` begins a table. */
function tablesOfTheText(text: string): Tables {
  const tables: Tables = new Map();
  let section = "";
  let current: Counts | undefined;
  for (const line of text.split("\n")) {
    section = /^(3\.\d\.\d)\. {2}[A-Z]+\s*$/.exec(line)?.[1] ?? section;
    const title = /METHOD:\s?([A-Z]+) of an? (V[A-Z]+)/.exec(line);
    if (title !== null) {
      current = {};
      tables.set(`${title[2]} ${title[1]}`, { counts: current, section });
      continue;
    }
    const row = /^ {3}\| {1,7}([A-Z][A-Z-]*) +\| (0 or 1|[01]\+?) +\|/.exec(line);
    if (row?.[1] === undefined || row[2] === undefined || current === undefined) continue;
    if (row[1] === "METHOD" || row[1].startsWith("IANA-") || row[1].startsWith("X-")) continue;
    current[row[1]] = row[2].replace("0 or 1", "0-1");
  }
  return tables;
}

// The RFC and the second reading stand beside the project and are no part of it: a clone alone has the count of them only.
describe("The restriction tables", () => {
  it("are 22, one for each method and component of RFC 5546 section 3", () => {
    expect(ourTables().size).toBe(22);
  });

  it.skipIf(!existsSync(rfc))("are those of the RFC's text, cell by cell, with its section numbers", () => {
    const theirs = tablesOfTheText(readFileSync(rfc, "utf8"));
    const ours = ourTables();
    expect([...theirs.keys()].sort()).toEqual([...ours.keys()].sort());
    for (const [name, table] of theirs) expect([name, ours.get(name)]).toEqual([name, table]);
  });

  it.skipIf(!existsSync(parsed))("agree with a second reading of them", () => {
    const tables: Record<string, Record<string, { name: string; presence: string }[]>> = JSON.parse(
      readFileSync(parsed, "utf8"),
    );
    for (const [name, { counts }] of ourTables()) {
      const [kind = "", method = ""] = name.split(" ");
      const rows = tables[kind]?.[method] ?? [];
      const theirs = Object.fromEntries(
        rows
          .filter((row) => row.name !== "METHOD" && !/^(?:IANA|X)-/.test(row.name))
          .map((row) => [row.name, row.presence.replace("0 or 1", "0-1")]),
      );
      expect([name, counts]).toEqual([name, theirs]);
    }
  });

  it("are disputed only in cells that they have, on the side where the count can be broken", () => {
    const ours = ourTables();
    for (const { kind, methods: disputed, name, side } of disputes) {
      for (const method of disputed) {
        const count = ours.get(`${kind} ${method}`)?.counts[name] ?? "";
        expect([kind, method, name, count]).toEqual([
          kind,
          method,
          name,
          expect.stringMatching(side === "missing" ? /^1\+?$/ : /^(?:0|1|0-1)$/),
        ]);
      }
    }
  });
});
