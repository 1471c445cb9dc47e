import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pages } from "../support/fixtures/readme.ts";

const page = pages.find(({ name }) => name === "docs/many-machines.md")?.text ?? "";

/** The blocks of code that are said to be files, each with its file. */
const printed = Array.from(page.matchAll(/^<!-- source: (\S+) -->\n```\w+\n(.*?)\n```$/gms), (match) => ({
  file: match[1] ?? "",
  code: match[2] ?? "",
}));

/** A file as a user of the package would write it. */
function asPrinted(file: string): string {
  return readFileSync(file, "utf8")
    .replace(/from "(?:\.\.\/)+src\/index\.ts"/g, 'from "itip"')
    .replace(/from "(?:\.\.\/)+src\/(\w+)\/index\.ts"/g, 'from "itip/$1"')
    .trimEnd();
}

describe("The page about many machines", () => {
  it("has its code from what npm run scale runs", () => {
    expect(printed.map(({ file }) => file)).toContain("test/scale/postgresql/take-in.ts");
    expect(printed.filter(({ file, code }) => code !== asPrinted(file)).map(({ file }) => file)).toEqual([]);
  });

  it("shows every file that a file on it needs", () => {
    const shown = new Set(printed.map(({ file }) => file));
    const needed = printed.flatMap(({ file, code }) =>
      Array.from(code.matchAll(/ from "(\.[^"]+)"/g), ([, to = ""]) => join(file, "..", to)),
    );
    expect(needed.length).toBeGreaterThan(20);
    expect(needed.filter((file) => !shown.has(file))).toEqual([]);
  });

  it("marks every file that it shows", () => {
    expect(printed).toHaveLength(page.split("<!-- source: ").length - 1);
  });
});
