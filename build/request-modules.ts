import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type InputOptions, rolldown } from "rolldown";
import { declaresFunction } from "./common-js/declares-function.ts";
import { moduleOf } from "./common-js/module-of.ts";

/** The verb whose first call is to cost little, the module that has it, and an event as most are, with one guest. */
export const everyday = {
  module: "src/message/build.ts",
  verb: "buildRequest",
  input: {
    id: "7",
    organizer: { email: "anna@example.com" },
    recipients: [{ email: "ben@example.test" }],
    event: { summary: "Tea", start: "2026-05-07T10:30", end: "2026-05-07T11:30", tzid: "Europe/London" },
  },
} as const;

/**
 * The modules that have to be loaded for an everyday REQUEST: those it runs a function of, and what they take of others that is no function.
 * They are found by running it where each module is a file, which is loaded when one of its functions is first called.
 *
 * @param options how the package is built
 */
export async function requestModules(options: InputOptions): Promise<Set<string>> {
  const dir = await realpath(await mkdtemp(join(tmpdir(), "itip-request-")));
  try {
    const build = await rolldown({ ...options, input: { request: everyday.module } });
    const { output } = await build.generate({ preserveModules: true, entryFileNames: "[name].cjs" });
    const modules = new Map(
      output.flatMap((each) => (each.type === "chunk" ? [[join(dir, each.fileName), each] as const] : [])),
    );
    for (const [file, { code }] of modules) {
      const isFunction = (from: string, name: string) =>
        declaresFunction(modules.get(join(dirname(file), from))?.code ?? "", name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, moduleOf(code, { isFunction, isSeldom: () => true }));
    }
    const require = createRequire(join(dir, "request.cjs"));
    require("./request.cjs")[everyday.verb](everyday.input);
    const loaded = Object.keys(require.cache).filter((file) => modules.has(file));
    for (const file of loaded) delete require.cache[file];
    return new Set(loaded.flatMap((file) => modules.get(file)?.facadeModuleId ?? []));
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
