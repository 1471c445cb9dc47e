import type { Component } from "../icalendar/component.ts";
import { component, contentLine } from "../icalendar/write.ts";
import { weekdays } from "../recurrence/part.table.ts";
import { basicOf, day, daysInMonth, minute, utcOf } from "../time/civil.ts";
import { changesBetween, offsetAt } from "../time/offset.ts";
import type { Tzid } from "../time/zone.ts";
import { offsetValue } from "../timezone/observance.ts";

/** One of the two halves of a year, as Windows keeps them: the change that begins it. */
interface Half {
  readonly name: "STANDARD" | "DAYLIGHT";
  /** Milliseconds. */
  readonly before: number;
  readonly after: number;
  /** The local time of the change, as if it were UTC; absent where the clocks never change. */
  readonly wall?: number;
}

/**
 * A VTIMEZONE as Microsoft's programs write it: the rules of one year, said to hold since 1601.
 *
 * @param at the moment of the event, for which it is right
 * @param form Exchange dates every rule 1 January 1601, Outlook the day on which it would have fallen
 */
export function microsoftZone(name: string, tzid: Tzid, at: number, form: "exchange" | "outlook"): Component {
  const halves = halvesOf(tzid, at);
  const told =
    form === "outlook" && halves.every(({ wall }) => wall === undefined) ? halves.slice(0, 1) : halves;
  return component(
    "VTIMEZONE",
    [contentLine("TZID", name)],
    told.map((half) => halfComponent(half, form)),
  );
}

function halvesOf(tzid: Tzid, at: number): Half[] {
  const year = new Date(at).getUTCFullYear();
  const changes = changesBetween(tzid, utcOf(year, 1, 1), utcOf(year + 1, 1, 1));
  const [first, second] = changes;
  // Windows knows two changes a year. Where a year has another number, the offset at the event is written for the whole year.
  if (first === undefined || second === undefined || changes.length !== 2) {
    const offset = offsetAt(tzid, at);
    return (["STANDARD", "DAYLIGHT"] as const).map((name) => ({ name, before: offset, after: offset }));
  }
  const half = ({ at: change, before, after }: { at: number; before: number; after: number }): Half => ({
    name: after > before ? "DAYLIGHT" : "STANDARD",
    before,
    after,
    wall: change + before,
  });
  return [half(first), half(second)].sort((a, b) => b.name.localeCompare(a.name));
}

function halfComponent({ name, before, after, wall }: Half, form: "exchange" | "outlook"): Component {
  const offsets = [
    contentLine("TZOFFSETFROM", offsetValue(inMinutes(before))),
    contentLine("TZOFFSETTO", offsetValue(inMinutes(after))),
  ];
  if (wall === undefined) return component(name, [contentLine("DTSTART", "16010101T000000"), ...offsets]);
  const rule = yearlyRule(wall);
  if (form === "exchange") {
    const start = contentLine("DTSTART", `16010101${basicOf(wall).slice(8)}`);
    const every = `FREQ=YEARLY;INTERVAL=1;BYDAY=${rule.byday};BYMONTH=${rule.month}`;
    return component(name, [start, ...offsets, contentLine("RRULE", every)]);
  }
  const start = contentLine("DTSTART", `${basicOf(dayIn1601(rule))}`.slice(0, 8) + basicOf(wall).slice(8));
  const every = `FREQ=YEARLY;BYDAY=${rule.byday};BYMONTH=${rule.month}`;
  return component(name, [start, contentLine("RRULE", every), ...offsets]);
}

interface Rule {
  readonly month: number;
  readonly weekday: number;
  /** 1 to 4, or -1: the last. */
  readonly week: number;
  readonly byday: string;
}

/** The fifth week of Windows is the last of the month. */
function yearlyRule(wall: number): Rule {
  const date = new Date(wall);
  const [month, dayOfMonth, weekday] = [date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCDay()];
  const last = dayOfMonth + 7 > daysInMonth(date.getUTCFullYear(), month);
  const week = last ? -1 : Math.ceil(dayOfMonth / 7);
  return { month, weekday, week, byday: `${week}${weekdays.at(weekday - 1)}` };
}

function dayIn1601({ month, weekday, week }: Rule): number {
  const first = week === -1 ? daysInMonth(1601, month) - 6 : week * 7 - 6;
  const at = Date.UTC(1601, month - 1, first);
  return at + ((weekday - new Date(at).getUTCDay() + 7) % 7) * day;
}

/** Windows counts offsets in minutes. */
function inMinutes(offset: number): number {
  return Math.round(offset / minute) * minute;
}
