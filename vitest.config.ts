import { defineConfig } from "vitest/config";

/** What needs `npm run build` first, and a browser or npm. */
const built = ["test/package/**/*.test.ts", "test/inspector/page.test.ts"];

export default defineConfig({
  test: {
    setupFiles: ["test/support/clock.ts", "test/support/seed.ts"],
    testTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["test/**/*.test.ts"], exclude: [...built, "**/node_modules/**"] },
      },
      { extends: true, test: { name: "built", include: built, testTimeout: 300_000, hookTimeout: 300_000 } },
    ],
  },
});
