import { execFileSync } from "node:child_process";

const install = "apt-get install -y -qq --no-install-recommends";

/**
 * Installs a package of Debian.
 *
 * @param before commands that come before, each in one line
 */
export function installPackage(name: string, before: readonly string[] = []): void {
  console.log(`installs ${name}`);
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo"];
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const line of ["apt-get update -qq", ...before, `${install} ${name}`]) {
    const [command = "", ...rest] = [...asRoot, ...line.split(" ")];
    execFileSync(command, rest, { env, stdio: ["ignore", "ignore", "inherit"] });
  }
}
