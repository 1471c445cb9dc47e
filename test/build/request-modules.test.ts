import { relative, sep } from "node:path";
import { expect, it } from "vitest";
import { requestModules } from "../../build/request-modules.ts";

it("finds the modules that an everyday REQUEST runs or takes a table from, and none that few events need", async () => {
  const modules = await requestModules({ platform: "neutral", resolve: { mainFields: ["module", "main"] } });
  const found = [...modules].map((module) => relative(".", module).split(sep).join("/"));
  for (const needed of ["message/build.ts", "icalendar/write.ts", "time/zone.ts", "time/alias.table.ts"])
    expect(found).toContain(`src/${needed}`);
  expect(found).toContain("node_modules/@noble/hashes/sha2.js");
  for (const seldom of ["recurrence/rule.ts", "event/color.ts", "timezone/unknown-zone.ts"])
    expect(found).not.toContain(`src/${seldom}`);
});
