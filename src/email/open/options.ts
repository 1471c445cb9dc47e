import { ItipError, kindOf } from "../../errors.ts";
import { type Limits, limitsFrom } from "../../limits.ts";

/** The limits that the caller's options ask for. */
export function limitsOf(options: { limits?: Partial<Limits> } | undefined): Limits {
  if (options === undefined) return limitsFrom(undefined);
  if (typeof options === "object" && options !== null) return limitsFrom(options.limits);
  throw new ItipError("invalid-argument", [
    { path: "options", code: "invalid-type", message: `must be an object, got ${kindOf(options)}` },
  ]);
}
