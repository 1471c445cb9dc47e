import { afterAll, vi } from "vitest";

// What is dated more than a day after the clock is held, so that the clock must be right: later than all that is said in the tests.
// `npm run test:hosts` runs everything in several host zones (TZ), in January and in July: nothing else may depend on either.
vi.useFakeTimers({ toFake: ["Date"], now: new Date(process.env.ITIP_CLOCK ?? "2028-04-15T12:00:00Z") });
afterAll(() => {
  vi.useRealTimers();
});
