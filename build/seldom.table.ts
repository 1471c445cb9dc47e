import { under } from "./under.ts";

/**
 * What few events need: recurrence rules, markup, colors, properties of one's own, addresses beyond the everyday, zones without two plain
 * rules, and what an unknown name of a zone could mean. A file that needs it loads it when one of its functions is first called; it comes
 * to a third of what a REQUEST would load. Modules under `src`, or all of a folder, whose name ends with a slash.
 */
export const seldomTable: readonly string[] = [
  ...under(
    "recurrence",
    "days expand follow-start grammar occurrences-of-rule period periods rule times-of-day",
  ),
  ...under("event", "html/ color color.table address/uncommon-address read-own-properties"),
  ...under("timezone", "unknown-zone plain-pair onset-pieces vtimezone-offset onset-rule"),
  ...under("timezone/names", "windows windows.table abbreviation abbreviation.table offset-name spelt-zone"),
];
