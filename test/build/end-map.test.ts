import { SourceMap } from "node:module";
import { expect, it } from "vitest";
import { endMap } from "../../build/end-map.ts";

const map = { version: 3, file: "a.js", sources: ["a.ts"], names: [], mappings: "AAAA;AACA" };

it("leaves the lines above as they are, and leads those below nowhere", () => {
  const ended = new SourceMap({
    ...map,
    sourceRoot: "",
    sourcesContent: [],
    ...JSON.parse(endMap(JSON.stringify(map), 4)),
  });
  const lines = [0, 1, 3, 4, 9].map((line) => ended.findEntry(line, 7));
  expect(lines.map((entry) => ("originalLine" in entry ? entry.originalLine : undefined))).toEqual([
    0,
    1,
    1,
    undefined,
    undefined,
  ]);
});
