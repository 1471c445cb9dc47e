import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { type FileStore, fileStore } from "../../../../src/cli/serve/house/file-store.ts";
import { anyCharacter } from "../../../support/arbitrary/letters.ts";
import { runs } from "../../../support/runs.ts";

const root = mkdtempSync(join(tmpdir(), "itip-store-"));
let folders = 0;

afterAll(() => rmSync(root, { recursive: true, force: true }));

function folder(): string {
  folders += 1;
  return join(root, String(folders), "not there yet");
}

const value = (text: string) => JSON.stringify({ text });

/** The version that stands under a key. */
async function versionOf(store: FileStore, key: string): Promise<string | undefined> {
  return (await store.get(key))?.version;
}

describe("a folder of invites", () => {
  it("keeps what was written, one file an invite, for the next process too", async () => {
    const path = folder();
    const store = await fileStore(path);
    expect(await store.set("7/jane@example.test", value("a"), undefined)).toBe(true);
    expect(await store.set("8", value("b"), undefined)).toBe(true);
    expect(readdirSync(path)).toHaveLength(2);
    expect(readdirSync(path)[0]).toMatch(/^7_jane@example\.test-[0-9a-f]{24}\.json$/);
    const next = await fileStore(path);
    expect((await next.list()).sort()).toEqual(["7/jane@example.test", "8"]);
    expect((await next.get("8"))?.value).toBe(value("b"));
    expect(await next.get("9")).toBeUndefined();
  });

  it("writes over nothing but the version that was read", async () => {
    const store = await fileStore(folder());
    expect(await store.set("7", value("a"), "1")).toBe(false);
    expect(await store.set("7", value("a"), undefined)).toBe(true);
    const first = await versionOf(store, "7");
    expect(await store.set("7", value("b"), undefined)).toBe(false);
    expect(await store.set("7", value("b"), first)).toBe(true);
    expect(await store.set("7", value("c"), first)).toBe(false);
    expect((await store.get("7"))?.value).toBe(value("b"));
  });

  it("lets one of many writes of the same version succeed", async () => {
    const store = await fileStore(folder());
    const racers = Array.from({ length: 20 }, (_, index) => store.set("7", value(String(index)), undefined));
    expect((await Promise.all(racers)).filter((won) => won)).toHaveLength(1);
  });

  it("has a file of its own for every key, whatever is in it", async () => {
    const store = await fileStore(folder());
    const keys = ["a", "A", "a/b", "a_b", "../a", "", "x".repeat(5_000), "日本", "日", "CON", "."];
    for (const key of keys) expect(await store.set(key, value(key), undefined)).toBe(true);
    for (const key of keys) expect((await store.get(key))?.value).toBe(value(key));
    expect((await store.list()).sort()).toEqual([...keys].sort());
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: anyCharacter, maxLength: 40 }), async (key) => {
        const version = await versionOf(store, key);
        await store.set(key, value("again"), version);
        expect((await store.get(key))?.value).toBe(value("again"));
      }),
      { numRuns: runs(50, "message") },
    );
  });

  it("is whole after a crash in the middle of a write", async () => {
    const path = folder();
    const store = await fileStore(path);
    await store.set("7", value("before"), undefined);
    const [name = ""] = readdirSync(path);
    // What a process leaves that dies while it writes the new state beside the old one.
    writeFileSync(join(path, `${name}.new`), '{"key":"7","vers');
    const next = await fileStore(path);
    expect((await next.get("7"))?.value).toBe(value("before"));
    expect(await next.damaged()).toEqual([]);
    expect(await next.set("7", value("after"), await versionOf(next, "7"))).toBe(true);
    expect(readdirSync(path)).toEqual([name]);
  });

  it("refuses a damaged file by its path, leaves it as it is, and serves the others", async () => {
    const path = folder();
    const store = await fileStore(path);
    for (const key of ["7", "8", "9", "10"]) await store.set(key, value(key), undefined);
    const nameOf = (key: string) => readdirSync(path).find((name) => name.startsWith(`${key}-`)) ?? "";
    const damage = { "7": "", "8": '{"key":"8","version":1', "9": '{"key":7,"version":1,"value":{}}' };
    for (const [key, text] of Object.entries(damage)) writeFileSync(join(path, nameOf(key)), text);
    const next = await fileStore(path);
    expect(await next.list()).toEqual(["10"]);
    const found = await next.damaged();
    expect(found.map((one) => one.path)).toEqual(["7", "8", "9"].map((key) => join(path, nameOf(key))));
    for (const key of Object.keys(damage)) {
      const refusal = {
        code: "invalid-state",
        problems: [{ path: join(path, nameOf(key)), code: "damaged-file" }],
      };
      await expect(next.get(key)).rejects.toMatchObject(refusal);
      await expect(next.set(key, value("x"), undefined)).rejects.toMatchObject(refusal);
    }
    expect(readFileSync(join(path, nameOf("8")), "utf8")).toBe(damage["8"]);
  });
});
