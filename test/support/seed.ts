import fc from "fast-check";

// A machine that judges a change gives the same verdict twice; everywhere else each run looks somewhere new.
if (process.env.CI !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20261121 });
