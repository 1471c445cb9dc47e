/** One verb's curve: microseconds for each guest or occurrence, at each size. */
export interface Curve {
  readonly verb: string;
  readonly by: string;
  readonly points: readonly { readonly size: number; readonly each: number }[];
}

const width = 760;
const height = 300;
const [left, right, top, bottom] = [60, 190, 30, 40];
const colours = ["#1f5fa8", "#c2571a", "#2a7d3f", "#8a2f8f", "#7a5a00", "#444444"];

/**
 * Curves as a picture (SVG), a panel for guests and one for occurrences: microseconds for each against how many there are, both in powers of
 * ten. What is level is linear.
 */
export function plotOf(curves: readonly Curve[]): string {
  const panels = [...new Set(curves.map(({ by }) => by))];
  const drawn = panels.map((by, index) =>
    panelOf(
      curves.filter((curve) => curve.by === by),
      by,
      index * height,
    ),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height * panels.length}" font-family="sans-serif" font-size="12">`,
    "<title>How long the verbs take for each guest and each occurrence</title>",
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    ...drawn,
    "</svg>",
    "",
  ].join("\n");
}

function panelOf(curves: readonly Curve[], by: string, offset: number): string {
  const points = curves.flatMap((curve) => curve.points);
  const x = scale(
    points.map(({ size }) => size),
    left,
    width - right,
  );
  const y = scale(
    points.map(({ each }) => each),
    height - bottom,
    top,
  );
  const lines = curves.map(({ verb, points: own }, index) => {
    const colour = colours[index % colours.length] ?? "#000000";
    const path = own.map(({ size, each }) => `${x.at(size)},${y.at(each)}`).join(" ");
    const key = top + 14 + index * 18;
    return [
      `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`,
      ...own.map(
        ({ size, each }) => `<circle cx="${x.at(size)}" cy="${y.at(each)}" r="3" fill="${colour}"/>`,
      ),
      `<text x="${width - right + 16}" y="${key}" fill="${colour}">${verb}</text>`,
    ].join("");
  });
  return [
    `<g transform="translate(0 ${offset})">`,
    `<text x="${left}" y="18">µs for each of so many ${by}</text>`,
    ...x.ticks.map(
      (tick) => `<text x="${x.at(tick)}" y="${height - bottom + 18}" text-anchor="middle">${tick}</text>`,
    ),
    ...y.ticks.map(
      (tick) =>
        `<line x1="${left}" x2="${width - right}" y1="${y.at(tick)}" y2="${y.at(tick)}" stroke="#dddddd"/>` +
        `<text x="${left - 8}" y="${y.at(tick) + 4}" text-anchor="end">${tick}</text>`,
    ),
    ...lines,
    "</g>",
  ].join("\n");
}

/** Powers of ten laid out between two ends. */
function scale(values: readonly number[], from: number, to: number) {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  const at = (value: number) => Math.round(from + ((Math.log10(value) - low) / (high - low)) * (to - from));
  return { at, ticks: Array.from({ length: high - low + 1 }, (_, step) => 10 ** (low + step)) };
}
