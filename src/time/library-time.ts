/** What a time object of a library says: a moment with the name of its zone, if it has one, or the text of a wall time or day. */
type LibraryTime =
  | { readonly kind: "moment"; readonly millis: unknown; readonly zone: unknown }
  | { readonly kind: "wall"; readonly text: string }
  | { readonly kind: "none"; readonly what: string };

/**
 * Takes a DateTime of luxon or a time of Temporal apart; `undefined` for any other object. Both are known by their marks and not by
 * their class, because an application has a luxon or a polyfill of its own.
 *
 * What such an object throws goes through.
 */
export function readLibraryTime(input: object): LibraryTime | undefined {
  if ("isLuxonDateTime" in input) return readDateTime(input);
  const tag = Object.prototype.toString.call(input).slice("[object ".length, -1);
  return tag.startsWith("Temporal.") ? readTemporal(tag, input) : undefined;
}

function readDateTime(input: object): LibraryTime {
  const { isLuxonDateTime, isValid, zoneName, toMillis }: Members = input;
  if (isLuxonDateTime !== true || typeof toMillis !== "function") {
    return { kind: "none", what: "an object that is no DateTime of luxon" };
  }
  if (isValid !== true) return { kind: "none", what: "an invalid DateTime" };
  return { kind: "moment", millis: toMillis.call(input), zone: zoneName };
}

/** The members that are asked of a time, whatever they are. */
interface Members {
  readonly isLuxonDateTime?: unknown;
  readonly isValid?: unknown;
  readonly zoneName?: unknown;
  readonly toMillis?: unknown;
  readonly epochMilliseconds?: unknown;
  readonly timeZoneId?: unknown;
}

function readTemporal(tag: string, input: object): LibraryTime {
  const { epochMilliseconds, timeZoneId }: Members = input;
  switch (tag) {
    case "Temporal.Instant":
      return { kind: "moment", millis: epochMilliseconds, zone: undefined };
    case "Temporal.ZonedDateTime":
      return { kind: "moment", millis: epochMilliseconds, zone: timeZoneId ?? null };
    case "Temporal.PlainDateTime":
    case "Temporal.PlainDate":
      // ISO whatever calendar it is shown in, which stands behind it; no calendar text has fractions of a second.
      return {
        kind: "wall",
        text: String(input)
          .slice(0, 100)
          .replace(/\.\d{1,9}/, ""),
      };
    default:
      return { kind: "none", what: `a ${tag.slice(0, 40)}` };
  }
}
