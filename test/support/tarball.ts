import { execFileSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Runs a program and gives back what it prints; npm is told to keep quiet. */
export function run(command: string, parameters: readonly string[], cwd: string): string {
  return execFileSync(command, parameters, {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      npm_config_loglevel: "error",
      npm_config_fund: "false",
      npm_config_audit: "false",
    },
  });
}

/** An empty project with the built package in it, as a user would have it: from the tarball that would be published. */
export function installTarball(folder: string): void {
  run("npm", ["pack", "--pack-destination", folder], resolve("."));
  const tarball = readdirSync(folder).find((file) => file.endsWith(".tgz")) ?? "";
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  run("npm", ["install", "--prefer-offline", `./${tarball}`], folder);
}
