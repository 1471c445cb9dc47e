// `npm run typecheck`. The compiler ends before there is much to clean up after it: told not to, it takes two thirds of the
// processor's time, and a twentieth more memory.
process.env.GOGC ??= "off";
const known = "node_modules/.cache/itip/typecheck.json";
process.argv.push("--noEmit", "--singleThreaded", "--incremental", "--tsBuildInfoFile", known);
await import("../../node_modules/typescript-native/bin/tsc");
