/*
 * Recurrence rules by brute force, written from the words of RFC 5545 section 3.3.10 alone and sharing nothing with
 * src: every moment of a span is asked whether it belongs to the rule. Slow, and simple enough to be believed.
 */

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const names = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

type Parts = ReadonlyMap<string, string>;

/** The occurrences of a rule up to `end`, DTSTART always the first, COUNT and UNTIL (as wall time) heeded. */
export function bruteForce(text: string, start: number, date: boolean, end: number): number[] {
  const parts = new Map(
    text.split(";").map((part): [string, string] => [part.split("=")[0] ?? "", part.split("=")[1] ?? ""]),
  );
  const until = parts.get("UNTIL");
  const bound = until === undefined ? end : Math.min(end, readUntil(until));
  const groups = new Map<number, number[]>();
  for (const moment of momentsOf(parts, start, date, end)) {
    const period = periodOf(parts, start, moment);
    if (period % Number(parts.get("INTERVAL") ?? 1) !== 0 || !belongs(parts, start, moment, date)) continue;
    const group = groups.get(period) ?? [];
    group.push(moment);
    groups.set(period, group);
  }
  const picked = Array.from(groups.values()).flatMap((group) =>
    pick(
      parts,
      group.sort((a, b) => a - b),
    ),
  );
  const all = [start, ...picked.filter((moment) => moment > start).sort((a, b) => a - b)];
  return all
    .slice(0, Number(parts.get("COUNT") ?? all.length))
    .filter((moment) => moment === start || moment <= bound);
}

/** Every moment that could belong, from before the period of DTSTART to behind the period of the end. */
function* momentsOf(parts: Parts, start: number, date: boolean, end: number): Generator<number> {
  const frequency = parts.get("FREQ") ?? "";
  const margin = frequency === "YEARLY" ? 380 * day : frequency === "MONTHLY" ? 32 * day : 8 * day;
  const unit = { HOURLY: hour, MINUTELY: minute, SECONDLY: second }[frequency];
  if (unit === undefined || date) {
    for (let at = midnight(start - margin); at <= end + margin; at += day) {
      if (date) yield at;
      else for (const time of timesOf(parts, start, day)) yield at + time;
    }
    return;
  }
  for (let at = Math.floor(start / unit) * unit; at <= end + unit; at += unit) {
    for (const time of timesOf(parts, start, unit)) yield at + time;
  }
}

/** Times within a day, an hour, a minute or a second. */
function timesOf(parts: Parts, start: number, unit: number): number[] {
  const at = new Date(start);
  const hours = unit > hour ? numbers(parts, "BYHOUR", at.getUTCHours()) : [0];
  const minutes = unit > minute ? numbers(parts, "BYMINUTE", at.getUTCMinutes()) : [0];
  const seconds = unit > second ? numbers(parts, "BYSECOND", at.getUTCSeconds()) : [0];
  return hours.flatMap((h) => minutes.flatMap((m) => seconds.map((s) => h * hour + m * minute + s * second)));
}

function belongs(parts: Parts, start: number, moment: number, date: boolean): boolean {
  const at = new Date(moment);
  const from = new Date(start);
  const has = (...parted: string[]) => parted.some((name) => parts.has(name));
  const frequency = parts.get("FREQ");
  if (!listed(parts, "BYMONTH", at.getUTCMonth() + 1, 0)) return false;
  if (parts.has("BYMONTHDAY") && !listed(parts, "BYMONTHDAY", at.getUTCDate(), daysOfMonth(moment).length))
    return false;
  if (parts.has("BYYEARDAY")) {
    const days = daysOfYear(moment);
    if (!listed(parts, "BYYEARDAY", days.indexOf(midnight(moment)) + 1, days.length)) return false;
  }
  if (parts.has("BYWEEKNO")) {
    const weeks = weeksOf(weekYear(parts, moment), parts);
    if (!listed(parts, "BYWEEKNO", weeks.indexOf(weekStart(parts, moment)) + 1, weeks.length)) return false;
  }
  if (parts.has("BYDAY") && !(parts.get("BYDAY") ?? "").split(",").some((text) => isDay(parts, text, moment)))
    return false;
  if (!date) {
    if (!listed(parts, "BYHOUR", at.getUTCHours(), 0)) return false;
    if (!listed(parts, "BYMINUTE", at.getUTCMinutes(), 0)) return false;
    if (!listed(parts, "BYSECOND", at.getUTCSeconds(), 0)) return false;
  }
  // "Information, not contained in the rule, necessary to determine the various recurrence instance start time and
  // dates are derived from DTSTART"
  if (has("BYDAY", "BYMONTHDAY", "BYYEARDAY")) return true;
  if (frequency === "WEEKLY" || parts.has("BYWEEKNO")) return at.getUTCDay() === from.getUTCDay();
  if (frequency === "MONTHLY") return at.getUTCDate() === from.getUTCDate();
  if (frequency !== "YEARLY") return true;
  return at.getUTCDate() === from.getUTCDate() && (has("BYMONTH") || at.getUTCMonth() === from.getUTCMonth());
}

