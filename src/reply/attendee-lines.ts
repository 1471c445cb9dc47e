import { parameterRules } from "../check/rules/parameter.table.ts";
import { checkValue } from "../check/value.ts";
import { addressKey, mailto, parseEmailAddress } from "../event/address/address.ts";
import { partstatOf } from "../event/status.table.ts";
import { timeLine } from "../event/to-vevent.ts";
import { type Component, type ContentLine, firstLine, linesOf } from "../icalendar/component.ts";
import {
  firstProperty,
  type Property,
  parameter,
  rawValue,
  readProperty,
  textValue,
  textValues,
} from "../icalendar/property.ts";
import { contentLine, escapeText, type ParameterValue, textLine } from "../icalendar/write.ts";
import { isAboutLater } from "../message/is-about-later.ts";
import { basicOf } from "../time/civil.ts";
import { type Tzid, utc } from "../time/zone.ts";
import type { StatedTime } from "../timezone/time-property.ts";
import type { CheckedAnswer } from "./answer-input.ts";

/**
 * A time in the form it was stated in, but in UTC where its zone is not the one that the answer may name.
 *
 * @param zone the one TZID of the answer
 */
export function statedLine(name: string, time: StatedTime, zone: Tzid | undefined): ContentLine {
  switch (time.kind) {
    case "date":
      return timeLine(name, { kind: "date", wall: time.wall, tzid: utc });
    case "floating":
      return contentLine(name, basicOf(time.wall));
    case "utc":
      return timeLine(name, { kind: "instant", instant: time.instant, tzid: utc });
    case "zoned":
      return timeLine(name, {
        kind: "instant",
        instant: time.instant,
        tzid: time.tzid === zone ? zone : utc,
      });
  }
}

/**
 * The occurrence that is answered. RANGE (RFC 5545 section 3.2.13) is repeated: an answer without it would be for the
 * one occurrence, where all that follow were asked for too.
 */
export function recurrenceIdLine(time: StatedTime, zone: Tzid | undefined, invited: Component): ContentLine {
  const line = statedLine("RECURRENCE-ID", time, zone);
  if (!isAboutLater(invited)) return line;
  return { ...line, text: line.text.replace(/^RECURRENCE-ID/, "$&;RANGE=THISANDFUTURE") };
}

const isSound = (type: "CAL-ADDRESS" | "URI", value: string) => checkValue(type, value).next().done === true;

/** ORGANIZER as the invitation wrote it: some organizers compare the text. What stays on its server stays away. */
export function sameOrganizer(component: Component, email: string): ContentLine {
  const property = firstProperty(component, "ORGANIZER");
  const written = property?.value.trim() ?? "";
  const value = isMailto(written) ? written : mailto(email);
  const agent = property === undefined ? undefined : parameter(property, "SENT-BY");
  return contentLine("ORGANIZER", value, {
    CN: property === undefined ? undefined : parameter(property, "CN"),
    "SENT-BY": agent !== undefined && isSound("URI", agent) ? agent : undefined,
  });
}

function isMailto(value: string): boolean {
  return /^mailto:/i.test(value) && isSound("CAL-ADDRESS", value);
}

/**
 * The ATTENDEE who answers: as invited, with the answer and without RSVP. Someone who was not invited by that address
 * answers under it (RFC 5546 section 3.2.2.6); MEMBER says on whose behalf a list was invited (section 3.7.2).
 */
export function answeringAttendee(
  component: Component,
  { email, name, status, delegateTo }: CheckedAnswer,
): ContentLine {
  const key = addressKey(email);
  const attendees = linesOf(component, "ATTENDEE").map(readProperty);
  const invited =
    attendees.find(({ value }) => addressKey(value) === key) ??
    attendees.find((property) => addressKey(parameter(property, "EMAIL") ?? "") === key);
  const written = invited?.value.trim() ?? "";
  const kept = (parameterName: "CUTYPE" | "ROLE") => knownWord(invited, parameterName);
  return contentLine("ATTENDEE", isMailto(written) ? written : mailto(parseEmailAddress(email) ?? email), {
    CN: name ?? (invited === undefined ? undefined : parameter(invited, "CN")),
    CUTYPE: kept("CUTYPE"),
    ROLE: kept("ROLE"),
    PARTSTAT: partstatOf[status],
    "DELEGATED-TO": delegateTo === undefined ? undefined : mailto(delegateTo.email),
    MEMBER: soundAddresses(invited, "MEMBER"),
    "DELEGATED-FROM": soundAddresses(invited, "DELEGATED-FROM"),
  });
}

function knownWord(property: Property | undefined, name: "CUTYPE" | "ROLE"): string | undefined {
  const word = property === undefined ? undefined : parameter(property, name)?.toUpperCase();
  return parameterRules[name].words.find((known) => known === word);
}

function soundAddresses(property: Property | undefined, name: string): ParameterValue {
  return property?.parameters.get(name)?.filter((value) => isSound("URI", value));
}

/** What `EventDetails` has no word for and a counter-proposal repeats, being a whole event (RFC 5546 section 3.2.7). */
export function unchangedLines(component: Component): ContentLine[] {
  const lines: ContentLine[] = [];
  const priority = firstLine(component, "PRIORITY");
  if (priority !== undefined && /^[0-9]$/.test(rawValue(priority)))
    lines.push(contentLine("PRIORITY", rawValue(priority)));
  for (const name of ["CATEGORIES", "RESOURCES"]) {
    for (const line of linesOf(component, name)) {
      lines.push(contentLine(name, textValues(line).map(escapeText).join(",")));
    }
  }
  for (const line of linesOf(component, "CONTACT")) lines.push(textLine("CONTACT", textValue(line) ?? ""));
  return lines;
}
