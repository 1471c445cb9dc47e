/** The entries of the package, by their names in `dist`. */
export const entries = {
  index: "src/index.ts",
  attendee: "src/attendee/index.ts",
  cronofy: "src/cronofy/index.ts",
  clients: "src/clients/index.ts",
  mailers: "src/mailers/index.ts",
  inbound: "src/inbound/index.ts",
  links: "src/links/index.ts",
  emulator: "src/emulator/index.ts",
  luxon: "src/adapters/luxon.ts",
  icaljs: "src/adapters/icaljs.ts",
};

/** The entries that import an optional peer: they keep their code. */
export const withPeers: readonly string[] = ["luxon", "icaljs"];

/** What an entry is called in `dist`; undefined for a file that is no entry. */
export function entryOf(file: string): string | undefined {
  const name = file.replace(/^\.\/|\.c?js$/g, "");
  return name in entries ? name : undefined;
}
