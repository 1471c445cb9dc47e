import { writtenUri } from "../icalendar/write.ts";
import type { EventDetails } from "./event.ts";
import { textOfHtml } from "./html/html-text.ts";

/** The description as plain text: the one given, else what its HTML says without tags. */
export function plainDescription({
  description,
  html,
}: Pick<EventDetails, "description" | "html">): string | undefined {
  if (description !== undefined || html === undefined) return description;
  const text = textOfHtml(html);
  return text === "" ? undefined : text;
}

type Shown = Pick<EventDetails, "description" | "html" | "location" | "conferenceUrl">;

/**
 * DESCRIPTION as calendars show it. Outlook, Apple, Thunderbird and Exchange do not show CONFERENCE: the link of the meeting is the last
 * line where the place is taken and the text does not name it already.
 */
export function shownDescription(event: Shown): string | undefined {
  const text = plainDescription(event);
  const { conferenceUrl, location } = event;
  if (conferenceUrl === undefined || location?.description === undefined) return text;
  const link = writtenUri(conferenceUrl);
  if (text === undefined) return link;
  return names(text, conferenceUrl) || names(text, link) ? text : `${text}\n\n${link}`;
}

/** A letter or sign with which a URL goes on, also behind a sign that might as well end the sentence. */
const goingOn = /^[.,;:!?)]{0,3}[\w/?#&=%+@$-]/;

/** Whether a text has the link in it, and not as the beginning of a longer one. */
function names(text: string, link: string): boolean {
  for (let at = text.indexOf(link); at !== -1; at = text.indexOf(link, at + 1)) {
    if (!goingOn.test(text.slice(at + link.length, at + link.length + 4))) return true;
  }
  return false;
}

/** LOCATION as calendars show it: the place, else the link of the meeting, spelt as CONFERENCE spells it. */
export function shownLocation({ location, conferenceUrl }: Shown): string | undefined {
  return location?.description ?? (conferenceUrl === undefined ? undefined : writtenUri(conferenceUrl));
}

/** Where it is, in a line that people read: the place, else its coordinates. */
export function placeText(location: Shown["location"]): string | undefined {
  const { description, lat, long } = location ?? {};
  if (description !== undefined) return description;
  return lat === undefined || long === undefined ? undefined : `${lat}, ${long}`;
}

/** Links to files, each under its name on a line of its own; `undefined` where there are none. */
export function attachmentsText(attachments: EventDetails["attachments"]): string | undefined {
  return attachments?.map(({ url, name }) => (name === undefined ? url : `${name} (${url})`)).join("\n");
}

/** A DESCRIPTION that was read, without the link that {@link shownDescription} puts behind it. */
export function withoutLink(text: string | undefined, conferenceUrl: string | undefined): string | undefined {
  if (text === undefined || conferenceUrl === undefined) return text;
  if (text.trim() === conferenceUrl) return undefined;
  const end = `\n\n${conferenceUrl}`;
  return text.endsWith(end) ? text.slice(0, -end.length) : text;
}

/**
 * The description as HTML. Outlook and Evolution show it in place of DESCRIPTION: where that ends in the link of the meeting, this does.
 */
export function shownHtml(event: Shown): string | undefined {
  const { html, conferenceUrl, location } = event;
  if (html === undefined || conferenceUrl === undefined || location?.description === undefined) return html;
  const link = writtenUri(conferenceUrl);
  const spellings = [conferenceUrl, link].flatMap((one) => [one, inHtml(one)]);
  return spellings.some((one) => names(html, one)) ? html : `${html}${paragraphOf(link)}`;
}

/** HTML that was read, without the link that {@link shownHtml} puts behind it. */
export function withoutLinkInHtml(
  html: string | undefined,
  conferenceUrl: string | undefined,
): string | undefined {
  if (html === undefined || conferenceUrl === undefined) return html;
  const end = paragraphOf(conferenceUrl);
  return html.endsWith(end) ? html.slice(0, -end.length) : html;
}

/** A URI as `writtenUri` writes it has no quotation marks and no angle brackets. */
function paragraphOf(link: string): string {
  return `<p><a href="${inHtml(link)}">${inHtml(link)}</a></p>`;
}

function inHtml(link: string): string {
  return link.replaceAll("&", "&amp;");
}
