import { decodeEntities } from "../event/html/html-entity.ts";
import { type Component, firstLine, linesOf } from "../icalendar/component.ts";
import { type Property, parameter, textValue, unescapeText } from "../icalendar/property.ts";

/** What a component says for all who answer in it. */
export interface SharedComments {
  /** COMMENT (RFC 5545 section 3.8.1.4; Exchange, Evolution), all of them. */
  readonly comment?: string | undefined;
  /** Apple's, for the organizer alone. */
  readonly private?: string | undefined;
}

const none: SharedComments = {};

/** The comments of a component, read once, however many people it lists. */
export function commentsIn(component: Component): SharedComments {
  const lines = linesOf(component, "COMMENT");
  const secret = firstLine(component, "X-CALENDARSERVER-PRIVATE-COMMENT");
  if (lines.length === 0 && secret === undefined) return none;
  return {
    comment: spoken(lines.map((line) => (textValue(line) ?? "").trim()).join("\n")),
    private: spoken(textValue(secret) ?? ""),
  };
}

/**
 * What the person wrote beside the answer: COMMENT, else Google's X-RESPONSE-COMMENT or Yahoo's X-COMMENT on the ATTENDEE, else
 * Apple's private comment. Blank text is no comment: Exchange writes `COMMENT:\n` for none.
 */
export function commentOf(shared: SharedComments, attendee: Property | undefined): string | undefined {
  return (
    shared.comment ??
    spoken(twiceEncoded(attendee, "X-RESPONSE-COMMENT")) ??
    spoken(twiceEncoded(attendee, "X-COMMENT")) ??
    shared.private
  );
}

/** Google escapes the comment as HTML, then as TEXT, then puts it into a parameter: `it&#39\;s late\, sorry`. */
function twiceEncoded(attendee: Property | undefined, name: string): string {
  const value = attendee === undefined ? undefined : parameter(attendee, name);
  return value === undefined ? "" : decodeEntities(unescapeText(value));
}

/** Text without marks of direction and C1 controls: a comment is shown beside other text. */
export function withoutTurns(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text;
  return text.replace(/\u0085/g, "\n").replace(/[\u0080-\u009f\u202a-\u202e\u2066-\u2069]/g, "");
}

/** What somebody wrote, as it is shown; `undefined` where nothing is left of it. */
export function spoken(text: string): string | undefined {
  if (text === "") return undefined;
  const plain = withoutTurns(text).trim();
  return plain === "" ? undefined : plain;
}
