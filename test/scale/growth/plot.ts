/** A quantity that depends on a size; both are positive. */
export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [size: number, value: number])[];
}

/** One drawing with axes of its own, both logarithmic. */
interface Panel {
  readonly title: string;
  /** What is counted from left to right. */
  readonly across: string;
  /** How a value is written. */
  readonly up: (value: number) => string;
  readonly lines: readonly Line[];
}

const [panelWidth, panelHeight] = [560, 340];
const inner = { left: 84, right: 44, top: 52, bottom: 56 };
const colors = ["#b3261e", "#1b5e9b", "#4a7c1f"];

/** Panels two by two, as SVG. */
export function plotOf(panels: readonly Panel[]): { svg: string; width: number; height: number } {
  const [width, height] = [2 * panelWidth, Math.ceil(panels.length / 2) * panelHeight];
  const drawn = panels.map(
    (panel, k) =>
      `<g transform="translate(${(k % 2) * panelWidth} ${Math.floor(k / 2) * panelHeight})">${drawnPanel(panel)}</g>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="DejaVu Sans, sans-serif" font-size="13">
<rect width="100%" height="100%" fill="#ffffff"/>${drawn.join("")}</svg>`;
  return { svg, width, height };
}

function drawnPanel({ title, across, up, lines }: Panel): string {
  const all = lines.flatMap(({ points }) => points);
  const x = scaleOf(
    all.map(([size]) => size),
    [inner.left, panelWidth - inner.right],
  );
  const y = scaleOf(
    all.map(([, value]) => value),
    [panelHeight - inner.bottom, inner.top],
    0.15, // for the values that are written above and below
  );
  const [bottom, middle] = [panelHeight - inner.bottom, (inner.left + panelWidth - inner.right) / 2];
  return [
    text(title, inner.left, 26, 'font-weight="bold" font-size="15"'),
    ...y.ticks.map((tick) => rule(inner.left, y.at(tick), panelWidth - inner.right, y.at(tick))),
    ...y.ticks.map((tick) => text(up(tick), inner.left - 8, y.at(tick) + 4, 'text-anchor="end" fill="#444"')),
    ...x.ticks.map((tick) => rule(x.at(tick), inner.top, x.at(tick), bottom)),
    ...x.ticks.map((tick) =>
      text(tick.toLocaleString("en-US"), x.at(tick), bottom + 20, 'text-anchor="middle" fill="#444"'),
    ),
    text(across, middle, bottom + 42, 'text-anchor="middle" fill="#444"'),
    ...lines.map((line, k) =>
      drawnLine(line, { x, y, up, color: colors[k % colors.length] ?? "#000", others: all }),
    ),
    ...lines.map(({ name }, k) => legend(name, k)),
  ].join("");
}

function drawnLine(
  { points }: Line,
  { x, y, up, color, others }: { x: Scale; y: Scale; up: Panel["up"]; color: string; others: Line["points"] },
): string {
  const places = points.map(([size, value]): [number, number] => [x.at(size), y.at(value)]);
  const dots = places.map(([left, top]) => `<circle cx="${left}" cy="${top}" r="4" fill="${color}"/>`);
  const values = points.map(([size, value]) => {
    // Above the upper one of two lines, below the lower one.
    const above = others.every(([other, theirs]) => other !== size || theirs <= value);
    const [left, anchor] = size === points[0]?.[0] ? [x.at(size) + 6, "start"] : [x.at(size), "middle"];
    const look = `text-anchor="${anchor}" font-size="11" fill="${color}"`;
    return text(up(value), left, y.at(value) + (above ? -10 : 20), look);
  });
  const path = places.map(([left, top]) => `${left},${top}`).join(" ");
  return `<polyline points="${path}" fill="none" stroke="${color}" stroke-width="2.5"/>${dots.join("")}${values.join("")}`;
}

function legend(name: string, k: number): string {
  const left = inner.left + 170 * k;
  return `<rect x="${left}" y="35" width="18" height="4" fill="${colors[k % colors.length]}"/>${text(name, left + 24, 42, 'font-size="12"')}`;
}

interface Scale {
  at(value: number): number;
  /** Powers of ten. */
  readonly ticks: readonly number[];
}

/** From the power of ten below the least, less some room, to the one above the greatest. */
function scaleOf(values: readonly number[], [from, to]: readonly [number, number], room = 0): Scale {
  const low = Math.floor(Math.log10(Math.min(...values)) - room + 1e-9);
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values)) + room - 1e-9));
  return {
    at: (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from),
    ticks: Array.from({ length: high - low + 1 }, (_, k) => 10 ** (low + k)),
  };
}

function text(words: string, x: number, y: number, attributes: string): string {
  const safe = words.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  return `<text x="${x}" y="${y}" ${attributes}>${safe}</text>`;
}

function rule(x1: number, y1: number, x2: number, y2: number): string {
  return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="#e2e2e2"/>`;
}
