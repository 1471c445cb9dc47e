import { expect, it } from "vitest";
import { help, readOptions } from "./options.ts";

it("runs the short form of everything unless told otherwise", () => {
  expect(readOptions([], "/tmp")).toMatchObject({ long: false, brokenSwap: false, only: [] });
  expect(readOptions(["--long", "--broken-swap", "--only", "PostgreSQL"], "/tmp")).toMatchObject({
    long: true,
    brokenSwap: true,
    only: ["PostgreSQL"],
  });
});

it("refuses what it does not know instead of running something else", () => {
  expect(() => readOptions(["--lnog"], "/tmp")).toThrow("--lnog");
  expect(() => readOptions(["--seed", "soon"], "/tmp")).toThrow("--seed must be a whole number, got soon");
});

it("names every option in the help", () => {
  const names = Array.from(help.matchAll(/^ {2}(--[\w-]+)/gm), ([, name = ""]) => name);
  expect(names).toEqual(expect.arrayContaining(["--long", "--broken-swap", "--help"]));
  const values = (name: string) =>
    ["--only", "--log"].includes(name)
      ? [name, "x"]
      : ["--seed", "--invites"].includes(name)
        ? [name, "1"]
        : [name];
  for (const name of names) expect(() => readOptions(values(name), "/tmp")).not.toThrow();
});
