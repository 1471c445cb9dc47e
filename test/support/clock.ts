/** The clock of the machine, as it was before this file held it. */
const RealDate = Date;

// What is dated more than a day after the clock is held, so that the clock must be right: later than all that is said in the tests.
// `npm run test:hosts` runs everything in several host zones (TZ), in January and in July: nothing else may depend on either.
const now = RealDate.parse(process.env.ITIP_CLOCK ?? "2028-04-15T12:00:00Z");

// Not with vi.useFakeTimers, whose dates take a microsecond each to make: that was a tenth of all that the tests cost.
const held: DateConstructor = new Proxy(RealDate, {
  construct(_, given, made) {
    if (made !== held) return Reflect.construct(RealDate, given.length === 0 ? [now] : given, made);
    if (given.length === 0) return new RealDate(now);
    return given.length === 1 ? new RealDate(given[0]) : Reflect.construct(RealDate, given);
  },
  apply: () => new RealDate(now).toString(),
  get: (_, name) => (name === "now" ? () => now : Reflect.get(RealDate, name)),
});

/** No time passes: it is the day of the tests, see above. */
export function holdTheClock(): void {
  globalThis.Date = held;
}

/** The clock goes again, until the next file of tests: for servers that look every second what is due. */
export function letTheClockGo(): void {
  globalThis.Date = RealDate;
}
