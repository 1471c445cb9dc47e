import { expect, it } from "vitest";
import { peerEntryOf } from "../../../build/common-js/peer-entry-of.ts";

it("imports the peer as it is, and what is ours from a file in CommonJS", () => {
  const [entry, parts] = peerEntryOf(
    'import { pointOf as p } from "./trunk-1.cjs";\nimport { DateTime } from "luxon";\nexport { p };',
    "./luxon-parts.cjs",
  );
  expect(entry.split("\n")).toEqual([
    'import { p } from "./luxon-parts.cjs";',
    'import { DateTime } from "luxon";',
    "export { p };",
  ]);
  expect(parts).toBe('"use strict";\nexports.p = require("./trunk-1.cjs").pointOf;\n');
});
