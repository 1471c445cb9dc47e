import { run } from "../../src/cli/run.ts";

/** What a command left behind. */
interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
  /** Both, in the order in which they were written: what a terminal gets. */
  readonly screen: string;
  readonly written: Readonly<Record<string, string>>;
}

/** The world of a command: files by name, what is piped in, and whether somebody looks on. */
interface World {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly stdin?: string;
  readonly terminal?: boolean;
}

/** Runs a command line in a world of its own. */
export async function itip(argv: readonly string[], world: World = {}): Promise<Outcome> {
  const { files = {}, stdin = "", terminal = false } = world;
  const said = { out: "", err: "", screen: "" };
  const written: Record<string, string> = {};
  const status = await run(argv, {
    readFile: readerOf(files),
    writeFile: async (path, text) => {
      written[path] = text;
    },
    readVersion: async () => "1.2.3",
    untilStopped: async () => undefined,
    readStdin: async () => new TextEncoder().encode(stdin),
    out: (text) => {
      said.out += text;
      said.screen += text;
    },
    err: (text) => {
      said.err += text;
      said.screen += text;
    },
    terminal: { out: terminal, err: terminal },
  });
  return { status, ...said, written };
}

/** Reads files by name out of an object, and fails as Node does where there is none. */
export function readerOf(files: Readonly<Record<string, string | Uint8Array>>) {
  return async (path: string): Promise<Uint8Array> => {
    const content = Object.hasOwn(files, path) ? files[path] : undefined;
    if (content === undefined) throw Object.assign(new Error("no such file"), { code: "ENOENT" });
    return typeof content === "string" ? new TextEncoder().encode(content) : content;
  };
}
