/** In which order a program writes the parts of a RRULE. */
export type RuleOrder = "libical" | "ical.js";

const orders = {
  libical: {
    first: [
      ...["FREQ", "UNTIL", "COUNT", "INTERVAL", "BYSECOND", "BYMINUTE", "BYHOUR", "BYDAY"],
      ...["BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS", "WKST"],
    ],
    last: [],
  },
  "ical.js": { first: ["FREQ", "COUNT", "INTERVAL"], last: ["UNTIL", "WKST"] },
} as const satisfies Record<RuleOrder, { first: readonly string[]; last: readonly string[] }>;

/**
 * A RRULE value with its parts in a program's order; those that the order does not name stay between, as they came.
 *
 * @example
 * reordered("FREQ=WEEKLY;BYDAY=MO;COUNT=6", "ical.js") // "FREQ=WEEKLY;COUNT=6;BYDAY=MO"
 */
export function reordered(rule: string, order: RuleOrder): string {
  const { first, last }: { first: readonly string[]; last: readonly string[] } = orders[order];
  const rank = (part: string) => {
    const name = part.split("=", 1)[0] ?? "";
    if (last.includes(name)) return first.length + 1 + last.indexOf(name);
    return first.includes(name) ? first.indexOf(name) : first.length;
  };
  return rule
    .split(";")
    .sort((a, b) => rank(a) - rank(b))
    .join(";");
}
