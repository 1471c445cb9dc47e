import { element } from "./element.ts";
import type { Span } from "./moment.ts";

/** A bar on the line. */
export interface Bar {
  readonly label: string;
  readonly kind: "original" | "proposed";
  readonly span: Span;
}

const hour = 3_600_000;

/**
 * Bars above one another on a line of hours, in one zone, with the same said in words: what a bar shows, a person who
 * cannot see it reads.
 */
export function timeLine(bars: readonly Bar[], zone: string): HTMLElement {
  const from = Math.floor(Math.min(...bars.map(({ span }) => span.start)) / hour) * hour - hour;
  const to = Math.ceil(Math.max(...bars.map(({ span }) => span.end)) / hour) * hour + hour;
  const place = (instant: number) => `${(((instant - from) / (to - from)) * 100).toFixed(2)}%`;
  const rows = bars.map(({ label, kind, span }) => {
    const bar = element("span", { class: `bar ${kind}` });
    bar.style.insetInlineStart = place(span.start);
    bar.style.inlineSize = `max(0.4rem, ${(((span.end - span.start) / (to - from)) * 100).toFixed(2)}%)`;
    const said = `${label}: ${spanInWords(span, zone)}`;
    return element("div", { class: "row" }, element("p", {}, said), element("div", { class: "track" }, bar));
  });
  return element("div", { class: "time-line" }, ...rows, scale(from, to, zone, place));
}

/** At most six marks, whole hours apart. */
function scale(from: number, to: number, zone: string, place: (instant: number) => string): HTMLElement {
  const step = Math.max(1, Math.ceil((to - from) / hour / 6)) * hour;
  const long = to - from > 36 * hour;
  const format = new Intl.DateTimeFormat(undefined, {
    timeZone: zone,
    ...(long ? { weekday: "short", day: "numeric" } : {}),
    hour: "numeric",
    minute: "2-digit",
  });
  const marks: HTMLElement[] = [];
  for (let at = from; at < to; at += step) {
    const mark = element("span", {}, format.format(at));
    mark.style.insetInlineStart = place(at);
    marks.push(mark);
  }
  return element("div", { class: "scale", "aria-hidden": "true" }, ...marks);
}

/** A span of time in the reader's own language. */
export function spanInWords(span: Span, zone: string): string {
  const format = new Intl.DateTimeFormat(undefined, {
    timeZone: zone,
    dateStyle: "full",
    timeStyle: "short",
  });
  return `${format.formatRange(span.start, span.end)} (${zone})`;
}
