/**
 * A tag of a list such as DKIM's (RFC 6376 section 3.2); nothing where it is absent, or stands twice.
 *
 * @example
 * tagOf("v=1; a=rsa-sha256; d=example.com; s=mail", "d") // "example.com"
 */
export function tagOf(value: string, name: string): string | undefined {
  const found = value.split(";").flatMap((tag) => {
    const equals = tag.indexOf("=");
    return tag.slice(0, Math.max(0, equals)).trim() === name ? [tag.slice(equals + 1).trim()] : [];
  });
  return found.length === 1 ? found[0] : undefined;
}
