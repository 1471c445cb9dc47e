/**
 * One thing worth knowing about a message, tied to the text that says so.
 *
 * A broken MUST is an `error`, a broken SHOULD or an unregistered value a `warning`, advice is `info`.
 */
export interface Finding {
  /** Stable, kebab-case. */
  readonly code: string;
  readonly severity: "error" | "warning" | "info";
  /** A sentence for a person; never more than an excerpt of the input. */
  readonly message: string;
  /** Where: `VCALENDAR.VEVENT[0].DTSTART`, `headers.From`, `parts[1.3]`. */
  readonly path: string;
  /** Line of the calendar text, counted from 1 as the text stands (before unfolding). */
  readonly line?: number;
  /** `"RFC 5546 section 3.2.3"`. */
  readonly reference: string;
}
