/** Sets the clock of this process, from which it goes on, as on a machine whose clock nobody has set. */
export function setClock(time: number): void {
  const Real = Date;
  const offset = time - Real.now();
  const skewed = new Proxy(Real, {
    construct: (target, given: [], self) =>
      Reflect.construct(target, given.length === 0 ? [Real.now() + offset] : given, self),
    get: (target, name, self) =>
      name === "now" ? () => Real.now() + offset : Reflect.get(target, name, self),
  });
  globalThis.Date = skewed;
}
