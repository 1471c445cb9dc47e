import * as everything from "fast-check";

// Stands for fast-check while `npm run mutate` runs: each law is asked of every mutant in the code below it, so fewer
// runs must do. A law that needs thousands of runs to notice a mutant counts as one that does not notice it.

const most = 30;

const fewer = (asked?: { numRuns?: number }) => ({
  numRuns: Math.min(asked?.numRuns ?? most, most),
  // The same verdict each time; and it is of no interest which input is the smallest that tells a mutant from the code.
  seed: 20261121,
  endOnFailure: true,
});

// No law of the rooms that are mutated is asynchronous.
function assert<Ts>(property: everything.IProperty<Ts>, parameters?: everything.Parameters<Ts>): void {
  everything.assert(property, { ...parameters, ...fewer(parameters) });
}

export * from "fast-check";
export { assert };
export default { ...everything, assert };
