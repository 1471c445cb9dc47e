import { colorNames } from "./color.table.ts";

/** A CSS3 color name in any case, or `#rgb` or `#rrggbb`. */
export function isColorName(color: string): boolean {
  return Object.hasOwn(colorNames, color.toLowerCase()) || hexOf(color) !== undefined;
}

function hexOf(color: string): number | undefined {
  const digits = /^#(?:([0-9a-f])([0-9a-f])([0-9a-f])|([0-9a-f]{6}))$/i.exec(color);
  if (digits === null) return undefined;
  const [, r, g, b, six] = digits;
  return Number.parseInt(six ?? `${r}${r}${g}${g}${b}${b}`, 16);
}

/**
 * The CSS3 name that COLOR may hold (RFC 7986 section 5.9): of a hexadecimal color, the nearest one.
 *
 * @example
 * colorName("#c6040f") // "firebrick"
 */
export function colorName(color: string): string {
  const name = color.toLowerCase();
  const rgb = Object.hasOwn(colorNames, name) ? undefined : hexOf(color);
  if (rgb === undefined) return name;
  let nearest = name;
  let least = Number.POSITIVE_INFINITY;
  for (const [candidate, value] of Object.entries(colorNames)) {
    const distance = squaredDistance(rgb, value);
    if (distance < least) [nearest, least] = [candidate, distance];
  }
  return nearest;
}

function squaredDistance(a: number, b: number): number {
  return [16, 8, 0].reduce((sum, shift) => sum + (((a >> shift) & 255) - ((b >> shift) & 255)) ** 2, 0);
}
