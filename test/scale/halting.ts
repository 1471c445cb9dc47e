/** Lets a process pass, or makes it stand still for good, and says where, so that it is killed there. */
export type Halt = (where: string) => Promise<void>;

/**
 * Makes this process stand still at the `nth` of the points that it passes, and whatever else it does at the next one. A moment that
 * chance picks hits the short time between two statements once in a thousand kills: this hits it each time.
 */
export function haltAt(nth: number | undefined): Halt {
  let passed = 0;
  return async (where) => {
    passed += 1;
    if (nth === undefined || passed < nth) return;
    if (passed === nth) process.send?.({ halted: where });
    await new Promise(() => undefined);
  };
}
