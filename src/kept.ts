/**
 * A function that is asked for the same again and again: what it gave for a key is kept. Beyond so many keys all is forgotten, since they may be
 * those of foreign text.
 *
 * @example
 * const decoderOf = kept(40, newDecoder); // decoderOf("latin1") makes it once
 */
/* @__NO_SIDE_EFFECTS__ */
export function kept<Key, Value>(most: number, work: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, { readonly value: Value }>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found.value;
    const value = work(key);
    if (known.size >= most) known.clear();
    known.set(key, { value });
    return value;
  };
}

/**
 * The same for objects that never change: what was worked out of one is kept as long as it is. It is an object or text: `undefined`, which
 * is also what is not known yet, would be worked out anew each time.
 */
/* @__NO_SIDE_EFFECTS__ */
export function keptWith<Of extends object, Value extends object | string>(
  work: (of: Of) => Value,
): (of: Of) => Value {
  const known = new WeakMap<Of, Value>();
  return (of) => {
    const found = known.get(of);
    if (found !== undefined) return found;
    const value = work(of);
    known.set(of, value);
    return value;
  };
}
