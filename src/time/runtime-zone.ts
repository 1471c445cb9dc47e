/** A zone as this runtime knows it. */
export interface RuntimeZone {
  /** The runtime's name for it, which may be an old one (Asia/Calcutta), or the name that was asked for in its proper case. */
  readonly name: string;
  /** How far its clocks are ahead of UTC at a moment that a Date can hold, in milliseconds. */
  readonly offsetAt: (instant: number) => number;
}

/** As much of Temporal as is needed to ask for an offset. */
interface Clocks {
  readonly ZonedDateTime: new (
    nanoseconds: bigint,
    zone: string,
  ) => { readonly timeZoneId: string; readonly offsetNanoseconds: number };
}

declare const Temporal: Clocks | undefined;

/**
 * What the runtime knows of a zone by an IANA name in any case: by its own Temporal, or else by Intl. Both read the same zone data, but
 * whoever asks Intl first has V8 look through all of its locales: 10 ms of each new process, where Temporal takes one.
 */
export function runtimeZone(name: string): RuntimeZone | undefined {
  const clocks = typeof Temporal === "undefined" || !isNative(Temporal) ? undefined : Temporal;
  return (clocks === undefined ? undefined : zoneOfTemporal(name, clocks)) ?? zoneOfIntl(name);
}

/** A Temporal that was brought along asks Intl itself, and takes longer. */
function isNative({ ZonedDateTime }: Clocks): boolean {
  return Function.prototype.toString.call(ZonedDateTime).includes("[native code]");
}

/** The zone by Temporal; nothing where it does not know the name, though Intl may. */
export function zoneOfTemporal(name: string, { ZonedDateTime }: Clocks): RuntimeZone | undefined {
  const at = (instant: number) => new ZonedDateTime(BigInt(Math.floor(instant)) * 1_000_000n, name);
  try {
    return { name: at(0).timeZoneId, offsetAt: (instant) => at(instant).offsetNanoseconds / 1e6 };
  } catch {
    return undefined;
  }
}

/** The zone by Intl. A formatter weighs some 50 KB outside of the heap, where no collector sees it in time: ask once a zone. */
export function zoneOfIntl(name: string): RuntimeZone | undefined {
  try {
    const format = new Intl.DateTimeFormat("en-US", { timeZone: name, timeZoneName: "longOffset" });
    return {
      name: format.resolvedOptions().timeZone,
      offsetAt: (instant) => offsetIn(format.format(instant)),
    };
  } catch {
    return undefined;
  }
}

/** What stands behind `GMT`, which is nothing, `+05:30` or `-00:25:21`, in milliseconds. */
function offsetIn(text: string): number {
  const [hours = "0", minutes = "0", seconds = "0"] = text.slice(text.lastIndexOf("GMT") + 4).split(":");
  const size = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  // 0 and not -0, which Object.is tells apart.
  return size === 0 ? 0 : (text.at(text.lastIndexOf("GMT") + 3) === "-" ? -size : size) * 1_000;
}
