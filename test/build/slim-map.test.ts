import { decode, encode } from "@jridgewell/sourcemap-codec";
import { expect, it } from "vitest";
import { slimMap } from "../../build/slim-map.ts";

const own = "/** Adds one. */\nexport function add(n: number) {\n  return n + 1;\n}\n";
const slim = JSON.parse(
  slimMap(
    JSON.stringify({
      version: 3,
      sources: ["../src/add.ts", "../node_modules/jose/a.js"],
      sourcesContent: [own, "foreign();"],
      names: ["add"],
      mappings: encode([
        [
          [0, 0, 1, 0, 0],
          [9, 0, 1, 16],
          [12, 0, 2, 2],
        ],
        [[0, 1, 0, 0]],
      ]),
    }),
  ),
);

it("leads to the line, and to nothing within it", () => {
  expect(decode(slim.mappings)).toEqual([
    [
      [0, 0, 1, 0],
      [12, 0, 2, 2],
    ],
    [[0, 1, 0, 0]],
  ]);
  expect(slim.names).toEqual([]);
});

it("has our sources without their docstrings, each line where it was, and no others", () => {
  expect(slim.sourcesContent).toEqual(["\nexport function add(n: number) {\n  return n + 1;\n}\n", null]);
});
