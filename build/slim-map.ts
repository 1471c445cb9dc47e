import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { decode, encode, type SourceMapSegment } from "@jridgewell/sourcemap-codec";
import type { Plugin } from "rolldown";

/**
 * A source map with what a stack trace asks for: the line of our own sources, without names and docstrings (which are in the declarations);
 * of other packages the file alone.
 */
export function slimMap(map: string): string {
  const read: { sources: string[]; sourcesContent: string[]; mappings: string } = JSON.parse(map);
  const mappings = decode(read.mappings).map(toLines);
  const sourcesContent = read.sources.map((source, at) =>
    source.includes("node_modules") ? null : withoutDocstrings(read.sourcesContent[at] ?? ""),
  );
  return JSON.stringify({ ...read, names: [], sourcesContent, mappings: encode(mappings) });
}

/** Of several segments in a row that lead to one line the first, without the index into the names, which are left out. */
function toLines(segments: readonly SourceMapSegment[]): SourceMapSegment[] {
  return segments
    .filter(([, source, row], at) => {
      const before = segments[at - 1];
      return before === undefined || source !== before[1] || row !== before[2];
    })
    .map(([column, source, row, at]) =>
      source === undefined || row === undefined || at === undefined ? [column] : [column, source, row, at],
    );
}

/** The lines that docstrings stood on stay. */
function withoutDocstrings(source: string): string {
  return source.replace(/\/\*\*[\s\S]*?\*\//g, (docstring) => docstring.replace(/[^\n]/g, ""));
}

/** Writes every map anew that Rolldown has written. */
export const slimMaps: Plugin = {
  name: "slim-maps",
  async writeBundle({ dir = "" }, written) {
    const names = Object.keys(written).filter((name) => name.endsWith(".map"));
    for (const file of names.map((name) => join(dir, name)))
      await writeFile(file, slimMap(await readFile(file, "utf8")));
  },
};
