import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openEmail } from "../../../src/email/open/open.ts";
import { ItipError } from "../../../src/errors.ts";
import { swept } from "../../support/runs.ts";

const corpus = new URL("../../../../shared/corpus", import.meta.url).pathname;

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

it.runIf(existsSync(corpus))(
  "every file of the corpus, hostile ones and those that are no mail too, is opened or refused with a code",
  async () => {
    const wrong: string[] = [];
    for (const file of swept(filesUnder(corpus), 300)) {
      try {
        await openEmail(readFileSync(file));
      } catch (error) {
        if (!(error instanceof ItipError)) wrong.push(`${file}: ${String(error)}`);
      }
    }
    expect(wrong).toEqual([]);
  },
);
