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

// fast-check lists every letter before it gives the first, which takes longer than most mutants take to be judged.
const grapheme = everything.constantFrom(
  ...["a", "Z", "7", " ", ";", "é", "e\u0301", "ß", "Ω", "字", "한", "नि", "👩‍👩‍👧", "🇬🇧", "\u{1f600}"],
);
const binary = everything
  .oneof(everything.integer({ max: 0xd7ff, min: 0 }), everything.integer({ max: 0x10ffff, min: 0xe000 }))
  .map((code) => String.fromCodePoint(code));

const string: typeof everything.string = (constraints = {}) => {
  if (constraints.unit === "grapheme") return everything.string({ ...constraints, unit: grapheme });
  if (constraints.unit === "binary") return everything.string({ ...constraints, unit: binary });
  return everything.string(constraints);
};

export * from "fast-check";
export { assert, string };
export default { ...everything, assert, string };
