// Stryker's test runner for `npm run mutate`. vitest takes half a second for each mutant before it runs a test, and there
// are more than ten thousand: here the mutated code and its tests are one script, compiled once and run afresh for each
// file of tests, so that nothing is left of the mutant before. It understands as much of vitest as those tests use.

import { declareFactoryPlugin, declareValuePlugin, PluginKind } from "@stryker-mutator/api/plugin";
import {
  DryRunStatus,
  determineHitLimitReached,
  TestStatus,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import { bundleTests } from "./bundle.js";
import { collectTests } from "./collect.js";

class Runner {
  #loaders = {};
  /** Milliseconds that each test took without a mutant. */
  #cost = new Map();
  /** The tests that killed a mutant, the last first: what noticed one often notices its neighbour. */
  #killers = [];

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    this.#loaders = await bundleTests();
  }

  async dryRun() {
    const namespace = stryker();
    namespace.activeMutant = undefined;
    namespace.mutantCoverage = undefined;
    const tests = [];
    for (const file of Object.keys(this.#loaders)) {
      const found = collectTests(this.#loaders[file]);
      for (const { name, run } of found) {
        const id = `${file}#${name}`;
        namespace.currentTestId = id;
        const result = await outcome(id, name, file, run);
        namespace.currentTestId = undefined;
        tests.push(result);
        this.#cost.set(id, result.timeSpentMs);
      }
    }
    return { status: DryRunStatus.Complete, tests, mutantCoverage: namespace.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, disableBail }) {
    const namespace = stryker();
    namespace.hitCount = hitLimit === undefined ? undefined : 0;
    namespace.hitLimit = hitLimit;
    const wanted = new Map();
    for (const id of testFilter ?? this.#cost.keys()) {
      const file = id.slice(0, id.indexOf("#"));
      wanted.set(file, [...(wanted.get(file) ?? []), id]);
    }
    const tests = [];
    for (const [file, ids] of this.#soonestFirst([...wanted])) {
      // The modules are loaded without the mutant: those that run only then are static, and not asked about.
      namespace.activeMutant = undefined;
      const found = new Map(collectTests(this.#loaders[file]).map((test) => [`${file}#${test.name}`, test]));
      for (const id of ids) {
        const { name, run } = found.get(id);
        namespace.activeMutant = activeMutant.id;
        const result = await outcome(id, name, file, run);
        namespace.activeMutant = undefined;
        tests.push(result);
        if (result.status === TestStatus.Success) continue;
        this.#killers = [id, ...this.#killers.filter((killer) => killer !== id)].slice(0, 50);
        if (!disableBail) return verdict(tests, namespace);
      }
    }
    return verdict(tests, namespace);
  }

  /** What is likely to notice the mutant, then what is soon done. */
  #soonestFirst(files) {
    const rank = (id) => {
      const place = this.#killers.indexOf(id);
      return place === -1 ? 1_000 + (this.#cost.get(id) ?? 0) : place;
    };
    const cost = (ids) => ids.reduce((sum, id) => sum + (this.#cost.get(id) ?? 0), 0);
    const best = (ids) => Math.min(1_000, rank(ids[0]));
    return files
      .map(([file, ids]) => [file, ids.toSorted((a, b) => rank(a) - rank(b))])
      .toSorted(([, a], [, b]) => best(a) - best(b) || cost(a) - cost(b));
  }
}

function stryker() {
  globalThis.__stryker__ ??= {};
  return globalThis.__stryker__;
}

function verdict(tests, namespace) {
  const tooOften = determineHitLimitReached(namespace.hitCount, namespace.hitLimit);
  return toMutantRunResult(tooOften ?? { status: DryRunStatus.Complete, tests });
}

async function outcome(id, name, fileName, run) {
  const begun = performance.now();
  const passed = () => ({ id, name, fileName, timeSpentMs: performance.now() - begun });
  try {
    await run();
    return { ...passed(), status: TestStatus.Success };
  } catch (error) {
    return { ...passed(), status: TestStatus.Failed, failureMessage: String(error?.message ?? error) };
  }
}

const create = () => new Runner();
create.inject = [];

/** Three words in a row: what a person reads. Its wording is no contract, and no test should hold it; codes and paths are. */
const sentence = /\p{L}{2,} \p{L}+ \p{L}{2,}/u;

function shouldIgnore({ node }) {
  const text =
    node.type === "StringLiteral"
      ? node.value
      : node.type === "TemplateLiteral"
        ? node.quasis.map(({ value }) => value.raw).join("x")
        : "";
  return sentence.test(text) ? "a sentence for people" : undefined;
}

export const strykerPlugins = [
  declareFactoryPlugin(PluginKind.TestRunner, "one-script", create),
  declareValuePlugin(PluginKind.Ignore, "sentences", { shouldIgnore }),
];
