#!/usr/bin/env node
import { mkdir, readFile, realpath, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import process from "node:process";
import { buffer } from "node:stream/consumers";
import type { Io } from "./io.ts";
import { run } from "./run.ts";
import { lastWords } from "./system-error.ts";

/** `itip check … | head` closes the pipe early, which is no error. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") process.stderr.write(`${lastWords(error)}\n`);
  process.exit(error.code === "EPIPE" ? 0 : 2);
});

/** An error stream that is closed leaves no place to say why. */
process.stderr.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : 2);
});

const plain = process.env.NO_COLOR !== undefined && process.env.NO_COLOR !== "";

/** The package's folder is two levels above this file; npm starts the file through a symbolic link, which is resolved first. */
async function readVersion(): Promise<string> {
  const folder = dirname(await realpath(process.argv[1] ?? ""));
  const text = await readFile(join(folder, "..", "..", "package.json"), "utf8");
  return /"version":\s*"([^"]+)"/.exec(text)?.[1] ?? "unknown";
}

const io: Io = {
  readFile,
  writeFile: async (path, text) => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  },
  readVersion,
  untilStopped: () =>
    new Promise((resolve) => {
      process.once("SIGINT", () => resolve());
      process.once("SIGTERM", () => resolve());
    }),
  readStdin: () => buffer(process.stdin),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  terminal: { out: process.stdout.isTTY === true && !plain, err: process.stderr.isTTY === true && !plain },
};

run(process.argv.slice(2), io)
  .then((status) => {
    process.exitCode = status;
  })
  // An exit status of 1, which Node would give, says that there are findings.
  .catch((error: unknown) => {
    process.exitCode = 2;
    process.stderr.write(`${lastWords(error)}\n`);
  });
