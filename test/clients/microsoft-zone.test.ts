import { expect, it } from "vitest";
import { microsoftZone } from "../../src/clients/microsoft-zone.ts";
import type { Component } from "../../src/icalendar/component.ts";
import { parseZone } from "../../src/time/zone.ts";
import { windowsTable } from "../../src/timezone/names/windows.table.ts";
import { swept } from "../support/runs.ts";

const days = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const hour = 3_600_000;

/** Says the offset of a zone at an instant as the runtime's own zone data have it: "4/15/2028, GMT+09:00". */
function offsetTeller(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
}

/** Offset in minutes. */
function trueOffset(teller: Intl.DateTimeFormat, instant: number): number {
  const text = teller.format(instant);
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(text) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}

interface Half {
  readonly to: number;
  readonly from: number;
  /** Local time of the change in the year, as if it were UTC; absent: since ever. */
  readonly at?: number;
}

/** A STANDARD or DAYLIGHT read by hand: the day is looked for in the calendar. */
function readHalf(component: Component, year: number): Half {
  const value = (name: string) =>
    component.lines.find((line) => line.name === name)?.text.replace(/^[^:]*:/, "") ?? "";
  const minutes = (text: string) =>
    (text.startsWith("-") ? -1 : 1) * (Number(text.slice(1, 3)) * 60 + Number(text.slice(3, 5)));
  const offsets = { to: minutes(value("TZOFFSETTO")), from: minutes(value("TZOFFSETFROM")) };
  const [, week, weekday] = /BYDAY=(-?\d)([A-Z]{2})/.exec(value("RRULE")) ?? [];
  const month = Number(/BYMONTH=(\d+)/.exec(value("RRULE"))?.[1] ?? 0);
  if (week === undefined) return offsets;
  const inMonth = Array.from(
    { length: 31 },
    (_, index) => new Date(Date.UTC(year, month - 1, index + 1)),
  ).filter((date) => date.getUTCMonth() === month - 1 && days[date.getUTCDay()] === weekday);
  const date = week === "-1" ? inMonth.at(-1) : inMonth[Number(week) - 1];
  const [, hours, mins] = /T(\d\d)(\d\d)/.exec(value("DTSTART")) ?? [];
  return { ...offsets, at: (date?.getTime() ?? Number.NaN) + Number(hours) * hour + Number(mins) * 60_000 };
}

function offsetBy(zone: Component, instant: number): number {
  const halves = zone.components.map((half) => readHalf(half, new Date(instant).getUTCFullYear()));
  const changes = halves
    .flatMap(({ at, from, to }) => (at === undefined ? [] : [{ instant: at - from * 60_000, from, to }]))
    .sort((a, b) => a.instant - b.instant);
  const past = changes.findLast((change) => change.instant <= instant);
  return past?.to ?? changes[0]?.from ?? halves[0]?.to ?? Number.NaN;
}

/** Of these the runtime's own data are known to be stale, and ours put right. */
const stale = new Set(["Africa/Casablanca", "America/Havana"]);

it("is right for an event at any time of the year, for every zone of Windows", () => {
  const wrong: string[] = [];
  for (const name of swept(Object.keys(windowsTable), 7)) {
    const tzid = parseZone(name);
    if (tzid === undefined || stale.has(tzid)) continue;
    const teller = offsetTeller(tzid);
    for (const form of ["exchange", "outlook"] as const) {
      for (const year of [2024, 2025, 2027]) {
        for (let week = 0; week < 52; week++) {
          const instant = Date.UTC(year, 0, 2 + week * 7, 13, 30);
          const zone = microsoftZone("x", tzid, instant, form);
          if (offsetBy(zone, instant) !== trueOffset(teller, instant))
            wrong.push(`${tzid} ${form} ${year} ${week}`);
        }
      }
    }
  }
  expect([...new Set(wrong.map((text) => text.replace(/ \d+$/, "")))]).toEqual([]);
});
