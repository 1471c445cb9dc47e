/** Sets the clock of this process off by so many days, as on a machine whose clock nobody has set. */
export function skewClock(days: number): void {
  const offset = Math.round(days * 86_400_000);
  const Real = Date;
  const skewed = new Proxy(Real, {
    construct: (target, given: [], self) =>
      Reflect.construct(target, given.length === 0 ? [Real.now() + offset] : given, self),
    get: (target, name, self) =>
      name === "now" ? () => Real.now() + offset : Reflect.get(target, name, self),
  });
  globalThis.Date = skewed;
}
