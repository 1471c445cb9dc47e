import { describe, expect, it } from "vitest";
import { plotOf } from "./plot.ts";
import { talkativeGuest } from "./talkative.ts";

describe("A guest who answers every occurrence of an endless series with 10,000 characters", () => {
  it("makes the state no larger after 150 occurrences than after 120", async () => {
    const [first, later] = await talkativeGuest([120, 150]);
    if (first === undefined || later === undefined) throw new Error("nothing was measured");
    expect(later.sent).toBeGreaterThan(1_500_000);
    expect(later.stored).toBeLessThan(256 * 1_024);
    expect(later.stored - first.stored).toBeLessThan(1_000);
  });
});

describe("The plot of growth", () => {
  const panel = {
    ...{ title: "Cost & size", across: "guests", up: (value: number) => `${value} B` },
    lines: [
      { name: "flat", points: [[1, 20] as const, [100, 20] as const] },
      { name: "steep", points: [[1, 10] as const, [100, 1_000] as const] },
    ],
  };
  const { svg, width, height } = plotOf([panel, panel, panel]);
  const dots = Array.from(svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g), ([, x, y]) => ({
    x: Number(x),
    y: Number(y),
  }));

  it("has a dot for each value, higher where the value is", () => {
    const [flat, alsoFlat, low, high] = dots;
    if (flat === undefined || alsoFlat === undefined || low === undefined || high === undefined)
      throw new Error("dots are missing");
    expect(dots).toHaveLength(12);
    expect(alsoFlat.y).toBe(flat.y);
    expect(low.y).toBeGreaterThan(flat.y);
    expect(high.y).toBeLessThan(flat.y);
    expect(low.x).toBe(flat.x);
    expect(high.x).toBeGreaterThan(low.x);
  });

  it("writes each value and each power of ten, and has room for three drawings", () => {
    for (const words of ["10 B", "1000 B", "20 B", "guests", "Cost &amp; size"])
      expect(svg).toContain(`>${words}<`);
    expect(width).toBeGreaterThan(dots.reduce((most, { x }) => Math.max(most, x), 0));
    expect(height).toBeGreaterThan(2 * dots.reduce((most, { y }) => Math.max(most, y), 0));
  });
});
