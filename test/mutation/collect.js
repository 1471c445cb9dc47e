import { format } from "node:util";
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  customMatchers,
  getState,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from "@vitest/expect";
import * as chai from "chai";

let collected = [];
let suite = [];
let cleanUps = [];

/** The tests of a file, which registers them while it is loaded; a name that two have is numbered. */
export function collectTests(load) {
  collected = [];
  suite = [];
  cleanUps = [];
  load();
  const after = cleanUps;
  const seen = new Map();
  return collected.flatMap(({ name, run }) => {
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return [{ name: count === 0 ? name : `${name} (${count + 1})`, run: cleaned(run, after) }];
  });
}

function cleaned(run, after) {
  if (after.length === 0) return run;
  return async () => {
    try {
      await run();
    } finally {
      for (const cleanUp of after) await cleanUp();
    }
  };
}

const isFunction = (value) => typeof value === "function";

function describe(name, ...rest) {
  suite.push(name);
  rest.find(isFunction)();
  suite.pop();
}

function it(name, ...rest) {
  collected.push({ name: [...suite, name].join(" "), run: rest.find(isFunction) });
}

function eachOf(register) {
  return (rows) =>
    (name, ...rest) => {
      const run = rest.find(isFunction);
      const spread = rows.every(Array.isArray);
      for (const row of rows) {
        const given = spread ? row : [row];
        register(title(name, given), () => run(...given));
      }
    };
}

function title(name, given) {
  const first = given[0];
  const told = name.replace(/\$(\w+)/g, (word, key) =>
    typeof first === "object" && first !== null ? `${first[key]}` : word,
  );
  return format(told, ...given.slice(0, told.split("%").length - 1));
}

const unless = (register) => (skip) => (skip ? () => {} : register);

describe.each = eachOf(describe);
describe.skipIf = unless(describe);
it.each = eachOf(it);
it.skipIf = unless(it);

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

function expect(value, message) {
  return chai.expect(value, message);
}
Object.assign(expect, chai.expect, globalThis[ASYMMETRIC_MATCHERS_OBJECT]);
expect.getState = () => getState(expect);
expect.setState = (state) => setState(state, expect);
expect.setState({ assertionCalls: 0 });
expect.unreachable = (message) => chai.assert.fail(`expected ${message ?? ""} not to be reached`);
expect.extend = (matchers) => chai.expect.extend(expect, matchers);
expect.extend(customMatchers);

const afterEach = (cleanUp) => cleanUps.push(cleanUp);

const stubbed = new Map();
const vi = {
  stubGlobal(name, value) {
    if (!stubbed.has(name)) stubbed.set(name, globalThis[name]);
    globalThis[name] = value;
  },
  unstubAllGlobals() {
    for (const [name, value] of stubbed) globalThis[name] = value;
    stubbed.clear();
  },
};

/** What the tests import from vitest. */
export const vitest = { describe, it, test: it, expect, afterEach, vi };
