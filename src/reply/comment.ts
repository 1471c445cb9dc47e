import { decodeEntities } from "../event/html-entity.ts";
import { type Component, firstLine, linesOf } from "../icalendar/component.ts";
import { type Property, parameter, readText } from "../icalendar/property.ts";

/**
 * What the person wrote beside the answer: COMMENT (RFC 5545 section 3.8.1.4; Exchange, Evolution), else Google's
 * X-RESPONSE-COMMENT or Yahoo's X-COMMENT on the ATTENDEE, else Apple's private comment. Blank text is no comment:
 * Exchange writes `COMMENT:\n` for none.
 */
export function commentOf(component: Component, attendee: Property | undefined): string | undefined {
  const comments = linesOf(component, "COMMENT").map((line) => readText(line) ?? "");
  return (
    spoken(comments.map((comment) => comment.trim()).join("\n")) ??
    spoken(twiceEncoded(attendee, "X-RESPONSE-COMMENT")) ??
    spoken(twiceEncoded(attendee, "X-COMMENT")) ??
    spoken(readText(firstLine(component, "X-CALENDARSERVER-PRIVATE-COMMENT")) ?? "")
  );
}

/** Google escapes the comment as HTML, then as TEXT, then puts it into a parameter: `it&#39\;s late\, sorry`. */
function twiceEncoded(attendee: Property | undefined, name: string): string {
  const value = attendee === undefined ? undefined : parameter(attendee, name);
  return value === undefined ? "" : decodeEntities(withoutEscapes(value));
}

function withoutEscapes(text: string): string {
  return text.replace(/\\([\\;,nN])/g, (_, c: string) => (c === "n" || c === "N" ? "\n" : c));
}

function spoken(text: string): string | undefined {
  const plain = text.trim();
  return plain === "" ? undefined : plain;
}
