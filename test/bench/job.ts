import { families, floods } from "./families.ts";

/** One family of inputs at one size, for `countWork`: to build the input is not counted. */
export function job({ name, size }: { name: string; size: number }) {
  const family = [...families, ...floods].find((each) => each.name === name);
  if (family === undefined) throw new Error(`there is no family ${name}`);
  const run = family.prepare(size);
  return async () => {
    try {
      await run();
      return "read";
    } catch (error) {
      return error instanceof Error && "code" in error ? error.code : "threw";
    }
  };
}
