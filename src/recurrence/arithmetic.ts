/** The rest of a division, never negative. */
export function modulo(number: number, modulus: number): number {
  return ((number % modulus) + modulus) % modulus;
}

/** The greatest common divisor. */
export function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
