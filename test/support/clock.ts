import { afterAll, beforeAll, vi } from "vitest";

// `npm run test:hosts` runs everything in several host zones (TZ), in January and in July: nothing may depend on either.
const now = process.env.ITIP_CLOCK;

if (now !== undefined) {
  beforeAll(() => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date(now) });
  });
  afterAll(() => {
    vi.useRealTimers();
  });
}
