import { DateTime, Duration } from "../../adapters/luxon.ts";
import type { StatedSpan } from "../inspect/stated-span.ts";
import type { StatedTime } from "../inspect/stated-time.ts";
import { element } from "./element.ts";
import { spanInWords } from "./span-in-words.ts";

/** A bar on the line. */
export interface Bar {
  readonly label: string;
  readonly kind: "original" | "proposed";
  readonly span: StatedSpan;
}

const hour = Duration.fromObject({ hours: 1 }).toMillis();
const day = Duration.fromObject({ days: 1 }).toMillis();

/** Where the line begins and ends, by the clocks of one zone, and how far its marks are apart at the least. */
interface Axis {
  readonly from: number;
  readonly to: number;
  readonly unit: number;
}

/**
 * Bars above one another on a line of hours, or of days, with the same said in words: what a bar shows, a person who
 * cannot see it reads. Times that cannot be compared are said only.
 */
export function timeline(bars: readonly Bar[], zone: string): HTMLElement {
  const axis = axisOf(bars, zone);
  const rows = bars.map(({ label, kind, span }) => {
    const said = element("p", {}, `${label}: ${spanInWords(span, zone)}`);
    if (axis === undefined) return said;
    const start = clockOf(span.start, zone);
    const length = Math.max(0, clockOf(span.end, zone) - start);
    const bar = element("span", { class: `bar ${kind}` });
    bar.style.insetInlineStart = place(start, axis);
    bar.style.inlineSize = `max(0.4rem, ${((length / (axis.to - axis.from)) * 100).toFixed(2)}%)`;
    return element("div", { class: "row" }, said, element("div", { class: "track" }, bar));
  });
  return element("div", { class: "time-line" }, ...rows, axis === undefined ? undefined : scale(axis));
}

/** Clocks of a zone that nobody knows can be compared with one another only. */
function axisOf(bars: readonly Bar[], zone: string): Axis | undefined {
  const moments = bars.flatMap(({ span }) => [span.start, span.end]);
  const clocks = new Set(moments.map((moment) => (moment.kind === "unknown-zone" ? moment.tzid : "")));
  if (clocks.size !== 1) return undefined;
  const unit = moments.every(({ kind }) => kind === "date") ? day : hour;
  const shown = moments.map((moment) => clockOf(moment, zone));
  const margin = unit === day ? 0 : unit;
  return {
    from: Math.floor(Math.min(...shown) / unit) * unit - margin,
    to: Math.max(Math.ceil(Math.max(...shown) / unit) * unit + margin, Math.min(...shown) + unit),
    unit,
  };
}

function clockOf(moment: StatedTime, zone: string): number {
  const shown = moment.kind === "instant" ? moment.at.setZone(zone) : moment.at;
  return shown.setZone("utc", { keepLocalTime: true }).toMillis();
}

function place(clock: number, { from, to }: Axis): string {
  return `${(((clock - from) / (to - from)) * 100).toFixed(2)}%`;
}

/** At most six marks. */
function scale(axis: Axis): HTMLElement {
  const { from, to, unit } = axis;
  const step = Math.max(1, Math.ceil((to - from) / unit / 6)) * unit;
  const days = { weekday: "short", day: "numeric", month: "short" } as const;
  const hours = { hour: "numeric", minute: "2-digit" } as const;
  const format = { ...(to - from > 36 * hour || unit === day ? days : {}), ...(unit === day ? {} : hours) };
  const marks: HTMLElement[] = [];
  for (let at = from; at < to; at += step) {
    const mark = element("span", {}, DateTime.fromMillis(at, { zone: "utc" }).toLocaleString(format));
    mark.style.insetInlineStart = place(at, axis);
    marks.push(mark);
  }
  return element("div", { class: "scale", "aria-hidden": "true" }, ...marks);
}
