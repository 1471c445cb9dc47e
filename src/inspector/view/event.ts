import { type Invitation, type ItipMessage, readInvitation } from "../../index.ts";
import { type Component, nameAndAddress } from "../inspect/property.ts";
import { toldTime } from "../inspect/told-time.ts";
import { element, facts } from "./element.ts";
import { excerptOf } from "./excerpt.ts";
import { plainView } from "./plain.ts";
import { momentInWords, spanInWords } from "./span-in-words.ts";

type Guest = Invitation["guests"][number];

const mostGuests = 100;

/** What a component invites to, when, where and how often, and who is to come: in the words of `readInvitation`. */
export function eventView(message: ItipMessage, component: Component, zone: string): HTMLElement {
  // With the time zones alone: all events around each of thousands would be looked at anew.
  const { calendar } = message;
  const zones = calendar.components.filter(({ name }) => name === "VTIMEZONE");
  const alone = { ...calendar, components: [...zones, component] };
  const invitation = readInvitation({ ...message, calendar: alone, components: [component] });
  if (invitation === undefined) return plainView(message, component, zone);
  const { event, organizer, guests, comment, instance } = invitation;
  const floating = invitation.floating === true;
  const [start, end] = [toldTime(event.start, floating), toldTime(event.end, floating)];
  const occurrence = instance === undefined ? undefined : toldTime(instance, floating);
  const later = invitation.thisAndFuture === true ? " and all later ones" : "";
  return element(
    "article",
    { class: "event" },
    element("h3", {}, excerptOf(event.summary) || "Without a summary"),
    facts([
      ["When", start === undefined || end === undefined ? undefined : spanInWords({ start, end }, zone)],
      ["Repeats", event.recurrence?.rule],
      ["Occurrence", occurrence === undefined ? undefined : `${momentInWords(occurrence, zone)}${later}`],
      ["Where", excerptOf(event.location?.description)],
      ["Organizer", organizer && nameAndAddress(organizer)],
      ["Description", excerptOf(event.description)],
      ["Comment", excerptOf(comment)],
      ["Called off", invitation.cancelled ? "yes" : undefined],
    ]),
    guestList(guests),
  );
}

function guestList(guests: readonly Guest[]): HTMLElement | undefined {
  if (guests.length === 0) return undefined;
  const rows = guests.slice(0, mostGuests).map(guestView);
  const left = guests.length - rows.length;
  return element(
    "div",
    { class: "guests" },
    element("h4", {}, guests.length === 1 ? "1 guest" : `${guests.length} guests`),
    element("ul", {}, ...rows),
    left > 0 ? element("p", { class: "note" }, `${left} further guests are not shown.`) : undefined,
  );
}

/** Who is invited, what they have answered, and their role and kind where these are not `required` and `individual`. */
function guestView(guest: Guest): HTMLElement {
  const { status, role, kind, delegatedTo } = guest;
  const known = status === "pending" ? "" : ` ${status}`;
  const more = [
    role === "required" ? [] : role,
    kind === "individual" ? [] : kind,
    delegatedTo === undefined ? [] : `to ${delegatedTo.join(", ")}`,
  ].flat();
  const note = more.length === 0 ? "" : ` (${more.join(", ")})`;
  return element(
    "li",
    {},
    nameAndAddress(guest),
    " ",
    element("span", { class: `status${known}` }, status),
    note,
  );
}
