import { ItipError, kindOf, wrongArgument } from "../errors.ts";

/** Codes that tell of stored state, never of a request. */
const ofTheService: ReadonlySet<string> = new Set(["invalid-state", "newer-state"]);

/** What `options`, `invite` and the like hold is the service's own doing. */
const ownArguments = /^(?:options|invite|request|error|reply|message)\b/;

/**
 * The HTTP status that an error of this package is answered with: 404 for an invite or a person that there is not, 422 (with
 * {@link errorBody}) for a request that cannot be carried out, 500 for damaged state and wrong arguments of the service itself.
 *
 * @throws {ItipError} `invalid-argument` for anything but an `ItipError`
 * @example
 * try { readSmartInviteRequest(body, { organizer }) } catch (error) { statusCodeOf(error) } // 422
 */
export function statusCodeOf(error: ItipError): 404 | 422 | 500 {
  if (!(error instanceof ItipError))
    throw wrongArgument("error", `must be an ItipError, got ${kindOf(error)}`);
  if (error.code === "unknown-recipient") return 404;
  if (ofTheService.has(error.code)) return 500;
  const own = error.code === "invalid-argument" && error.problems.some(({ path }) => ownArguments.test(path));
  return own ? 500 : 422;
}
