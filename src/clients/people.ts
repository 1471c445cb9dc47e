import { base64urlOfText } from "../base64.ts";
import { addressKey, mailto } from "../event/address/address.ts";
import { emailOf } from "../event/address/email-of.ts";
import type { Mailbox } from "../event/event.ts";
import { partstatOf } from "../event/status.table.ts";
import { type ContentLine, firstLine, linesOf } from "../icalendar/component.ts";
import { type Property, parameter, readProperty } from "../icalendar/property.ts";
import { defined } from "../input.ts";
import type { AnswerTarget } from "../reply/target.ts";
import { type Facts, placesOf } from "./answer-facts.ts";
import type { PersonParameter, PersonShape } from "./dialects/dialect.ts";
import { fillPlaces } from "./fill-places.ts";
import { htmlComment } from "./html-comment.ts";
import { parameterText } from "./parameter-text.ts";

/** Somebody as one line names them. */
interface Named extends Mailbox {
  readonly partstat?: string | undefined;
  /** The line of the invitation that names the same person. */
  readonly invited?: Property | undefined;
  readonly comment?: string | undefined;
}

/** The one whose meeting it is, as the invitation names them. */
export function playedOrganizerLine(facts: Facts): ContentLine {
  return personLine("ORGANIZER", facts.organizer, facts.dialect.organizer, facts);
}

/** The one who answers; in a counter-proposal of KOrganizer's, among all the others. */
export function attendeeLines(facts: Facts, { component }: AnswerTarget): ContentLine[] {
  const { dialect, proposal, person, status, comment } = facts;
  const guests = linesOf(component, "ATTENDEE").map(readProperty);
  const key = addressKey(person.email);
  const invited = guests.find((guest) => addressIn(guest) === key);
  const own: Named = { ...person, partstat: partstatOf[status], invited, comment };
  const line = (named: Named) => personLine("ATTENDEE", named, dialect.attendee, facts);
  if (proposal === undefined || dialect.proposal?.guests !== true) return [line(own)];
  const all = guests.flatMap((guest) => (guest === invited ? [own] : namedIn(guest)));
  return (invited === undefined ? [...all, own] : all).map(line);
}

/** The name under which the invitation lists somebody. */
export function invitedName({ component }: AnswerTarget, email: string): string | undefined {
  const key = addressKey(email);
  const line = linesOf(component, "ATTENDEE").find((each) => addressIn(readProperty(each)) === key);
  const name = line === undefined ? "" : (parameter(readProperty(line), "CN") ?? "").trim();
  return name === "" || addressKey(name) === key ? undefined : name;
}

function addressIn(property: Property): string | undefined {
  const email = emailOf(property);
  return email === undefined ? undefined : addressKey(email);
}

function namedIn(guest: Property): Named[] {
  const email = emailOf(guest);
  const name = parameter(guest, "CN");
  if (email === undefined) return [];
  const partstat = parameter(guest, "PARTSTAT") ?? partstatOf.pending;
  return [{ email, partstat, invited: guest, ...defined({ name }) }];
}

function personLine(
  property: "ORGANIZER" | "ATTENDEE",
  named: Named,
  shape: PersonShape,
  facts: Facts,
): ContentLine {
  const parameters = wantedOf(shape, named)
    .map((wanted) => parameterOf(wanted, named, shape, facts))
    .join("");
  const address = mailto(named.email).slice("mailto:".length);
  return { name: property, text: `${property}${parameters}:${shape.scheme}${address}`, line: 0 };
}

/** The parameters that a client writes, in its own order; a client that echoes has those of the invitation in the invitation's order. */
function wantedOf(shape: PersonShape, { invited }: Named): readonly PersonParameter[] {
  if (shape.asInvited !== true || invited === undefined) return shape.parameters;
  const order = [...invited.parameters.keys()].filter(
    (name) => name !== "PARTSTAT" || shape.partstatLast !== true,
  );
  const rank = (wanted: PersonParameter) => {
    const place = order.indexOf(wanted.split("=", 1)[0] ?? "");
    return place === -1 ? order.length : place;
  };
  return [...shape.parameters].sort((a, b) => rank(a) - rank(b));
}

function parameterOf(wanted: PersonParameter, named: Named, shape: PersonShape, facts: Facts): string {
  const echo = (name: string) => (named.invited === undefined ? undefined : parameter(named.invited, name));
  const text = (value: string | undefined) =>
    parameterText(wanted, value, shape.quoted?.includes(wanted) === true);
  switch (wanted) {
    case "CN":
      return text(named.name ?? (shape.addressAsName === true ? named.email : undefined));
    case "PARTSTAT":
      return text(named.partstat);
    case "ROLE":
      return text(echo("ROLE") ?? "REQ-PARTICIPANT");
    case "CUTYPE":
    case "RSVP":
      return text(echo(wanted));
    case "EMAIL":
      return text(named.email);
    case "SENT-BY":
      return parameterText(wanted, mailto(named.email), true);
    case "X-JMAP-ID":
      return text(base64urlOfText(named.email));
    case "X-RESPONSE-COMMENT":
      return named.comment === undefined ? "" : `;${wanted}="${htmlComment(named.comment)}"`;
    case "X-COMMENT":
      return named.comment === undefined ? `;${wanted}=` : `;${wanted}="${htmlComment(named.comment)}"`;
    default:
      return `;${fillPlaces(wanted, placesOf(facts), `${named.email}\n${facts.seed}`)}`;
  }
}

/** Whether the organizer has asked that nobody propose another time. */
export function disallowsCounter({ component }: AnswerTarget): boolean {
  const line = firstLine(component, "X-MICROSOFT-DISALLOW-COUNTER");
  return line !== undefined && /:\s*TRUE\s*$/i.test(line.text.slice(-40));
}
