/**
 * Compares this package's offsets with the compiled zone data of the host: `npm run zones:check [directory]`.
 *
 * For a weekly job on a machine with the newest tzdata: a line printed is a row that `overrides.table.ts` lacks, or one
 * that the host lacks. Not a test, for what it says depends on the host.
 */
import { existsSync, readFileSync } from "node:fs";
import { changesBetween } from "../../src/time/offset.ts";
import { parseZone } from "../../src/time/zone.ts";

const directory = process.argv[2] ?? "/usr/share/zoneinfo";
const from = Date.UTC(1980, 0);
const to = Date.UTC(2037, 0);

/** The changes of offset in a TZif file (RFC 9636), version 2 or later, milliseconds. */
function changesOf(file: Buffer): { at: number; after: number }[] {
  const counts = (start: number) => [20, 24, 28, 32, 36, 40].map((i) => file.readUInt32BE(start + i));
  const [utcs = 0, walls = 0, leaps = 0, times = 0, types = 0, chars = 0] = counts(0);
  const second = 44 + times * 5 + types * 6 + chars + leaps * 8 + walls + utcs;
  const [, , , times64 = 0] = counts(second);
  const start = second + 44;
  const kinds = start + times64 * 8;
  const offsets = kinds + times64;
  const changes: { at: number; after: number }[] = [];
  let offset = file.readInt32BE(offsets);
  for (let i = 0; i < times64; i++) {
    const after = file.readInt32BE(offsets + file.readUInt8(kinds + i) * 6);
    if (after !== offset)
      changes.push({ at: Number(file.readBigInt64BE(start + i * 8)) * 1_000, after: after * 1_000 });
    offset = after;
  }
  return changes;
}

const shown = ({ at, after }: { at: number; after: number }) =>
  `${new Date(at).toISOString()} → ${after / 3_600_000}`;
let compared = 0;
for (const name of Intl.supportedValuesOf("timeZone")) {
  const zone = parseZone(name);
  const path = `${directory}/${zone}`;
  if (zone === undefined || !existsSync(path)) continue;
  compared++;
  const theirs = changesOf(readFileSync(path))
    .filter(({ at }) => at >= from && at < to)
    .map(shown);
  const ours = changesBetween(zone, from, to - 1).map(shown);
  for (const line of theirs) if (!ours.includes(line)) console.log(`${zone}: only the host has ${line}`);
  for (const line of ours) if (!theirs.includes(line)) console.log(`${zone}: only we have ${line}`);
}
console.log(`${compared} zones compared with ${directory}`);
