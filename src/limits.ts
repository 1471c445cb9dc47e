import { type ItipError, refusal } from "./errors.ts";
import { at, defined, fault, type Reading, readRecord } from "./input.ts";

/**
 * How much foreign input is read before it is refused. Every number can be raised or lowered by the caller;
 * the anchors are libical's documented limits, mime4j's and Stalwart's defaults.
 */
export interface Limits {
  /** Octets of one raw email. */
  readonly emailBytes: number;
  /** Lines of one raw email that are header, text or calendar. */
  readonly emailLines: number;
  /** MIME parts of one email. */
  readonly emailParts: number;
  /** Depth of nested multiparts. */
  readonly emailDepth: number;
  /** Header fields of one header block. */
  readonly emailHeaders: number;
  /** UTF-16 code units of one calendar text. */
  readonly calendarLength: number;
  /** Physical lines of one calendar text. */
  readonly calendarLines: number;
  /** Code units of one unfolded content line. */
  readonly lineLength: number;
  /** Components of one calendar text. */
  readonly components: number;
  /** Depth of nested components. */
  readonly depth: number;
  /** Properties of one component. */
  readonly properties: number;
  /** Parameters of one property. */
  readonly parameters: number;
  /** Values of one list (EXDATE, RDATE, CATEGORIES …). */
  readonly values: number;
  /** ATTENDEEs of one component. */
  readonly attendees: number;
  /** VTIMEZONEs of one calendar text. */
  readonly timeZones: number;
  /** STANDARD and DAYLIGHT sub-components of one VTIMEZONE. */
  readonly observances: number;
  /** Problems that are listed; further ones are counted only. */
  readonly findings: number;
  /** Steps that one expansion of a recurrence rule may take. */
  readonly recurrenceSteps: number;
}

export const defaultLimits: Limits = /* @__PURE__ */ Object.freeze({
  emailBytes: 25 * 1024 * 1024,
  emailLines: 200_000,
  emailParts: 500,
  emailDepth: 20,
  emailHeaders: 1_000,
  calendarLength: 2 * 1024 * 1024,
  calendarLines: 100_000,
  lineLength: 256 * 1024,
  components: 5_000,
  depth: 8,
  properties: 12_000,
  parameters: 64,
  values: 2_000,
  attendees: 10_000,
  timeZones: 50,
  observances: 200,
  findings: 100,
  recurrenceSteps: 100_000,
});

/** The caller's limits over the defaults; unknown names and values that are no positive whole numbers are noted. */
export function readLimits(limits: unknown, reading: Reading): Limits | undefined {
  if (limits === undefined || limits === defaultLimits) return defaultLimits;
  const named = readRecord(limits, Object.keys(defaultLimits), reading);
  for (const [name, value] of Object.entries(named ?? {})) {
    const isLimit = value === undefined || (Number.isSafeInteger(value) && Number(value) > 0);
    if (isLimit || !Object.hasOwn(defaultLimits, name)) continue;
    fault(at(reading, name), "invalid-limit", "must be a whole number above 0", value);
  }
  return named && { ...defaultLimits, ...defined(named) };
}

/** Refuses input that is over a limit. */
export function holdLimit(limits: Limits, name: keyof Limits, actual: number): void {
  if (actual > limits[name]) throw limitExceeded(limits, name, actual);
}

export function limitExceeded(limits: Limits, name: keyof Limits, actual: number): ItipError {
  return refusal("limit-exceeded", `limits.${name}`, name, `${actual} is over the limit of ${limits[name]}`);
}
