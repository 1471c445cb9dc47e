import { run } from "../../src/cli/run.ts";

/** What a command left behind. */
export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
  readonly written: Readonly<Record<string, string>>;
}

/** The world of a command: files by name, what is piped in, and whether somebody looks on. */
export interface World {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly stdin?: string;
  readonly terminal?: boolean;
}

/** Runs a command line in a world of its own. */
export async function itip(argv: readonly string[], world: World = {}): Promise<Outcome> {
  const { files = {}, stdin = "", terminal = false } = world;
  const said = { out: "", err: "" };
  const written: Record<string, string> = {};
  const status = await run(argv, {
    readFile: async (path) => {
      const content = Object.hasOwn(files, path) ? files[path] : undefined;
      if (content === undefined) throw Object.assign(new Error("no such file"), { code: "ENOENT" });
      return typeof content === "string" ? new TextEncoder().encode(content) : content;
    },
    writeFile: async (path, text) => {
      written[path] = text;
    },
    readVersion: async () => "1.2.3",
    untilStopped: async () => undefined,
    readStdin: async () => new TextEncoder().encode(stdin),
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    terminal: { out: terminal, err: terminal },
  });
  return { status, ...said, written };
}
