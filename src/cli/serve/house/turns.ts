/**
 * Does one thing after the other for each key, whatever becomes of the one before; for different keys side by side.
 *
 * @example
 * const inTurn = turns();
 * inTurn("jane", first);  // begins at once
 * inTurn("jane", second); // begins when the first has ended
 */
export function turns(): <T>(key: string, act: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return (key, act) => {
    const turn = (last.get(key) ?? Promise.resolve()).then(act, act);
    const settled = turn.then(
      () => undefined,
      () => undefined,
    );
    last.set(key, settled);
    settled.then(() => last.get(key) === settled && last.delete(key));
    return turn;
  };
}
