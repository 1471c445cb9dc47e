import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { InviteStore } from "../../../emulator/store.ts";
import { refusal } from "../../../errors.ts";
import { isRecord } from "../../../input.ts";
import { codeOf, messageOf } from "../../system-error.ts";
import { turns } from "./turns.ts";

/** The content of one file. */
interface FileRow {
  readonly key: string;
  /** How often it was written. */
  readonly version: number;
  readonly value: string;
}

/** A store in a folder, with a list of the files in it that cannot be read. */
export interface FileStore extends InviteStore {
  /** The files that hold no invite, each with what is wrong: they are left as they are, and the others are served. */
  damaged(): Promise<{ path: string; message: string }[]>;
}

/**
 * A folder with one JSON file an invite. A file is written beside the old one and then takes its place, so that a crash leaves
 * either of the two whole. One process at a time may write to a folder.
 */
export async function fileStore(folder: string): Promise<FileStore> {
  await mkdir(folder, { recursive: true });
  // Changes to one file wait for each other, so that nothing is written between reading a version and writing the next.
  const inTurn = turns();
  const names = async () => (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();

  return {
    get: async (key) => {
      const row = await readRow(join(folder, fileName(key)));
      return row === undefined ? undefined : { value: row.value, version: String(row.version) };
    },
    set: (key, value, version) => {
      const path = join(folder, fileName(key));
      return inTurn(path, async () => {
        const row = await readRow(path);
        if ((row === undefined ? undefined : String(row.version)) !== version) return false;
        const next = fileOf({ key, version: (row?.version ?? 0) + 1, value });
        await writeWhole(folder, path, JSON.stringify(next));
        return true;
      });
    },
    list: async () => {
      const rows = await Promise.all(
        (await names()).map((name) => readRow(join(folder, name)).catch(() => undefined)),
      );
      return rows.flatMap((row) => row?.key ?? []);
    },
    damaged: async () => {
      const found = (await names()).map(async (name) => {
        const path = join(folder, name);
        return readRow(path).then(
          () => [],
          (error: unknown) => [{ path, message: messageOf(error) }],
        );
      });
      return (await Promise.all(found)).flat();
    },
  };
}

/** A file name: the key in letters that are safe, for people, and a digest that keeps keys apart, also where the disk ignores letter case. */
function fileName(key: string): string {
  const readable = key.replace(/[^A-Za-z0-9@._-]+/g, "_").slice(0, 80);
  return `${readable}-${createHash("sha256").update(key).digest("hex").slice(0, 24)}.json`;
}

/** The file's text: the stored JSON is written as JSON and not as a string, so that people can read it. */
function fileOf({ key, version, value }: FileRow): unknown {
  return { key, version, value: JSON.parse(value) };
}

/** @throws {ItipError} `invalid-state` with the path of a file that holds no invite */
async function readRow(path: string): Promise<FileRow | undefined> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const row = parseRow(text);
  if (row !== undefined) return row;
  const message = "must hold an invite as JSON; put a copy in its place, or take it away";
  throw refusal("invalid-state", path, "damaged-file", message);
}

function parseRow(text: string): FileRow | undefined {
  try {
    const row: unknown = JSON.parse(text);
    if (!isRecord(row) || typeof row.key !== "string" || !isRecord(row.value)) return undefined;
    const { key, version, value } = row;
    return typeof version === "number" ? { key, version, value: JSON.stringify(value) } : undefined;
  } catch {
    return undefined;
  }
}

/** Writes a file beside the old one, flushes it to the disk, and only then puts it in the old one's place. */
async function writeWhole(folder: string, path: string, text: string): Promise<void> {
  const draft = `${path}.new`;
  try {
    const file = await open(draft, "w");
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

/** The new name is on the disk once the folder is; Windows does not open folders, and needs none of it. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
