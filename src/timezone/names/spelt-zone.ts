import { parseZone, type Tzid } from "../../time/zone.ts";
import { windowsZone } from "./windows.ts";

const area =
  /(?:^|[^a-z])((?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|US|Etc)\/[\w+\-/]+)/i;

/**
 * The zone that programs mean by a name: an IANA id with or without somebody's path before it or with the wrong signs in it,
 * or a Windows id.
 *
 * @example
 * speltZone("/freeassociation.sourceforge.net/Tzfile/Europe/Berlin") // "Europe/Berlin"
 * speltZone("tzone://Microsoft/Utc")                                 // "Etc/UTC"
 */
export function speltZone(name: string): Tzid | undefined {
  return parseZone(name) ?? repaired(name) ?? withoutPath(name);
}

/** `US-Eastern` (RFC 2445's own example), `America/Los Angeles`, `America-Argentina-Buenos_Aires`. */
function repaired(name: string): Tzid | undefined {
  const joined = name.replaceAll(" ", "_");
  if (!/[/-]/.test(joined)) return undefined;
  return parseZone(joined) ?? parseZone(joined.replace("-", "/")) ?? parseZone(joined.replaceAll("-", "/"));
}

/**
 * `/mozilla.org/20070129_1/Europe/Berlin`, `custom_Pacific/Fiji`, `SystemV/EST5EDT`, `tzone://Microsoft/Utc`; a Windows id
 * with a path before it or without.
 */
function withoutPath(name: string): Tzid | undefined {
  const parts = name.split("/").slice(0, 12);
  for (let i = 1; i < parts.length; i++) {
    const rest = parts.slice(i).join("/").replaceAll(" ", "_");
    // The last word alone has to be somebody's path: Custom/Greenwich, and not Australia/Zulu.
    const zone =
      i < parts.length - 1 || /^(?:|tzone:|systemv|posix|right|https?:)$/i.test(parts[0] ?? "")
        ? parseZone(rest)
        : undefined;
    if (zone !== undefined) return zone;
  }
  return windowsZone(parts.at(-1) ?? "") ?? parseZone(area.exec(name)?.[1]);
}
