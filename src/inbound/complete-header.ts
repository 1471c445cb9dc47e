import type { HeaderField } from "../email/header/header-block.ts";
import { oneLine } from "../email/parts/header-record.ts";
import { withAuthor } from "../email/parts/stated-header.ts";
import { defaultLimits } from "../limits.ts";

/**
 * The header that a service hands over, with the fields that it keeps apart, where the header lacks them.
 *
 * @param beside These fields by name in lower case; empty text says nothing.
 * @param from The author, as a From field names them.
 * @throws {ItipError} `limit-exceeded` for a field that is too long.
 */
export function completeHeader(
  fields: readonly HeaderField[],
  beside: Readonly<Record<string, string | undefined>>,
  from: string | undefined,
): HeaderField[] {
  const missing = Object.entries(beside).flatMap(([name, value = ""]) =>
    value === "" || fields.some((field) => field.name === name)
      ? []
      : [{ name, value: oneLine(value, defaultLimits) }],
  );
  return withAuthor([...fields, ...missing], from, defaultLimits);
}
