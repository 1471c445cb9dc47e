/** Longer texts are worked on anew: what is remembered stays in memory. */
const longest = 100_000;

/**
 * A function of a text that gives its last result again as long as the text is the same.
 *
 * @example
 * const encode = remembering(encodeText); // the letter of a meeting is one and the same for all of its guests
 */
/* @__NO_SIDE_EFFECTS__ */
export function remembering<T>(work: (text: string) => T): (text: string) => T {
  let last: { readonly text: string; readonly result: T } | undefined;
  return (text) => {
    if (text.length > longest) return work(text);
    if (last?.text !== text) last = { text, result: work(text) };
    return last.result;
  };
}
