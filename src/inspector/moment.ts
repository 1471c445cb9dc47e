import { type ItipMessage, resolveTimeZone } from "../index.ts";

/** A span of time in milliseconds since 1970, the end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

type Component = ItipMessage["components"][number];

const day = 86_400_000;

/** The moments that two properties of a component name, such as DTSTART and DTEND. */
export function spanOf(component: Component | undefined, first: string, last: string): Span | undefined {
  const start = momentOf(component, first);
  if (start === undefined) return undefined;
  return { start, end: momentOf(component, last) ?? start };
}

/** The moment that a property names (RFC 5545 section 3.3.5): in UTC, in its TZID, or as if floating time were UTC. */
export function momentOf(component: Component | undefined, name: string): number | undefined {
  const line = component?.lines.find((candidate) => candidate.name === name);
  const found =
    /^[^:;]+((?:;[^:;"]*(?:"[^"]*"[^:;"]*)*)*):(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(
      (line?.text ?? "").slice(0, 500).trim(),
    );
  if (found === null) return undefined;
  const [, parameters = "", year, month, date, hour, minute, second, utc] = found;
  const wall = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(date),
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
  );
  const tzid = /;TZID=("[^"]*"|[^;:]*)/i.exec(parameters)?.[1]?.replaceAll('"', "");
  const zone = tzid === undefined || utc === "Z" ? undefined : resolveTimeZone(tzid)?.tzid;
  return zone === undefined ? wall : instantOf(wall, zone);
}

/** The first moment at which clocks in a zone show a wall time. */
function instantOf(wall: number, zone: string): number {
  const candidates = [wall - day, wall + day].map((near) => wall - (wallAt(near, zone) - near));
  return candidates.find((candidate) => wallAt(candidate, zone) === wall) ?? candidates[0] ?? wall;
}

function wallAt(instant: number, zone: string): number {
  const parts = new Map(
    new Intl.DateTimeFormat("en", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    })
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
}
