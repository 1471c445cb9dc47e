/** File systems take 255 octets; a number and an ending come behind it. */
const longest = 200;

/**
 * A file name for each address: safe, and no two alike, for file systems that tell upper from lower case and for those
 * that do not.
 *
 * @example
 * fileNames(["a!b@example.com", "A#b@example.com"], "eml") // ["a_b@example.com.eml", "A_b@example.com-2.eml"]
 */
export function fileNames(addresses: readonly string[], ending: string): string[] {
  const taken = new Set<string>();
  const next = new Map<string, number>();
  return addresses.map((address) => {
    const plain = address.replace(/[^A-Za-z0-9@._+-]/g, "_").slice(0, longest);
    const key = plain.toLowerCase();
    let number = next.get(key) ?? 1;
    // A numbered name may be what another address is called by itself.
    while (taken.has(numbered(key, number))) number += 1;
    taken.add(numbered(key, number));
    next.set(key, number + 1);
    return `${numbered(plain, number)}.${ending}`;
  });
}

function numbered(name: string, number: number): string {
  return number === 1 ? name : `${name}-${number}`;
}
