import { copyFile, mkdir, rename } from "node:fs/promises";
import { join, resolve } from "node:path";
import { build } from "esbuild";

const known = new Map<string, Promise<string>>();

/**
 * A source as a file that Node runs as it is, for `spawn(process.execPath, [file])`: bundled once, since teaching each
 * new process TypeScript takes half a second. It lies two folders below a package.json, as the built command does.
 */
export function runnable(source: string): Promise<string> {
  const file = known.get(source) ?? bundled(source);
  known.set(source, file);
  return file;
}

async function bundled(source: string): Promise<string> {
  const root = resolve("node_modules/.cache/itip");
  const folder = join(root, "runnable", source.replace(/\W+/g, "-"));
  const file = join(folder, "main.mjs");
  const own = join(folder, `main-${process.pid}.mjs`);
  await mkdir(folder, { recursive: true });
  await copyFile("package.json", join(root, "package.json"));
  await build({
    ...{ entryPoints: [source], outfile: own, bundle: true, packages: "external" },
    ...{ format: "esm", platform: "node", target: "node20", logLevel: "error" },
  });
  // Another worker may do the same at the same time.
  await rename(own, file);
  return file;
}