function isDay(parts: Parts, text: string, moment: number): boolean {
  if (names[new Date(moment).getUTCDay()] !== text.slice(-2)) return false;
  const number = Number(text.slice(0, -2));
  if (number === 0) return true;
  const inMonth = parts.get("FREQ") === "MONTHLY" || parts.has("BYMONTH");
  const alike = (inMonth ? daysOfMonth(moment) : daysOfYear(moment)).filter(
    (each) => new Date(each).getUTCDay() === new Date(moment).getUTCDay(),
  );
  return alike.at(number > 0 ? number - 1 : number) === midnight(moment);
}

/** Which period of the rule a moment lies in, that of DTSTART being 0. */
function periodOf(parts: Parts, start: number, moment: number): number {
  const at = new Date(moment);
  const from = new Date(start);
  switch (parts.get("FREQ")) {
    case "YEARLY":
      // Years of weeks are counted where weeks are: from the year of DTSTART's week, not of its date.
      return parts.has("BYWEEKNO")
        ? weekYear(parts, moment) - weekYear(parts, start)
        : at.getUTCFullYear() - from.getUTCFullYear();
    case "MONTHLY":
      return (at.getUTCFullYear() - from.getUTCFullYear()) * 12 + at.getUTCMonth() - from.getUTCMonth();
    case "WEEKLY":
      return (weekStart(parts, moment) - weekStart(parts, start)) / (7 * day);
    case "DAILY":
      return (midnight(moment) - midnight(start)) / day;
    case "HOURLY":
      return Math.floor(moment / hour) - Math.floor(start / hour);
    case "MINUTELY":
      return Math.floor(moment / minute) - Math.floor(start / minute);
    default:
      return Math.floor(moment / second) - Math.floor(start / second);
  }
}

function pick(parts: Parts, group: number[]): number[] {
  const positions = parts.get("BYSETPOS")?.split(",").map(Number);
  if (positions === undefined) return group;
  return group.filter((_, index) =>
    positions.some((each) => each === index + 1 || each === index - group.length),
  );
}

function numbers(parts: Parts, name: string, otherwise: number): number[] {
  return parts.get(name)?.split(",").map(Number) ?? [otherwise];
}

function listed(parts: Parts, name: string, value: number, count: number): boolean {
  const list = parts.get(name)?.split(",").map(Number);
  return list === undefined || list.some((each) => (each >= 0 ? each === value : count + each + 1 === value));
}

function weekStart(parts: Parts, moment: number): number {
  let at = midnight(moment);
  while (names[new Date(at).getUTCDay()] !== (parts.get("WKST") ?? "MO")) at -= day;
  return at;
}

/** The year that has at least four days of the week. */
function weekYear(parts: Parts, moment: number): number {
  return new Date(weekStart(parts, moment) + 3 * day).getUTCFullYear();
}

function weeksOf(year: number, parts: Parts): number[] {
  const weeks: number[] = [];
  for (let at = weekStart(parts, Date.UTC(year, 0, 4)); weekYear(parts, at) === year; at += 7 * day)
    weeks.push(at);
  return weeks;
}

function daysOfMonth(moment: number): number[] {
  const at = new Date(moment);
  return daysFrom(
    Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1),
    (each) => each.getUTCMonth() === at.getUTCMonth(),
  );
}

function daysOfYear(moment: number): number[] {
  const year = new Date(moment).getUTCFullYear();
  return daysFrom(Date.UTC(year, 0, 1), (each) => each.getUTCFullYear() === year);
}

function daysFrom(first: number, isInside: (at: Date) => boolean): number[] {
  const days: number[] = [];
  for (let at = first; isInside(new Date(at)); at += day) days.push(at);
  return days;
}

function midnight(moment: number): number {
  return Math.floor(moment / day) * day;
}

function readUntil(text: string): number {
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z?)?$/, "$1-$2-$3T$4:$5:$6Z");
  return Date.parse(iso.length < 20 ? `${iso.slice(0, 10)}T00:00:00Z` : iso);
}
