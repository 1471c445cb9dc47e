/**
 * A second opinion on VTIMEZONE text, written from RFC 5545 sections 3.6.5 and 3.3.10 without a look at `src/time`:
 * every day of every year is asked whether a rule names it.
 */

const day = 86_400_000;
const weekdays = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

interface Onset {
  at: number;
  before: number;
  after: number;
}

const unfolded = (text: string): string[] => text.replaceAll(/\r?\n[ \t]/g, "").split(/\r?\n/);

function offsetOf(value: string): number {
  const digits = value.slice(1).padEnd(6, "0");
  const [hours, minutes, seconds] = [0, 2, 4].map((i) => Number(digits.slice(i, i + 2)));
  return (
    (value.startsWith("-") ? -1 : 1) * (((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1_000
  );
}

function wallOf(value: string): number {
  const part = (from: number, to: number) => Number(value.slice(from, to));
  const date = new Date(0);
  date.setUTCFullYear(part(0, 4), part(4, 6) - 1, part(6, 8));
  return date.setUTCHours(part(9, 11), part(11, 13), part(13, 15));
}

/** Whether a YEARLY rule names the date of a wall time. */
function named(rule: ReadonlyMap<string, string>, wall: number): boolean {
  const date = new Date(wall);
  if (rule.get("FREQ") !== "YEARLY") throw new Error("the oracle knows yearly rules only");
  if (Number(rule.get("BYMONTH")) !== date.getUTCMonth() + 1) return false;
  const monthdays = rule.get("BYMONTHDAY")?.split(",").map(Number);
  if (monthdays !== undefined && !monthdays.includes(date.getUTCDate())) return false;
  const byday = rule.get("BYDAY");
  if (byday === undefined) return monthdays !== undefined;
  if (byday.slice(-2) !== weekdays[date.getUTCDay()]) return false;
  const nth = byday.slice(0, -2);
  if (nth === "") return true;
  const nextWeek = new Date(wall + 7 * day).getUTCMonth();
  return nth === "-1" ? nextWeek !== date.getUTCMonth() : Math.ceil(date.getUTCDate() / 7) === Number(nth);
}

function onsetsOf(lines: readonly string[], lastYear: number): Onset[] {
  const value = (name: string) => lines.find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1);
  const [from, to, start] = [value("TZOFFSETFROM"), value("TZOFFSETTO"), value("DTSTART")];
  if (from === undefined || to === undefined || start === undefined)
    throw new Error("an observance lacks a property");
  const before = offsetOf(from);
  const first = wallOf(start);
  const walls = new Set([first]);
  for (const line of lines)
    if (line.startsWith("RDATE:")) for (const date of line.slice(6).split(",")) walls.add(wallOf(date));
  const rrule = value("RRULE");
  if (rrule !== undefined) {
    const rule = new Map(
      rrule.split(";").map((part): [string, string] => [part.split("=")[0] ?? "", part.split("=")[1] ?? ""]),
    );
    const until = rule.get("UNTIL");
    const end = until === undefined ? Date.UTC(lastYear + 1, 0) : wallOf(until) + before;
    // Every day of the month that the rule is about, year by year.
    const month = Number(rule.get("BYMONTH")) - 1;
    for (let year = new Date(first).getUTCFullYear(); year <= new Date(end).getUTCFullYear(); year++) {
      const begin = Date.UTC(year, month, 1) + (first % day);
      for (let wall = begin; wall < begin + 31 * day; wall += day) {
        if (wall >= first && wall <= end && named(rule, wall)) walls.add(wall);
      }
    }
  }
  return [...walls].map((wall) => ({ at: wall - before, before, after: offsetOf(to) }));
}

/**
 * Every change that a VTIMEZONE tells of up to the end of a year, as a function from instant to offset, milliseconds.
 * Before the first onset it is an error to ask.
 */
export function oracleOffsets(text: string, lastYear: number): (instant: number) => number {
  const lines = unfolded(text);
  const onsets: Onset[] = [];
  let begin = -1;
  for (const [i, line] of lines.entries()) {
    if (line === "BEGIN:STANDARD" || line === "BEGIN:DAYLIGHT") begin = i;
    if (line === "END:STANDARD" || line === "END:DAYLIGHT")
      onsets.push(...onsetsOf(lines.slice(begin + 1, i), lastYear));
  }
  onsets.sort((a, b) => a.at - b.at);
  return (instant) => {
    let low = 0;
    let high = onsets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((onsets[middle]?.at ?? 0) <= instant) low = middle + 1;
      else high = middle;
    }
    const last = onsets[low - 1];
    if (last === undefined) throw new Error(`no onset before ${new Date(instant).toISOString()}`);
    return last.after;
  };
}

/** What the runtime's zone data say, by fields instead of by name: a way that `src/time` does not go. */
export function runtimeClock(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "iso8601",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (instant) => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
    const wall = Date.UTC(
      part("year"),
      part("month") - 1,
      part("day"),
      part("hour"),
      part("minute"),
      part("second"),
    );
    return wall - instant;
  };
}
