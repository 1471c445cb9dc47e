import { Session } from "node:inspector/promises";
import { createRequire } from "node:module";
import { basename } from "node:path";
import type { Place } from "./eager.ts";

/** The functions of each file, by its name, that ran. */
export type Ran = ReadonlyMap<string, readonly Place[]>;

/**
 * The functions that run while a file in CommonJS is loaded, with all that it requires, and those that run in a call of what it exports.
 * The files are forgotten afterwards.
 *
 * @param file its full path
 */
export async function functionsOf(
  file: string,
  verb: string,
  ...given: readonly unknown[]
): Promise<{ loading: Ran; called: Ran }> {
  const require = createRequire(file);
  const before = new Set(Object.keys(require.cache));
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
  const exported: Record<string, (...given: readonly unknown[]) => unknown> = require(file);
  const loading = await take(session);
  exported[verb]?.(...given);
  const called = await take(session);
  session.disconnect();
  for (const loaded of Object.keys(require.cache)) if (!before.has(loaded)) delete require.cache[loaded];
  return { loading, called };
}

/** What has run since it was last asked. */
async function take(session: Session): Promise<Ran> {
  const { result } = await session.post("Profiler.takePreciseCoverage");
  return new Map(
    result.map(({ url, functions }) => [
      basename(url),
      functions.flatMap(({ ranges: [range] }) =>
        range === undefined || range.count === 0 ? [] : [{ from: range.startOffset, to: range.endOffset }],
      ),
    ]),
  );
}
