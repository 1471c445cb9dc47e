/**
 * An email in the form that one mail API takes.
 *
 * `layout` says whether the API carries the calendar text as `composeEmail` lays it out: `dual`, beside text and HTML and
 * attached; or `attachment-only`, where a client may show a file and no buttons.
 */
export interface MailerRequest<Body> {
  /** Which parts the mail will have, see `docs/email.md`. */
  layout: "dual" | "attachment-only";
  /** What the API does not carry of the email that `composeEmail` builds, one phrase each; empty when it carries all. */
  lost: string[];
  /** What the service's API or SDK takes. */
  body: Body;
}
