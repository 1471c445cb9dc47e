#!/usr/bin/env node
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import process from "node:process";
import { buffer } from "node:stream/consumers";
import type { Io } from "./io.ts";
import { run } from "./run.ts";

/** `itip check … | head` closes the pipe early, which is no error. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
}

const plain = process.env.NO_COLOR !== undefined && process.env.NO_COLOR !== "";

const io: Io = {
  readFile,
  writeFile: async (path, text) => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  },
  readStdin: () => buffer(process.stdin),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  terminal: { out: process.stdout.isTTY === true && !plain, err: process.stderr.isTTY === true && !plain },
};

run(process.argv.slice(2), io).then((status) => {
  process.exitCode = status;
});
