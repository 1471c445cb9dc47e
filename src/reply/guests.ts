import { addressKey, emailIn } from "../event/address/address.ts";
import { emailOf } from "../event/address/email-of.ts";
import type { Mailbox } from "../event/event.ts";
import {
  type GuestKind,
  kindOfCutype,
  type Role,
  roleOfParameter,
  type Status,
} from "../event/status.table.ts";
import { type Component, linesOf } from "../icalendar/component.ts";
import { type Property, parameter, readProperty } from "../icalendar/property.ts";
import { defined, filled } from "../input.ts";
import { statusIn } from "../message/answer-problems.ts";
import { withoutTurns } from "./comment.ts";

/** Somebody whom an invitation lists, as it lists them. */
export interface Guest extends Mailbox {
  /** PARTSTAT; `pending` where it states no answer. */
  status: Status;
  /** ROLE; `required` where it is none that is known. */
  role: Role;
  /** CUTYPE; `individual` where it is none that is known. */
  kind: GuestKind;
  /** RSVP: whether an answer is asked for. */
  rsvp: boolean;
  /** To whom this person passed the invitation on. */
  delegatedTo?: string[];
  /** From whom this person has it. */
  delegatedFrom?: string[];
  /** The address of the person who acts for this guest. */
  sentBy?: string;
}

/** The people whom a component lists, in its order; a calendar user without an email address is left out. */
export function guestsIn(component: Component): Guest[] {
  return linesOf(component, "ATTENDEE").flatMap((line) => {
    const attendee = readProperty(line);
    const email = emailOf(attendee);
    return email === undefined ? [] : [guestOf(attendee, email)];
  });
}

function guestOf(attendee: Property, email: string): Guest {
  const word = (name: string) => (parameter(attendee, name) ?? "").trim().toUpperCase();
  return {
    email,
    ...defined({ name: nameOf(attendee, email) }),
    status: statusIn(attendee) ?? "pending",
    role: roleOfParameter(word("ROLE")) ?? "required",
    kind: kindOfCutype(word("CUTYPE")) ?? "individual",
    rsvp: word("RSVP") === "TRUE",
    ...defined({
      delegatedTo: addressesIn(attendee, "DELEGATED-TO"),
      delegatedFrom: addressesIn(attendee, "DELEGATED-FROM"),
      sentBy: addressesIn(attendee, "SENT-BY")?.[0],
    }),
  };
}

/** Names are one line, and not longer than those that a caller may give: CN can hold a line break (RFC 6868). */
const longestName = 1_000;
const breaksLine = /[\u0000-\u001f\u007f\u2028\u2029]+/g;

/** CN, unless it only repeats the address, as Google's and Exchange's do. */
export function nameOf(person: Property | undefined, email: string): string | undefined {
  const written = person === undefined ? undefined : parameter(person, "CN");
  const name =
    written === undefined ? "" : withoutTurns(written).replace(breaksLine, " ").trim().slice(0, longestName);
  if (name === "") return undefined;
  // Without either it is no address, in whatever spelling.
  const mayRepeat = name.includes("@") || name.includes("%");
  return mayRepeat && addressKey(name) === addressKey(email) ? undefined : name;
}

/** The addresses in a parameter such as DELEGATED-TO; absent where there is none. */
export function addressesIn(person: Property | undefined, name: string): string[] | undefined {
  const given = person?.parameters.get(name);
  return given && filled(given.flatMap((text) => emailIn(text) ?? []));
}
