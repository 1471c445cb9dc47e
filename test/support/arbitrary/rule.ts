import fc from "fast-check";

const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

/** Texts of rules that RFC 5545 section 3.3.10 allows, without COUNT and UNTIL, for one frequency. */
export function arbitraryRule(frequency: string): fc.Arbitrary<string> {
  const long = frequency === "YEARLY";
  const inMonths = frequency === "MONTHLY";
  const short = ["HOURLY", "MINUTELY", "SECONDLY"].includes(frequency);
  const parts = fc.record(
    {
      INTERVAL: fc.integer({ min: 1, max: frequency === "SECONDLY" ? 7_200 : short ? 50 : 8 }).map(String),
      WKST: fc.constantFrom(...weekdays),
      BYMONTH: list(fc.integer({ min: 1, max: 12 }), 3),
      BYDAY: fc.oneof(
        list(fc.constantFrom(...weekdays), 3),
        long || inMonths ? list(ordinalDay(long ? 53 : 5), 3) : list(fc.constantFrom(...weekdays), 3),
      ),
      ...(long ? { BYWEEKNO: list(signed(53), 3) } : {}),
      ...(long || short ? { BYYEARDAY: list(signed(366), 4) } : {}),
      ...(frequency === "WEEKLY" ? {} : { BYMONTHDAY: list(signed(31), 3) }),
      BYHOUR: list(fc.integer({ min: 0, max: 23 }), 2),
      BYMINUTE: list(fc.integer({ min: 0, max: 59 }), 2),
      BYSECOND: list(fc.integer({ min: 0, max: 59 }), 2),
      BYSETPOS: list(signed(4), 2),
    },
    { requiredKeys: [] },
  );
  return parts.map((chosen) => ruleText(frequency, chosen));
}

/** Rules that count weeks of the year: among all yearly rules they are few, and most of those name no week twice. */
export function arbitraryWeekRule(): fc.Arbitrary<string> {
  const parts = fc.record(
    {
      BYWEEKNO: list(fc.oneof(fc.constantFrom(1, 2, 52, 53, -1, -2), signed(53)), 3),
      INTERVAL: fc.integer({ min: 1, max: 4 }).map(String),
      WKST: fc.constantFrom(...weekdays),
      BYDAY: list(fc.constantFrom(...weekdays), 7),
      BYSETPOS: list(signed(4), 2),
    },
    { requiredKeys: ["BYWEEKNO"] },
  );
  return parts.map((chosen) => ruleText("YEARLY", chosen));
}

/** What the RFC forbids together is left out; lists are thinned where several would seldom meet. */
function ruleText(frequency: string, chosen: Readonly<Record<string, string | undefined>>): string {
  const kept = Object.entries(chosen).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const has = (name: string) => kept.some(([each]) => each === name);
  const allowed = kept.filter(([name, text]) => {
    if (name === "BYSETPOS") return kept.some(([each]) => each.startsWith("BY") && each !== "BYSETPOS");
    return !(name === "BYWEEKNO" && has("BYDAY") && /\d/.test(chosen.BYDAY ?? "")) && text !== "";
  });
  return [`FREQ=${frequency}`, ...allowed.map(([name, text]) => `${name}=${text}`)].join(";");
}

function ordinalDay(most: number): fc.Arbitrary<string> {
  return fc
    .tuple(signed(most), fc.constantFrom(...weekdays))
    .map(([number, weekday]) => `${number}${weekday}`);
}

function signed(most: number): fc.Arbitrary<number> {
  return fc
    .tuple(fc.integer({ min: 1, max: most }), fc.boolean())
    .map(([size, below]) => (below ? -size : size));
}

function list(item: fc.Arbitrary<string | number>, most: number): fc.Arbitrary<string> {
  return fc.uniqueArray(item, { minLength: 1, maxLength: most }).map((items) => items.join(","));
}
