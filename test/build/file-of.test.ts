import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { apartTable } from "../../build/apart.table.ts";
import { commonFileOf, type FileOf, fileOf } from "../../build/file-of.ts";
import { seldomTable } from "../../build/seldom.table.ts";

/** Which modules import which, by their paths under `src`. */
const importers: Readonly<Record<string, readonly string[]>> = {
  "message/build": ["index"],
  "message/parse": ["index"],
  "check/check": ["index"],
  "email/compose/compose": ["index"],
  "invite/organize/create": ["index"],
  "invite/organize/update": ["index"],
  "clients/index": [],
  "event/read-event": ["message/build"],
  "event/address/address": ["message/build", "message/parse"],
  "check/rules/dispute": ["check/check"],
  "icalendar/scan": ["message/parse", "check/check"],
  "invite/order": ["invite/organize/create", "invite/organize/update"],
  "recurrence/expand": ["event/address/address"],
  "time/civil": ["recurrence/expand"],
  "email/open/open": ["index"],
  "email/verdict/judge": ["email/open/open"],
  "clients/people": ["clients/index"],
  "adapters/to-jcal": ["adapters/icaljs"],
  input: ["errors", "event/read-event", "message/parse"],
};
const at = (path: string) => resolve("src", `${path}.ts`);
const found = new Map(Object.entries(importers).map(([module, by]) => [at(module), by.map(at)]));
const foundBy = (find: FileOf) => (module: string) => find(at(module), (each) => found.get(each) ?? []);

const fileIn = foundBy(fileOf);

it("leaves an entry, and what only an entry with a peer needs, where they are", () => {
  expect(fileIn("index")).toBe(null);
  expect(fileIn("clients/index")).toBe(null);
  expect(fileIn("adapters/to-jcal")).toBe(null);
});

it("puts what one entry needs into the file of that entry", () => {
  expect(fileIn("clients/people")).toBe("clients");
});

it("puts what one journey needs into the file of that journey", () => {
  expect(fileIn("message/build")).toBe("build");
  expect(fileIn("event/read-event")).toBe("build");
  expect(fileIn("check/rules/dispute")).toBe("check");
  expect(fileIn("invite/order")).toBe("organize");
});

it("puts what several journeys need into a file that all of them load", () => {
  expect(fileIn("event/address/address")).toBe("trunk");
  expect(fileIn("icalendar/scan")).toBe("read");
});

it("keeps what few events need apart, and below it what that needs", () => {
  expect(fileIn("recurrence/expand")).toBe("seldom");
  expect(fileIn("time/civil")).toBe("ground");
});

it("puts what is below the trunk into it in CommonJS, and what an everyday journey does not run apart", () => {
  const commonFileIn = foundBy(commonFileOf);
  const other: Readonly<Record<string, string>> = {
    "time/civil": "trunk",
    "invite/order": "create",
    "invite/organize/create": "create",
    "email/verdict/judge": "verdict",
  };
  for (const module of Object.keys(importers))
    expect(commonFileIn(module), module).toBe(other[module] ?? fileIn(module));
  expect(fileIn("email/verdict/judge")).toBe("open");
});

it("names modules and folders that exist, each of them for one file", () => {
  for (const named of [Object.values(apartTable).flat(), seldomTable]) {
    const missing = named.filter(
      (each) => !existsSync(join("src", each.endsWith("/") ? each : `${each}.ts`)),
    );
    expect(missing).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  }
});
