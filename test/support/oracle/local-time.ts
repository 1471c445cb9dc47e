/** Local times by the runtime's own calendar: an oracle beside the zone tables of the code. */

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a clock in the zone shows at an instant, in milliseconds read as if they were UTC. */
export function clockIn(zone: string, instant: number): number {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      calendar: "iso8601",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
  formats.set(zone, format);
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
}

/** The instant at which a clock in the zone shows a local time; nothing where it does so never, or twice. */
export function onlyInstantOf(zone: string, clock: number): number | undefined {
  const day = 86_400_000;
  const candidates = [-day, 0, day].map((distance) => {
    const near = clock + distance;
    return clock - (clockIn(zone, near) - near);
  });
  const found = [...new Set(candidates)].filter((instant) => clockIn(zone, instant) === clock);
  return found.length === 1 ? found[0] : undefined;
}

/** `20260507T103000` */
export function basic(clock: number): string {
  return new Date(clock).toISOString().slice(0, 19).replace(/[-:]/g, "");
}
