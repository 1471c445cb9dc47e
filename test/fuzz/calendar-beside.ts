import type { Seeds } from "./seeds.ts";

/** What is read beside an input counts as the input's own work, which is judged by the input's size. */
const longest = 4_000;

/** A calendar to be read beside an input; empty where the calendar that its length chooses is long. */
export function calendarBeside(input: Uint8Array, { calendars }: Seeds): string {
  const chosen = calendars[input.length % calendars.length] ?? "";
  return chosen.length > longest ? "" : chosen;
}
