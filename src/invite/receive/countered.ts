import { addressKey } from "../../event/address/address.ts";
import { emailOf } from "../../event/address/email-of.ts";
import type { Mailbox } from "../../event/event.ts";
import { type Component, firstLine, linesOf } from "../../icalendar/component.ts";
import { parameter, rawValue, readProperty, textValue } from "../../icalendar/property.ts";
import { defined } from "../../input.ts";
import type { Change } from "../../message/outgoing.ts";
import { formatRule, parseRule, type RecurrenceRule, sameRule } from "../../recurrence/rule.ts";
import type { Standard } from "../answers/judge-entry.ts";
import type { KnownPerson } from "../invite.ts";

const longest = 1_000;
const mostGuests = 20;

/**
 * What a COUNTER asks for beside another time (RFC 5546 section 3.2.7): another place, another rule, more guests. What it does not
 * mention it leaves as it is, and SUMMARY and DESCRIPTION say nothing: clients write their own words into them.
 */
export function counteredParticulars(
  component: Component,
  { event, plan }: Standard,
  invited: readonly KnownPerson[],
): Change[] {
  return [
    ...ruleChange(event.recurrence?.rule, rawOf(component, "RRULE")),
    ...change("location", event.location?.description, textValue(firstLine(component, "LOCATION"))),
    ...change("url", event.url, rawOf(component, "URL")),
    ...change("conferenceUrl", event.conferenceUrl, rawOf(component, "CONFERENCE")),
    ...moreGuests(component, [...invited, { address: addressKey(plan.organizer.email) }]),
  ];
}

function rawOf(component: Component, name: string): string | undefined {
  const line = firstLine(component, name);
  return line === undefined ? undefined : rawValue(line);
}

function change(field: Change["field"], from: string | undefined, stated: string | undefined): Change[] {
  const to = (stated ?? "").trim().slice(0, longest);
  if (to === "" || to === from?.trim()) return [];
  return [{ field, ...defined({ from }), to }];
}

function ruleChange(planned: RecurrenceRule | undefined, stated: string | undefined): Change[] {
  const rule = stated === undefined ? undefined : parseRule(stated);
  if (rule === undefined || "kind" in rule) return [];
  if (planned !== undefined && sameRule(planned, rule)) return [];
  return change("recurrence", planned === undefined ? undefined : formatRule(planned), formatRule(rule));
}

/** Substitutes and guests whom nobody has invited; a list that is shorter asks for nothing: most clients write themselves alone. */
function moreGuests(component: Component, known: readonly Pick<KnownPerson, "address">[]): Change[] {
  const there = new Set(known.map(({ address }) => address));
  const added: Mailbox[] = [];
  for (const line of linesOf(component, "ATTENDEE")) {
    const attendee = readProperty(line);
    const email = emailOf(attendee);
    if (email === undefined || there.has(addressKey(email))) continue;
    there.add(addressKey(email));
    const name = parameter(attendee, "CN")?.trim().slice(0, longest);
    added.push(name === undefined || name === "" ? { email } : { email, name });
    if (added.length === mostGuests) break;
  }
  return added.length === 0 ? [] : [{ field: "guests", added }];
}
