import { propertyRules } from "../check/rules/property.table.ts";

/**
 * Whether a property of a calendar object is the person's, and kept through updates: the words that they sort by, and properties that no
 * standard knows.
 *
 * @example
 * isOwnName("X-MOZ-LASTACK") // true
 */
export function isOwnName(name: string): boolean {
  return name === "CATEGORIES" || !Object.hasOwn(propertyRules, name);
}
