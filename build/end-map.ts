import { decode, encode } from "@jridgewell/sourcemap-codec";

/** A source map that says nothing of a line and those below it, counted from 0; else whoever reads it takes them for the last that it knows. */
export function endMap(map: string, line: number): string {
  const read: { mappings: string } = JSON.parse(map);
  const above = decode(read.mappings).slice(0, line);
  const empty = Array.from({ length: line - above.length }, () => []);
  // Node reads such a segment only where another line follows.
  return JSON.stringify({ ...read, mappings: encode([...above, ...empty, [[0]], []]) });
}
