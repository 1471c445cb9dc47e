import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";

interface Shown {
  readonly path: string;
  readonly titles: readonly string[];
}

const folder = "fixtures/conversations";
const rows = readFileSync(`${folder}/SCENARIOS.md`, "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| what happens |"))
  .map((line) => line.slice(2, -2).split(" | "));

/** The files that a cell names, each with the titles that stand behind it: `file` "title", "title". */
function filesIn(cell: string): Shown[] {
  return [...cell.matchAll(/`([^`]+)`([^`]*)/g)].flatMap(([, name = "", behind = ""]) => {
    const path = pathOf(name);
    const titles = [...behind.matchAll(/"([^"]+)"/g)].map(([, title = ""]) => title);
    return path === undefined ? [] : [{ path, titles }];
  });
}

/** What is no file's name is the name of a function. */
function pathOf(name: string): string | undefined {
  if (name.startsWith("test/")) return name;
  if (name.endsWith(".txt")) return `${folder}/${name}`;
  return name.includes("/") ? `fixtures/${name}` : undefined;
}

describe("The page of scenarios", () => {
  const named = rows.flatMap(([, , cell = ""]) => filesIn(cell));

  it("has three cells in each row, and shows something or says why it does not", () => {
    expect(rows.length).toBeGreaterThan(150);
    for (const row of rows) {
      expect(row, row[0]).toHaveLength(3);
      expect(filesIn(row[2] ?? "").length > 0 || /^not ours: ./.test(row[2] ?? ""), row[0]).toBe(true);
    }
  });

  it("names files that there are", () => {
    expect(named.filter(({ path }) => !existsSync(path)).map(({ path }) => path)).toEqual([]);
  });

  it("names tests by titles that they have", () => {
    const missing = named.flatMap(({ path, titles }) => {
      const source = statSync(path).isFile() ? readFileSync(path, "utf8") : "";
      return titles.filter((title) => !source.includes(`"${title}"`)).map((title) => `${path}: ${title}`);
    });
    expect(missing).toEqual([]);
  });

  it("names each conversation", () => {
    const known = new Set(named.map(({ path }) => path));
    const files = readdirSync(folder).filter((file) => file.endsWith(".txt"));
    expect(files.filter((file) => !known.has(`${folder}/${file}`))).toEqual([]);
  });
});
