import { existsSync } from "node:fs";
import { join } from "node:path";
import { run } from "../support/tarball.ts";

const here = import.meta.dirname;

/** The path of a runtime by the name of its command; all are installed when the first is asked for. */
export function binary(name: string): string {
  const modules = join(here, "node_modules");
  if (!existsSync(modules)) run("npm", ["install", "--no-package-lock"], here);
  return join(modules, ".bin", name);
}

/** What a runtime says of its version. */
export function version(name: string, flag: string): string {
  return run(binary(name), [flag], here).trim();
}
